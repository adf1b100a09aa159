namespace AksEgress.Mutations;

/// <summary>What became of a mutation.</summary>
internal enum Verdict
{
    /// <summary>At least one test failed that passes without the mutation.</summary>
    Killed,

    /// <summary>The tests didn't end in time, or the test process ended early. A test should have a bound for its waits.</summary>
    KilledByTimeout,

    /// <summary>All tests passed.</summary>
    Survived,

    /// <summary>The file doesn't contain the old text exactly once: the mutation has to be adapted to the source.</summary>
    Stale,

    /// <summary>The mutated source doesn't compile, or compiles to the same assembly.</summary>
    Invalid,

    /// <summary>The filter selects no test that passes without the mutation.</summary>
    NoTests,
}
