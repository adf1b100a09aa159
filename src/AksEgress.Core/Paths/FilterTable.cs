using System.Collections.Frozen;
using System.Runtime.CompilerServices;

namespace AksEgress.Core.Paths;

/// <summary>
/// Rules in the order of processing, compiled for one subnet: the first match decides. Whatever doesn't depend on the address or name is
/// decided once, for each range of ports that the rules distinguish.
/// </summary>
internal sealed class FilterTable
{
    private static readonly FlowScope[] s_scopes = Enum.GetValues<FlowScope>();

    private readonly FilterRule[] _rules;
    private readonly bool _hasPublicRoute;
    private readonly IntervalIndex _addresses;
    private readonly FrozenDictionary<string, int[]> _hosts;
    private readonly int[] _firstPorts;
    private readonly StrongBox<Decision>?[] _byClass;

    /// <summary>Compiles rules.</summary>
    /// <param name="rules">The rules in the order of processing; those that can't match the subnet's traffic are skipped.</param>
    /// <param name="hasPublicRoute">True if a user-defined route of the subnet concerns public addresses.</param>
    public FilterTable(IEnumerable<FilterRule> rules, bool hasPublicRoute)
    {
        _rules = [.. rules.Where(rule => rule.Source != Match.No && rule.Transports != Transport.None)];
        _hasPublicRoute = hasPublicRoute;
        _addresses = new IntervalIndex(
            _rules.SelectMany((rule, index) => rule.Addresses.Ranges

                // A range of all addresses is decided by scope, as *: in the index it would be in every interval.
                .Where(range => range != AddressInterval.AllIPv4 && range != AddressInterval.AllIPv6)
                .Select(range => (range, index))));
        _hosts = _rules.SelectMany((rule, index) => rule.Hosts.Select(host => (Host: host, Index: index)))
            .GroupBy(item => item.Host, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.Select(item => item.Index).Distinct().Order().ToArray());

        // Ports between two boundaries are equal to all rules.
        _firstPorts = [.. _rules.SelectMany(rule => rule.Ports).SelectMany(range => (int[])[range.First, range.Last + 1]).Append(0)
            .Distinct().Order()];
        _byClass = new StrongBox<Decision>?[_firstPorts.Length * 2 * s_scopes.Length];
    }

    /// <summary>A rule by its position.</summary>
    public FilterRule this[int index] => _rules[index];

    /// <summary>Finds the rules that decide a flow.</summary>
    public Decision Decide(in Flow flow)
    {
        if (!flow.IsSingle)
        {
            return DecideOneByOne(flow);
        }

        var portClass = ClassOf(flow.Port);
        var position = Position(portClass, flow.Transport, flow.Scope);
        var decision = (_byClass[position] ??= new StrongBox<Decision>(DecideClass(portClass, flow.Transport, flow.Scope))).Value;
        if (flow.Address is { } address)
        {
            foreach (var index in _addresses.Find(address.First))
            {
                if (index >= decision.Rule)
                {
                    break;
                }

                decision = WithRule(decision, index, flow);
            }
        }
        else if (_hosts.Count > 0 && _hosts.TryGetValue(flow.Host!, out var indexes))
        {
            foreach (var index in indexes)
            {
                decision = WithRule(decision, index, flow);
            }
        }

        return decision.Trimmed();
    }

    /// <summary>The same result as <see cref="Decide"/>, by looking at one rule after the other.</summary>
    public Decision DecideOneByOne(in Flow flow)
    {
        var decision = Decision.NoMatch;
        for (var i = 0; i < _rules.Length && !decision.IsMatch; i++)
        {
            decision = decision.With(i, _rules[i].Of(flow, _hasPublicRoute), _rules[i].Allows);
        }

        return decision;
    }

    private static int Position(int portClass, Transport transport, FlowScope scope) =>
        (((portClass * 2) + (transport == Transport.Udp ? 1 : 0)) * s_scopes.Length) + (int)scope;

    private Decision WithRule(Decision decision, int index, in Flow flow)
    {
        var rule = _rules[index];
        return rule.Covers(flow.Transport, flow.Port) ? decision.With(index, rule.Source, rule.Allows) : decision;
    }

    private int ClassOf(int port)
    {
        var index = Array.BinarySearch(_firstPorts, port);
        return index >= 0 ? index : ~index - 1;
    }

    // What doesn't depend on the address or name, apart from ranges and names that rules list. Few of the classes are ever asked for.
    private Decision DecideClass(int portClass, Transport transport, FlowScope scope)
    {
        var port = _firstPorts[portClass];
        var isName = scope is FlowScope.Name or FlowScope.ServiceName or FlowScope.PrivateLinkName;
        var decision = Decision.NoMatch;
        for (var index = 0; index < _rules.Length && !decision.IsMatch; index++)
        {
            var rule = _rules[index];
            if (rule.Covers(transport, port))
            {
                var match = rule.Addresses.Of(scope, _hasPublicRoute);
                match = match == Match.No && rule.Hosts.Count > 0 && !isName ? Match.Maybe : match;
                decision = decision.With(index, match < rule.Source ? match : rule.Source, rule.Allows);
            }
        }

        return decision;
    }
}
