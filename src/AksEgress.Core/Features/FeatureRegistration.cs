using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;

namespace AksEgress.Core.Features;

/// <summary>
/// Registers preview features: requests the registration, waits until the subscription has the feature, and then registers the
/// resource provider again, which reads features only at that time.
/// </summary>
public sealed class FeatureRegistration
{
    /// <summary>The resource provider of AKS.</summary>
    public const string ContainerService = "Microsoft.ContainerService";

    private const int PollSeconds = 15;
    private const int MaximumSeconds = 3600;
    private readonly IArmGateway _gateway;
    private readonly TimeProvider _clock;
    private readonly Action<string>? _report;

    /// <summary>Uses a connection to ARM.</summary>
    /// <param name="gateway">The connection to ARM.</param>
    /// <param name="clock">The clock for waits; the default is the session's.</param>
    /// <param name="report">Receives a message after each check.</param>
    public FeatureRegistration(IArmGateway gateway, TimeProvider? clock = null, Action<string>? report = null)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        _gateway = gateway;
        _clock = clock ?? gateway.Clock;
        _report = report;
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

    /// <summary>Registers a feature. After a wait, it also registers the resource provider.</summary>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="feature">The feature as it was read.</param>
    /// <param name="wait">True to wait for the registration, and then register the resource provider.</param>
    /// <param name="cancellationToken">Stops waiting; the registration continues in Azure.</param>
    /// <exception cref="EgressException">FeatureNeedsApproval, or FeatureUnfinished after an hour.</exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public async Task<PreviewFeature> RegisterAsync(
        string subscriptionId, PreviewFeature feature, bool wait, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(feature);
        var path = Path(subscriptionId, feature.Namespace, feature.Name);
        var now = feature.IsRegistered ? feature : await SendAsync("POST", path + "/register", cancellationToken).ConfigureAwait(false);
        for (var waited = 0; wait && !now.IsRegistered; waited += PollSeconds)
        {
            if (string.Equals(now.State, "Pending", StringComparison.OrdinalIgnoreCase))
            {
                throw EgressErrors.FeatureNeedsApproval(feature.Name, feature.Id);
            }

            if (waited >= MaximumSeconds)
            {
                throw EgressErrors.FeatureUnfinished(feature.Name, now.State, MaximumSeconds / 60, feature.Id);
            }

            _report?.Invoke($"Feature '{feature.Name}' is {now.State}; checking again in {PollSeconds} s.");
            await Task.Delay(TimeSpan.FromSeconds(PollSeconds), _clock, cancellationToken).ConfigureAwait(false);
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
