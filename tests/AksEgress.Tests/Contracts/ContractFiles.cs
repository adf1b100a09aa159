using AksEgress.Hosting;

namespace AksEgress.Tests.Contracts;

/// <summary>The location of the contracts in the repository.</summary>
internal static class ContractFiles
{
    /// <summary>The contracts of recordings.</summary>
    public static string Recordings { get; } = Path.Combine(Engine.Root, "tests", "contracts", "recordings");

    /// <summary>The contracts of schemas.</summary>
    public static string Schemas { get; } = Path.Combine(Engine.Root, "tests", "contracts", "schemas");
}
