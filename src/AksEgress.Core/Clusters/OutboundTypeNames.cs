using System.Text.Json.Nodes;
using AksEgress.Core.Documents;

namespace AksEgress.Core.Clusters;

/// <summary>AKS's names of the outbound types, as they stand in <c>networkProfile.outboundType</c>.</summary>
public static class OutboundTypeNames
{
    /// <summary>Through the cluster's load balancer, with outbound rules.</summary>
    public const string LoadBalancer = "loadBalancer";

    /// <summary>Through a NAT gateway that AKS makes; in a managed network only.</summary>
    public const string ManagedNatGateway = "managedNATGateway";

    /// <summary>Through a NAT gateway on the user's own subnet.</summary>
    public const string UserAssignedNatGateway = "userAssignedNATGateway";

    /// <summary>Along the user's own route table, usually through a firewall.</summary>
    public const string UserDefinedRouting = "userDefinedRouting";

    /// <summary>AKS sets up no egress; for network isolated clusters.</summary>
    public const string None = "none";

    /// <summary>AKS blocks egress by network rules; for network isolated clusters in a managed network.</summary>
    public const string Block = "block";

    /// <summary>What previews of early 2026 called managedNATGateway with the SKU StandardV2.</summary>
    public const string ManagedNatGatewayV2 = "managedNATGatewayV2";

    /// <summary>All types that today's API has.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        LoadBalancer, ManagedNatGateway, UserAssignedNatGateway, UserDefinedRouting, None, Block
    ];

    /// <summary>The name in AKS's own case, and today's name for one of the previews'; null for a name that is none.</summary>
    public static string? Canonical(string? name) =>
        IsPreviewName(name) ? ManagedNatGateway : All.FirstOrDefault(type => string.Equals(type, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>True for the previews' name of a managed NAT gateway of SKU StandardV2, in any case.</summary>
    public static bool IsPreviewName(string? name) => string.Equals(name, ManagedNatGatewayV2, StringComparison.OrdinalIgnoreCase);

    /// <summary>The SKU of a network profile's managed NAT gateway, whichever way the profile says it; null where it does not.</summary>
    internal static string? NatGatewaySku(JsonNode? network) =>
        network.Text("natGatewayProfile", "sku") ?? (IsPreviewName(network.Text("outboundType")) ? "StandardV2" : null);
}
