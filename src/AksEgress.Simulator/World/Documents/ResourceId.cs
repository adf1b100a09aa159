namespace AksEgress.Simulator.World.Documents;

/// <summary>
/// An ARM path to a resource, to a collection of resources or to an action on a resource. ARM compares paths without regard
/// to case; <see cref="Key"/> is the form to compare by.
/// </summary>
internal sealed class ResourceId
{
    private ResourceId(string scope, string subscription, string? group, string ns, string[] types, string[] names)
    {
        Scope = scope;
        Subscription = subscription;
        Group = group;
        Namespace = ns;
        Types = types;
        Names = names;
        Key = ToPath().ToLowerInvariant();
    }

    /// <summary>The path before the last <c>/providers/</c>: a subscription, a resource group, or another resource.</summary>
    public string Scope { get; }

    /// <summary>The subscription id.</summary>
    public string Subscription { get; }

    /// <summary>The resource group's name, or null if there is none.</summary>
    public string? Group { get; }

    /// <summary>The provider, such as Microsoft.Network.</summary>
    public string Namespace { get; }

    /// <summary>The segments of the type after the provider: one more than names for a collection or an action.</summary>
    public string[] Types { get; }

    /// <summary>The resource's names, outermost first.</summary>
    public string[] Names { get; }

    /// <summary>The path in lower case.</summary>
    public string Key { get; }

    /// <summary>True if the path identifies one resource rather than a collection or an action.</summary>
    public bool IsResource => Types.Length == Names.Length;

    /// <summary>True if the path contains a parent's name.</summary>
    public bool IsNested => Types.Length > 1;

    /// <summary>The last name; for a collection, its parent's.</summary>
    public string Name => Names.Length == 0 ? "" : Names[^1];

    /// <summary>The type with its provider, such as Microsoft.Network/virtualNetworks/subnets.</summary>
    public string Type => Namespace + "/" + TypeName;

    /// <summary>The type without its provider, such as virtualNetworks/subnets.</summary>
    public string TypeName => string.Join('/', Types);

    /// <summary>The path as requested, with ARM's casing of the fixed segments.</summary>
    public string ToPath()
    {
        System.Text.StringBuilder path = new(Scope, 256);
        path.Append("/providers/").Append(Namespace);
        for (var index = 0; index < Types.Length; index++)
        {
            path.Append('/').Append(Types[index]);
            if (index < Names.Length)
            {
                path.Append('/').Append(Names[index]);
            }
        }

        return path.ToString();
    }

    /// <summary>The parent resource; for a collection below a resource, that resource.</summary>
    public ResourceId Parent() => new(Scope, Subscription, Group, Namespace, Types[..^1], Names[..(Types.Length - 1)]);

    /// <summary>The key of the collection that this resource is in.</summary>
    public string CollectionKey() => IsResource ? Key[..Key.LastIndexOf('/')] : Key;

    /// <summary>The same id with the casing of group, types, and name that the resource was created with.</summary>
    public ResourceId With(string? group, string ns, string[] types) =>
        new(
            group is null || Group is null || !Scope.EndsWith("/" + Group, StringComparison.Ordinal)
                ? Scope
                : Scope[..^Group.Length] + group,
            Subscription,
            group ?? Group,
            ns,
            types,
            Names);

    /// <summary>Parses the path of a resource or collection below a provider; null for other paths.</summary>
    public static ResourceId? TryParse(string? path)
    {
        if (string.IsNullOrEmpty(path) || path[0] != '/' || path.Length > 4096)
        {
            return null;
        }

        var parts = path.Trim('/').Split('/');
        return TryParse(parts);
    }

    /// <summary>Parses the segments of a path; null if they aren't below a provider.</summary>
    public static ResourceId? TryParse(ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
        {
            if (part.Length == 0)
            {
                return null;
            }
        }

        if (parts.Length < 2 || !Is(parts[0], "subscriptions"))
        {
            return null;
        }

        var provider = -1;
        for (var index = parts.Length - 2; index >= 2; index--)
        {
            if (Is(parts[index], "providers") && (index == 2 || index % 2 == 0))
            {
                provider = index;
                break;
            }
        }

        if (provider < 0 || provider + 2 >= parts.Length)
        {
            return null;
        }

        var group = parts.Length > 3 && Is(parts[2], "resourceGroups") ? parts[3] : null;
        if (group is null && provider != 2)
        {
            return null;
        }

        var rest = parts[(provider + 2)..];
        var types = new string[(rest.Length + 1) / 2];
        var names = new string[rest.Length / 2];
        for (var index = 0; index < rest.Length; index++)
        {
            if (index % 2 == 0)
            {
                types[index / 2] = rest[index];
            }
            else
            {
                names[index / 2] = rest[index];
            }
        }

        var scope = group is null ? $"/subscriptions/{parts[1]}"
            : provider == 4 ? $"/subscriptions/{parts[1]}/resourceGroups/{group}"
            : $"/subscriptions/{parts[1]}/resourceGroups/{group}/" + string.Join('/', parts[4..provider].ToArray());
        return new ResourceId(scope, parts[1], group, parts[provider + 1], types, names);
    }

    /// <summary>The key of a resource group.</summary>
    public static string GroupKey(string subscription, string group) =>
        $"/subscriptions/{subscription}/resourcegroups/{group}".ToLowerInvariant();

    /// <summary>Compares as ARM does; null equals nothing.</summary>
    public static bool Is(string? one, string? other) => one is not null && string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
