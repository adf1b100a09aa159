namespace AksEgress.Core.Paths;

/// <summary>A rule that filters by addresses, names, and ports: of a network security group, or a network rule of a firewall.</summary>
/// <param name="Name">The rule, as results show it.</param>
/// <param name="Allows">True for Allow, false for Deny.</param>
/// <param name="Transports">The transport protocols.</param>
/// <param name="Source">Whether the subnet's traffic has a source that the rule matches.</param>
/// <param name="Ports">The destination ports.</param>
/// <param name="Addresses">The destination addresses.</param>
/// <param name="Hosts">The destination names, in lower case.</param>
internal sealed record FilterRule(
    string Name, bool Allows, Transport Transports, Match Source, IReadOnlyList<PortInterval> Ports, AddressSet Addresses,
    IReadOnlyList<string> Hosts)
{
    /// <summary>Whether the rule matches a flow.</summary>
    public Match Of(in Flow flow, bool hasPublicRoute)
    {
        if (!Covers(flow.Transport, flow.Port))
        {
            return Match.No;
        }

        var match = OfDestination(flow, hasPublicRoute);
        return match < Source ? match : Source;
    }

    /// <summary>True if the rule's protocols and ports include a flow's.</summary>
    public bool Covers(Transport transport, int port)
    {
        if ((Transports & transport) == 0)
        {
            return false;
        }

        for (var i = 0; i < Ports.Count; i++)
        {
            if (Ports[i].Contains(port))
            {
                return true;
            }
        }

        return false;
    }

    private Match OfDestination(in Flow flow, bool hasPublicRoute)
    {
        if (flow.Tag is { } tag)
        {
            var match = Addresses.OfTag(tag, hasPublicRoute);
            return match == Match.No && Hosts.Count > 0 ? Match.Maybe : match;
        }

        if (flow.Address is { } address)
        {
            var match = Addresses.OfRange(address, flow.Scope, hasPublicRoute);

            // The address can be that of one of the names.
            return match == Match.No && Hosts.Count > 0 ? Match.Maybe : match;
        }

        var host = flow.Host!;
        if (Hosts.Contains(host))
        {
            return Match.Yes;
        }

        var byScope = Addresses.Of(flow.Scope, hasPublicRoute);
        return byScope == Match.No && host.StartsWith('*') && Hosts.Any(own => own.EndsWith(host[1..], StringComparison.Ordinal))
            ? Match.Maybe
            : byScope;
    }
}
