using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.OutboundTypes;

/// <summary>The outbound types, and the api-versions that know them.</summary>
internal static class OutboundTypeNames
{
    /// <summary>Egress through the cluster's load balancer.</summary>
    public const string LoadBalancer = "loadBalancer";

    /// <summary>Egress through a NAT gateway that AKS creates.</summary>
    public const string ManagedNat = "managedNATGateway";

    /// <summary>
    /// Egress through a StandardV2 gateway that AKS creates, as the preview versions 2026-01-02 to 2026-05-02 named it.
    /// </summary>
    public const string ManagedNatV2 = "managedNATGatewayV2";

    /// <summary>Egress through a NAT gateway on the node subnet.</summary>
    public const string UserNat = "userAssignedNATGateway";

    /// <summary>Egress as the route table of the node subnet directs.</summary>
    public const string UserRouting = "userDefinedRouting";

    /// <summary>AKS configures no egress.</summary>
    public const string None = "none";

    /// <summary>AKS blocks egress.</summary>
    public const string Block = "block";

    /// <summary>All types, in the schema's casing.</summary>
    public static IReadOnlyList<string> All { get; } = [LoadBalancer, UserRouting, ManagedNat, UserNat, None, Block, ManagedNatV2];

    /// <summary>The type in the schema's casing; unknown values are returned unchanged.</summary>
    public static string Canonical(string type) => All.FirstOrDefault(known => ResourceId.Is(known, type)) ?? type;

    /// <summary>True if AKS creates a NAT gateway for the type.</summary>
    public static bool IsManagedNat(string? type) => type is ManagedNat or ManagedNatV2;

    /// <summary>True if natGatewayProfile has a SKU: from 2026-06-01.</summary>
    public static bool HasSku(string apiVersion) => ApiVersionDate.Since(apiVersion, "2026-06-01");

    /// <summary>True if a natGatewayProfile specifies addresses.</summary>
    public static bool HasManagedNatMembers(JsonObject profile) =>
        profile.Object("managedOutboundIPProfile") is not null
            || profile.Object("outboundIPs") is not null
            || profile.Object("outboundIPPrefixes") is not null;

    /// <summary>
    /// The SKU of a natGatewayProfile in its usual form: clients write StandardV2 and standardV2 (Azure/AKS, release notes of
    /// 2026-07-17).
    /// </summary>
    public static string? Sku(JsonObject? profile) => profile.Text("sku") is not { } sku ? null
        : ResourceId.Is(sku, "StandardV2") ? "StandardV2"
        : ResourceId.Is(sku, "Standard") ? "Standard"
        : sku;

    /// <summary>The type as the migration table names it: a StandardV2 gateway is a separate type there.</summary>
    public static string ForMigration(JsonObject? network)
    {
        var type = network.Text("outboundType") ?? LoadBalancer;
        return type == ManagedNat && Sku(network.Object("natGatewayProfile")) == "StandardV2" ? ManagedNatV2 : type;
    }
}
