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
    private static readonly NextHop s_gateway = new(NextHop.Gateway, null, "BGP", null);

    private readonly IntervalIndex _index;
    private readonly NextHop[] _hops;
    private readonly AddressInterval[] _ranges;
    private readonly NextHop[][] _alternatives;
    private readonly NextHop[] _byTag;
    private readonly Dictionary<string, NextHop> _byService = new(StringComparer.OrdinalIgnoreCase);
    private readonly SubnetSpace _space;
    private readonly NextHop[][] _ofNames;

    /// <summary>Compiles the routes of a table, or of none, with the system routes.</summary>
    public RouteLookup(RouteTable? table, SubnetSpace space)
    {
        _space = space;
        var user = (table?.Routes ?? (IEnumerable<Route>)[])
            .Select(route => new NextHop(route.NextHopType, route.NextHopIpAddress, route.AddressPrefix, route)).ToList();
        _byTag = [.. user.Where(hop => !Cidr.TryParse(hop.Prefix, out _))];
        var explicitRoutes = user
            .Where(hop => Cidr.TryParse(hop.Prefix, out _))
            .Select(hop => (Hop: hop, Range: AddressInterval.TryParse(hop.Prefix)!.Value))
            .ToList();

        // Ascending numbers are descending precedence; a stable sort keeps user-defined routes before system routes.
        var ordered = explicitRoutes
            .Concat(System(space, explicitRoutes.Exists(item => item.Range == AddressInterval.AllIPv4)))
            .OrderBy(item => item.Range.Last - item.Range.First)
            .ThenBy(item => item.Range.First)
            .ToList();
        _hops = [.. ordered.Select(item => item.Hop)];
        _ranges = [.. ordered.Select(item => item.Range)];
        _alternatives = [.. Enumerable.Range(0, _hops.Length).Select(AlternativesOf)];
        _index = new IntervalIndex(ordered.Select((item, number) => (item.Range, number)));
        _ofNames = [.. Enum.GetValues<FlowScope>().Select(OfNames)];
    }

    /// <summary>All next hops that a lookup can return.</summary>
    public IEnumerable<NextHop> All => _hops.Concat(_byTag).Concat(_ofNames.SelectMany(hops => hops));

    /// <summary>
    /// The next hop of a flow first, then those that it could have instead because its address isn't known, or a service tag's ranges.
    /// </summary>
    public ReadOnlySpan<NextHop> Find(in Flow flow)
    {
        var certain = flow.Address is { } address ? OfAddress(address, flow.Scope)
            : flow.Tag is { } tag ? OfTag(tag)
            : _ofNames[(int)flow.Scope];
        return _space.HasServiceEndpoints && _space.ServiceEndpointFor(flow) is { } service ? [.. certain, ServiceHop(service)] : certain;
    }

    /// <summary>The system routes of a subnet: networks, the Internet, and the private ranges that are dropped.</summary>
    /// <param name="space">The ranges around the subnet.</param>
    /// <param name="hasDefaultRoute">True for a subnet with a user-defined route for 0.0.0.0/0.</param>
    public static IEnumerable<NextHop> SystemRoutes(SubnetSpace space, bool hasDefaultRoute) =>
        System(space, hasDefaultRoute).Select(route => route.Hop);

    // The routes of service endpoints are longer than those of user-defined default routes, and aren't in any document.
    private NextHop ServiceHop(string service)
    {
        lock (_byService)
        {
            return _byService.TryGetValue(service, out var hop)
                ? hop
                : _byService[service] = new NextHop(NextHop.ServiceEndpoint, null, service, null);
        }
    }

    // Azure removes its routes for private ranges from a subnet with a user-defined route for 0.0.0.0/0:
    // https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#routing-example
    private static IEnumerable<(NextHop Hop, AddressInterval Range)> System(SubnetSpace space, bool hasDefaultRoute) =>
    [
        .. space.Own.Select(range => (new NextHop(NextHop.Local, null, Text(range), null), range)),
        .. space.Peered.Select(range => (new NextHop(NextHop.Peering, null, Text(range), null), range)),
        (new NextHop(NextHop.Internet, null, "0.0.0.0/0", null), AddressInterval.AllIPv4),
        (new NextHop(NextHop.Internet, null, "::/0", null), AddressInterval.AllIPv6),
        .. AddressInterval.Private
            .Where(range => !hasDefaultRoute || !range.IsIPv4)
            .Select(range => (new NextHop(NextHop.Drop, null, Text(range), null), range)),
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

    // ARM refuses two routes with one prefix. Where a document has them, either may apply.
    private NextHop[] AlternativesOf(int number)
    {
        var found = new List<NextHop> { _hops[number] };
        for (var other = number + 1; other < _hops.Length && _ranges[other] == _ranges[number]; other++)
        {
            if (_hops[number].Route is not null && _hops[other].Route is not null)
            {
                found.Add(_hops[other]);
            }
        }

        // BGP routes precede system routes, except those in the network and its peers.
        if (_space.PropagatesGatewayRoutes && _hops[number].Route is null && !_hops[number].PrecedesBgp)
        {
            found.Add(s_gateway);
        }

        return Distinct(found);
    }

    // Nothing tells which prefixes BGP advertises. It's assumed that they are on-premises ranges and the default route.
    private NextHop[] OfAddress(AddressInterval address, FlowScope scope)
    {
        var number = _index.Find(address.First)[0];
        var mayBeOnPremises = _space.PropagatesGatewayRoutes && !_hops[number].PrecedesBgp && _ranges[number].First != _ranges[number].Last
            && address.IsPrivate && !_space.IsConnected(address);
        if (address.First == address.Last && !mayBeOnPremises && (_byTag.Length == 0 || !IsPublic(scope)))
        {
            return _alternatives[number];
        }

        var found = _alternatives[number].ToList();
        if (address.First != address.Last)
        {
            // Routes within the range; those of a shorter prefix than one that covers all of it don't apply.
            var cover = _ranges[number];
            for (var other = 0; other < _hops.Length; other++)
            {
                if (_ranges[other].Overlaps(address) && (!cover.Contains(address) || cover.Contains(_ranges[other])))
                {
                    found.Add(_hops[other]);
                }
            }
        }

        if (mayBeOnPremises)
        {
            found.Add(s_gateway);
        }

        if (IsPublic(scope))
        {
            found.AddRange(_byTag);
        }

        return Distinct(found);
    }

    private static bool IsPublic(FlowScope scope) => scope is FlowScope.PublicIPv4 or FlowScope.PublicIPv6;

    private NextHop[] OfTag(string tag)
    {
        var own = _byTag
            .OrderBy(hop => RankOf(hop.Prefix))
            .ThenByDescending(hop => hop.Prefix.Length)
            .FirstOrDefault(hop => tag.Equals(hop.Prefix, StringComparison.OrdinalIgnoreCase)
                || tag.StartsWith(hop.Prefix + ".", StringComparison.OrdinalIgnoreCase));
        var found = _ofNames[(int)FlowScope.Name].ToList();
        if (own is not null)
        {
            // An explicit route with the same prefix as one of the tag precedes the tag, so others stay possible.
            found.RemoveAll(hop => hop.Route is null || hop.Route.IsDefault || RankOf(hop.Prefix) > RankOf(own.Prefix)
                || ReferenceEquals(hop, own));
            found.Insert(0, own);
        }

        return Distinct(found);
    }

    // Regional tags, services, regions of AzureCloud, AzureCloud:
    // https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#exact-match
    private static int RankOf(string prefix) =>
        Cidr.TryParse(prefix, out _) ? 0
        : prefix.Equals("AzureCloud", StringComparison.OrdinalIgnoreCase) ? 4
        : prefix.StartsWith("AzureCloud.", StringComparison.OrdinalIgnoreCase) ? 3
        : prefix.Contains('.', StringComparison.Ordinal) ? 1 : 2;

    private NextHop[] OfNames(FlowScope scope)
    {
        if (scope is not (FlowScope.LocalIPv4 or FlowScope.Name or FlowScope.ServiceName or FlowScope.PrivateLinkName))
        {
            return [];
        }

        if (scope == FlowScope.LocalIPv4)
        {
            // The private address of the API server is in the network; a route for a part of the network may apply to it.
            return Distinct([
                _hops.FirstOrDefault(hop => hop.Is(NextHop.Local)) ?? new NextHop(NextHop.Local, null, "VirtualNetwork", null),
                .. Hops((hop, range) => hop.Route is not null && _space.Own.Any(own => own.Contains(range))),
            ]);
        }

        // The default route comes first, unless longer user-defined routes leave nothing to it, such as two halves.
        var found = _alternatives[HasLongerRoutesForAll() ? _index.Find(AddressInterval.AllIPv4.First)[0] : DefaultNumber()].ToList();
        found.AddRange(Hops((hop, range) => hop.Route is not null
            && range is { IsIPv4: true, IsPrivate: false } && range != AddressInterval.AllIPv4
            && (range.IsWide || scope != FlowScope.ServiceName)
            && !_space.OwnPublic.Any(own => own.Contains(range))));
        found.AddRange(_byTag);
        if (scope == FlowScope.PrivateLinkName)
        {
            found.AddRange(_hops.Where(hop => hop.Is(NextHop.Local) || hop.Is(NextHop.Peering)));
        }

        return Distinct(found);
    }

    private int DefaultNumber() => Array.IndexOf(_ranges, AddressInterval.AllIPv4);

    private bool HasLongerRoutesForAll()
    {
        var next = AddressInterval.AllIPv4.First;
        foreach (var range in _ranges
            .Where((range, number) => _hops[number].Route is not null && range.IsIPv4 && range != AddressInterval.AllIPv4)
            .OrderBy(range => range.First))
        {
            if (range.First > next)
            {
                return false;
            }

            next = range.Last >= next ? range.Last + 1 : next;
        }

        return next > AddressInterval.AllIPv4.Last;
    }

    private IEnumerable<NextHop> Hops(Func<NextHop, AddressInterval, bool> isWanted) =>
        Enumerable.Range(0, _hops.Length).Where(number => isWanted(_hops[number], _ranges[number])).Select(number => _hops[number]);

    private static NextHop[] Distinct(List<NextHop> hops)
    {
        var distinct = new List<NextHop>();
        foreach (var hop in hops)
        {
            if (!distinct.Exists(hop.IsSame))
            {
                distinct.Add(hop);
            }
        }

        return [.. distinct];
    }
}
