namespace AksEgress.Mutations;

/// <summary>The result of one mutation.</summary>
/// <param name="Mutation">The mutation.</param>
/// <param name="Verdict">The outcome of the mutation.</param>
/// <param name="Tests">The names of the tests that detected it.</param>
/// <param name="Detail">The first error of the compiler, or another explanation.</param>
/// <param name="Duration">The duration of its build and its tests.</param>
internal sealed record MutationResult(Mutation Mutation, Verdict Verdict, IReadOnlyList<string> Tests, string Detail, TimeSpan Duration)
{
    /// <summary>True if a test detected the mutation.</summary>
    public bool IsKilled => Verdict is Verdict.Killed or Verdict.KilledByTimeout;

    /// <summary>The classes of the tests that detected it.</summary>
    public IReadOnlyList<string> Classes => [.. Tests.Select(ClassOf).Distinct().Order(StringComparer.Ordinal)];

    // AksEgress.Tests.Arm.ProxyTests.Method(argument: "a.b") is a test of ProxyTests.
    private static string ClassOf(string test) => test.Split('(')[0].Split('.') is [.., var type, _] ? type : test;
}
