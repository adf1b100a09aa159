using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Firewalls;
using AksEgress.Core.LoadBalancers;
using AksEgress.Core.PublicIps;

namespace AksEgress.Core.Egress;

/// <summary>All that was read about how a cluster's traffic leaves, at one time.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Subnets">Every subnet that nodes and pods are in; none in a managed network.</param>
/// <param name="PublicIps">The public IPs that were read, by id.</param>
/// <param name="PublicIpPrefixes">The prefixes that were read, by id.</param>
/// <param name="Firewalls">
/// The Azure Firewalls of the subscription and of those of peered networks, read where a default route leads to an appliance.
/// </param>
/// <param name="LoadBalancers">The load balancers in the node resource group, where they matter.</param>
/// <param name="Unreadable">What could not be read, with ARM's words.</param>
internal sealed record EgressTopology(
    Cluster Cluster,
    IReadOnlyList<SubnetPath> Subnets,
    IReadOnlyDictionary<string, PublicIp> PublicIps,
    IReadOnlyDictionary<string, PublicIpPrefix> PublicIpPrefixes,
    IReadOnlyList<Firewall> Firewalls,
    IReadOnlyList<LoadBalancer> LoadBalancers,
    IReadOnlyList<string> Unreadable)
{
    /// <summary>
    /// The Azure Firewall that a subnet's default route leads to, or null. Hubs are often made from one template, so the
    /// same private address stands in several networks: the subnet's own and its peers come first.
    /// </summary>
    public Firewall? FirewallBehind(SubnetPath path)
    {
        if (path.DefaultRoute?.NextHopIpAddress is not { } address)
        {
            return null;
        }

        var all = Firewalls.Where(firewall => firewall.PrivateIpAddress == address).ToList();
        return all.Count == 1
            ? all[0]
            : all.Find(firewall => ArmResourceId.TryParse(firewall.SubnetId, out var subnet) && path.Reaches(subnet.Parent!));
    }
}
