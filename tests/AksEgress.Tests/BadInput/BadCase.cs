namespace AksEgress.Tests.BadInput;

/// <summary>A call in which one parameter has a bad value.</summary>
internal sealed record BadCase(string Command, string Set, string Parameter, Type Type, BadValue Bad)
{
    public override string ToString() => $"{Command} [{Set}] -{Parameter} {Bad.Kind}";
}
