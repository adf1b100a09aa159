using System.Collections;
using AksEgress.Core.Arm;

namespace AksEgress.PowerShell.Completion;

/// <summary>Completes the subscription of the connection.</summary>
internal sealed class SubscriptionCompleter : EgressCompleter
{
    internal override (string Key, Func<CancellationToken, Task<IReadOnlyList<string>>> Read) Source(
        string commandName, string parameterName, IDictionary bound, IArmGateway gateway) =>
        ("subscription", _ => Task.FromResult<IReadOnlyList<string>>(gateway.Session.SubscriptionId is { } id ? [id] : []));
}
