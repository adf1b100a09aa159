using System.Text.Json.Nodes;

namespace AksEgress.Tests.Schemas;

/// <summary>Members that the schemas lack although they are valid, with their source.</summary>
internal static class Additions
{
    private const string Cluster = "microsoft.containerservice/managedclusters";
    private const string RuleGroup = "microsoft.network/firewallpolicies/rulecollectiongroups";
    private const string Pool = Cluster + "/agentpools";

    private static readonly HashSet<(string, string, string)> s_known =
    [
        // 2026-06-01 (CommonModels.tsp of the public specification): StandardV2 gateways, and own addresses for managed ones.
        (Cluster, "$.properties.networkprofile.natgatewayprofile.sku", "unknown"),
        (Cluster, "$.properties.networkprofile.natgatewayprofile.outboundips", "unknown"),
        (Cluster, "$.properties.networkprofile.natgatewayprofile.outboundipprefixes", "unknown"),
        (Cluster, "$.properties.networkprofile.natgatewayprofile.managedoutboundipprofile.countipv6", "unknown"),

        // Network isolated clusters (concepts-network-isolated); the stable schema of 2026-05 doesn't contain it yet.
        (Cluster, "$.properties.networkprofile.outboundtype", "enum"),

        // Read-only, so no template schema contains them: the identifiers of an identity.
        (Cluster, "$.identity.userassignedidentities.{}.clientid", "unknown"),
        (Cluster, "$.identity.userassignedidentities.{}.principalid", "unknown"),

        // Documented (use-etags), and read-only, so no template schema contains it.
        (Cluster, "$.etag", "unknown"),
        (Cluster, "$.properties.agentpoolprofiles[].etag", "unknown"),
        (Pool, "$.properties.etag", "unknown"),

        // Recorded with the tests of the Azure CLI's extension azure-firewall, in every response with a group or a network rule.
        (RuleGroup, "$.location", "unknown"),
        (RuleGroup, "$.properties.rulecollections[].rules[].ipv6rule", "unknown"),
    ];

    // Read-only members that no recording contains; they are in the public specification of 2025-07-01 and in the policy aliases of
    // these types.
    private static readonly HashSet<string> s_readOnly =
    [
        "natgateways subnets", "routetables subnets", "networksecuritygroups subnets", "networksecuritygroups networkinterfaces",
        "publicipaddresses ipconfiguration", "publicipprefixes ipprefix", "publicipprefixes publicipaddresses",
        "publicipprefixes loadbalancerfrontendipconfiguration", "azurefirewalls privateipaddress", "firewallpolicies firewalls",
        "firewallpolicies rulecollectiongroups", "firewallpolicies childpolicies", "loadbalancers loadbalancingrules",
        "loadbalancers outboundrules", "loadbalancers inboundnatrules", "loadbalancers backendipconfigurations",
        "virtualnetworks ipconfigurations", "virtualnetworks/subnets ipconfigurations",
    ];

    /// <summary>True if a problem is a known addition.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="document">The document with the problem.</param>
    public static bool Knows(SchemaProblem problem, JsonObject document)
    {
        var key = ArmSchemas.Key(problem);
        if (key.Kind == "enum" && key.Path.EndsWith(".outboundtype", StringComparison.Ordinal))
        {
            return (string?)document["properties"]?["networkProfile"]?["outboundType"] is "block" or "managedNATGatewayV2";
        }

        return s_known.Contains(key) || IsReadOnlyOfNetwork(key.Type, key.Path, key.Kind);
    }

    // Also those that Microsoft.Network gives every resource and every part of one, as recordings of its other types show.
    private static bool IsReadOnlyOfNetwork(string type, string path, string kind) =>
        kind == "unknown" && type.StartsWith("microsoft.network/", StringComparison.Ordinal)
        && (path[(path.LastIndexOf('.') + 1)..] is "etag" or "provisioningstate" or "resourceguid" or "type"
            || s_readOnly.Contains($"{type["microsoft.network/".Length..]} {path[(path.LastIndexOf('.') + 1)..]}"));
}
