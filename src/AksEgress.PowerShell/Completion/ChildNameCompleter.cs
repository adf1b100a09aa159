using System.Collections;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;

namespace AksEgress.PowerShell.Completion;

/// <summary>Completes the name of a subnet or a route: of the network or table that is typed already, or of all.</summary>
public sealed class ChildNameCompleter : EgressCompleter
{
    internal override (string Key, Func<CancellationToken, Task<IReadOnlyList<string>>> Read) Source(
        string commandName, string parameterName, IDictionary bound, IArmGateway gateway)
    {
        var (type, member, parent) = commandName.EndsWith("Subnet", StringComparison.OrdinalIgnoreCase)
            ? (ResourceTypes.VirtualNetwork, "subnets", Typed(bound, "VirtualNetworkName"))
            : (ResourceTypes.RouteTable, "routes", Typed(bound, "RouteTableName"));
        var group = Typed(bound, "ResourceGroupName");
        var subscription = Typed(bound, "SubscriptionId") ?? gateway.Session.SubscriptionId;
        return ($"{type}/{member}|{subscription}|{group}|{parent}", token => ReadAsync(gateway, subscription, group, type, member, parent, token));
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(
        IArmGateway gateway, string? subscription, string? group, string type, string member, string? parent, CancellationToken cancellationToken)
    {
        var names = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        if (subscription is not null)
        {
            await foreach (var document in new ResourceStore(gateway).ListAsync(subscription, group, type, cancellationToken).ConfigureAwait(false))
            {
                if (parent is null || string.Equals(parent, document.Name, StringComparison.OrdinalIgnoreCase))
                {
                    names.UnionWith(document.Root.Items("properties", member).Select(child => child.Text("name")).OfType<string>());
                }
            }
        }

        return [.. names];
    }
}
