using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using AksEgress.Simulator;

namespace AksEgress.Benchmarks;

/// <summary>
/// Requests per second of one core, by processor time: a figure that depends little on other load. Run with:
/// dotnet run -c Release --project tests/Benchmarks -- quick
/// </summary>
internal static class QuickRun
{
    private const string Group = "/subscriptions/" + ArmSimulator.SubscriptionId + "/resourceGroups/contoso-rg";
    private const string Cluster = Group + "/providers/Microsoft.ContainerService/managedClusters/contoso-aks?api-version=2026-06-01";
    private const string RouteTable = """{"location":"eastus","properties":{"routes":[{"name":"default","properties":"""
        + """{"addressPrefix":"0.0.0.0/0","nextHopType":"VirtualAppliance","nextHopIpAddress":"10.42.2.4"}}]}}""";

    /// <summary>Measures and prints the results.</summary>
    public static async Task RunAsync()
    {
        using var simulator = new ArmSimulator(new SimulatorOptions { SampleWorld = true, TimeScale = 100_000, Throttling = false });
        using var client = new HttpMessageInvoker(simulator.CreateHandler());
        const string origin = "https://management.azure.com";
        Measure("GET of a cluster, in process", 40_000, _ => Send(client, HttpMethod.Get, origin + Cluster, null));
        Measure(
            "PUT of a route table, in process, with its end",
            10_000,
            number => Send(client, HttpMethod.Put, origin + Table(number), RouteTable));
        await ServeAsync(null).ConfigureAwait(false);
        var folder = Directory.CreateTempSubdirectory("quick-");
        await ServeAsync(Path.Combine(folder.FullName, "state.json")).ConfigureAwait(false);
        folder.Delete(recursive: true);
    }

    /// <summary>Starts the lab, built in the same configuration.</summary>
    public static Process Lab(string[] arguments)
    {
        var lab = AppContext.BaseDirectory.Replace("Benchmarks", "Lab", StringComparison.Ordinal);
        return Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(lab, "Lab.dll"), .. arguments])
        {
            RedirectStandardOutput = true
        })!;
    }

    private static string Table(int number) =>
        string.Create(
            CultureInfo.InvariantCulture, $"{Group}/providers/Microsoft.Network/routeTables/rt{number % 1000}?api-version=2025-07-01");

    private static void Measure(string what, int count, Action<int> act)
    {
        for (var number = 0; number < count / 10; number++)
        {
            act(number);
        }

        var before = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        for (var number = 0; number < count; number++)
        {
            act(number);
        }

        Print(what, count, Environment.CpuUsage.TotalTime - before, watch.Elapsed);
    }

    private static void Print(string what, int count, TimeSpan cpu, TimeSpan wall) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what}: {count / cpu.TotalSeconds:N0} a second of one core ({count / wall.TotalSeconds:N0} a second on this machine just now)"));

    private static void Send(HttpMessageInvoker client, HttpMethod method, string address, string? body)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer simulated");
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var response = client.Send(request, CancellationToken.None);
        Check(response.StatusCode, address);
    }

    private static void Check(HttpStatusCode status, string address)
    {
        if ((int)status >= 300)
        {
            throw new InvalidOperationException($"{address}: {status}");
        }
    }

    // The lab runs in its own process; only its processor time counts, not this client's.
    private static async Task ServeAsync(string? state)
    {
        using var server = Lab([
            "serve",
            "--port",
            "0",
            "--throttling",
            "off",
            "--time-scale",
            "1000",
            .. state is null ? Array.Empty<string>() : ["--state", state]
        ]);
        try
        {
            var address = (await server.StandardOutput.ReadLineAsync().ConfigureAwait(false))!.Split(' ')[^1];
            using var client = new HttpClient { BaseAddress = new Uri(address) };
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer x");
            await SendAsync(client, HttpMethod.Put, Group + "?api-version=2022-09-01", """{"location":"eastus"}""").ConfigureAwait(false);
            await SendAsync(client, HttpMethod.Put, Table(0), RouteTable).ConfigureAwait(false);
            var name = state is null ? "over HTTP" : "over HTTP, with --state";
            await MeasureAsync(
                server, $"GET of a route table {name}", 6000, _ => SendAsync(client, HttpMethod.Get, Table(0), null)).ConfigureAwait(false);
            await MeasureAsync(
                server,
                $"PUT of a route table {name}",
                3000,
                number => SendAsync(client, HttpMethod.Put, Table(number), RouteTable)).ConfigureAwait(false);
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync().ConfigureAwait(false);
        }
    }

    private static async Task MeasureAsync(Process server, string what, int count, Func<int, Task> act)
    {
        const int clients = 8;
        await Task.WhenAll(Enumerable.Range(0, 500).Select(act)).ConfigureAwait(false);
        server.Refresh();
        var before = server.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async client =>
        {
            for (var number = client; number < count; number += clients)
            {
                await act(number).ConfigureAwait(false);
            }
        })).ConfigureAwait(false);
        server.Refresh();
        Print(what, count, server.TotalProcessorTime - before, watch.Elapsed);
    }

    private static async Task SendAsync(HttpClient client, HttpMethod method, string address, string? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request).ConfigureAwait(false);
        Check(response.StatusCode, address);
    }
}
