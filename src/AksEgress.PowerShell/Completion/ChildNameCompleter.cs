using System.Collections;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;

namespace AksEgress.PowerShell.Completion;

/// <summary>Completes the name of a subnet or a route: those of the typed virtual network or route table, or all.</summary>
internal sealed class ChildNameCompleter : EgressCompleter
{
    internal override (string Key, Func<CancellationToken, Task<IReadOnlyList<string>>> Read) Source(
        string commandName, string parameterName, IDictionary bound, IArmGateway gateway)
    {
        var (type, member, parent) = commandName.EndsWith("Subnet", StringComparison.OrdinalIgnoreCase)
            ? (ResourceTypes.VirtualNetworks, "subnets", Typed(bound, "VirtualNetworkName"))
            : (ResourceTypes.RouteTables, "routes", Typed(bound, "RouteTableName"));
        var group = Typed(bound, "ResourceGroupName");
        var subscription = Typed(bound, "SubscriptionId") ?? gateway.Session.SubscriptionId;
        return ($"{type}/{member}|{subscription}|{group}|{parent}", token => ListManyAsync(
            gateway,
            subscription,
            group,
            type,
            document => IsMeant(document, parent) ? document.Root.Items("properties", member).Select(child => child.Text("name")) : [],
            token));
    }
}
