namespace AksEgress.Tests;

/// <summary>
/// Tests that change the process, such as its environment variables, or that measure time. They run one after another when all
/// other tests have ended, so that they don't affect each other.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    /// <summary>The collection's name.</summary>
    public const string Name = "Alone";
}
