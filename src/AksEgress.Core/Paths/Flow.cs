namespace AksEgress.Core.Paths;

/// <summary>A flow from a subnet, as rules see it.</summary>
internal readonly record struct Flow
{
    /// <summary>TCP or UDP.</summary>
    public required Transport Transport { get; init; }

    /// <summary>The destination port, 1 to 65535.</summary>
    public required int Port { get; init; }

    /// <summary>Where the destination is.</summary>
    public required FlowScope Scope { get; init; }

    /// <summary>The address or range; null for a name or tag.</summary>
    public AddressInterval? Address { get; init; }

    /// <summary>The name, in lower case; it can begin with <c>*.</c>; null for an address or tag.</summary>
    public string? Host { get; init; }

    /// <summary>The service tag; null for an address or name.</summary>
    public string? Tag { get; init; }

    /// <summary>Http, Https, or Mssql, which application rules filter; null for other traffic, or if it isn't known.</summary>
    public string? Application { get; init; }

    /// <summary>
    /// True for one address or one name, which the compiled tables decide; ranges, tags, and wildcards go through all rules.
    /// </summary>
    public bool IsSingle => Tag is null && (Address is not { } address || address.First == address.Last) && Host?.StartsWith('*') != true;
}
