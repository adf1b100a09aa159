namespace StandIn.Binding;

/// <summary>An argument as given: a name, a value, or both.</summary>
internal sealed record CommandArgument(string? Name, object? Value, bool HasValue)
{
    public static CommandArgument Positional(object? value) => new(null, value, true);

    public static CommandArgument NameOnly(string name) => new(name, null, false);

    public static CommandArgument Named(string name, object? value) => new(name, value, true);
}
