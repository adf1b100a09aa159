using System.Net;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.Features;

/// <summary>Microsoft.Features: some of the preview features of Microsoft.ContainerService that AKS's documentation names.</summary>
internal sealed class FeatureProvider(SimulatedWorld world, Func<int> pageSize)
{
    /// <summary>Virtual seconds until a feature is registered. AKS's documentation says "a few minutes".</summary>
    public const double RegistrationSeconds = 180;

    private static readonly string[] s_names =
    [
        "AKS-KedaPreview", "AKS-NATGatewayPreview", "AKS-OutBoundTypeMigrationPreview", "AzureOverlayPreview", "CiliumDataplanePreview",
        "DisableWindowsOutboundNATPreview", "EnableAPIServerVnetIntegrationPreview", "EnableWorkloadIdentityPreview",
        "IPBasedLoadBalancerPreview", "NetworkIsolatedClusterPreview", "NodeAutoProvisioningPreview", "StaticEgressGatewayPreview",
    ];

    /// <summary>Answers a request below /subscriptions/{s}/providers/Microsoft.Features.</summary>
    /// <param name="request">The request.</param>
    /// <param name="parts">The path's segments.</param>
    public ArmAnswer Answer(IncomingRequest request, string[] parts)
    {
        var subscription = parts[1];
        var provider = parts.Length >= 7 && ResourceId.Is(parts[4], "providers") && ResourceId.Is(parts[6], "features") ? parts[5] : null;
        if (request.Method == "GET"
            && (provider is not null ? parts.Length == 7 : parts.Length == 5 && ResourceId.Is(parts[4], "features")))
        {
            IEnumerable<string> names = provider is null || ResourceId.Is(provider, FeatureStates.Provider) ? s_names : [];
            return Listing.Page(
                request, names.Select(name => (name, (byte[]?)Json.Bytes(FeatureStates.Document(world, subscription, name)))), pageSize());
        }

        if (provider is null || parts.Length is < 8 or > 9)
        {
            throw RequestErrors.UnknownPath(request.Path);
        }

        var name = (ResourceId.Is(provider, FeatureStates.Provider) ? Array.Find(s_names, one => ResourceId.Is(one, parts[7])) : null)
            ?? throw NotFound(parts[7]);
        if (parts.Length == 9)
        {
            ChangeState(request, subscription, name, parts[8]);
        }
        else if (request.Method != "GET")
        {
            throw RequestErrors.MethodNotAllowed(request.Method);
        }

        return ArmAnswer.Of(HttpStatusCode.OK, FeatureStates.Document(world, subscription, name));
    }

    // The text isn't recorded.
    private static RefusalException NotFound(string name) =>
        new(HttpStatusCode.NotFound, "FeatureNotFound", $"The feature '{RequestErrors.Shorten(name)}' could not be found.");

    private void ChangeState(IncomingRequest request, string subscription, string name, string action)
    {
        var register = ResourceId.Is(action, "register");
        if (request.Method != "POST" || (!register && !ResourceId.Is(action, "unregister")))
        {
            throw RequestErrors.UnknownPath(request.Path);
        }

        if (!register)
        {
            world.Features[(subscription, name)] = null;
        }
        else if (FeatureStates.Of(world, subscription, name) is not ("Registering" or "Registered"))
        {
            world.Features[(subscription, name)] = world.Clock.In(RegistrationSeconds);
        }

        world.Dirty = true;
    }
}
