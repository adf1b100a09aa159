using System.Text.Json.Nodes;
using AksEgress.Simulator;

namespace AksEgress.Tests.Schemas;

/// <summary>
/// The check itself: what it reports and what it accepts. The labs' wires and every response in the simulator's tests use it.
/// </summary>
public sealed class SchemaTests
{
    private const string Group = "/subscriptions/" + ArmSimulator.SubscriptionId + "/resourceGroups/rg/providers/";
    private const string Cluster = Group + "Microsoft.ContainerService/managedClusters/aks?api-version=2026-06-01";
    private const string Network = Group + "Microsoft.Network/virtualNetworks/vnet";

    [Theory]
    [InlineData(Cluster, """{"properties":{"nonsense":1}}""", "$.properties.nonsense", "unknown")]
    [InlineData(
        Cluster,
        """{"properties":{"networkProfile":{"natGatewayProfile":{"idleTimeoutInMinutes":121}}}}""",
        "$.properties.networkProfile.natGatewayProfile.idleTimeoutInMinutes",
        "range")]
    [InlineData(
        Cluster, """{"properties":{"networkProfile":{"outboundType":"elsewhere"}}}""", "$.properties.networkProfile.outboundType", "enum")]
    [InlineData(
        Cluster, """{"properties":{"agentPoolProfiles":[{"name":"np","count":"3"}]}}""", "$.properties.agentPoolProfiles[].count", "type")]
    [InlineData(
        Cluster,
        """{"properties":{"agentPoolProfiles":[{"name":"np","enableFIPS":"no"}]}}""",
        "$.properties.agentPoolProfiles[].enableFIPS",
        "type")]
    [InlineData(Cluster, """{"properties":{"networkProfile":{"podCidr":"everywhere"}}}""", "$.properties.networkProfile.podCidr", "form")]
    [InlineData(Cluster, """{"tags":{"a":1}}""", "$.tags.{}", "type")]
    [InlineData(Network + "/subnets/s", """{"properties":{"natGateway":"x"}}""", "$.properties.natGateway", "type")]
    [InlineData(
        Network,
        """{"properties":{"subnets":[{"name":"s","properties":{"privateEndpointNetworkPolicies":"Perhaps"}}]}}""",
        "$.properties.subnets[].properties.privateEndpointNetworkPolicies",
        "enum")]
    [InlineData(
        Group + "Microsoft.Network/routeTables",
        """{"value":[{"properties":{"routes":[{"properties":{"nextHopType":"Nowhere"}}]}}]}""",
        "$.properties.routes[].properties.nextHopType",
        "enum")]
    public void A_violation_of_the_schema_is_reported(string path, string body, string where, string kind)
    {
        var problem = Assert.Single(ArmSchemas.All.Check(path, JsonNode.Parse(body)));
        Assert.Equal((where, kind), (problem.Path, problem.Kind));
    }

    [Theory]
    [InlineData(Cluster, """{"eTag":"x","properties":{"provisioningState":"Succeeded","networkProfile":{"loadBalancerSku":"Standard"}}}""")]
    [InlineData(
        Cluster,
        """{"properties":{"networkProfile":{"outboundType":"block","natGatewayProfile":{"sku":"StandardV2","outboundIPs":{"publicIPs":"""
            + """["x"]}}}}}""")]
    [InlineData(Cluster, """{"properties":{"addonProfiles":{"x":{"enabled":true,"config":null}}}}""")]
    [InlineData(Network, """{"name":"vnet","etag":"x","properties":{"provisioningState":"Succeeded","resourceGuid":"x","subnets":[]}}""")]
    [InlineData(Group + "Microsoft.Compute/disks/d", """{"anything":1}""")]
    [InlineData(Cluster, """{"error":{"code":"x"}}""")]
    public void Valid_members_and_ARMs_own_are_accepted(string path, string body) =>
        Assert.Empty(ArmSchemas.All.Check(path, JsonNode.Parse(body)));

    [Fact]
    public void Content_that_a_side_only_repeats_is_not_reported()
    {
        var watch = new SchemaWatch();
        watch.Given(Network + "/subnets/s", JsonNode.Parse("""{"properties":{"theirs":1}}"""));
        watch.Check("PUT", Network, JsonNode.Parse("""{"properties":{"subnets":[{"properties":{"theirs":1}}]}}"""));
        Assert.Empty(watch.Problems);

        watch.Check("PUT", Network, JsonNode.Parse("""{"properties":{"mine":1}}"""));
        Assert.Equal("PUT Microsoft.Network/virtualNetworks $.properties.mine: the schema doesn't know it", Assert.Single(watch.Problems));
    }

    [Fact]
    public void Every_sample_document_conforms_to_the_schemas()
    {
        using var arm = new Simulator.SimulatedArm(new() { SampleWorld = true });
        var documents = JsonNode.Parse(arm.Simulator.Save())!.AsArray();
        Assert.True(documents.Count > 5, $"Only {documents.Count}.");
        Assert.Empty(documents.SelectMany(document => ArmSchemas.All.Check((string)document!["id"]!, document)));
    }
}
