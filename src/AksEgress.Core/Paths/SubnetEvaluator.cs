using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Egress;
using AksEgress.Core.NetworkSecurityGroups;

namespace AksEgress.Core.Paths;

/// <summary>Decides about flows from one subnet: network security groups, route, then firewall or direct egress.</summary>
internal sealed class SubnetEvaluator
{
    private const int NoGroup = -1;

    private readonly EgressTopology _topology;
    private readonly string _outboundType;
    private readonly bool _hasNodePublicIp;
    private readonly string? _firewallOverride;
    private readonly FilterTable[] _groupTables;
    private readonly Dictionary<string, FirewallTables> _firewalls = new(StringComparer.OrdinalIgnoreCase);
    private readonly bool _hasIPv6;

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
        Groups = [.. new[] { path?.SecurityGroup }.OfType<NetworkSecurityGroup>().Concat(topology.NodeSecurityGroups ?? [])];
        _groupTables = [.. Groups.Select(group => new FilterTable(SecurityGroupRules.Of(group, Space), Space.HasDefaultRoute))];
        Routes = new RouteLookup(path?.RouteTable, Space);
        _hasIPv6 = topology.Cluster.Document.Root.Texts("properties", "networkProfile", "ipFamilies").Contains("IPv6");
        foreach (var filter in (topology.FirewallFilters ?? new Dictionary<string, FirewallFilter>()).Values.Where(one => one.Unreadable is null))
        {
            _firewalls[filter.Firewall.Id] = new FirewallTables(filter, Space);
        }
    }

    /// <summary>The subnet; null for a virtual network that AKS manages.</summary>
    public SubnetPath? Path { get; }

    /// <summary>The ranges around the subnet.</summary>
    public SubnetSpace Space { get; }

    /// <summary>The network security groups: the subnet's, and those of the nodes.</summary>
    public IReadOnlyList<NetworkSecurityGroup> Groups { get; }

    /// <summary>The routes.</summary>
    public RouteLookup Routes { get; }

    /// <summary>The rules of a network security group.</summary>
    public FilterTable RulesOf(int group) => _groupTables[group];

    /// <summary>The rules of a firewall; null if they aren't known.</summary>
    public FirewallTables? TablesOf(FirewallFilter filter) => _firewalls.GetValueOrDefault(filter.Firewall.Id);

    /// <summary>The firewall at a next hop; null for another appliance.</summary>
    public FirewallFilter? FirewallAt(NextHop hop)
    {
        var id = _firewallOverride is not null && hop.Is(NextHop.Internet) ? _firewallOverride
            : hop.Is(NextHop.Appliance) && Path is not null && hop.Address is { } address ? _topology.FirewallAt(Path, address)?.Id
            : null;
        return id is null ? null : _topology.FirewallFilters?.GetValueOrDefault(id);
    }

    /// <summary>Decides about a flow. Whatever certainly denies it decides, even if another part isn't known.</summary>
    public PathDecision Decide(in Flow flow)
    {
        PathDecision? unknown = null;
        if (Path?.HasUnreadableSecurityGroup == true)
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

        if (Path is { } path && (path.Network is null || (path.RouteTable is null && path.Subnet?.RouteTable is not null)))
        {
            return unknown ?? UnknownBy(PathStage.Route, UnknownReason.Unreadable, NoGroup);
        }

        var routed = DecideRoutes(flow);
        return routed.Verdict == PathVerdict.Denied ? routed : unknown ?? routed;
    }

    private static PathDecision UnknownBy(PathStage stage, UnknownReason reason, int group) =>
        new(PathVerdict.Unknown, stage) { Unknown = reason, SecurityGroup = group };

    private PathDecision DecideRoutes(in Flow flow)
    {
        var hops = Routes.Find(flow);
        var first = DecideHop(flow, hops[0]);
        for (var i = 1; i < hops.Count; i++)
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
        if (hop.Is(NextHop.Local) || hop.Is(NextHop.Peering))
        {
            return new PathDecision(PathVerdict.Allowed, PathStage.Route) { Hop = hop };
        }

        if (hop.Is(NextHop.Drop))
        {
            return new PathDecision(PathVerdict.Denied, PathStage.Route) { Hop = hop };
        }

        if (FirewallAt(hop) is { } filter)
        {
            return TablesOf(filter) is { } tables
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
        var isIPv6 = flow.Scope == FlowScope.PublicIPv6;
        var direct = isIPv6 && !_hasIPv6 ? DirectEgress.Nothing : Direct(isIPv6);
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

        // Only SKU StandardV2 translates IPv6: https://learn.microsoft.com/azure/nat-gateway/nat-sku
        if (Path?.NatGateway is { } gateway && (!isIPv6 || string.Equals(gateway.Sku, "StandardV2", StringComparison.OrdinalIgnoreCase)))
        {
            return DirectEgress.NatGateway;
        }

        if (_outboundType == OutboundTypeNames.ManagedNatGateway && Path is null)
        {
            return DirectEgress.ManagedNatGateway;
        }

        if (_hasNodePublicIp)
        {
            return DirectEgress.NodePublicIp;
        }

        if (_outboundType == OutboundTypeNames.LoadBalancer)
        {
            return DirectEgress.LoadBalancer;
        }

        return !isIPv6 && Path?.Subnet is { DefaultOutboundAccess: not false } ? DirectEgress.DefaultOutboundAccess : DirectEgress.Nothing;
    }
}
