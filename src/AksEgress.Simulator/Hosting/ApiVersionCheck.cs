using System.Globalization;
using System.Net;
using AksEgress.Simulator.Clients.ApiVersions;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Hosting;

/// <summary>Checks the api-version that every request needs.</summary>
internal static class ApiVersionCheck
{
    private const string Front = "Microsoft.Resources";

    // These resources have no location, so ARM can't search for an endpoint there: it reports that the type doesn't exist, whatever
    // the method (azure-sdk-for-go 16699, acs-engine 4037, microsoft/ARI 306). For role definitions, one thread (azure-sdk-for-java
    // 28334) has the other code, with an empty list of locations.
    private static readonly string[] s_placeless =
    [
        "Microsoft.Authorization", "Microsoft.Features", "Microsoft.ResourceGraph", "Microsoft.Compute"
    ];

    /// <summary>Refuses a request without a valid api-version.</summary>
    /// <exception cref="RefusalException">
    /// 400 MissingApiVersionParameter, InvalidApiVersionParameter or NoRegisteredProviderFound, or 404 InvalidResourceType.
    /// </exception>
    public static void Check(SimulatedWorld world, IncomingRequest request, ResourceId? id)
    {
        if (string.IsNullOrEmpty(request.ApiVersion))
        {
            throw RequestErrors.MissingApiVersion();
        }

        ProviderTypes.Check(world, request, id);

        (var ns, var type) = Provider(request.Segments, id);
        var known = KnownVersions.Of(ns, type.Split('/')[0]);
        if (known is null
            ? IsWellFormed(request.ApiVersion) && string.CompareOrdinal(request.ApiVersion, "2014-01-01") >= 0
            : KnownVersions.Has(known, request.ApiVersion))
        {
            return;
        }

        throw known is null || ns == Front ? Invalid(request.ApiVersion) : Unknown(world, request, id, ns, type, known);
    }

    // The provider that answers a path, and the type of the path there. ARM itself answers paths without a provider, for example to
    // register one.
    private static (string Namespace, string Type) Provider(string[] parts, ResourceId? id)
    {
        if (id is not null)
        {
            return ResourceId.Is(id.Types[0], "register") || ResourceId.Is(id.Namespace, Front) ? (Front, "") : (id.Namespace, id.TypeName);
        }

        return parts is ["subscriptions", _, "providers", _, "providers", ..] && ResourceId.Is(parts[3], "Microsoft.Features")
            ? (parts[3], "providers/features")
            : parts is ["providers", _, _] ? (parts[1], parts[2])
            : (Front, "");
    }

    private static RefusalException Invalid(string version) =>
        new(HttpStatusCode.BadRequest, "InvalidApiVersionParameter",
            $"The api-version '{RequestErrors.Shorten(version)}' is invalid. The supported versions are "
                + $"'{string.Join(',', KnownVersions.Resources)}'.");

    // If the resource has a location, ARM searches for the provider's endpoint there; a list has none. Both texts are in public
    // issue threads (azure-cli 23985 and 28368, azure-powershell 12061).
    private static RefusalException Unknown(
        SimulatedWorld world, IncomingRequest request, ResourceId? id, string ns, string type, IReadOnlyList<string> known)
    {
        var wrong = RequestErrors.Shorten(request.ApiVersion!);
        if (id is null
            || Array.Exists(s_placeless, one => ResourceId.Is(one, ns))
            || (request.Method == "GET" && !id.IsResource && !IsOfPlace(id)))
        {
            return new RefusalException(HttpStatusCode.NotFound, "InvalidResourceType",
                $"The resource type '{type}' could not be found in the namespace '{ns}' for api version '{wrong}'. The supported "
                    + $"api-versions are '{string.Join(',', known)}'.");
        }

        return new RefusalException(HttpStatusCode.BadRequest, "NoRegisteredProviderFound",
            $"No registered resource provider found for location '{Location(world, request, id)}' and API version '{wrong}' for type "
                + $"'{type}'. The supported api-versions are '{string.Join(", ", known)}'. The supported locations are "
                + $"'{string.Join(", ", RegionDocuments.Names)}'.");
    }

    private static string Location(SimulatedWorld world, IncomingRequest request, ResourceId id)
    {
        if (IsOfPlace(id))
        {
            return RequestErrors.Shorten(id.Names[0]);
        }

        string? sent = null;
        try
        {
            sent = request.Method == "PUT" ? request.Body().Text("location") : null;
        }
        catch (RefusalException)
        {
            // The version is checked first; the body doesn't matter yet.
        }

        if (sent is not null)
        {
            return Resource.ShortLocation(RequestErrors.Shorten(sent));
        }

        for (var part = id; part is not null; part = part.IsNested ? part.Parent() : null)
        {
            if (world.Store.Find(part.Key) is { Location.Length: > 0 } found)
            {
                return found.Location;
            }
        }

        return (id.Group is null ? null : world.Store.FindGroup(id.Subscription, id.Group)?.Location) ?? "";
    }

    private static bool IsOfPlace(ResourceId id) => ResourceId.Is(id.Types[0], "locations") && id.Names.Length > 0;

    private static bool IsWellFormed(string version) =>
        version.Length is >= 10 and <= 40
        && DateOnly.TryParseExact(version.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        && (version.Length == 10
            || (version[10] == '-' && version.Length > 11 && version.AsSpan(11).IndexOfAnyExceptInRange('a', 'z') < 0));
}
