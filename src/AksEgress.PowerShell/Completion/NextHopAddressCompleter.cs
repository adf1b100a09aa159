using System.Collections;
using AksEgress.Core.Arm;
using AksEgress.Core.Firewalls;

namespace AksEgress.PowerShell.Completion;

/// <summary>
/// Completes the address of a next hop: the private addresses of the subscription's firewalls. Other appliances are typed.
/// </summary>
internal sealed class NextHopAddressCompleter : EgressCompleter
{
    // Not only those of the table's group: a firewall in a hub has a group of its own.
    internal override (string Key, Func<CancellationToken, Task<IReadOnlyList<string>>> Read) Source(
        string commandName, string parameterName, IDictionary bound, IArmGateway gateway)
    {
        var subscription = Typed(bound, "SubscriptionId") ?? gateway.Session.SubscriptionId;
        return (
            $"hops|{subscription}",
            token => ListAsync(
                gateway, subscription, null, ResourceTypes.Firewalls, document => new Firewall(document).PrivateIpAddress, token));
    }
}
