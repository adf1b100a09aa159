using System.Collections;
using AksEgress.Core.Arm;
using AksEgress.Core.Features;

namespace AksEgress.PowerShell.Completion;

/// <summary>Completes preview features of the typed provider, or of AKS.</summary>
internal sealed class FeatureNameCompleter : EgressCompleter
{
    internal override (string Key, Func<CancellationToken, Task<IReadOnlyList<string>>> Read) Source(
        string commandName, string parameterName, IDictionary bound, IArmGateway gateway)
    {
        var provider = Typed(bound, "Namespace") ?? FeatureRegistration.ContainerService;
        var subscription = Typed(bound, "SubscriptionId") ?? gateway.Session.SubscriptionId;
        return ($"features|{subscription}|{provider}", token => ReadAsync(gateway, subscription, provider, token));
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(
        IArmGateway gateway, string? subscription, string provider, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        if (subscription is not null)
        {
            await foreach (var feature in new FeatureRegistration(gateway).ListAsync(
                subscription, provider, cancellationToken).ConfigureAwait(false))
            {
                names.Add(feature.Name);
            }
        }

        return names;
    }
}
