using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Firewalls;
using AksEgress.Core.LoadBalancers;
using AksEgress.Core.NetworkSecurityGroups;
using AksEgress.Core.PublicIps;

namespace AksEgress.Core.Egress;

/// <summary>The resources that determine the egress path of a cluster, read at one time.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Subnets">All subnets of nodes and pods; empty in a virtual network managed by AKS.</param>
/// <param name="PublicIps">The public IP addresses, by ID.</param>
/// <param name="PublicIpPrefixes">The public IP prefixes, by ID.</param>
/// <param name="Firewalls">
/// The Azure Firewalls in the subscription and in those of peered networks, if there is a route table.
/// </param>
/// <param name="LoadBalancers">The load balancers in the node resource group, if they're relevant.</param>
/// <param name="Unreadable">The resources that can't be read, with ARM's message.</param>
internal sealed record EgressTopology(
    Cluster Cluster,
    IReadOnlyList<SubnetPath> Subnets,
    IReadOnlyDictionary<string, PublicIp> PublicIps,
    IReadOnlyDictionary<string, PublicIpPrefix> PublicIpPrefixes,
    IReadOnlyList<Firewall> Firewalls,
    IReadOnlyList<LoadBalancer> LoadBalancers,
    IReadOnlyList<string> Unreadable)
{
    /// <summary>The cloud of the connection; null if the documents weren't read.</summary>
    public string? Cloud { get; init; }

    /// <summary>The rules of the firewalls that default routes point to, by the firewall's ID; null if rules weren't read.</summary>
    public IReadOnlyDictionary<string, FirewallFilter>? FirewallFilters { get; init; }

    /// <summary>
    /// The network security groups in the node resource group, which AKS associates with the nodes; null if they weren't or can't be read.
    /// </summary>
    public IReadOnlyList<NetworkSecurityGroup>? NodeSecurityGroups { get; init; }

    /// <summary>True if access to the network security groups in the node resource group is denied.</summary>
    public bool HasUnreadableNodeSecurityGroups { get; init; }

    /// <summary>
    /// The Azure Firewall that the default route of a subnet points to, or null. Hubs that are created from one template have the same
    /// private IP address, so a firewall in the subnet's virtual network or in a peered one is preferred.
    /// </summary>
    public Firewall? FirewallBehind(SubnetPath path) =>
        path.DefaultRoute?.NextHopIpAddress is { } address ? FirewallAt(path, address) : null;

    /// <summary>The Azure Firewall at a next hop of a subnet, or null.</summary>
    public Firewall? FirewallAt(SubnetPath path, string address)
    {
        var all = Firewalls.Where(firewall => firewall.PrivateIpAddress == address).ToList();
        return all.Count == 1
            ? all[0]
            : all.Find(firewall => ArmResourceId.TryParse(firewall.SubnetId, out var subnet) && path.Reaches(subnet.Parent!));
    }
}
