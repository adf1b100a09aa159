using System.Globalization;
using System.Net;

namespace AksEgress.Simulator.Arm;

/// <summary>Checks of the api-version that every request needs.</summary>
internal static class ApiVersions
{
    // The newest versions that public schemas name, and a few before them: ARM's error lists what it knows.
    private const string NetworkVersions = "2025-07-01, 2025-05-01, 2025-03-01, 2025-01-01, 2024-10-01, 2024-07-01, 2024-05-01, 2024-01-01, 2023-11-01, 2020-07-01";
    private const string ClusterVersions = "2026-06-01, 2026-05-01, 2026-05-02-preview, 2026-04-01, 2026-01-02-preview, 2025-10-01, 2024-09-01, 2023-10-02-preview, 2020-09-01";
    private const string ResourceVersions = "2025-04-01, 2025-03-01, 2024-11-01, 2024-08-01, 2024-07-01, 2024-03-01, 2023-07-01, 2022-09-01, 2022-12-01, 2021-04-01, 2020-10-01, 2020-06-01, 2020-01-01, 2019-10-01, 2018-05-01, 2016-06-01";

    /// <summary>Refuses a request without a usable api-version.</summary>
    /// <exception cref="ArmException">400 MissingApiVersionParameter, InvalidApiVersionParameter or NoRegisteredProviderFound.</exception>
    public static string Check(ArmRequest request, ResourceId? id)
    {
        if (string.IsNullOrEmpty(request.ApiVersion))
        {
            throw ArmErrors.MissingApiVersion();
        }

        bool network = ResourceId.Is(id?.Namespace, "Microsoft.Network");
        bool clusters = ResourceId.Is(id?.Namespace, "Microsoft.ContainerService");
        string first = network ? "2014-12-01" : clusters ? "2016-03-30" : "2014-01-01";
        if (IsWellFormed(request.ApiVersion) && string.CompareOrdinal(request.ApiVersion, first) >= 0)
        {
            return request.ApiVersion;
        }

        string wrong = ArmErrors.Shorten(request.ApiVersion);
        if (id is not null && (network || clusters))
        {
            throw new ArmException(HttpStatusCode.BadRequest, "NoRegisteredProviderFound",
                $"No registered resource provider found for location '' and API version '{wrong}' for type '{id.TypeName}'. The supported api-versions are '{(network ? NetworkVersions : ClusterVersions)}'. The supported locations are ''.");
        }

        throw new ArmException(HttpStatusCode.BadRequest, "InvalidApiVersionParameter",
            $"The api-version '{wrong}' is invalid. The supported versions are '{ResourceVersions.Replace(" ", "", StringComparison.Ordinal)}'.");
    }

    /// <summary>Whether the date in an api-version is that day or later.</summary>
    public static bool Since(string apiVersion, string date) => string.CompareOrdinal(apiVersion, 0, date, 0, 10) >= 0;

    /// <summary>Whether it is a preview.</summary>
    public static bool IsPreview(string apiVersion) => apiVersion.Length > 10;

    private static bool IsWellFormed(string version) =>
        version.Length is >= 10 and <= 40
        && DateOnly.TryParseExact(version.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        && (version.Length == 10 || (version[10] == '-' && version.Length > 11 && version.AsSpan(11).IndexOfAnyExceptInRange('a', 'z') < 0));
}
