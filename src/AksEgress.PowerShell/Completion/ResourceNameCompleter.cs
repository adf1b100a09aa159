using System.Collections;
using AksEgress.Core.Arm;

namespace AksEgress.PowerShell.Completion;

/// <summary>Completes a resource's name: of the type that the parameter's attribute names, or else of the cmdlet's noun.</summary>
internal sealed class ResourceNameCompleter : EgressCompleter
{
    private static readonly Dictionary<string, string> s_types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ResourceGroup"] = ResourceTypes.ResourceGroups,
        ["VirtualNetwork"] = ResourceTypes.VirtualNetworks,
        ["VirtualNetworkName"] = ResourceTypes.VirtualNetworks,
        ["RouteTable"] = ResourceTypes.RouteTables,
        ["RouteTableName"] = ResourceTypes.RouteTables,
        ["NetworkSecurityGroup"] = ResourceTypes.NetworkSecurityGroups,
        ["PublicIp"] = ResourceTypes.PublicIps,
        ["PublicIpPrefix"] = ResourceTypes.PublicIpPrefixes,
        ["DefaultRouteTo"] = ResourceTypes.Firewalls,
        ["Firewall"] = ResourceTypes.Firewalls,
        ["ManagementPublicIp"] = ResourceTypes.PublicIps,
        ["Policy"] = ResourceTypes.FirewallPolicies,
        ["FirewallPolicy"] = ResourceTypes.FirewallPolicies,
        ["NatGateway"] = ResourceTypes.NatGateways,
        ["Identity"] = ResourceTypes.UserAssignedIdentities,
        ["Cluster"] = ResourceTypes.ManagedClusters,
        ["ClusterName"] = ResourceTypes.ManagedClusters,
    };

    internal override (string Key, Func<CancellationToken, Task<IReadOnlyList<string>>> Read) Source(
        string commandName, string parameterName, IDictionary bound, IArmGateway gateway) =>
        Resources(bound, gateway, TypeOf(commandName, parameterName));

    /// <summary>The type of resource that a parameter names.</summary>
    internal static string TypeOf(string commandName, string parameterName)
    {
        var noun = commandName[(commandName.IndexOf('-', StringComparison.Ordinal) + 1)..].Replace(
            "AksEgress", string.Empty, StringComparison.OrdinalIgnoreCase);
        return s_types.GetValueOrDefault(parameterName) ?? s_types.GetValueOrDefault(noun) ?? ResourceTypes.ManagedClusters;
    }
}
