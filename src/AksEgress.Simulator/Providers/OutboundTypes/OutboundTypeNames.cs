using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.OutboundTypes;

/// <summary>The outbound types and which api-versions know them.</summary>
internal static class OutboundTypeNames
{
    /// <summary>Leaves through the cluster's load balancer.</summary>
    public const string LoadBalancer = "loadBalancer";

    /// <summary>Leaves through a NAT gateway that AKS makes.</summary>
    public const string ManagedNat = "managedNATGateway";

    /// <summary>The same with a StandardV2 gateway, as the previews 2026-01-02 to 2026-05-02 called it.</summary>
    public const string ManagedNatV2 = "managedNATGatewayV2";

    /// <summary>Leaves through a NAT gateway on the node subnet.</summary>
    public const string UserNat = "userAssignedNATGateway";

    /// <summary>Leaves where the node subnet's route table says.</summary>
    public const string UserRouting = "userDefinedRouting";

    /// <summary>AKS arranges nothing.</summary>
    public const string None = "none";

    /// <summary>AKS blocks what would leave.</summary>
    public const string Block = "block";

    /// <summary>All types, in the schema's casing.</summary>
    public static IReadOnlyList<string> All { get; } = [LoadBalancer, UserRouting, ManagedNat, UserNat, None, Block, ManagedNatV2];

    /// <summary>The type in the schema's casing; what isn't one stays as it is.</summary>
    public static string Canonical(string type) => All.FirstOrDefault(known => ResourceId.Is(known, type)) ?? type;

    /// <summary>Whether AKS makes a NAT gateway for it.</summary>
    public static bool IsManagedNat(string? type) => type is ManagedNat or ManagedNatV2;

    /// <summary>Whether natGatewayProfile has a sku: from 2026-06-01.</summary>
    public static bool HasSku(string apiVersion) => ApiVersionDate.Since(apiVersion, "2026-06-01");

    /// <summary>Whether a natGatewayProfile says anything about addresses.</summary>
    public static bool HasManagedNatMembers(JsonObject profile) =>
        profile.Object("managedOutboundIPProfile") is not null
            || profile.Object("outboundIPs") is not null
            || profile.Object("outboundIPPrefixes") is not null;

    /// <summary>The type as the migration table names it: a StandardV2 gateway is a type of its own there.</summary>
    public static string ForMigration(JsonObject? network)
    {
        var type = network.Text("outboundType") ?? LoadBalancer;
        return type == ManagedNat && network.Object("natGatewayProfile").Text("sku") == "StandardV2" ? ManagedNatV2 : type;
    }
}
