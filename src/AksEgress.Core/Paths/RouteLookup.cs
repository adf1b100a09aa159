using System.Net;
using AksEgress.Core.Addressing;
using AksEgress.Core.RouteTables;

namespace AksEgress.Core.Paths;

/// <summary>
/// The routes of a subnet: the longest prefix wins; for equal prefixes, user-defined routes precede BGP routes, and those precede system
/// routes (https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#how-azure-selects-a-route).
/// </summary>
internal sealed class RouteLookup
{
    private readonly IntervalIndex _index;
    private readonly NextHop[] _hops;
    private readonly NextHop[][] _alone;
    private readonly NextHop[] _byTag;
    private readonly SubnetSpace _space;
    private readonly Dictionary<FlowScope, IReadOnlyList<NextHop>> _ofNames = [];

    /// <summary>Compiles the routes of a table, or of none, with the system routes.</summary>
    public RouteLookup(RouteTable? table, SubnetSpace space)
    {
        _space = space;
        var user = (table?.Routes ?? (IEnumerable<Route>)[])
            .Select(route => new NextHop(route.NextHopType, route.NextHopIpAddress, route.AddressPrefix, route)).ToList();
        _byTag = [.. user.Where(hop => !Cidr.TryParse(hop.Prefix, out _))];
        var all = user
            .Where(hop => Cidr.TryParse(hop.Prefix, out _))
            .Select(hop => (Hop: hop, Range: RangeOf(hop.Prefix)!.Value))
            .Concat(System(space))
            .ToList();

        // Ascending numbers are descending precedence; a stable sort keeps user-defined routes before system routes.
        var ordered = all.OrderBy(item => item.Range.Last - item.Range.First).ToList();
        _hops = [.. ordered.Select(item => item.Hop)];
        _alone = [.. _hops.Select(hop => (NextHop[])[hop])];
        _index = new IntervalIndex(ordered.Select((item, number) => (item.Range, number)));
    }

    /// <summary>
    /// The next hop of a flow first, then those that it could have instead because its address isn't known, or a service tag's ranges.
    /// </summary>
    public IReadOnlyList<NextHop> Find(in Flow flow) =>
        flow.Address is { } address ? OfAddress(address, flow.Scope)
        : flow.Tag is { } tag ? OfTag(tag)
        : OfName(flow.Scope);

    private static AddressInterval? RangeOf(string prefix) => AddressInterval.TryParse(prefix);

    private static IEnumerable<(NextHop Hop, AddressInterval Range)> System(SubnetSpace space) =>
    [
        .. space.Own.Select(range => (new NextHop(NextHop.Local, null, Text(range), null), range)),
        .. space.Peered.Select(range => (new NextHop(NextHop.Peering, null, Text(range), null), range)),
        (new NextHop(NextHop.Internet, null, "0.0.0.0/0", null), AddressInterval.AllIPv4),
        (new NextHop(NextHop.Internet, null, "::/0", null), AddressInterval.AllIPv6),
        .. AddressInterval.Private.Select(range => (new NextHop(NextHop.Drop, null, Text(range), null), range)),
    ];

    // System routes are shown by their prefix; the ranges here are all CIDRs.
    private static string Text(AddressInterval range)
    {
        Span<byte> bytes = stackalloc byte[16];
        global::System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, range.First);
        var address = new IPAddress(bytes);
        var size = 128 - (int)UInt128.Log2(range.Last - range.First + 1);
        return range.IsIPv4 ? $"{address.MapToIPv4()}/{size - 96}" : $"{address}/{size}";
    }

    private IReadOnlyList<NextHop> OfAddress(AddressInterval address, FlowScope scope)
    {
        var number = _index.Find(address.First)[0];
        if (address.First == address.Last && _byTag.Length == 0 && !_space.PropagatesGatewayRoutes)
        {
            return _alone[number];
        }

        var first = _hops[number];
        var found = new List<NextHop> { first };
        if (address.First != address.Last)
        {
            // Routes within the range; those of a shorter prefix than one that covers all of it don't apply.
            var whole = RangeOf(first.Prefix);
            found.AddRange(_hops.Where(hop => RangeOf(hop.Prefix) is { } range && range.Overlaps(address)
                && (whole is not { } cover || !cover.Contains(address) || cover.Contains(range))));
        }

        AddUncertain(found, scope is FlowScope.PublicIPv4 or FlowScope.PublicIPv6);
        return Distinct(found);
    }

    private List<NextHop> OfTag(string tag)
    {
        var own = _byTag
            .OrderByDescending(hop => hop.Prefix.Length)
            .FirstOrDefault(hop => tag.Equals(hop.Prefix, StringComparison.OrdinalIgnoreCase)
                || tag.StartsWith(hop.Prefix + ".", StringComparison.OrdinalIgnoreCase));
        var found = OfName(FlowScope.Name).ToList();
        if (own is not null)
        {
            // An explicit route with the same prefix as one of the tag precedes the tag, so others stay possible.
            found.RemoveAll(hop => hop.Route is null || hop.Route.IsDefault || ReferenceEquals(hop, own));
            found.Insert(0, own);
        }

        return Distinct(found);
    }

    private IReadOnlyList<NextHop> OfName(FlowScope scope)
    {
        if (_ofNames.TryGetValue(scope, out var known))
        {
            return known;
        }

        if (scope == FlowScope.LocalIPv4)
        {
            // The private address of the API server is in the network; a route for a part of the network may apply to it.
            return Distinct([
                _hops.FirstOrDefault(hop => hop.Is(NextHop.Local)) ?? new NextHop(NextHop.Local, null, "VirtualNetwork", null),
                .. _hops.Where(hop => hop.Route is not null && RangeOf(hop.Prefix) is { } range && _space.Own.Any(own => own.Contains(range))),
            ]);
        }

        // The first address of the Internet that no other range of these documents contains stands for the unknown address.
        var found = new List<NextHop> { _hops[_index.Find(AddressInterval.TryParse("0.0.0.1")!.Value.First)[0]] };
        found.AddRange(_hops.Where(hop => hop.Route is not null
            && RangeOf(hop.Prefix) is { IsIPv4: true, IsPrivate: false } range && range != AddressInterval.AllIPv4
            && (range.IsWide || scope != FlowScope.ServiceName)
            && !_space.OwnPublic.Any(own => own.Contains(range))));
        AddUncertain(found, isPublic: true);
        if (scope == FlowScope.PrivateLinkName)
        {
            found.AddRange(_hops.Where(hop => hop.Is(NextHop.Local) || hop.Is(NextHop.Peering)));
        }

        var distinct = Distinct(found);
        lock (_ofNames)
        {
            _ofNames[scope] = distinct;
        }

        return distinct;
    }

    private void AddUncertain(List<NextHop> found, bool isPublic)
    {
        if (isPublic)
        {
            found.AddRange(_byTag);
        }

        // BGP routes precede system routes with the same prefix, and nothing tells which prefixes are advertised.
        if (_space.PropagatesGatewayRoutes && found[0].Route is null && !found[0].Is(NextHop.Local))
        {
            found.Add(new NextHop(NextHop.Gateway, null, "BGP", null));
        }
    }

    private static List<NextHop> Distinct(List<NextHop> hops)
    {
        var distinct = new List<NextHop>();
        foreach (var hop in hops)
        {
            if (!distinct.Exists(hop.IsSame))
            {
                distinct.Add(hop);
            }
        }

        return distinct;
    }
}
