using AksEgress.Hosting;

namespace AksEgress.Tests.Contracts;

/// <summary>The location of the contracts in the repository.</summary>
internal static class ContractFiles
{
    /// <summary>The contracts of recordings.</summary>
    public static string Recordings { get; } = Path.Combine(Engine.Root, "tests", "contracts", "recordings");

    /// <summary>The contracts of the second collection: the half that the simulator was developed with.</summary>
    public static string Developed { get; } = Path.Combine(Engine.Root, "tests", "contracts", "collection", "developed");

    /// <summary>The contracts of the second collection: the half that was replayed for the first time after the development.</summary>
    public static string HeldOut { get; } = Path.Combine(Engine.Root, "tests", "contracts", "collection", "held-out");

    /// <summary>The contracts of schemas.</summary>
    public static string Schemas { get; } = Path.Combine(Engine.Root, "tests", "contracts", "schemas");
}
