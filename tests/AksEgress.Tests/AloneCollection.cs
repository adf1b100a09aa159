namespace AksEgress.Tests;

/// <summary>
/// Tests that change the process, such as its environment variables, or that measure time. They run one after another when all others
/// have ended, so that neither disturbs the other.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    /// <summary>The collection's name.</summary>
    public const string Name = "Alone";
}
