using AksEgress.Core.Arm;
using AksEgress.Core.Plans;

namespace AksEgress.Core.Preflight;

/// <summary>
/// The error codes of the AKS resource provider that each kind of finding explains, the most likely first. They are the constants of the
/// provider's published error categories (2022) and those in public issues and troubleshooting pages; their texts aren't published.
/// </summary>
internal static class FindingCodes
{
    private static readonly Dictionary<string, string[]> s_codes = new(StringComparer.Ordinal)
    {
        [nameof(FindingKinds.UnsupportedMigration)] = ["UpdatingOutboundTypeNotAllowed", "UnsupportedOutboundType"],
        [nameof(FindingKinds.DisputedMigration)] = ["UpdatingOutboundTypeNotAllowed", "UnsupportedOutboundType"],
        [nameof(FindingKinds.LoadBalancerSkuNotStandard)] =
            ["UnexpectedLoadBalancerSkuForCurrentOutboundConfiguration", "InvalidLoadBalancerSku"],
        [nameof(FindingKinds.OperationRunning)] = ["OperationNotAllowed"],
        [nameof(FindingKinds.ClusterStopped)] = ["OperationNotAllowed"],
        [nameof(FindingKinds.ByoNetworkRequired)] =
            ["UserAssignedNATGatewayWithManagedVNetNotAllowed", "AgentPoolsWithEmptySubnetError", "EmptySubnetError"],
        [nameof(FindingKinds.ManagedNetworkRequired)] = ["ManagedNATGatewayWithCustomVNetNotAllowed"],
        [nameof(FindingKinds.SubnetNotFound)] = ["SubnetNotFound", "GetSubnetError"],
        [nameof(FindingKinds.RouteTableMissing)] =
            ["ExistingRouteTableNotAssociatedWithSubnet", "SubnetMissingRouteTableAssociation", "CustomRouteTableNotFound"],
        [nameof(FindingKinds.DefaultRouteMissing)] =
            ["ExistingRouteTableNotAssociatedWithSubnet", "RouteTableMissingDefaultRouteError"],
        [nameof(FindingKinds.DefaultRouteNextHop)] = ["RouteTableInvalidNextHop"],
        [nameof(FindingKinds.NatGatewayMissing)] = ["SubnetNotAssociatedWithNATGateway", "NATGatewayNotFound"],
        [nameof(FindingKinds.NatGatewayWithoutAddress)] = ["NATGatewayNotAssociatedWithPublicIPOrIPPrefix"],
        [nameof(FindingKinds.NodePublicIpNotAllowed)] = ["UDRWithNodePublicIPNotAllowed"],
        [nameof(FindingKinds.PublicNetworkAccessDisabled)] = ["BadRequest"],
        [nameof(FindingKinds.SystemIdentityWithRouteTable)] =
            ["OnlySupportedOnUserAssignedMSICluster", "CustomRouteTableWithUnsupportedMSIType"],
        [nameof(FindingKinds.UserAssignedIdentityRequired)] =
            ["OnlySupportedOnUserAssignedMSICluster", "CustomRouteTableWithUnsupportedMSIType"],
        [nameof(FindingKinds.IdentityNotFound)] = ["FailedIdentityOperation"],
        [nameof(FindingKinds.IdentityWithoutAccess)] = ["CustomRouteTableMissingPermission", "LinkedAuthorizationFailed"],
        [nameof(FindingKinds.ServiceRangeOverlaps)] = ["ServiceCidrOverlapExistingSubnetsCidr"],
        [nameof(FindingKinds.DnsServiceIpOutside)] = ["DnsServiceIpOutOfServiceCidr"],
        [nameof(FindingKinds.ParameterNotApplicable)] = ["InvalidUserDefinedRoutingWithLoadBalancerProfile"],
        [nameof(FindingKinds.OutboundIpKindsExclusive)] = ["InvalidLoadBalancerProfile"],
        [nameof(FindingKinds.ValueOutOfRange)] =
        [
            "InvalidParameter", "InvalidLoadBalancerProfileIdleTimeoutInMinutes", "InvalidLoadBalancerProfileManagedOutboundIPCount",
            "LoadBalancerProfileAllocatedOutboundPortsCannotBeNegative", "LoadBalancerProfileAllocatedOutboundPortsMustBeMultipleOfEight",
            "InvalidNATGatewayProfileManagedOutboundIPCount", "InvalidNATGatewayProfileIdleTimeoutInMinutes",
            "ManagedOutboundIPCountExceedsQuotaLimit",
        ],
        [nameof(FindingKinds.NatGatewaySkuRequired)] = ["UnsupportedOutboundType"],
        [nameof(FindingKinds.NatGatewaySkuIrreversible)] = ["UnsupportedOutboundType"],
        [nameof(FindingKinds.OutboundIpSku)] = ["LoadBalancerProfileOutboundIPNotStandardSKU"],
        [nameof(FindingKinds.OutboundIpLocationDiffers)] =
            ["LoadBalancerProfileOutboundIPNotInTheSameRegion", "LoadBalancerProfileOutboundIPPrefixNotInTheSameRegion"],
        [nameof(FindingKinds.OutboundIpNotFound)] =
        [
            "InvalidLoadBalancerProfileOutboundIPs", "LoadBalancerProfileOutboundIPNotExist",
            "LoadBalancerProfileOutboundIPPrefixNotExist", "InvalidLoadBalancerProfileOutboundIPPrefixes",
        ],
        [nameof(FindingKinds.OutboundIpInUse)] =
        [
            "PublicIPAddressInUse", "LoadBalancerProfileOutboundIPAttachedToAnotherIPConfiguration",
            "LoadBalancerProfileOutboundIPHasManagedOutboundIPTag",
        ],
        [nameof(FindingKinds.OutboundPortsInsufficient)] =
            ["InvalidLoadBalancerProfileAllocatedOutboundPorts", "InsufficientOutboundPorts"],
    };

    // AKS returns these for many rules, so they explain only a finding that the pre-flight check has.
    private static readonly string[] s_generic = ["BadRequest", "InvalidParameter", "OperationNotAllowed"];

    /// <summary>The codes of a kind of finding; empty if no code is published.</summary>
    public static IReadOnlyList<string> Of(string id) => s_codes.GetValueOrDefault(id, []);

    /// <summary>
    /// The finding that explains a refusal of ARM: AKS's more specific subcode decides before the code, and errors before warnings. Null
    /// if no finding has the code.
    /// </summary>
    public static Finding? Explaining(IEnumerable<Finding> findings, ArmException refusal)
    {
        var severest = findings.OrderByDescending(finding => finding.Severity).ToList();
        return new[] { refusal.Subcode, refusal.Code }
            .Where(code => code is { Length: > 0 })
            .Select(code => severest.FirstOrDefault(finding => finding.ArmCodeList.Contains(code!)))
            .FirstOrDefault(finding => finding is not null);
    }

    /// <summary>
    /// The kind of finding that explains a code, although the pre-flight check didn't find it; null for an unknown code, and for one that
    /// several kinds have.
    /// </summary>
    public static string? Kind(ArmException refusal) => new[] { refusal.Subcode, refusal.Code }
        .Where(code => code is { Length: > 0 } && !s_generic.Contains(code))
        .Select(code => s_codes.Where(kind => kind.Value.Contains(code!)).Select(kind => kind.Key).ToList())
        .FirstOrDefault(kinds => kinds.Count == 1)?[0];
}
