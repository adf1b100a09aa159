using System.Collections;
using AksEgress.Core.Arm;

namespace AksEgress.PowerShell.Completion;

/// <summary>Completes resource groups.</summary>
internal sealed class ResourceGroupCompleter : EgressCompleter
{
    internal override (string Key, Func<CancellationToken, Task<IReadOnlyList<string>>> Read) Source(
        string commandName, string parameterName, IDictionary bound, IArmGateway gateway)
    {
        var subscription = Typed(bound, "SubscriptionId") ?? gateway.Session.SubscriptionId;
        return (
            $"groups|{subscription}",
            token => ListAsync(gateway, subscription, null, ResourceTypes.ResourceGroups, document => document.Name, token));
    }
}
