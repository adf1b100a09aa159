using AksEgress.Tests.Simulator;

namespace AksEgress.Tests.Firewalls;

/// <summary>The list of endpoints in the simulator.</summary>
public sealed class OutboundEndpointSimulatorTests : IDisposable
{
    private static readonly string s_path = SimulatedArm.Group("rg") + "/providers/Microsoft.ContainerService/managedClusters/";
    private readonly SimulatedArm _arm = new();

    public OutboundEndpointSimulatorTests() => _arm.MakeGroup("rg");

    [Fact]
    public void The_list_depends_on_region_and_features()
    {
        Make("plain", "westeurope", "\"vmSize\": \"Standard_D4s_v5\"", "{}");
        Make("more", "eastus", "\"vmSize\": \"Standard_NC6s_v3\"", """{ "enablePrivateCluster": true }""");

        var plain = Categories("plain");
        Assert.Contains("apiserver", plain);
        Assert.DoesNotContain("gpu", plain);
        Assert.DoesNotContain("windows", plain);
        Assert.Contains(
            "*.hcp.westeurope.azmk8s.io",
            _arm.Read(s_path + "plain/outboundNetworkDependenciesEndpoints").ToJsonString(),
            StringComparison.Ordinal);
        var more = Categories("more");
        Assert.Contains("gpu", more);
        Assert.DoesNotContain("apiserver", more);
        Assert.Equal("ResourceNotFound", _arm.Get(s_path + "nope/outboundNetworkDependenciesEndpoints").Code);
    }

    public void Dispose() => _arm.Dispose();

    private string[] Categories(string name) =>
        [.. _arm
            .Read(s_path + name + "/outboundNetworkDependenciesEndpoints")["value"]!
            .AsArray()
            .Select(item => (string)item!["category"]!)];

    private void Make(string name, string location, string pool, string access) => _arm.Make(s_path + name, $$"""
        { "location": "{{location}}", "identity": { "type": "SystemAssigned" }, "properties": { "dnsPrefix": "{{name}}",
          "apiServerAccessProfile": {{access}},
          "agentPoolProfiles": [ { "name": "np", "mode": "System", "count": 1, "type": "VirtualMachineScaleSets", {{pool}} } ] } }
        """);
}
