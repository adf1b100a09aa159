using System.Globalization;
using System.Net;

namespace AksEgress.Simulator.Arm;

/// <summary>Checks of the api-version that every request needs.</summary>
internal static class ApiVersions
{
    private const string ResourceVersions = "2025-04-01,2025-03-01,2024-11-01,2024-08-01,2024-07-01,2024-03-01,2023-07-01,2022-09-01,2022-12-01,2021-04-01,2020-10-01,2020-06-01,2020-01-01,2019-10-01,2018-05-01,2016-06-01";

    /// <summary>Refuses a request without a usable api-version.</summary>
    /// <exception cref="ArmException">400 MissingApiVersionParameter, InvalidApiVersionParameter or NoRegisteredProviderFound, or 404 InvalidResourceType.</exception>
    public static void Check(World world, ArmRequest request, ResourceId? id)
    {
        if (string.IsNullOrEmpty(request.ApiVersion))
        {
            throw ArmErrors.MissingApiVersion();
        }

        if (id is not null && KnownVersions.Of(id) is { } known)
        {
            if (!KnownVersions.Has(known, request.ApiVersion))
            {
                throw Unknown(world, request, id, known);
            }
        }
        else if (!IsWellFormed(request.ApiVersion) || string.CompareOrdinal(request.ApiVersion, "2014-01-01") < 0)
        {
            throw new ArmException(HttpStatusCode.BadRequest, "InvalidApiVersionParameter",
                $"The api-version '{ArmErrors.Shorten(request.ApiVersion)}' is invalid. The supported versions are '{ResourceVersions}'.");
        }
    }

    /// <summary>Whether the date in an api-version is that day or later.</summary>
    public static bool Since(string apiVersion, string date) => string.CompareOrdinal(apiVersion, 0, date, 0, 10) >= 0;

    /// <summary>Whether it is a preview.</summary>
    public static bool IsPreview(string apiVersion) => apiVersion.Length > 10;

    // Where there is a place, ARM looks for the provider's endpoint there; a list is of no place. Both texts stand in public
    // issue threads (azure-cli 23985 and 28368, azure-powershell 12061).
    private static ArmException Unknown(World world, ArmRequest request, ResourceId id, IReadOnlyList<string> known)
    {
        string wrong = ArmErrors.Shorten(request.ApiVersion!);
        if (request.Method == "GET" && !id.IsResource && !IsOfPlace(id))
        {
            return new ArmException(HttpStatusCode.NotFound, "InvalidResourceType",
                $"The resource type '{id.TypeName}' could not be found in the namespace '{id.Namespace}' for api version '{wrong}'. The supported api-versions are '{string.Join(',', known)}'.");
        }

        return new ArmException(HttpStatusCode.BadRequest, "NoRegisteredProviderFound",
            $"No registered resource provider found for location '{Location(world, request, id)}' and API version '{wrong}' for type '{id.TypeName}'. "
            + $"The supported api-versions are '{string.Join(", ", known)}'. The supported locations are '{string.Join(", ", RegionDocuments.Names)}'.");
    }

    private static string Location(World world, ArmRequest request, ResourceId id)
    {
        if (IsOfPlace(id))
        {
            return ArmErrors.Shorten(id.Names[0]);
        }

        string? sent = null;
        try
        {
            sent = request.Method == "PUT" ? request.Body().Text("location") : null;
        }
        catch (ArmException)
        {
            // The version is looked at first: what is wrong with the body is no matter yet.
        }

        if (sent is not null)
        {
            return Resource.ShortLocation(ArmErrors.Shorten(sent));
        }

        for (ResourceId? part = id; part is not null; part = part.IsNested ? part.Parent() : null)
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
        && (version.Length == 10 || (version[10] == '-' && version.Length > 11 && version.AsSpan(11).IndexOfAnyExceptInRange('a', 'z') < 0));
}
