using AksEgress.Core.Egress;
using AksEgress.Core.Errors;

namespace AksEgress.Core.Paths;

/// <summary>Describes a decision: its steps, what decides, why, and what to do.</summary>
internal sealed class PathExplanation
{
    private readonly SubnetEvaluator _evaluator;
    private readonly EgressTopology _topology;
    private readonly PathDestination _destination;
    private readonly PathDecision _decision;
    private readonly Flow _flow;

    /// <summary>Describes a decision of an evaluator.</summary>
    public PathExplanation(
        SubnetEvaluator evaluator, EgressTopology topology, PathDestination destination, in Flow flow, PathDecision decision)
    {
        _evaluator = evaluator;
        _topology = topology;
        _destination = destination;
        _flow = flow;
        _decision = decision;
        DecidedBy = "nothing";
        Reason = string.Empty;
        Describe();
    }

    /// <summary>The steps.</summary>
    public List<PathHop> Hops { get; } = [];

    /// <summary>The resource and rule that decide.</summary>
    public string DecidedBy { get; private set; }

    /// <summary>Why, in a sentence.</summary>
    public string Reason { get; private set; }

    /// <summary>The next command, or null.</summary>
    public string? Next { get; private set; }

    /// <summary>The firewall on the path, or null.</summary>
    public FirewallFilter? Firewall => _decision.Hop is { } hop ? _evaluator.FirewallAt(hop) : null;

    private string SubnetName => _evaluator.Path?.Id.Name ?? "(managed)";

    private void Describe()
    {
        if (_decision.Stage == PathStage.Platform)
        {
            DescribePlatform();
            return;
        }

        for (var i = 0; i < _evaluator.Groups.Count; i++)
        {
            var decides = _decision.Stage == PathStage.SecurityGroup && _decision.SecurityGroup == i;
            DescribeGroup(i, decides);
            if (decides && _decision.Verdict == PathVerdict.Denied)
            {
                return;
            }
        }

        if (_decision is { Stage: PathStage.SecurityGroup, SecurityGroup: < 0 })
        {
            DescribeUnreadableGroup();
        }
        else if (_decision.Stage != PathStage.SecurityGroup)
        {
            DescribeRoute();
        }
    }

    private void DescribePlatform()
    {
        if (_decision.Verdict == PathVerdict.Allowed)
        {
            Hops.Add(new PathHop("Azure platform", string.Empty, "answers"));
            Decide(
                "Azure platform",
                $"{_destination.Text} is on the host of the node: neither routes nor rules without its service tag apply to it.",
                null);
            return;
        }

        var group = _evaluator.Groups[_decision.SecurityGroup];
        var isDenied = _decision.Verdict == PathVerdict.Denied;
        var name = _evaluator.PlatformRulesOf(_decision.SecurityGroup)[isDenied ? _decision.Rule.Rule : _decision.Rule.MaybeDeny].Name;
        Hops.Add(new PathHop($"NSG {group.Name}", name, isDenied ? "denies" : "may deny"));
        Decide(
            $"NSG {group.Name}, {name}",
            isDenied
                ? $"Rule {name} of network security group '{group.Name}' denies {_destination.Protocol} to {_destination} by its "
                    + "service tag."
                : $"Whether rule {name} of network security group '{group.Name}' applies to all nodes isn't known.",
            null);
    }

    private void DescribeUnreadableGroup()
    {
        if (_evaluator.Path?.HasUnreadableSecurityGroup != true)
        {
            var group = _topology.Cluster.NodeResourceGroup;
            Decide("NSG of the nodes", $"The network security groups in node resource group '{group}' can't be read.", null);
            Hops.Add(new PathHop("NSG of the nodes", string.Empty, "can't be read"));
            return;
        }

        var id = _evaluator.Path?.Subnet?.NetworkSecurityGroup ?? string.Empty;
        var name = id[(id.LastIndexOf('/') + 1)..];
        Decide($"NSG {name}", $"Network security group '{name}' can't be read, so its rules aren't known.", null);
        Hops.Add(new PathHop($"NSG {name}", string.Empty, "can't be read"));
    }

    private void DescribeGroup(int index, bool decides)
    {
        var group = _evaluator.Groups[index];
        var table = _evaluator.RulesOf(index);
        var rule = table.Decide(_flow);
        var name = rule.IsMatch ? table[rule.Rule].Name : "no rule matches";
        var allows = rule.IsMatch && table[rule.Rule].Allows;
        if (!decides)
        {
            Hops.Add(new PathHop($"NSG {group.Name}", name, allows ? "allows" : "denies"));
            return;
        }

        if (_decision.Verdict == PathVerdict.Denied)
        {
            Hops.Add(new PathHop($"NSG {group.Name}", name, "denies"));
            Decide(
                $"NSG {group.Name}, {name}",
                $"Rule {name} of network security group '{group.Name}' denies {_destination.Protocol} to {_destination}.",
                Advice.AllowInGroup(group.Name, group.ResourceGroupName, Prefix(), _destination.Port, Transport()));
            return;
        }

        var maybe = allows ? rule.MaybeDeny : rule.MaybeAllow;
        var other = table[maybe].Name;
        Hops.Add(new PathHop($"NSG {group.Name}", other, $"may {(allows ? "deny" : "allow")}"));
        Decide(
            $"NSG {group.Name}, {other}",
            $"Whether rule {other} of network security group '{group.Name}' applies isn't known: it filters by addresses, service tags, or "
                + $"application security groups, and the addresses of {_destination.Text} aren't known.",
            null);
    }

    private void DescribeRoute()
    {
        if (_decision.Hop is not { } hop)
        {
            var what = _evaluator.Path?.UnreadableResource ?? SubnetName;
            Hops.Add(new PathHop($"route of {SubnetName}", string.Empty, $"'{what}' can't be read"));
            Decide(what, $"'{what}' can't be read, so the route isn't known.", null);
            return;
        }

        var table = hop.Route is { } route ? $"route {route.RouteTableName}/{route.Name}"
            : hop.Prefix == "BGP" ? "BGP route"
            : hop.Is(NextHop.ServiceEndpoint) ? $"service endpoint {hop.Prefix}" : "system route";
        var effect = Firewall is { } filter ? $"Azure Firewall {filter.Firewall.Name}"
            : hop.Is(NextHop.Appliance) ? "an appliance that isn't an Azure Firewall"
            : hop.Is(NextHop.Internet) ? "to the Internet"
            : hop.Is(NextHop.Gateway) ? "virtual network gateway"
            : hop.Is(NextHop.Drop) ? "drops"
            : hop.Is(NextHop.ServiceEndpoint) ? "may send it to the service directly"
            : "in the virtual network";
        Hops.Add(new PathHop(table, hop.ToString(), effect));
        switch (_decision.Stage)
        {
            case PathStage.Route:
                DescribeHop(table, hop);
                break;
            case PathStage.Direct:
                DescribeDirect();
                break;
            default:
                DescribeFirewall(Firewall!);
                break;
        }
    }

    private void DescribeHop(string table, NextHop hop)
    {
        if (_decision.Verdict == PathVerdict.Allowed)
        {
            Decide(table, $"{_destination.Text} is in the virtual network or a peered one; whether it answers isn't evaluated.", null);
        }
        else if (_decision.Verdict == PathVerdict.Denied)
        {
            Decide(
                table,
                hop.Route is null
                    ? $"{_destination.Text} is a private address outside the virtual network and its peers, which Azure drops."
                    : hop.Is(NextHop.Drop)
                        ? $"Route '{hop.Route.Name}' drops traffic to {hop.Prefix}."
                        : $"Route '{hop.Route.Name}' keeps traffic to {hop.Prefix} in the virtual network, which doesn't have "
                            + $"{_destination.Text}.",
                hop.Route is null
                    ? null
                    : Advice.RemoveRoute(
                        hop.Route.RouteTableName ?? string.Empty, hop.Route.Name, hop.Route.ResourceGroupName ?? string.Empty));
        }
        else if (_decision.Unknown == UnknownReason.GatewayRoutes)
        {
            Decide(
                "BGP route",
                $"{Capital(_evaluator.Space.Gateway ?? "a gateway")} can advertise routes that no document contains, such as a default "
                    + "route.",
                null);
        }
        else if (hop.Is(NextHop.ServiceEndpoint))
        {
            Decide(
                table,
                $"Subnet '{SubnetName}' has a service endpoint for {hop.Prefix}, which sends traffic to the service directly. "
                    + "Which addresses "
                    + $"it applies to isn't known; without it, the verdict for {_destination.Text} would differ.",
                null);
        }
        else if (_decision.Unknown == UnknownReason.AddressUnknown)
        {
            Decide(
                table,
                $"Route {hop} applies if the addresses of {_destination.Text} are in {hop.Prefix}, which isn't known.",
                null);
        }
        else
        {
            Decide(
                table,
                hop.Is(NextHop.Appliance)
                    ? $"{hop.Address} isn't an Azure Firewall that can be read, so its rules aren't known."
                    : "What is behind the gateway isn't known.",
                null);
        }
    }

    private void DescribeDirect()
    {
        if (_decision.Verdict == PathVerdict.Unknown)
        {
            var what = _evaluator.Path?.UnreadableResource ?? SubnetName;
            Hops.Add(new PathHop($"NAT gateway {what}", string.Empty, "can't be read"));
            Decide($"NAT gateway {what}", $"NAT gateway '{what}' can't be read, so it isn't known whether it has an address.", null);
            return;
        }

        var (resource, allowed) = _decision.Direct switch
        {
            DirectEgress.NatGateway => ($"NAT gateway {_evaluator.Path!.NatGateway!.Name}", true),
            DirectEgress.ManagedNatGateway => ("managed NAT gateway", true),
            DirectEgress.NodePublicIp => ("public IP address of the node", true),
            DirectEgress.LoadBalancer => ("outbound rule of load balancer kubernetes", true),
            DirectEgress.DefaultOutboundAccess => ("default outbound access", true),
            DirectEgress.Blocked => ("outbound type block", false),
            _ => ("no egress", false),
        };
        Hops.Add(new PathHop(resource, string.Empty, allowed ? "translates" : "denies"));
        var reason = _decision.Direct switch
        {
            DirectEgress.DefaultOutboundAccess =>
                $"Only the default outbound access of subnet '{SubnetName}' reaches the Internet: its address belongs to Azure and can "
                    + "change.",
            DirectEgress.Blocked => "AKS denies traffic to the Internet with outbound type block.",
            DirectEgress.Nothing when _flow.Scope == FlowScope.PublicIPv6 =>
                "Nothing translates IPv6: the cluster has no IPv6 addresses, or its NAT gateway has SKU Standard.",
            DirectEgress.Nothing when _evaluator.Path?.NatGateway is { } gateway =>
                $"NAT gateway '{gateway.Name}' has no public IP address, and nothing else translates the traffic.",
            DirectEgress.Nothing =>
                $"Subnet '{SubnetName}' has no egress: no route to an appliance, no NAT gateway, no public IP address, and no load "
                    + "balancer.",
            _ => $"The traffic egresses through the {resource}.",
        };
        Decide(resource, reason, null);
    }

    private void DescribeFirewall(FirewallFilter filter)
    {
        var name = filter.Firewall.Name;
        if (_evaluator.TablesOf(filter) is not { } tables)
        {
            Hops.Add(new PathHop($"firewall {name}", string.Empty, "rules can't be read"));
            Decide($"firewall {name}", $"The rules of firewall '{name}' aren't known: {filter.Unreadable}.", null);
            return;
        }

        if (_decision.Stage == PathStage.DefaultDeny)
        {
            Hops.Add(new PathHop($"firewall {name}", "no rule matches", "denies"));
            Decide(
                $"firewall {name}, default deny",
                $"No rule of firewall '{name}' allows {_destination.Protocol} to {_destination}.",
                Rule(filter));
            return;
        }

        var isNetwork = _decision.Stage == PathStage.NetworkRule;
        var rule = _decision.Rule;
        if (_decision.Verdict == PathVerdict.Unknown)
        {
            var maybe = Math.Min(rule.MaybeAllow, rule.MaybeDeny);
            var possible = isNetwork ? tables.Network[maybe].Name : tables.Application[maybe].Name;
            var kind = isNetwork ? "network" : "application";
            Hops.Add(new PathHop($"firewall {name}", possible, "may apply"));
            Decide(
                $"firewall {name}, {possible}",
                $"Whether {kind} rule {possible} of firewall '{name}' applies isn't known: it filters by "
                    + (isNetwork
                        ? $"addresses or service tags, and the addresses of {_destination.Text} aren't known."
                        : $"names or categories that can't be compared with {_destination.Text}."),
                null);
            return;
        }

        var matched = isNetwork ? tables.Network[rule.Rule].Name : tables.Application[rule.Rule].Name;
        var allows = _decision.Verdict == PathVerdict.Allowed;
        Hops.Add(new PathHop($"firewall {name}", matched, allows ? "allows" : "denies"));
        var further = allows && filter.DeniesByThreatIntelligence ? " Threat intelligence in mode Deny can still deny it." : string.Empty;
        Decide(
            $"firewall {name}, {matched}",
            $"Rule {matched} of firewall '{name}' {(allows ? "allows" : "denies")} {_destination.Protocol} to {_destination}.{further}",
            allows ? null : Rule(filter));
    }

    private string Rule(FirewallFilter filter)
    {
        var cluster = _topology.Cluster;
        var (firewall, group) = (filter.Firewall.Name, filter.Firewall.ResourceGroupName);
        if (_destination.Level != PathDestination.UserLevel)
        {
            var isHere = cluster.ResourceGroupName.Equals(group, StringComparison.OrdinalIgnoreCase)
                && cluster.SubscriptionId.Equals(filter.Firewall.SubscriptionId, StringComparison.OrdinalIgnoreCase);
            return Advice.AllowRequired(firewall, group, isHere ? cluster.Name : cluster.Id);
        }

        var source = string.Join(',', _evaluator.Path?.Subnet?.AddressPrefix ?? ["*"]);
        var (to, port) = (_destination.Text, _destination.Port);
        return _flow.Application is { } application && _flow.Host is not null
            ? Advice.AllowName(firewall, group, cluster.Name, source, to, application, port)
            : _flow.Host is not null
                ? Advice.AllowHost(firewall, group, cluster.Name, source, to, port, Transport())
                : Advice.AllowAddress(firewall, group, cluster.Name, source, Prefix(), port, Transport());
    }

    private string Prefix() => _flow.Tag ?? (_flow.Host is null ? _destination.Text : "Internet");

    private string Transport() => _flow.Transport == Paths.Transport.Udp ? "UDP" : "TCP";

    private void Decide(string by, string reason, string? next) => (DecidedBy, Reason, Next) = (by, reason, next);

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
