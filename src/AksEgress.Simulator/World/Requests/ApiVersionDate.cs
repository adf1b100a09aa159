namespace AksEgress.Simulator.World.Requests;

/// <summary>Reads an api-version such as 2026-06-01 or 2026-05-02-preview.</summary>
internal static class ApiVersionDate
{
    /// <summary>True if the date of an api-version is the given day or later.</summary>
    public static bool Since(string apiVersion, string date) => string.CompareOrdinal(apiVersion, 0, date, 0, 10) >= 0;

    /// <summary>True for a preview version.</summary>
    public static bool IsPreview(string apiVersion) => apiVersion.Length > 10;
}
