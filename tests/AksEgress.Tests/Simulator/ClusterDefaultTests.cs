using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace AksEgress.Tests.Simulator;

/// <summary>The changes that AKS makes to a client's document, as recorded.</summary>
public sealed class ClusterDefaultTests : IDisposable
{
    private readonly ClusterWorld _world = new();

    private SimulatedArm Arm => _world.Arm;

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("""{"networkPlugin":"none"}""", 250)]
    [InlineData("""{"ipFamilies":["IPv4","IPv6"]}""", 110)]
    [InlineData("""{"networkPlugin":"kubenet"}""", 110)]
    [InlineData("""{"networkPlugin":"azure"}""", 30)]
    [InlineData("""{}""", 250)]
    public void The_maximum_number_of_pods_follows_from_the_network_plugin(string network, int most)
    {
        var made = Create(
            ("""{"location":"eastus","identity":{"type":"SystemAssigned"},"properties":{"networkProfile":@n,"agentPoolProfiles":["""
                + """{"name":"np","mode":"System","count":1}]}}""").With("@n", network));
        Assert.Equal(most, (int?)made["properties"]!["agentPoolProfiles"]![0]!["maxPods"]);
    }

    [Fact]
    public void A_service_principal_serves_nodes_too()
    {
        const string body = """{"location":"eastus"@i,"properties":{"servicePrincipalProfile":{"clientId":"c"@s},"agentPoolProfiles":["""
            + """{"name":"np","mode":"System","count":1}]}}""";
        Assert.Null(Create(body.With("@i", "").With("@s", ""","secret":"hidden" """))["properties"]!["identityProfile"]);
        var managed = Create(body.With("@i", ""","identity":{"type":"SystemAssigned"}""").With("@s", ""));
        Assert.NotNull(managed["properties"]!["identityProfile"]!["kubeletidentity"]);
    }

    [Fact]
    public void A_zero_count_of_IPv6_addresses_is_not_returned()
    {
        var made = _world.Make(static properties =>
            properties["networkProfile"]!["loadBalancerProfile"] = new JsonObject
            {
                ["managedOutboundIPs"] = new JsonObject { ["count"] = 2, ["countIPv6"] = 0 }
            });
        var managed = made["properties"]!["networkProfile"]!["loadBalancerProfile"]!["managedOutboundIPs"]!.AsObject();
        Assert.Equal(2, (int?)managed["count"]);
        Assert.False(managed.ContainsKey("countIPv6"));
    }

    [Fact]
    public void A_maintenance_configuration_exists_immediately()
    {
        var id = ClusterWorld.Cluster + "/maintenanceConfigurations/default";
        var made = Arm.Put(id, """{"properties":{"timeInWeek":[{"day":"Monday","hourSlots":[1]}]}}""");
        Assert.Equal(HttpStatusCode.OK, made.Status);
        Assert.False(made.Body!["properties"]!.AsObject().ContainsKey("provisioningState"));
        Assert.Equal(HttpStatusCode.OK, Arm.Send("DELETE", id).Status);
        Assert.Equal(HttpStatusCode.NotFound, Arm.Get(id).Status);
    }

    private JsonObject Create(string body) => Arm.Make(SimulatedArm.ClusterId(ClusterWorld.Contoso, "new-aks"), body);
}
