namespace AksEgress.Tests.Contracts;

/// <summary>A test that needs the sources of the contracts, and is skipped with a reason where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SourceFactAttribute : FactAttribute
{
    public SourceFactAttribute() => Skip = SourceFolder.Missing!;
}
