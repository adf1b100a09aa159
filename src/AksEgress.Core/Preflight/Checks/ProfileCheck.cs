using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Egress;
using AksEgress.Core.Plans;

namespace AksEgress.Core.Preflight.Checks;

/// <summary>
/// Checks whether the parameters of the profile apply to the outbound type, exclude each other, and are in their ranges
/// (CommonModels.tsp of azure-rest-api-specs).
/// </summary>
internal sealed class ProfileCheck : IPreflightCheck
{
    public IEnumerable<Finding> Check(PreflightInput input)
    {
        var balancer = input.Target.LoadBalancer;
        var gateway = input.Target.NatGateway;
        if (!balancer.IsEmpty && input.To != OutboundTypeNames.LoadBalancer)
        {
            yield return FindingKinds.ParameterNotApplicable("load balancer", input.To, "properties.networkProfile.loadBalancerProfile");
        }

        if (!gateway.IsEmpty && input.To != OutboundTypeNames.ManagedNatGateway)
        {
            yield return FindingKinds.ParameterNotApplicable("NAT gateway", input.To, "properties.networkProfile.natGatewayProfile");
        }

        foreach (var finding in CheckBalancer(balancer).Concat(CheckGateway(gateway, input)).OfType<Finding>())
        {
            yield return finding;
        }
    }

    private static IEnumerable<Finding?> CheckBalancer(LoadBalancerOutbound wanted)
    {
        const string profile = "properties.networkProfile.loadBalancerProfile";
        yield return Kinds(
            profile,
            (wanted.ManagedOutboundIpCount is not null || wanted.ManagedOutboundIpv6Count is not null, "Managed counts"),
            (wanted.OutboundIp is not null, "your own public IP addresses"),
            (wanted.OutboundIpPrefix is not null, "your own public IP prefixes"));
        yield return Range(profile + ".managedOutboundIPs.count", wanted.ManagedOutboundIpCount, 1, 100);
        yield return Range(profile + ".managedOutboundIPs.countIPv6", wanted.ManagedOutboundIpv6Count, 0, 100);
        yield return Range(profile + ".idleTimeoutInMinutes", wanted.IdleTimeoutInMinutes, 4, 120);
        yield return Range(profile + ".allocatedOutboundPorts", wanted.AllocatedOutboundPorts, 0, 64000);
        if (wanted.AllocatedOutboundPorts is { } ports && ports % 8 != 0)
        {
            yield return FindingKinds.ValueOutOfRange(profile + ".allocatedOutboundPorts", ports, "a multiple of 8", profile);
        }
    }

    private static IEnumerable<Finding?> CheckGateway(NatGatewayOutbound wanted, PreflightInput input)
    {
        const string profile = "properties.networkProfile.natGatewayProfile";
        var own = wanted.OutboundIp is not null || wanted.OutboundIpPrefix is not null;
        var managed = wanted.ManagedOutboundIpCount is not null || wanted.ManagedOutboundIpv6Count is not null;
        yield return Kinds(profile, (managed, "Managed counts"), (own, "your own public IP addresses or prefixes"));
        yield return Range(profile + ".managedOutboundIPProfile.count", wanted.ManagedOutboundIpCount, 1, 16);
        yield return Range(profile + ".managedOutboundIPProfile.countIPv6", wanted.ManagedOutboundIpv6Count, 1, 16);
        yield return Range(profile + ".idleTimeoutInMinutes", wanted.IdleTimeoutInMinutes, 4, 120);

        if (input.To == OutboundTypeNames.ManagedNatGateway && (input.IsCreation || input.From != input.To) && wanted.Sku is null)
        {
            // Undo has no parameter for the SKU: the record names the one that was there, if there was one.
            var unnamed = FindingKinds.NatGatewaySkuNotSpecified(profile + ".sku");
            yield return input.IsUndo ? unnamed with { Severity = FindingSeverity.Warning } : unnamed;
        }

        if (input.To == OutboundTypeNames.ManagedNatGateway && (input.IsCreation || input.From != input.To) && !input.IsUndo
            && RegionNote(input, wanted.Sku, profile + ".sku") is { } note)
        {
            yield return note;
        }

        var sku = Named(input) ?? "Standard";
        if (input.From == OutboundTypeNames.ManagedNatGateway && input.To == input.From && !input.IsCreation && (own || managed)
            && sku.Equals(input.NatGatewaySku ?? "Standard", StringComparison.OrdinalIgnoreCase) && own != HasOwn(input))
        {
            yield return FindingKinds.NatGatewayIpOwnershipFixed(own ? "managed" : "bring-your-own", sku, profile);
        }

        if ((own || wanted.ManagedOutboundIpv6Count is not null) && !sku.Equals("StandardV2", StringComparison.OrdinalIgnoreCase))
        {
            yield return FindingKinds.NatGatewaySkuRequired(
                own ? "Your own public IP addresses" : "IPv6 counts",
                Named(input) is { } named ? $"would be {named}" : "isn't specified, and AKS chooses it by region", profile);
        }
    }

    // egress-outboundtype.md recommends StandardV2: it's zone-redundant and faster.
    private static Finding? RegionNote(PreflightInput input, string? sku, string evidence) =>
        (sku?.ToUpperInvariant(), StandardV2Regions.Offer(input.Cluster.Location)) switch
        {
            ("STANDARD", true) => FindingKinds.StandardV2Recommended(input.Cluster.Location!, evidence),
            ("STANDARDV2", false) => FindingKinds.StandardV2NotInRegion(input.Cluster.Location!, evidence),
            _ => null,
        };

    // An existing NAT gateway without SKU is Standard. AKS chooses the SKU of a new one.
    private static string? Named(PreflightInput input) => input.Target.NatGateway.Sku ?? input.NatGatewaySku
        ?? (input.From == OutboundTypeNames.ManagedNatGateway && !input.IsCreation ? "Standard" : null);

    private static bool HasOwn(PreflightInput input)
    {
        var profile = input.Cluster.Document.Root.At("properties", "networkProfile", "natGatewayProfile");
        return profile.Ids("outboundIPs", "publicIPs").Count + profile.Ids("outboundIPPrefixes", "publicIPPrefixes").Count > 0;
    }

    private static Finding? Kinds(string profile, params (bool Named, string Words)[] kinds)
    {
        var named = kinds.Where(kind => kind.Named).Select(kind => kind.Words).ToList();
        return named.Count > 1 ? FindingKinds.OutboundIpKindsExclusive(string.Join(" and ", named), profile) : null;
    }

    private static Finding? Range(string member, int? value, int lowest, int highest) =>
        value is { } v && (v < lowest || v > highest) ? FindingKinds.ValueOutOfRange(member, v, $"{lowest} to {highest}", member) : null;
}
