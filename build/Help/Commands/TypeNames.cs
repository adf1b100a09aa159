namespace AksEgress.Help.Commands;

/// <summary>Names of types as PowerShell writes them.</summary>
public static class TypeNames
{
    /// <summary>Without namespaces, for example <c>ArmReference[Firewall]</c>; for a nullable type, the type itself.</summary>
    public static string Short(Type type) => Name(type, static type => type.Name);

    /// <summary>With namespaces.</summary>
    public static string Full(Type type) => Name(type, static type => type.FullName ?? type.Name);

    private static string Name(Type type, Func<Type, string> plain)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Name(underlying, plain);
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!, plain) + "[]";
        }

        if (!type.IsGenericType)
        {
            return plain(type);
        }

        var open = plain(type.GetGenericTypeDefinition());
        return $"{open[..open.IndexOf('`', StringComparison.Ordinal)]}["
            + $"{string.Join(',', type.GetGenericArguments().Select(argument => Name(argument, plain)))}]";
    }
}
