namespace AksEgress.Core.Paths;

/// <summary>The addresses of a rule: ranges, service tags, and what isn't known of them.</summary>
internal sealed class AddressSet
{
    private readonly bool _isAnyIPv4;
    private readonly bool _isAnyIPv6;
    private readonly bool _isInternet;
    private readonly bool _isVirtualNetwork;
    private readonly bool _hasPublicRange;
    private readonly bool _hasWidePublicRange;
    private readonly bool _hasPrivateRange;
    private readonly bool _hasMembers;

    /// <summary>Reads the values of a rule.</summary>
    /// <param name="values">Addresses, ranges, service tags, and <c>*</c>.</param>
    /// <param name="isIncomplete">True if some of the addresses can't be read, such as those of an IP group.</param>
    /// <param name="hasMembers">
    /// True if the rule names application security groups, whose members are network interfaces in virtual networks
    /// (https://learn.microsoft.com/azure/virtual-network/application-security-groups).
    /// </param>
    public AddressSet(IEnumerable<string> values, bool isIncomplete = false, bool hasMembers = false)
    {
        var ranges = new List<AddressInterval>();
        var tags = new List<string>();
        foreach (var value in values)
        {
            if (value == "*")
            {
                (_isAnyIPv4, _isAnyIPv6) = (true, true);
            }
            else if (AddressInterval.TryParse(value) is { } range)
            {
                _isAnyIPv4 |= range == AddressInterval.AllIPv4;
                _isAnyIPv6 |= range == AddressInterval.AllIPv6;
                ranges.Add(range);
            }
            else if (Is(value, "Internet"))
            {
                _isInternet = true;
            }
            else if (Is(value, "VirtualNetwork"))
            {
                _isVirtualNetwork = true;
            }
            else if (!Is(value, "AzureLoadBalancer") && PlatformAddress.Of(value) is null)
            {
                // AzureLoadBalancer is the source of health probes, and never the destination of egress.
                tags.Add(value);
            }
        }

        Ranges = ranges;
        Tags = tags;
        IsIncomplete = isIncomplete;
        _hasMembers = hasMembers;
        _hasPublicRange = ranges.Exists(range => !range.IsPrivate);
        _hasWidePublicRange = ranges.Exists(range => !range.IsPrivate && range.IsWide);
        _hasPrivateRange = ranges.Exists(range => AddressInterval.Private.Any(range.Overlaps));
    }

    /// <summary>Uses ranges.</summary>
    public AddressSet(IReadOnlyList<AddressInterval> ranges)
    {
        Ranges = ranges;
        Tags = [];
        _hasPublicRange = ranges.Any(range => !range.IsPrivate);
        _hasWidePublicRange = ranges.Any(range => !range.IsPrivate && range.IsWide);
        _hasPrivateRange = ranges.Any(range => AddressInterval.Private.Any(range.Overlaps));
    }

    /// <summary>The ranges.</summary>
    public IReadOnlyList<AddressInterval> Ranges { get; }

    /// <summary>Service tags whose ranges aren't known.</summary>
    public IReadOnlyList<string> Tags { get; }

    /// <summary>True if some of the addresses can't be read.</summary>
    public bool IsIncomplete { get; }

    /// <summary>Whether the set contains every destination of a scope, or may contain it, apart from <see cref="Ranges"/>.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="hasPublicRoute">
    /// True if a user-defined route concerns public addresses. The tag VirtualNetwork includes the prefixes of user-defined routes, and may
    /// include the default route (https://learn.microsoft.com/azure/virtual-network/service-tags-overview#available-service-tags).
    /// </param>
    public Match Of(FlowScope scope, bool hasPublicRoute)
    {
        var isIPv6 = scope is FlowScope.PublicIPv6 or FlowScope.LocalIPv6 or FlowScope.PrivateIPv6;
        if (isIPv6 ? _isAnyIPv6 : _isAnyIPv4)
        {
            return Match.Yes;
        }

        var known = scope switch
        {
            FlowScope.PublicIPv4 or FlowScope.PublicIPv6 => Of(_isInternet, _isVirtualNetwork && hasPublicRoute, Tags.Count > 0),
            FlowScope.LocalIPv4 or FlowScope.LocalIPv6 => Of(_isVirtualNetwork, false, false),

            // A private address elsewhere belongs to VirtualNetwork if a gateway connects its network, which the documents don't tell.
            FlowScope.PrivateIPv4 or FlowScope.PrivateIPv6 => Of(false, _isInternet, _isVirtualNetwork),
            FlowScope.ServiceName => Of(_isInternet, _isVirtualNetwork && hasPublicRoute, Tags.Count > 0 || _hasWidePublicRange),
            FlowScope.Name => Of(_isInternet, _isVirtualNetwork && hasPublicRoute, Tags.Count > 0 || _hasPublicRange),
            _ => Of(
                _isInternet && _isVirtualNetwork,
                _isInternet || _isVirtualNetwork,
                Tags.Count > 0 || _hasPublicRange || _hasPrivateRange),
        };
        var isPrivate = scope is FlowScope.LocalIPv4 or FlowScope.LocalIPv6 or FlowScope.PrivateIPv4 or FlowScope.PrivateIPv6
            or FlowScope.PrivateLinkName;
        return known == Match.No && (IsIncomplete || (_hasMembers && isPrivate)) ? Match.Maybe : known;
    }

    /// <summary>Whether the set contains a service tag.</summary>
    public Match OfTag(string tag, bool hasPublicRoute)
    {
        var whole = Of(FlowScope.PublicIPv4, hasPublicRoute);
        if (whole == Match.Yes || Tags.Any(own => Is(own, tag) || tag.StartsWith(own + ".", StringComparison.OrdinalIgnoreCase)))
        {
            return Match.Yes;
        }

        return whole == Match.Maybe || Ranges.Any(range => !range.IsPrivate) ? Match.Maybe : Match.No;
    }

    /// <summary>Whether the set contains all addresses of an interval in a scope: some of them are Maybe.</summary>
    public Match OfRange(AddressInterval interval, FlowScope scope, bool hasPublicRoute)
    {
        var whole = Of(scope, hasPublicRoute);
        return whole == Match.Yes || Ranges.Any(range => range.Contains(interval)) ? Match.Yes
            : whole == Match.Maybe || Ranges.Any(range => range.Overlaps(interval)) ? Match.Maybe
            : Match.No;
    }

    private static Match Of(bool certain, bool possible, bool alsoPossible) =>
        certain ? Match.Yes : possible || alsoPossible ? Match.Maybe : Match.No;

    private static bool Is(string value, string other) => string.Equals(value, other, StringComparison.OrdinalIgnoreCase);
}
