using System.Text.Json.Nodes;
using AksEgress.Core.Documents;

namespace AksEgress.Core.Clusters;

/// <summary>The names of the outbound types in <c>networkProfile.outboundType</c>.</summary>
public static class OutboundTypeNames
{
    /// <summary>Through the cluster's load balancer, with outbound rules.</summary>
    public const string LoadBalancer = "loadBalancer";

    /// <summary>Through a NAT gateway that AKS creates; only in a virtual network managed by AKS.</summary>
    public const string ManagedNatGateway = "managedNATGateway";

    /// <summary>Through a NAT gateway that is associated with the BYO subnet.</summary>
    public const string UserAssignedNatGateway = "userAssignedNATGateway";

    /// <summary>Through the routes of the user's route table, usually to a firewall.</summary>
    public const string UserDefinedRouting = "userDefinedRouting";

    /// <summary>AKS configures no egress; for network isolated clusters.</summary>
    public const string None = "none";

    /// <summary>AKS blocks egress with network rules; for network isolated clusters in a virtual network managed by AKS.</summary>
    public const string Block = "block";

    /// <summary>The name of managedNATGateway with SKU StandardV2 in the previews of early 2026.</summary>
    public const string ManagedNatGatewayV2 = "managedNATGatewayV2";

    /// <summary>All outbound types of the current API.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        LoadBalancer, ManagedNatGateway, UserAssignedNatGateway, UserDefinedRouting, None, Block
    ];

    /// <summary>The current name in the case that AKS uses; null for an unknown name.</summary>
    public static string? Canonical(string? name) =>
        IsPreviewName(name) ? ManagedNatGateway : All.FirstOrDefault(type => string.Equals(type, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>True for the previews' name of a managed NAT gateway of SKU StandardV2, in any case.</summary>
    public static bool IsPreviewName(string? name) => string.Equals(name, ManagedNatGatewayV2, StringComparison.OrdinalIgnoreCase);

    /// <summary>The SKU of the managed NAT gateway in a network profile, also in its preview form; null if there is none.</summary>
    internal static string? NatGatewaySku(JsonNode? network) =>
        network.Text("natGatewayProfile", "sku") ?? (IsPreviewName(network.Text("outboundType")) ? "StandardV2" : null);
}
