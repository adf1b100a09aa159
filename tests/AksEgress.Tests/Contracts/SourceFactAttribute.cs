namespace AksEgress.Tests.Contracts;

/// <summary>A test that needs the sources of the contracts. It is skipped with a reason if they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SourceFactAttribute : FactAttribute
{
    public SourceFactAttribute() => Skip = SourceFolder.Missing!;
}
