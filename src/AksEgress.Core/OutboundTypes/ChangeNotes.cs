using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Egress;
using AksEgress.Core.Errors;
using AksEgress.Core.Texts;

namespace AksEgress.Core.OutboundTypes;

/// <summary>
/// What a change of the outbound type doesn't change or restore. A route table or a NAT gateway of a subnet stays associated and
/// determines the egress path, whatever the outbound type is. AKS deletes the public IP addresses that it manages together with the
/// outbound type that uses them (https://learn.microsoft.com/azure/aks/egress-outboundtype).
/// </summary>
internal static class ChangeNotes
{
    /// <summary>All notes about a change.</summary>
    public static OutputList<string> Of(EgressTopology topology, string to) =>
        (string[])[.. OfPath(topology, to), .. OfUndo(topology, to)];

    /// <summary>The associations that keep determining the egress path after the change.</summary>
    public static IEnumerable<string> OfPath(EgressTopology topology, string to)
    {
        if (topology.Cluster.OutboundType == to || !UsesOwnAddresses(to))
        {
            yield break;
        }

        foreach (var path in topology.Subnets.Where(path => path.HasRouteToAppliance || path.NatGateway is not null))
        {
            yield return $"{Association(path)} stays associated and keeps determining the egress path. The egress IP addresses of {to} are "
                + $"in use only after: {Removal(path)}";
        }
    }

    /// <summary>What the undo of the change doesn't restore or change.</summary>
    public static IEnumerable<string> OfUndo(EgressTopology topology, string to)
    {
        var from = topology.Cluster.OutboundType;
        if (from == to || !UsesOwnAddresses(from))
        {
            yield break;
        }

        if (Managed(topology) is { Count: > 0 } lost)
        {
            yield return $"{Sentences.List(lost)} {(lost.Count == 1 ? "is" : "are")} managed by AKS and can't be restored: the change "
                + $"releases {(lost.Count == 1 ? "it" : "them")}, and AKS creates {from} with other addresses";
        }

        foreach (var path in topology.Subnets.Where(path => path.HasRouteToAppliance || path.NatGateway is not null))
        {
            yield return $"undo doesn't change subnets: {Association(path)} keeps determining the egress path until: {Removal(path)}";
        }
    }

    private static bool UsesOwnAddresses(string outboundType) =>
        outboundType is OutboundTypeNames.LoadBalancer or OutboundTypeNames.ManagedNatGateway;

    // Addresses that the user created are kept when a cluster stops using them.
    private static OutputList<string> Managed(EgressTopology topology)
    {
        var network = topology.Cluster.Document.Root.At("properties", "networkProfile");
        var profile = network.At(
            topology.Cluster.OutboundType == OutboundTypeNames.LoadBalancer ? "loadBalancerProfile" : "natGatewayProfile");
        return profile.Ids("outboundIPs", "publicIPs").Count
            + profile.Ids("outboundIPPrefixes", "publicIPPrefixes").Count
            + profile.Ids("outboundIPs", "publicIPPrefixes").Count > 0
            ? []
            : EgressAddressing.Texts(EgressAddressing.Held(topology));
    }

    private static string Association(SubnetPath path) =>
        (path.HasRouteToAppliance ? $"route table '{path.RouteTable!.Name}'" : $"NAT gateway '{path.NatGateway!.Name}'")
            + $" of subnet '{path.Id.Name}'"
            + (path.HasRouteToAppliance
                ? $" (default route to {path.DefaultRoute!.NextHopIpAddress ?? path.DefaultRoute.NextHopType})"
                : string.Empty);

    private static string Removal(SubnetPath path) =>
        Advice.RemoveAssociations(
            path.Id.Name,
            path.Id.ResourceGroupName,
            path.Id.Names[0],
            (path.HasRouteToAppliance ? " -NoRouteTable" : string.Empty) + (path.NatGateway is null ? string.Empty : " -NoNatGateway"));
}
