using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AksEgress.Simulator;
using Xunit.Abstractions;

namespace AksEgress.Tests.Lab;

/// <summary>The clusters that the lab generates, and the simulator's performance with them.</summary>
public sealed class GenerateTests(ITestOutputHelper output) : IDisposable
{
    private const string OutboundTypes = "Resources | where type =~ 'Microsoft.ContainerService/managedClusters' | summarize count() by "
        + "tostring(properties.networkProfile.outboundType)";
    private readonly string _folder = Directory.CreateTempSubdirectory("fleet-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_generated_fleet_is_reproducible_with_all_outbound_types_and_known_defects()
    {
        var (one, other, different) = (
            Path.Combine(_folder, "one.json"), Path.Combine(_folder, "other.json"), Path.Combine(_folder, "different.json"));
        var (code, told, errors) = await LabProcess.RunAsync("generate", "--clusters", "600", "--seed", "7", "--out", one);
        Assert.True(code == 0, errors);
        await LabProcess.RunAsync("generate", "--clusters", "600", "--seed", "7", "--out", other);
        await LabProcess.RunAsync("generate", "--clusters", "600", "--seed", "8", "--out", different);
        Assert.Equal(await File.ReadAllTextAsync(one), await File.ReadAllTextAsync(other));
        Assert.NotEqual(await File.ReadAllTextAsync(one), await File.ReadAllTextAsync(different));

        using var simulator = new ArmSimulator(new SimulatorOptions { Throttling = false });
        simulator.Load(await File.ReadAllTextAsync(one));
        var types = Ask(simulator, OutboundTypes);
        Assert.Equal(600, types.Sum(row => (int)row!["count_"]!));
        Assert.Equal(7, types.Count);

        var defects = Ask(
            simulator,
            "Resources | where isnotempty(tags['fleet-defect']) | summarize n = count() by defect = tostring(tags['fleet-defect'])");
        Assert.InRange(defects.Sum(row => (int)row!["n"]!), 30, 100);
        Assert.All(defects, row => Assert.Contains($"{row!["n"]} clusters with {row["defect"]}", told, StringComparison.Ordinal));

        // Virtual networks of a single cluster, and shared ones.
        var networks = Ask(simulator, "Resources | where type =~ 'Microsoft.Network/virtualNetworks' | project n = "
            + "array_length(properties.subnets)").Select(row => (int)row!["n"]!).ToList();
        Assert.Contains(1, networks);
        Assert.Contains(8, networks);
    }

    [Fact]
    public async Task A_fleet_takes_no_more_than_10_KB_a_resource()
    {
        var path = Path.Combine(_folder, "large.json");
        await LabProcess.RunAsync("generate", "--clusters", "3000", "--seed", "1", "--out", path);
        var text = await File.ReadAllTextAsync(path);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        using var simulator = new ArmSimulator(new SimulatorOptions { Throttling = false });
        simulator.Load(text);
        var loaded = watch.Elapsed;
        var size = GC.GetTotalMemory(forceFullCollection: true) - before;
        watch.Restart();
        var count = (long)Ask(simulator, "Resources | count")[0]!["Count"]!;
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{count} resources: {size / 1e6:F0} MB, loaded in {loaded.TotalSeconds:F1} s, counted in {watch.Elapsed.TotalSeconds:F1} "
                    + $"s"));
        Assert.InRange(count, 6_000, 20_000);

        // So that 50,000 of them fit into 500 MB.
        Assert.True(size < 10_000 * count, $"{size:N0} bytes for {count} resources");
    }

    [Theory]
    [InlineData("--clusters", "0", "--out", "x")]
    [InlineData("--clusters", "5")]
    [InlineData("--out", "x")]
    [InlineData("--clusters", "5", "--out", "/nosuch/x.json")]
    [InlineData("--clusters", "5", "--colour", "red")]
    public async Task An_invalid_request_is_refused(params string[] options)
    {
        var (code, _, errors) = await LabProcess.RunAsync(["generate", .. options]);
        Assert.Equal(2, code);
        Assert.StartsWith("lab: ", errors, StringComparison.Ordinal);
    }

    private static JsonArray Ask(ArmSimulator simulator, string query)
    {
        using var client = new HttpMessageInvoker(simulator.CreateHandler());
        using var request = new HttpRequestMessage(
            HttpMethod.Post, "https://management.azure.com/providers/Microsoft.ResourceGraph/resources?api-version=2022-10-01")
        {
            Content = new StringContent(
                new JsonObject { ["query"] = query, ["options"] = new JsonObject { ["$top"] = 1000 } }.ToJsonString(),
                Encoding.UTF8,
                "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer x");
        using var response = client.Send(request, CancellationToken.None);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var reader = new StreamReader(response.Content.ReadAsStream());
        return JsonNode.Parse(reader.ReadToEnd())!["data"]!.AsArray();
    }
}
