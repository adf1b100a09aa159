using System.Collections;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;

namespace AksEgress.PowerShell.Completion;

/// <summary>Completes regions: those in which the subscription has resource groups already.</summary>
public sealed class LocationCompleter : EgressCompleter
{
    internal override (string Key, Func<CancellationToken, Task<IReadOnlyList<string>>> Read) Source(
        string commandName, string parameterName, IDictionary bound, IArmGateway gateway)
    {
        var subscription = Typed(bound, "SubscriptionId") ?? gateway.Session.SubscriptionId;
        return ($"locations|{subscription}", token => ListAsync(gateway, subscription, null, ResourceTypes.ResourceGroup, document => document.Root.Text("location"), token));
    }
}
