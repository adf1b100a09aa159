using System.Collections;
using AksEgress.Core.Arm;

namespace AksEgress.PowerShell.Completion;

/// <summary>Completes a resource's name: of the type that the parameter names, or else of the cmdlet's noun.</summary>
public sealed class ResourceNameCompleter : EgressCompleter
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ResourceGroup"] = ResourceTypes.ResourceGroup,
        ["VirtualNetwork"] = ResourceTypes.VirtualNetwork,
        ["VirtualNetworkName"] = ResourceTypes.VirtualNetwork,
        ["RouteTable"] = ResourceTypes.RouteTable,
        ["RouteTableName"] = ResourceTypes.RouteTable,
        ["NetworkSecurityGroup"] = ResourceTypes.NetworkSecurityGroup,
        ["PublicIp"] = ResourceTypes.PublicIp,
        ["PublicIpPrefix"] = ResourceTypes.PublicIpPrefix,
        ["DefaultRouteTo"] = ResourceTypes.Firewall,
        ["Firewall"] = ResourceTypes.Firewall,
        ["ManagementPublicIp"] = ResourceTypes.PublicIp,
        ["Policy"] = ResourceTypes.FirewallPolicy,
        ["NatGateway"] = ResourceTypes.NatGateway,
        ["Identity"] = ResourceTypes.UserAssignedIdentity,
        ["Cluster"] = ResourceTypes.ManagedCluster,
        ["ClusterName"] = ResourceTypes.ManagedCluster,
    };

    internal override (string Key, Func<CancellationToken, Task<IReadOnlyList<string>>> Read) Source(
        string commandName, string parameterName, IDictionary bound, IArmGateway gateway)
    {
        var noun = commandName[(commandName.IndexOf('-', StringComparison.Ordinal) + 1)..].Replace("AksEgress", string.Empty, StringComparison.OrdinalIgnoreCase);
        var type = Types.GetValueOrDefault(parameterName) ?? Types.GetValueOrDefault(noun) ?? ResourceTypes.ManagedCluster;
        return Resources(bound, gateway, type);
    }
}
