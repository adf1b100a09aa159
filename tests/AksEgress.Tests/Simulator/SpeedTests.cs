using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using AksEgress.Simulator;
using Xunit;
using Xunit.Abstractions;

namespace AksEgress.Tests.Simulator;

/// <summary>
/// Checks the size: 50,000 resources must fit into 500 MB. Speed is only printed here, because a busy computer must not fail a
/// test; tests/Benchmarks measures it.
/// </summary>
public sealed class SpeedTests(ITestOutputHelper output)
{
    private const int Resources = 5_000;

    [Fact]
    public void Many_resources_fit_into_memory()
    {
        ManualClock clock = new();
        using ArmSimulator simulator = new(new SimulatorOptions { Clock = clock, Throttling = false });
        using HttpMessageInvoker client = new(simulator.CreateHandler());
        Send(client, HttpMethod.Put, SimulatedArm.Group("rg"), """{"location":"eastus"}""", HttpStatusCode.Created);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        const string body = """{"location":"eastus","tags":{"a":"b"},"properties":{"routes":[{"name":"default","properties":"""
            + """{"addressPrefix":"0.0.0.0/0","nextHopType":"VirtualAppliance","nextHopIpAddress":"10.0.0.4"}},{"name":"fw","properties":"""
            + """{"addressPrefix":"20.62.9.8/32","nextHopType":"Internet"}}]}}""";
        var watch = Stopwatch.StartNew();
        for (var number = 0; number < Resources; number++)
        {
            Send(
                client,
                HttpMethod.Put,
                SimulatedArm.NetworkId("rg", "routeTables", "rt" + number.ToString(CultureInfo.InvariantCulture)),
                body,
                HttpStatusCode.Created);
        }

        var writes = Resources / watch.Elapsed.TotalSeconds;
        clock.Advance(60);
        Send(client, HttpMethod.Get, SimulatedArm.Group("rg"), null, HttpStatusCode.OK);
        var ended = watch.Elapsed.TotalSeconds;
        var size = GC.GetTotalMemory(forceFullCollection: true) - before;

        watch.Restart();
        for (var number = 0; number < Resources; number++)
        {
            Send(
                client,
                HttpMethod.Get,
                SimulatedArm.NetworkId("rg", "routeTables", "rt" + (number * 7 % 1000).ToString(CultureInfo.InvariantCulture)),
                null,
                HttpStatusCode.OK);
        }

        var reads = Resources / watch.Elapsed.TotalSeconds;
        watch.Restart();
        Send(client, HttpMethod.Get, SimulatedArm.Subscription + "/providers/Microsoft.Network/routeTables", null, HttpStatusCode.OK);
        output.WriteLine(
            $"{reads:N0} reads/s, {writes:N0} writes/s ({Resources / ended:N0} with their ends), {size / 1e6:N0} MB for {Resources:N0} "
                + $"route tables of two routes, first page of a list {watch.Elapsed.TotalMilliseconds:N1} ms");
        Assert.True(size < Resources * 10_000L, $"{size:N0} bytes");
    }

    private static void Send(HttpMessageInvoker client, HttpMethod method, string id, string? body, HttpStatusCode expected)
    {
        using HttpRequestMessage request = new(
            method,
            "https://management.azure.com" + id + "?api-version="
                + (id.Contains("/providers/", StringComparison.Ordinal) ? SimulatedArm.Network : "2022-09-01"));
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer x");
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var response = client.Send(request, CancellationToken.None);
        Assert.Equal(expected, response.StatusCode);
    }
}
