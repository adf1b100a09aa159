using System.Text.Json.Nodes;

namespace AksEgress.Lab.Replays;

/// <summary>
/// The types for which the simulator has rules. It stores everything else as it is sent, which a recording can't judge.
/// </summary>
internal static class ReplayScope
{
    private static readonly HashSet<string> s_types = new(StringComparer.OrdinalIgnoreCase)
    {
        "Microsoft.ContainerService/managedClusters", "Microsoft.ContainerService/managedClusters/agentPools",
        "Microsoft.ContainerService/locations/operations", "Microsoft.ContainerService/locations/operationResults",
        "Microsoft.ContainerService/locations/kubernetesVersions", "Microsoft.Network/locations/operations",
        "Microsoft.Network/locations/operationResults", "Microsoft.Network/virtualNetworks", "Microsoft.Network/virtualNetworks/subnets",
        "Microsoft.Network/virtualNetworks/virtualNetworkPeerings", "Microsoft.Network/routeTables", "Microsoft.Network/routeTables/routes",
        "Microsoft.Network/networkSecurityGroups", "Microsoft.Network/networkSecurityGroups/securityRules",
        "Microsoft.Network/publicIPAddresses", "Microsoft.Network/publicIPPrefixes", "Microsoft.Network/natGateways",
        "Microsoft.Network/loadBalancers", "Microsoft.Network/azureFirewalls", "Microsoft.Network/firewallPolicies",
        "Microsoft.Network/firewallPolicies/ruleCollectionGroups", "Microsoft.ManagedIdentity/userAssignedIdentities",
        "Microsoft.Authorization/roleAssignments", "Microsoft.Authorization/roleDefinitions", "Microsoft.Features/features",
        "Microsoft.Resources/resourceGroups",
    };

    // The actions of clusters: credentials, the run command, and actions that start, stop, or replace.
    private static readonly HashSet<string> s_actions = new(StringComparer.OrdinalIgnoreCase)
    {
        "listClusterUserCredential", "listClusterAdminCredential", "listClusterMonitoringUserCredential", "abort", "start", "stop",
        "runCommand", "upgradeNodeImageVersion",
    };

    /// <summary>The reason why an exchange is out of the simulator's scope; null if it is in scope.</summary>
    public static string? Reason(Exchange exchange)
    {
        if (Uri.TryCreate(exchange.Path, UriKind.Absolute, out var elsewhere) && !elsewhere.IsFile)
        {
            return elsewhere.Host;
        }

        if (Transient(exchange) is { } transient)
        {
            return transient;
        }

        var parts = exchange.Path.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        var at = Array.FindLastIndex(parts, static part => part.Equals("providers", StringComparison.OrdinalIgnoreCase));
        if (at < 0 || at + 1 >= parts.Length)
        {
            return parts is [var first, _, ..]
                && Is(first, "subscriptions")
                && (parts.Length == 2 || Is(parts[2], "resourceGroups"))
                ? null
                : parts.FirstOrDefault() ?? "/";
        }

        var segments = Segments(parts, at);
        var type = TypeOf(exchange.Path);
        if (Is(exchange.Method, "POST") && segments.Length > 1)
        {
            return s_types.Contains(string.Join('/', [parts[at + 1], .. segments[..^1]])) && s_actions.Contains(segments[^1]) ? null : type;
        }

        return !s_types.Contains(type) ? type
            : parts[^1].Equals("roleAssignments", StringComparison.OrdinalIgnoreCase)
                || (parts[^1].Equals("roleDefinitions", StringComparison.OrdinalIgnoreCase)
                    && !exchange.Path.Contains("roleName", StringComparison.Ordinal))
                ? $"{type} of the recorder's tenant"
            : null;
    }

    // Refusals that depend on when the client sent the request, or on what isn't ARM: the client repeats the request until it is
    // accepted. Its waits aren't recorded, and the simulator's directory has every principal at once.
    private static string? Transient(Exchange exchange) =>
        exchange.Status == 429 ? "429"
        : exchange.Status >= 400 && exchange.Response is JsonObject body && Code(body) is "ServicePrincipalNotFound" or "PrincipalNotFound"
            ? "a principal that the directory doesn't have yet"
        : null;

    private static string? Code(JsonObject body) => ((body["error"] as JsonObject ?? body)["code"] as JsonValue)?.ToString();

    /// <summary>The type in the path of a resource, a list, or an action.</summary>
    public static string TypeOf(string path)
    {
        var parts = path.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        var at = Array.FindLastIndex(parts, static part => part.Equals("providers", StringComparison.OrdinalIgnoreCase));
        return at >= 0 && at + 1 < parts.Length ? string.Join('/', [parts[at + 1], .. Segments(parts, at)])
            : parts.Length > 2 && Is(parts[2], "resourceGroups") ? "Microsoft.Resources/resourceGroups"
            : "Microsoft.Resources/subscriptions";
    }

    private static string[] Segments(string[] parts, int at) => [.. parts[(at + 2)..].Where(static (_, index) => index % 2 == 0)];

    private static bool Is(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
