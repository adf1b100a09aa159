using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Firewalls;
using AksEgress.Core.LoadBalancers;
using AksEgress.Core.NatGateways;
using AksEgress.Core.PublicIps;
using AksEgress.Core.Resources;
using AksEgress.Core.RouteTables;
using AksEgress.Core.Subnets;
using AksEgress.Core.VirtualNetworks;

namespace AksEgress.Core.Egress;

/// <summary>Public IPs and prefixes as they were read.</summary>
internal sealed record PublicAddresses(IReadOnlyList<PublicIp> Ips, IReadOnlyList<PublicIpPrefix> Prefixes)
{
    /// <summary>None.</summary>
    public static PublicAddresses None { get; } = new([], []);
}
