using System.Net;
using System.Text;
using AksEgress.Simulator;
using BenchmarkDotNet.Attributes;

namespace AksEgress.Benchmarks;

/// <summary>
/// The cost of one request in process, on one thread: 100 microseconds are 10,000 requests per second. Run with:
/// dotnet run -c Release --project tests/Benchmarks -- --filter *Simulator*
/// </summary>
[MemoryDiagnoser]
public class SimulatorBenchmarks
{
    private const string Group = "https://management.azure.com/subscriptions/" + ArmSimulator.SubscriptionId + "/resourceGroups/contoso-rg";
    private const string Cluster = Group + "/providers/Microsoft.ContainerService/managedClusters/contoso-aks?api-version=2026-06-01";
    private const string Network = Group + "/providers/Microsoft.Network/virtualNetworks/contoso-vnet?api-version=2025-07-01";
    private const string RouteTable = """{"location":"eastus","properties":{"routes":[{"name":"default","properties":"""
        + """{"addressPrefix":"0.0.0.0/0","nextHopType":"VirtualAppliance","nextHopIpAddress":"10.42.2.4"}}]}}""";
    private ArmSimulator _simulator = null!;
    private HttpMessageInvoker _client = null!;
    private int _written;

    /// <summary>Opens the sample resources.</summary>
    [GlobalSetup]
    public void Open()
    {
        _simulator = new ArmSimulator(new SimulatorOptions { SampleWorld = true, TimeScale = 100_000, Throttling = false });
        _client = new HttpMessageInvoker(_simulator.CreateHandler());
    }

    /// <summary>Closes the simulator.</summary>
    [GlobalCleanup]
    public void Close()
    {
        _client.Dispose();
        _simulator.Dispose();
    }

    /// <summary>GET of a cluster.</summary>
    [Benchmark]
    public HttpStatusCode GetCluster() => Send(HttpMethod.Get, Cluster, null);

    /// <summary>GET of a virtual network with its subnets.</summary>
    [Benchmark]
    public HttpStatusCode GetNetwork() => Send(HttpMethod.Get, Network, null);

    /// <summary>PUT of a route table: a new one, or one of the last thousand.</summary>
    [Benchmark]
    public HttpStatusCode PutRouteTable() =>
        Send(HttpMethod.Put, $"{Group}/providers/Microsoft.Network/routeTables/rt{_written++ % 1000}?api-version=2025-07-01", RouteTable);

    private HttpStatusCode Send(HttpMethod method, string address, string? body)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer simulated");
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var response = _client.Send(request, CancellationToken.None);
        return (int)response.StatusCode < 300
            ? response.StatusCode
            : throw new InvalidOperationException($"{method} {address}: {response.StatusCode}");
    }
}
