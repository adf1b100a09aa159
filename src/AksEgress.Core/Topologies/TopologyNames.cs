using AksEgress.Core.Arm;

namespace AksEgress.Core.Topologies;

/// <summary>
/// The names of a topology's parts: the cluster's name with a suffix, so that a second run finds the resources of the first one.
/// </summary>
internal sealed class TopologyNames(ArmResourceId cluster)
{
    /// <summary>The tag whose value is the name of the topology that a resource belongs to.</summary>
    public const string Tag = "aksegress-topology";

    public string Name => cluster.Name;

    public ArmResourceId Group => ArmResourceId.Group(cluster.SubscriptionId, cluster.ResourceGroupName);

    public ArmResourceId Cluster => cluster;

    public ArmResourceId Network => Of(ResourceTypes.VirtualNetworks, "vnet");

    public ArmResourceId Subnet =>
        ArmResourceId.Create(cluster.SubscriptionId, cluster.ResourceGroupName, ResourceTypes.Subnets, Network.Name, "aks");

    public ArmResourceId FirewallIp => Of(ResourceTypes.PublicIps, "fw-ip");

    public ArmResourceId Firewall => Of(ResourceTypes.Firewalls, "fw");

    public ArmResourceId RouteTable => Of(ResourceTypes.RouteTables, "routes");

    public ArmResourceId NatIp => Of(ResourceTypes.PublicIps, "nat-ip");

    public ArmResourceId NatGateway => Of(ResourceTypes.NatGateways, "nat");

    public ArmResourceId Identity => Of(ResourceTypes.UserAssignedIdentities, "identity");

    private ArmResourceId Of(string type, string ending) =>
        ArmResourceId.Create(cluster.SubscriptionId, cluster.ResourceGroupName, type, $"{cluster.Name}-{ending}");
}
