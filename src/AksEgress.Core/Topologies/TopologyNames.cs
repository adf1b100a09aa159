using AksEgress.Core.Arm;

namespace AksEgress.Core.Topologies;

/// <summary>What the parts of a topology are called: the cluster's name with an ending, so that a second run finds what the first one made.</summary>
internal sealed class TopologyNames(ArmResourceId cluster)
{
    /// <summary>The tag that says which topology a resource belongs to.</summary>
    public const string Tag = "aksegress-topology";

    public string Name => cluster.Name;

    public ArmResourceId Group => ArmResourceId.Group(cluster.SubscriptionId, cluster.ResourceGroupName);

    public ArmResourceId Cluster => cluster;

    public ArmResourceId Network => Of(ResourceTypes.VirtualNetwork, "vnet");

    public ArmResourceId Subnet => ArmResourceId.Create(cluster.SubscriptionId, cluster.ResourceGroupName, ResourceTypes.Subnet, Network.Name, "aks");

    public ArmResourceId FirewallIp => Of(ResourceTypes.PublicIp, "fw-ip");

    public ArmResourceId Firewall => Of(ResourceTypes.Firewall, "fw");

    public ArmResourceId RouteTable => Of(ResourceTypes.RouteTable, "routes");

    public ArmResourceId NatIp => Of(ResourceTypes.PublicIp, "nat-ip");

    public ArmResourceId NatGateway => Of(ResourceTypes.NatGateway, "nat");

    public ArmResourceId Identity => Of(ResourceTypes.UserAssignedIdentity, "identity");

    private ArmResourceId Of(string type, string ending) => ArmResourceId.Create(cluster.SubscriptionId, cluster.ResourceGroupName, type, $"{cluster.Name}-{ending}");
}
