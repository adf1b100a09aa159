namespace AksEgress.Mutations;

/// <summary>The outcome of a mutation.</summary>
internal enum Verdict
{
    /// <summary>At least one test failed that passes without the mutation.</summary>
    Killed,

    /// <summary>The tests timed out, or the test process ended early. A test should limit its waits.</summary>
    KilledByTimeout,

    /// <summary>All tests passed.</summary>
    Survived,

    /// <summary>The file doesn't contain the old text exactly once: the mutation has to be updated.</summary>
    Stale,

    /// <summary>The mutated source doesn't compile, or compiles to the same assembly.</summary>
    Invalid,

    /// <summary>The filter selects no test that passes without the mutation.</summary>
    NoTests,
}
