using AksEgress.Hosting;

namespace AksEgress.Tests.Architecture;

/// <summary>
/// The layers of Core and Arm, as docs/design/overview.md draws them. A folder references lower layers, and others of its own without a
/// cycle.
/// </summary>
public class CoreLayerTests
{
    private static readonly Layer[] s_core =
    [
        new("0 foundations", "Errors", "Texts", "Addressing", "Documents", "Arm"),
        new("1 reading and writing", "Operations", "Plans", "Resources"),
        new(
            "2 one room a resource",
            "ResourceGroups",
            "Identities",
            "RoleAssignments",
            "Features",
            "PublicIps",
            "LoadBalancers",
            "NatGateways",
            "NetworkSecurityGroups",
            "RouteTables",
            "Subnets",
            "VirtualNetworks",
            "Firewalls",
            "Clusters",
            "NodePools",
            "RunCommands",
            "Kubeconfigs"),
        new("3 model", "Egress"),
        new("4 judgement", "Preflight", "Paths", "RequiredEndpoints", "EgressProbes", "Relations"),
        new("5 changes to a cluster's egress", "AuthorizedRanges", "OutboundTypes", "Provisioning"),
        new("6 several resources in one command", "Topologies"),
    ];

    private static readonly Layer[] s_arm =
    [
        new("0 HTTP", "Transport"),
        new("1 use of it", "SignIn", "Operations"),
        new("2 port", LayerReader.Root)
    ];

    [Fact]
    public void Core_references_no_higher_layer_and_has_no_cycle() => Check("AksEgress.Core", s_core);

    [Fact]
    public void Arm_references_no_higher_layer_and_has_no_cycle() => Check("AksEgress.Arm", s_arm);

    private static void Check(string project, Layer[] layers)
    {
        var reader = LayerReader.Read(Path.Combine(Engine.Root, "src", project));
        Assert.Empty(reader.UnassignedFolders(layers));
        Assert.Empty(reader.UpwardReferences(layers));
        Assert.Empty(reader.Cycles());
    }
}
