using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Simulator.Arm;

namespace AksEgress.Simulator.Features;

/// <summary>Microsoft.Features: preview features of Microsoft.ContainerService, some of those that AKS's documentation names.</summary>
internal sealed class FeatureProvider(World world, Func<int> pageSize)
{
    /// <summary>The provider's name.</summary>
    public const string Namespace = "Microsoft.Features";

    /// <summary>Virtual seconds until a feature is registered. AKS's documentation speaks of "a few minutes".</summary>
    public const double RegistrationSeconds = 180;

    private const string Provider = "Microsoft.ContainerService";

    private static readonly string[] s_names =
    [
        "AKS-KedaPreview", "AKS-NATGatewayPreview", "AKS-OutBoundTypeMigrationPreview", "AzureOverlayPreview", "CiliumDataplanePreview",
        "DisableWindowsOutboundNATPreview", "EnableAPIServerVnetIntegrationPreview", "EnableWorkloadIdentityPreview", "IPBasedLoadBalancerPreview",
        "NetworkIsolatedClusterPreview", "NodeAutoProvisioningPreview", "StaticEgressGatewayPreview",
    ];

    /// <summary>Answers a request below /subscriptions/{s}/providers/Microsoft.Features.</summary>
    /// <param name="request">The request.</param>
    /// <param name="parts">The path's segments.</param>
    public ArmAnswer Answer(ArmRequest request, string[] parts)
    {
        string subscription = parts[1];
        string? provider = parts.Length >= 7 && ResourceId.Is(parts[4], "providers") && ResourceId.Is(parts[6], "features") ? parts[5] : null;
        if (request.Method == "GET" && (provider is not null ? parts.Length == 7 : parts.Length == 5 && ResourceId.Is(parts[4], "features")))
        {
            IEnumerable<string> names = provider is null || ResourceId.Is(provider, Provider) ? s_names : [];
            return Listing.Page(request, names.Select(name => (name, (byte[]?)Json.Bytes(Document(subscription, name)))), pageSize());
        }

        if (provider is null || parts.Length is < 8 or > 9)
        {
            throw ArmErrors.UnknownPath(request.Path);
        }

        string name = (ResourceId.Is(provider, Provider) ? Array.Find(s_names, one => ResourceId.Is(one, parts[7])) : null) ?? throw NotFound(parts[7]);
        if (parts.Length == 9)
        {
            Change(request, subscription, name, parts[8]);
        }
        else if (request.Method != "GET")
        {
            throw ArmErrors.MethodNotAllowed(request.Method);
        }

        return ArmAnswer.Of(HttpStatusCode.OK, Document(subscription, name));
    }

    /// <summary>The features that are other than at the start, as documents for a state file.</summary>
    public static IEnumerable<JsonObject> Save(World world) => world.Features.Keys.Select(key => Document(world, key.Subscription, key.Name));

    /// <summary>Takes a document of a state file; false when it is none of a feature. A registration that was under way is done.</summary>
    public static bool Load(World world, string id, JsonObject document)
    {
        string[] parts = id.Trim('/').Split('/');
        if (parts.Length != 8 || !ResourceId.Is(parts[3], Namespace))
        {
            return false;
        }

        world.Features[(parts[1], parts[7])] = document.Object("properties").Text("state") is "Registering" or "Registered" ? DateTimeOffset.MinValue : null;
        return true;
    }

    private static JsonObject Document(World world, string subscription, string name) => new()
    {
        ["properties"] = new JsonObject { ["state"] = State(world, subscription, name) },
        ["id"] = $"/subscriptions/{subscription}/providers/{Namespace}/providers/{Provider}/features/{name}",
        ["type"] = "Microsoft.Features/providers/features",
        ["name"] = $"{Provider}/{name}",
    };

    private static string State(World world, string subscription, string name) =>
        !world.Features.TryGetValue((subscription, name), out DateTimeOffset? from) ? "NotRegistered"
        : from is null ? "Unregistered"
        : world.Clock.Now < from ? "Registering" : "Registered";

    // The text isn't recorded.
    private static ArmException NotFound(string name) =>
        new(HttpStatusCode.NotFound, "FeatureNotFound", $"The feature '{ArmErrors.Shorten(name)}' could not be found.");

    private JsonObject Document(string subscription, string name) => Document(world, subscription, name);

    private void Change(ArmRequest request, string subscription, string name, string action)
    {
        bool register = ResourceId.Is(action, "register");
        if (request.Method != "POST" || (!register && !ResourceId.Is(action, "unregister")))
        {
            throw ArmErrors.UnknownPath(request.Path);
        }

        if (!register)
        {
            world.Features[(subscription, name)] = null;
        }
        else if (State(world, subscription, name) is not ("Registering" or "Registered"))
        {
            world.Features[(subscription, name)] = world.Clock.In(RegistrationSeconds);
        }

        world.Dirty = true;
    }
}
