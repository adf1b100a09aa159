using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;

namespace AksEgress.Core.Features;

/// <summary>
/// Registers preview features: ask, wait until the subscription has the feature, then tell the provider, which looks at
/// features only when it is registered (anew).
/// </summary>
public sealed class FeatureRegistration
{
    /// <summary>AKS's provider.</summary>
    public const string ContainerService = "Microsoft.ContainerService";

    private const int LookEverySeconds = 15;
    private const int MostSeconds = 3600;
    private readonly IArmGateway _gateway;
    private readonly TimeProvider _clock;
    private readonly Action<string>? _told;

    /// <summary>Works through a gateway.</summary>
    /// <param name="gateway">The way to ARM.</param>
    /// <param name="clock">The clock to wait by; the session's when it is left out.</param>
    /// <param name="told">Told in a sentence after each look.</param>
    public FeatureRegistration(IArmGateway gateway, TimeProvider? clock = null, Action<string>? told = null)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        _gateway = gateway;
        _clock = clock ?? gateway.Clock;
        _told = told;
    }

    /// <summary>The features of a provider.</summary>
    /// <exception cref="EgressException">InvalidResourceName or InvalidSubscriptionId.</exception>
    public async IAsyncEnumerable<PreviewFeature> ListAsync(
        string subscriptionId,
        string provider,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var json in _gateway.ListAsync(
            Path(subscriptionId, provider, null), ApiVersions.Features, cancellationToken).ConfigureAwait(false))
        {
            yield return new PreviewFeature(ArmDocument.Parse(json));
        }
    }

    /// <summary>One feature.</summary>
    /// <exception cref="EgressException">FeatureNotFound.</exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public async Task<PreviewFeature> ReadAsync(string subscriptionId, string provider, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync("GET", Path(subscriptionId, provider, name), cancellationToken).ConfigureAwait(false);
        }
        catch (ArmException e) when (e.IsNotFound)
        {
            throw EgressErrors.FeatureNotFound(provider, name, subscriptionId, e);
        }
    }

    /// <summary>Asks for a feature, and with waiting sees it through to the provider.</summary>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="feature">The feature as it was read.</param>
    /// <param name="wait">True to wait until it is registered and to tell the provider then.</param>
    /// <param name="cancellationToken">Stops waiting; the registration goes on.</param>
    /// <exception cref="EgressException">FeatureNeedsApproval, or FeatureUnfinished after an hour.</exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public async Task<PreviewFeature> RegisterAsync(
        string subscriptionId, PreviewFeature feature, bool wait, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(feature);
        var path = Path(subscriptionId, feature.Namespace, feature.Name);
        var now = feature.IsRegistered ? feature : await SendAsync("POST", path + "/register", cancellationToken).ConfigureAwait(false);
        for (var waited = 0; wait && !now.IsRegistered; waited += LookEverySeconds)
        {
            if (string.Equals(now.State, "Pending", StringComparison.OrdinalIgnoreCase))
            {
                throw EgressErrors.FeatureNeedsApproval(feature.Name, feature.Id);
            }

            if (waited >= MostSeconds)
            {
                throw EgressErrors.FeatureUnfinished(feature.Name, now.State, MostSeconds / 60, feature.Id);
            }

            _told?.Invoke($"Feature '{feature.Name}' is {now.State}; checking again in {LookEverySeconds} s.");
            await Task.Delay(TimeSpan.FromSeconds(LookEverySeconds), _clock, cancellationToken).ConfigureAwait(false);
            now = await SendAsync("GET", path, cancellationToken).ConfigureAwait(false);
        }

        if (now.IsRegistered)
        {
            var provider = $"/subscriptions/{subscriptionId}/providers/{feature.Namespace}/register";
            await _gateway.SendAsync(new ArmRequest("POST", provider, ApiVersions.Resources), cancellationToken).ConfigureAwait(false);
        }

        return now;
    }

    private static string Path(string subscriptionId, string provider, string? name)
    {
        if (!ArmResourceId.IsSubscription(subscriptionId))
        {
            throw EgressErrors.InvalidSubscriptionId(ArmNames.Shown(subscriptionId), subscriptionId);
        }

        ArmNames.Check(provider, ArmNames.MaximumLength, "Namespace");
        var features = $"/subscriptions/{subscriptionId}/providers/Microsoft.Features/providers/{Uri.EscapeDataString(provider)}/features";
        if (name is null)
        {
            return features;
        }

        ArmNames.Check(name, ArmNames.MaximumLength, "Name");
        return features + "/" + Uri.EscapeDataString(name);
    }

    private async Task<PreviewFeature> SendAsync(string method, string path, CancellationToken cancellationToken) =>
        new(
            ArmDocument.Parse(
                (await _gateway.SendAsync(
                    new ArmRequest(method, path, ApiVersions.Features), cancellationToken).ConfigureAwait(false)).Body));
}
