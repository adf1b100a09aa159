using AksEgress.Core.Texts;

namespace AksEgress.Core.Clusters;

/// <summary>An authorized IP range: addresses that can reach the API server of a cluster.</summary>
/// <param name="IpRange">The range as the cluster has it; 0.0.0.0/32 allows the load balancer's outbound IP address only.</param>
/// <param name="ClusterName">The cluster.</param>
/// <param name="ResourceGroupName">The cluster's resource group.</param>
/// <param name="SubscriptionId">The subscription's GUID.</param>
/// <param name="Covers">The egress IP addresses of the cluster that are in the range.</param>
public sealed record AuthorizedIpRange(
    string IpRange, string ClusterName, string ResourceGroupName, string SubscriptionId, OutputList<string> Covers)
{
    /// <summary>The range.</summary>
    public override string ToString() => IpRange;
}
