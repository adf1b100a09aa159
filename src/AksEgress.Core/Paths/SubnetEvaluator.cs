using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Egress;
using AksEgress.Core.NatGateways;
using AksEgress.Core.NetworkSecurityGroups;

namespace AksEgress.Core.Paths;

/// <summary>Decides about flows from one subnet: network security groups, route, then firewall or direct egress.</summary>
internal sealed class SubnetEvaluator
{
    private const int NoGroup = -1;
    private const string IPv4 = "IPv4";

    private readonly EgressTopology _topology;
    private readonly string _outboundType;
    private readonly bool _hasNodePublicIp;
    private readonly string? _firewallOverride;
    private readonly FilterTable[] _groupTables;
    private readonly FilterTable[] _platformTables;
    private readonly Dictionary<NextHop, (FirewallFilter Filter, FirewallTables? Tables)> _firewallByHop =
        new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, FirewallTables> _firewalls = new(StringComparer.OrdinalIgnoreCase);
    private readonly bool _hasIPv6;
    private readonly bool _hasManagedStandardV2;
    private readonly DirectEgress _directIPv4;
    private readonly DirectEgress _directIPv6;

    /// <summary>Compiles rules and routes.</summary>
    /// <param name="topology">The documents.</param>
    /// <param name="path">The subnet; null for a virtual network that AKS manages.</param>
    /// <param name="outboundType">The outbound type to evaluate.</param>
    /// <param name="hasNodePublicIp">True for nodes with public IP addresses of their own.</param>
    /// <param name="firewallOverride">The ID of the firewall that the default route would point to, or null.</param>
    public SubnetEvaluator(
        EgressTopology topology, SubnetPath? path, string outboundType, bool hasNodePublicIp, string? firewallOverride = null)
    {
        _topology = topology;
        Path = path;
        _outboundType = outboundType;
        _hasNodePublicIp = hasNodePublicIp;
        _firewallOverride = firewallOverride;
        Space = new SubnetSpace(path, topology.PublicIps.Values.Select(ip => ip.IpAddress).OfType<string>());

        // For outbound traffic the group of the network interface is processed first:
        // https://learn.microsoft.com/azure/virtual-network/network-security-group-how-it-works#outbound-traffic
        Groups = [.. topology.NodeSecurityGroups ?? [], .. new[] { path?.SecurityGroup }.OfType<NetworkSecurityGroup>()];
        _groupTables = [.. Groups.Select(group => new FilterTable(SecurityGroupRules.Of(group, Space), Space.HasPublicRoute))];
        _platformTables = [.. Groups.Select(group => new FilterTable(SecurityGroupRules.OfPlatform(group, Space), Space.HasPublicRoute))];
        Routes = new RouteLookup(path?.RouteTable, Space);
        var profile = topology.Cluster.Document.Root.At("properties", "networkProfile");
        _hasIPv6 = profile.Texts("ipFamilies").Contains("IPv6");
        _hasManagedStandardV2 = string.Equals(OutboundTypeNames.NatGatewaySku(profile), "StandardV2", StringComparison.OrdinalIgnoreCase);
        _directIPv4 = Direct(isIPv6: false);
        _directIPv6 = _hasIPv6 ? Direct(isIPv6: true) : DirectEgress.Nothing;
        foreach (var filter in (topology.FirewallFilters?.Values ?? []).Where(one => one.Unreadable is null))
        {
            _firewalls[filter.Firewall.Id] = new FirewallTables(filter, Space);
        }

        foreach (var hop in Routes.All)
        {
            if (FindFirewallAt(hop) is { } filter)
            {
                _firewallByHop[hop] = (filter, TablesOf(filter));
            }
        }
    }

    /// <summary>The subnet; null for a virtual network that AKS manages.</summary>
    public SubnetPath? Path { get; }

    /// <summary>The ranges around the subnet.</summary>
    public SubnetSpace Space { get; }

    /// <summary>The network security groups: the subnet's, and those of the nodes.</summary>
    public IReadOnlyList<NetworkSecurityGroup> Groups { get; }

    /// <summary>True if a network security group of the subnet or of the nodes can't be read.</summary>
    public bool HasUnreadableGroup => Path?.HasUnreadableSecurityGroup == true || _topology.HasUnreadableNodeSecurityGroups;

    /// <summary>The routes.</summary>
    public RouteLookup Routes { get; }

    /// <summary>The rules of a network security group.</summary>
    public FilterTable RulesOf(int group) => _groupTables[group];

    /// <summary>The rules of a network security group for the platform of the node's host.</summary>
    public FilterTable PlatformRulesOf(int group) => _platformTables[group];

    /// <summary>The rules of a firewall; null if they aren't known.</summary>
    public FirewallTables? TablesOf(FirewallFilter filter) => _firewalls.GetValueOrDefault(filter.Firewall.Id);

    /// <summary>The firewall at a next hop; null for another appliance.</summary>
    public FirewallFilter? FirewallAt(NextHop hop) => _firewallByHop.TryGetValue(hop, out var found) ? found.Filter : null;

    /// <summary>Decides about a flow. Whatever certainly denies it decides, even if another part isn't known.</summary>
    public PathDecision Decide(in Flow flow)
    {
        if (flow.Address is { } address && PlatformAddress.TagOf(address) is not null)
        {
            return DecidePlatform(flow);
        }

        PathDecision? unknown = null;
        if (HasUnreadableGroup)
        {
            unknown = UnknownBy(PathStage.SecurityGroup, UnknownReason.Unreadable, NoGroup);
        }

        for (var i = 0; i < _groupTables.Length; i++)
        {
            var rule = _groupTables[i].Decide(flow);
            var allows = rule.IsMatch && _groupTables[i][rule.Rule].Allows;
            if (allows ? rule.MaybeDeny != Decision.None : rule.MaybeAllow != Decision.None)
            {
                unknown ??= UnknownBy(PathStage.SecurityGroup, UnknownReason.AddressUnknown, i) with { Rule = rule };
            }
            else if (!allows)
            {
                return new PathDecision(PathVerdict.Denied, PathStage.SecurityGroup) { Rule = rule, SecurityGroup = i };
            }
        }

        if (Path is { } path
            && (path.Network is null || path.Subnet is null || (path.RouteTable is null && path.Subnet?.RouteTable is not null)))
        {
            return unknown ?? UnknownBy(PathStage.Route, UnknownReason.Unreadable, NoGroup);
        }

        var routed = DecideRoutes(flow);
        return routed.Verdict == PathVerdict.Denied ? routed : unknown ?? routed;
    }

    // An appliance must be in the network or a peered one; another network can have a firewall with the same address:
    // https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#user-defined
    private FirewallFilter? FindFirewallAt(NextHop hop)
    {
        var id = _firewallOverride is not null && hop.Is(NextHop.Internet) ? _firewallOverride
            : hop.Is(NextHop.Appliance) && Path is not null && hop.Address is { } address
                && _topology.FirewallAt(Path, address) is { } found
                && ArmResourceId.TryParse(found.SubnetId, out var subnet) && Path.Reaches(subnet.Parent!)
                ? found.Id
            : null;
        return id is null ? null : _topology.FirewallFilters?.GetValueOrDefault(id);
    }

    private PathDecision DecidePlatform(in Flow flow)
    {
        for (var i = 0; i < _platformTables.Length; i++)
        {
            var table = _platformTables[i];
            var rule = table.Decide(flow);
            var allows = !rule.IsMatch || table[rule.Rule].Allows;
            if (allows && rule.MaybeDeny != Decision.None)
            {
                return UnknownBy(PathStage.Platform, UnknownReason.AddressUnknown, i) with { Rule = rule };
            }

            if (!allows)
            {
                return new PathDecision(PathVerdict.Denied, PathStage.Platform) { Rule = rule, SecurityGroup = i };
            }
        }

        return HasUnreadableGroup
            ? UnknownBy(PathStage.SecurityGroup, UnknownReason.Unreadable, NoGroup)
            : new PathDecision(PathVerdict.Allowed, PathStage.Platform) { Hop = NextHop.PlatformHop };
    }

    private static PathDecision UnknownBy(PathStage stage, UnknownReason reason, int group) =>
        new(PathVerdict.Unknown, stage) { Unknown = reason, SecurityGroup = group };

    private PathDecision DecideRoutes(in Flow flow)
    {
        var hops = Routes.Find(flow);
        var first = DecideHop(flow, hops[0]);
        for (var i = 1; i < hops.Length; i++)
        {
            if (DecideHop(flow, hops[i]).Verdict != first.Verdict)
            {
                var isBgp = hops[i].Is(NextHop.Gateway) && hops[i].Route is null;
                return new PathDecision(PathVerdict.Unknown, PathStage.Route)
                {
                    Unknown = isBgp ? UnknownReason.GatewayRoutes : UnknownReason.AddressUnknown,
                    Hop = hops[i],
                };
            }
        }

        return first;
    }

    private PathDecision DecideHop(in Flow flow, NextHop hop)
    {
        if (hop.Is(NextHop.Local) || hop.Is(NextHop.Peering) || hop.Is(NextHop.ServiceEndpoint))
        {
            // A user-defined route can send other addresses into the network, where nothing has them.
            var isElsewhere = hop.Route is not null && flow.Address is { } address && !Space.IsConnected(address);
            return new PathDecision(isElsewhere ? PathVerdict.Denied : PathVerdict.Allowed, PathStage.Route) { Hop = hop };
        }

        if (hop.Is(NextHop.Drop))
        {
            return new PathDecision(PathVerdict.Denied, PathStage.Route) { Hop = hop };
        }

        if (_firewallByHop.TryGetValue(hop, out var firewall))
        {
            return firewall.Tables is { } tables
                ? DecideFirewall(flow, hop, tables)
                : new PathDecision(PathVerdict.Unknown, PathStage.NetworkRule) { Unknown = UnknownReason.Unreadable, Hop = hop };
        }

        return hop.Is(NextHop.Internet)
            ? DecideDirect(flow, hop)
            : new PathDecision(PathVerdict.Unknown, PathStage.Route)
            {
                Unknown = hop.Is(NextHop.Gateway) && hop.Route is null ? UnknownReason.GatewayRoutes : UnknownReason.OtherAppliance,
                Hop = hop,
            };
    }

    private static PathDecision DecideFirewall(in Flow flow, NextHop hop, FirewallTables tables)
    {
        var network = tables.Network.Decide(flow);
        var application = network.IsMatch ? Decision.NoMatch : tables.Application.Decide(flow);
        var (stage, rule) = network.IsMatch ? (PathStage.NetworkRule, network)
            : application.IsMatch ? (PathStage.ApplicationRule, application)
            : (PathStage.DefaultDeny, Decision.NoMatch);
        var allows = stage switch
        {
            PathStage.NetworkRule => tables.Network[rule.Rule].Allows,
            PathStage.ApplicationRule => tables.Application[rule.Rule].Allows,
            _ => false,
        };
        var byNetwork = allows ? network.MaybeDeny : network.MaybeAllow;
        var byApplication = allows ? application.MaybeDeny : application.MaybeAllow;
        if (byNetwork != Decision.None)
        {
            return new PathDecision(PathVerdict.Unknown, PathStage.NetworkRule)
            {
                Unknown = UnknownReason.AddressUnknown, Hop = hop, Rule = network,
            };
        }

        return byApplication != Decision.None
            ? new PathDecision(PathVerdict.Unknown, PathStage.ApplicationRule)
            {
                Unknown = UnknownReason.AddressUnknown, Hop = hop, Rule = application,
            }
            : new PathDecision(allows ? PathVerdict.Allowed : PathVerdict.Denied, stage) { Hop = hop, Rule = rule };
    }

    private PathDecision DecideDirect(in Flow flow, NextHop hop)
    {
        // Nothing that can be read tells which NAT gateway the subnet has, and it takes precedence.
        if (Path is { NatGateway: null, Subnet.NatGateway: not null } && _outboundType != OutboundTypeNames.Block)
        {
            return new PathDecision(PathVerdict.Unknown, PathStage.Direct) { Unknown = UnknownReason.Unreadable, Hop = hop };
        }

        var isIPv6 = flow.Scope is FlowScope.PublicIPv6 or FlowScope.PrivateIPv6;
        var direct = isIPv6 ? _directIPv6 : _directIPv4;
        var verdict = direct is DirectEgress.Nothing or DirectEgress.Blocked ? PathVerdict.Denied : PathVerdict.Allowed;
        return new PathDecision(verdict, PathStage.Direct) { Hop = hop, Direct = direct };
    }

    // https://learn.microsoft.com/azure/nat-gateway/nat-overview: a NAT gateway takes precedence over public IP addresses and load
    // balancers. https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access: default access is the last.
    private DirectEgress Direct(bool isIPv6)
    {
        if (_outboundType == OutboundTypeNames.Block)
        {
            return DirectEgress.Blocked;
        }

        var gateway = Path?.NatGateway;
        if (gateway is not null && Translates(gateway, isIPv6))
        {
            return DirectEgress.NatGateway;
        }

        // Only SKU StandardV2 translates IPv6: https://learn.microsoft.com/azure/nat-gateway/nat-sku
        if (_outboundType == OutboundTypeNames.ManagedNatGateway && Path is null && (!isIPv6 || _hasManagedStandardV2))
        {
            return DirectEgress.ManagedNatGateway;
        }

        // Public IP addresses of nodes are IPv4, except in a preview: https://learn.microsoft.com/azure/aks/use-node-public-ips
        if (_hasNodePublicIp && !isIPv6)
        {
            return DirectEgress.NodePublicIp;
        }

        if (_outboundType == OutboundTypeNames.LoadBalancer)
        {
            return DirectEgress.LoadBalancer;
        }

        return !isIPv6 && gateway is null && Path?.Subnet is { DefaultOutboundAccess: not false }
            ? DirectEgress.DefaultOutboundAccess
            : DirectEgress.Nothing;
    }

    // A NAT gateway needs a public IP address: https://learn.microsoft.com/azure/nat-gateway/troubleshoot-nat-connectivity
    private bool Translates(NatGateway gateway, bool isIPv6)
    {
        var isStandardV2 = string.Equals(gateway.Sku, "StandardV2", StringComparison.OrdinalIgnoreCase);
        var versions = gateway.PublicIp
            .Select(id => _topology.PublicIps.TryGetValue(id, out var ip) ? ip.IpVersion ?? IPv4 : null)
            .ToList();
        return (isStandardV2 || !isIPv6)
            && (gateway.PublicIpPrefix.Count > 0 || versions.Exists(version => version is null || (version == "IPv6") == isIPv6));
    }
}
