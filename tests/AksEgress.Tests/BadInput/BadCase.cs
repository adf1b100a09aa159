namespace AksEgress.Tests.BadInput;

/// <summary>One call in which a single parameter is bad.</summary>
internal sealed record BadCase(string Command, string Set, string Parameter, Type Type, BadValue Bad)
{
    public override string ToString() => $"{Command} [{Set}] -{Parameter} {Bad.Kind}";
}
