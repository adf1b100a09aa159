using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AksEgress.Simulator;

namespace AksEgress.Benchmarks;

/// <summary>
/// A subscription of about 50,000 resources: the time to load it, its memory, and the cost of a query over all its clusters, page
/// by page. Measured in this process, for the managed heap, and in the lab's, for the operating system's view. Run with:
/// dotnet run -c Release --project tests/Benchmarks -- fleet
/// </summary>
internal static class FleetRun
{
    private const int Clusters = 15_000;
    private const string Seed = "7";
    private const string Query =
        "Resources | where type =~ 'microsoft.containerservice/managedclusters' | project id, name, resourceGroup, location, properties";

    /// <summary>Measures and prints the results.</summary>
    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("fleet-");
        try
        {
            var state = Path.Combine(folder.FullName, "state.json");
            using (var generator = QuickRun.Lab([
                "generate",
                "--clusters",
                Clusters.ToString(CultureInfo.InvariantCulture),
                "--seed",
                Seed,
                "--out",
                state
            ]))
            {
                await generator.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
                await generator.WaitForExitAsync().ConfigureAwait(false);
            }

            Load(state);
            await ServeAsync(state).ConfigureAwait(false);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Load(string state)
    {
        var text = File.ReadAllText(state);
        var count = JsonDocument.Parse(text).RootElement.GetArrayLength();
        using var simulator = new ArmSimulator(new SimulatorOptions { Throttling = false });
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        simulator.Load(text);
        var (took, busy) = (watch.Elapsed, Environment.CpuUsage.TotalTime - cpu);
        var heap = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(text);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{count:N0} documents of {Clusters:N0} clusters, {new FileInfo(state).Length / 1e6:N0} MB of JSON: loaded in "
                    + $"{took.TotalSeconds:N1} s ({busy.TotalSeconds:N1} s of a core), {heap / 1e6:N0} MB of managed heap, "
                    + $"{heap / count:N0} bytes each"));
    }

    private static async Task ServeAsync(string state)
    {
        var watch = Stopwatch.StartNew();
        using var server = QuickRun.Lab(["serve", "--port", "0", "--throttling", "off", "--state", state]);
        try
        {
            var address = (await server.StandardOutput.ReadLineAsync().ConfigureAwait(false))!.Split(' ')[^1];
            Tell(server, $"the lab serves it after {watch.Elapsed.TotalSeconds:N1} s");
            using var client = new HttpClient { BaseAddress = new Uri(address) };
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer x");
            watch.Restart();
            var (rows, pages) = await QueryAsync(client).ConfigureAwait(false);
            Tell(server, $"{rows:N0} clusters in {pages} pages of a query in {watch.Elapsed.TotalSeconds:N1} s");
            watch.Restart();
            const int writes = 200;
            for (var number = 0; number < writes; number++)
            {
                await PutAsync(client, number).ConfigureAwait(false);
            }

            Tell(server, $"{writes} PUTs, each on disk before its answer, in {watch.Elapsed.TotalSeconds:N1} s");
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync().ConfigureAwait(false);
        }
    }

    private static async Task<(int Rows, int Pages)> QueryAsync(HttpClient client)
    {
        var (rows, pages) = (0, 0);
        string? token = null;
        do
        {
            var options = new JsonObject { ["$top"] = 1000 };
            if (token is not null)
            {
                options["$skipToken"] = token;
            }

            using var body = new StringContent(
                new JsonObject { ["query"] = Query, ["options"] = options }.ToJsonString(), Encoding.UTF8, "application/json");
            using var response = await client.PostAsync(
                new Uri("/providers/Microsoft.ResourceGraph/resources?api-version=2022-10-01", UriKind.Relative),
                body).ConfigureAwait(false);
            using var page = await JsonDocument.ParseAsync(
                await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync().ConfigureAwait(false)).ConfigureAwait(false);
            rows += page.RootElement.GetProperty("count").GetInt32();
            pages++;
            token = page.RootElement.TryGetProperty("$skipToken", out var next) ? next.GetString() : null;
        }
        while (token is not null);
        return (rows, pages);
    }

    private static async Task PutAsync(HttpClient client, int number)
    {
        using var body = new StringContent("""{"location":"eastus"}""", Encoding.UTF8, "application/json");
        var address = string.Create(
            CultureInfo.InvariantCulture,
            $"/subscriptions/{ArmSimulator.SubscriptionId}/resourceGroups/written-{number}?api-version=2022-09-01");
        using var response = await client.PutAsync(new Uri(address, UriKind.Relative), body).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
    }

    private static void Tell(Process server, FormattableString what)
    {
        server.Refresh();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{FormattableString.Invariant(what)}: working set {server.WorkingSet64 / 1e6:N0} MB, at the most so far "
                    + $"{server.PeakWorkingSet64 / 1e6:N0} MB, {server.TotalProcessorTime.TotalSeconds:N1} s of a core so far"));
    }

    private static void Print(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));
}
