using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace AksEgress.Tests.Simulator;

/// <summary>Clusters whose subnets aren't only in their pools: API Server VNet Integration, and AKS Automatic.</summary>
public sealed class ApiServerNetworkTests : IDisposable
{
    private const string Pools =
        "\"agentPoolProfiles\":[{\"name\":\"np\",\"mode\":\"System\",\"count\":1,\"vnetSubnetID\":\"@n\"}],";
    private static readonly string s_network = SimulatedArm.NetworkId(ClusterWorld.Contoso, "virtualNetworks", "contoso-vnet");
    private readonly ClusterWorld _world = new();

    private SimulatedArm Arm => _world.Arm;

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("10.42.100.0/28", true, null)]
    [InlineData("10.42.100.0/28", false, HttpStatusCode.BadRequest)]
    [InlineData("10.42.100.0/29", true, HttpStatusCode.BadRequest)]
    public void The_API_servers_subnet_is_delegated_and_large_enough(string range, bool delegated, HttpStatusCode? refused)
    {
        var subnet = Subnet("api", range, delegated);
        var id = SimulatedArm.ClusterId(ClusterWorld.Contoso, "integrated");
        var body = Cluster("\"apiServerAccessProfile\":{\"enableVnetIntegration\":true,\"subnetId\":\"" + subnet + "\"},");
        if (refused is not null)
        {
            Assert.Equal(refused, Arm.Put(id, body).Status);
            return;
        }

        var access = Arm.Make(id, body)["properties"]!["apiServerAccessProfile"]!;
        Assert.True((bool)access["enableVnetIntegration"]!);
        Assert.Equal(subnet, (string?)access["subnetId"]);

        // The subnet is in use.
        Assert.Equal("InUseSubnetCannotBeDeleted", Arm.Send("DELETE", subnet).Code);
    }

    [Fact]
    public void A_bring_your_own_network_needs_a_subnet_for_the_API_server() => Assert.Equal(
        HttpStatusCode.BadRequest,
        Arm.Put(
            SimulatedArm.ClusterId(ClusterWorld.Contoso, "integrated"),
            Cluster("\"apiServerAccessProfile\":{\"enableVnetIntegration\":true},")).Status);

    [Fact]
    public void Automatic_has_subnets_outside_its_pools_and_runs_commands_there()
    {
        var nodes = Subnet("hosted", "10.42.101.0/24", delegated: false);
        var id = SimulatedArm.ClusterId(ClusterWorld.Contoso, "automatic");
        const string body = """
            {"location":"eastus","sku":{"name":"Automatic","tier":"Standard"},"identity":{"type":"SystemAssigned"},"properties":{
            "hostedSystemProfile":{"enabled":true,"nodeSubnetID":"@n","systemNodeSubnetID":"@n"},
            "nodeProvisioningProfile":{"mode":"Auto"},"networkProfile":{"networkPlugin":"azure"}}}
            """;
        var cluster = Arm.Make(id, body.With("@n", nodes));
        Assert.Equal("Automatic", (string?)cluster["sku"]!["name"]);
        Assert.Equal(nodes, (string?)cluster["properties"]!["hostedSystemProfile"]!["systemNodeSubnetID"]);
        Assert.Equal(HttpStatusCode.Accepted, Arm.Send("POST", id + "/runCommand", """{"command":"true"}""").Status);
        Assert.Equal(
            "SubnetNotFound",
            Arm.Put(SimulatedArm.ClusterId(ClusterWorld.Contoso, "other"), body.With("@n", s_network + "/subnets/nowhere")).Code);

        // Without managed system pools, a pool is needed.
        Assert.Equal(
            HttpStatusCode.BadRequest,
            Arm.Put(SimulatedArm.ClusterId(ClusterWorld.Contoso, "other"), body.With("@n", nodes).With("true", "false")).Status);
    }

    private static string Cluster(string members) =>
        "{\"location\":\"eastus\",\"identity\":{\"type\":\"SystemAssigned\"},\"properties\":{" + members
            + Pools.With("@n", ClusterWorld.Subnet)
            + "\"networkProfile\":{\"networkPlugin\":\"azure\"}}}";

    private string Subnet(string name, string range, bool delegated)
    {
        var id = $"{s_network}/subnets/{name}";
        JsonObject properties = new() { ["addressPrefix"] = range };
        if (delegated)
        {
            properties["delegations"] = new JsonArray(new JsonObject
            {
                ["name"] = "aks",
                ["properties"] = new JsonObject { ["serviceName"] = "Microsoft.ContainerService/managedClusters" },
            });
        }

        Arm.Make(id, new JsonObject { ["properties"] = properties }.ToJsonString());
        return id;
    }
}
