using System.Collections;
using AksEgress.Core.Arm;
using AksEgress.Core.Resources;

namespace AksEgress.PowerShell.Completion;

/// <summary>Completes the regions that the subscription can use.</summary>
internal sealed class LocationCompleter : EgressCompleter
{
    internal override (string Key, Func<CancellationToken, Task<IReadOnlyList<string>>> Read) Source(
        string commandName, string parameterName, IDictionary bound, IArmGateway gateway)
    {
        var subscription = Typed(bound, "SubscriptionId") ?? gateway.Session.SubscriptionId;
        return ($"locations|{subscription}", token => ReadAsync(gateway, subscription, token));
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(
        IArmGateway gateway, string? subscription, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        if (subscription is not null)
        {
            await foreach (var name in new ResourceStore(gateway).ListLocationsAsync(subscription, cancellationToken).ConfigureAwait(false))
            {
                names.Add(name);
            }
        }

        return names;
    }
}
