using System.Text.Json.Nodes;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;

namespace AksEgress.Tests.Clusters;

/// <summary>The properties of views over documents with missing members.</summary>
public sealed class ClusterViewTests
{
    private const string Id =
        "/subscriptions/11111111-2222-3333-4444-555555555555/resourcegroups/rg/providers/Microsoft.ContainerService/managedClusters/aks";

    [Fact]
    public void A_bare_document_has_AKSs_defaults()
    {
        var cluster = View("{}");

        Assert.Equal(
            ("aks", "rg", "loadBalancer", VirtualNetworkMode.Managed),
            (cluster.Name, cluster.ResourceGroupName, cluster.OutboundType, cluster.VirtualNetworkMode));
        Assert.False(cluster.PrivateCluster);
        Assert.Empty(cluster.AgentPools);
        Assert.Empty(cluster.AuthorizedIpRange);
        Assert.Empty(cluster.Tags);
        Assert.Empty(cluster.TagText);
        Assert.Null(cluster.Fqdn);
    }

    [Fact]
    public void TagText_TwoTags_JoinsNamesAndValues()
    {
        var document = new JsonObject { ["id"] = Id, ["tags"] = new JsonObject { ["team"] = "web", ["env"] = "test" } };

        Assert.Equal("team=web, env=test", new Cluster(new ArmDocument(document)).TagText);
    }

    [Fact]
    public void Each_subnet_is_listed_once_whatever_its_casing()
    {
        var cluster = View("""
            { "agentPoolProfiles": [
              { "name": "a", "vnetSubnetID": "/x/RG/subnets/one", "podSubnetID": "/x/rg/subnets/pods" },
              { "name": "b", "vnetSubnetID": "/x/rg/Subnets/ONE" }, { "name": "c" } ] }
            """);

        Assert.Equal(["/x/RG/subnets/one", "/x/rg/subnets/pods"], cluster.SubnetIds);
        Assert.Equal(VirtualNetworkMode.BringYourOwn, cluster.VirtualNetworkMode);
    }

    [Theory]
    [InlineData("""{ "maxCount": 5, "enableAutoScaling": true }""", 5)]
    [InlineData("""{ "maxCount": 5, "enableAutoScaling": false }""", null)]
    [InlineData("""{ "maxCount": 5 }""", null)]
    public void The_maximum_node_count_applies_only_with_an_autoscaler(string pool, int? most) => Assert.Equal(most, Pool(pool).MaxCount);

    [Theory]
    [InlineData("""{ "upgradeSettings": { "maxSurge": "33%" } }""", "33%")]
    [InlineData("""{ "upgradeSettings": { "maxSurge": 2 } }""", "2")]
    [InlineData("""{ "upgradeSettings": {} }""", null)]
    [InlineData("{}", null)]
    public void A_surge_is_a_text_or_a_number(string pool, string? surge) => Assert.Equal(surge, Pool(pool).MaxSurge);

    [Fact]
    public void A_pool_has_its_properties()
    {
        var pool = Pool(
            """{ "name": "win", "osType": "Windows", "mode": "User", "vmSize": "D4", "enableNodePublicIP": true, "windowsProfile": {"""
                + """ "disableOutboundNat": true }, "provisioningState": "Scaling" }""");

        Assert.Equal(("win", "Windows", "User", "D4", "Scaling"), (pool.Name, pool.OsType, pool.Mode, pool.VmSize, pool.ProvisioningState));
        Assert.True(pool.EnableNodePublicIp && pool.WindowsOutboundNatDisabled);
        Assert.Equal(("Linux", 0), (Pool("{}").OsType, Pool("{}").Count));
    }

    [Fact]
    public void A_private_cluster_has_its_private_name() =>
        Assert.Equal(
            "aks.privatelink",
            View("""{ "privateFQDN": "aks.privatelink", "apiServerAccessProfile": { "enablePrivateCluster": true } }""").Fqdn);

    private static Cluster View(string properties) =>
        new(new ArmDocument(new JsonObject { ["id"] = Id, ["properties"] = JsonNode.Parse(properties) }));

    private static AgentPool Pool(string json) => new(JsonNode.Parse(json)!.AsObject());
}
