using AksEgress.Hosting;

namespace AksEgress.Tests.Contracts;

/// <summary>
/// The folder with the recordings and schemas that the contracts were distilled from: 'shared' next to the checkout, or the folder
/// in AKSEGRESS_SHARED. It isn't part of the repository; only the tests that distil again need it.
/// </summary>
internal static class SourceFolder
{
    private static readonly string s_path = Environment.GetEnvironmentVariable("AKSEGRESS_SHARED") is { Length: > 0 } named
        ? named : Path.Combine(Engine.Root, "..", "shared");

    /// <summary>The recordings.</summary>
    public static string Recordings { get; } = Path.Combine(s_path, "recordings");

    /// <summary>The schemas.</summary>
    public static string Schemas { get; } = Path.Combine(s_path, "arm-schemas");

    /// <summary>The reason to skip the tests that need the folder; null if it exists.</summary>
    public static string? Missing => Directory.Exists(Recordings) && Directory.Exists(Schemas) ? null
        : "The sources of the contracts are missing: no recordings and arm-schemas in ../shared or in AKSEGRESS_SHARED.";
}
