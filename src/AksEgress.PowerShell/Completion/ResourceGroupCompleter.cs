using System.Collections;
using AksEgress.Core.Arm;

namespace AksEgress.PowerShell.Completion;

/// <summary>Completes resource groups: those of the typed resource, or all.</summary>
internal sealed class ResourceGroupCompleter : EgressCompleter
{
    private static readonly string[] s_parents = ["ClusterName", "VirtualNetworkName", "RouteTableName", "Name"];

    internal override (string Key, Func<CancellationToken, Task<IReadOnlyList<string>>> Read) Source(
        string commandName, string parameterName, IDictionary bound, IArmGateway gateway)
    {
        var subscription = Typed(bound, "SubscriptionId") ?? gateway.Session.SubscriptionId;
        var isNew = commandName.StartsWith("New-", StringComparison.OrdinalIgnoreCase);
        var parameter = isNew ? null : s_parents.FirstOrDefault(one => Typed(bound, one) is not null);
        var name = parameter is null ? null : Typed(bound, parameter);
        var type = ResourceNameCompleter.TypeOf(commandName, parameter ?? string.Empty);
        return ($"groups|{subscription}|{type}|{name}", token => ReadAsync(gateway, subscription, type, name, token));
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(
        IArmGateway gateway, string? subscription, string type, string? name, CancellationToken cancellationToken)
    {
        var groups = name is null || type == ResourceTypes.ResourceGroups
            ? []
            : await ListAsync(
                gateway,
                subscription,
                null,
                type,
                document => IsMeant(document, name) ? document.ResourceId().ResourceGroupName : null,
                cancellationToken).ConfigureAwait(false);
        return groups.Count > 0
            ? groups
            : await ListAsync(
                gateway, subscription, null, ResourceTypes.ResourceGroups, document => document.Name, cancellationToken)
                .ConfigureAwait(false);
    }
}
