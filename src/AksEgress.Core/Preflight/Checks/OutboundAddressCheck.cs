using AksEgress.Core.Arm;
using AksEgress.Core.Egress;
using AksEgress.Core.Plans;

namespace AksEgress.Core.Preflight.Checks;

/// <summary>Checks whether the user's addresses exist and aren't in use.</summary>
internal sealed class OutboundAddressCheck : IPreflightCheck
{
    public IEnumerable<Finding> Check(PreflightInput input)
    {
        var balancer = input.Target.LoadBalancer;
        var gateway = input.Target.NatGateway;
        var current = TopologyReader.EffectiveIds(input.Cluster).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var id in (balancer.OutboundIp ?? []).Concat(gateway.OutboundIp ?? []))
        {
            if (!input.Egress.PublicIps.TryGetValue(id, out var ip))
            {
                yield return FindingKinds.OutboundIpNotFound(id, id);
            }
            else if (WrongSku(input, ip.Sku, gateway.OutboundIp?.Contains(id) == true) is { } needed)
            {
                yield return FindingKinds.OutboundIpSku(ip.Name, ip.Sku, needed.User, needed.Sku, id);
            }
            else if (gateway.OutboundIp?.Contains(id) == true && ip.HasInternetRoutingPreference)
            {
                yield return FindingKinds.StandardV2AddressNotSupported(ip.Name, "it has the routing preference Internet", id);
            }
            else if (Elsewhere(input, ip.Location) is { } region)
            {
                yield return FindingKinds.OutboundIpLocationDiffers(ip.Name, region, input.Cluster.Location, id);
            }
            else if (ip.UsedBy is { } user && !(current.Contains(id) && input.From == input.To))
            {
                yield return FindingKinds.OutboundIpInUse(ip.Name, user, id);
            }
        }

        foreach (var id in (balancer.OutboundIpPrefix ?? []).Concat(gateway.OutboundIpPrefix ?? []))
        {
            if (!input.Egress.PublicIpPrefixes.TryGetValue(id, out var prefix))
            {
                yield return FindingKinds.OutboundIpNotFound(ArmResourceId.Parse(id).Name, id);
            }
            else if (WrongSku(input, prefix.Sku, gateway.OutboundIpPrefix?.Contains(id) == true) is { } needed)
            {
                yield return FindingKinds.OutboundIpSku(prefix.Name, prefix.Sku, needed.User, needed.Sku, id);
            }
            else if (gateway.OutboundIpPrefix?.Contains(id) == true && prefix.IsCustom)
            {
                yield return FindingKinds.StandardV2AddressNotSupported(prefix.Name, "it belongs to a custom IP prefix (BYOIP)", id);
            }
            else if (Elsewhere(input, prefix.Location) is { } region)
            {
                yield return FindingKinds.OutboundIpLocationDiffers(prefix.Name, region, input.Cluster.Location, id);
            }
        }
    }

    // ARM returns the SKU as StandardV2 and as standardV2 (Azure/AKS, release notes of 2026-07-17).
    private static bool IsStandardV2(PreflightInput input) =>
        "StandardV2".Equals(input.Target.NatGateway.Sku ?? input.NatGatewaySku, StringComparison.OrdinalIgnoreCase);

    private static string? Elsewhere(PreflightInput input, string? region) =>
        region is null || input.Cluster.Location is not { } here || here.Equals(region, StringComparison.OrdinalIgnoreCase) ? null : region;

    // With SKU Standard, a managed NAT gateway doesn't support the user's addresses; the finding is NatGatewaySkuRequired.
    private static (string User, string Sku)? WrongSku(PreflightInput input, string? sku, bool forGateway)
    {
        if (sku is null || (forGateway && !IsStandardV2(input)))
        {
            return null;
        }

        var (user, needed) = forGateway ? ("a managed NAT gateway with SKU StandardV2", "StandardV2") : ("the load balancer", "Standard");
        return sku.Equals(needed, StringComparison.OrdinalIgnoreCase) ? null : (user, needed);
    }
}
