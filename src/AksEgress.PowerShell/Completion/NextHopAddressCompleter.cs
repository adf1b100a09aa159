using System.Collections;
using AksEgress.Core.Arm;
using AksEgress.Core.Firewalls;

namespace AksEgress.PowerShell.Completion;

/// <summary>
/// Completes a next hop address: the private addresses of the subscription's firewalls. The addresses of other appliances have to
/// be typed.
/// </summary>
internal sealed class NextHopAddressCompleter : EgressCompleter
{
    // Not only firewalls in the route table's resource group: a firewall in a hub has its own.
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
