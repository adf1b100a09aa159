namespace AksEgress.Core.Paths;

/// <summary>An application rule of a firewall: filters HTTP, HTTPS, and SQL by name.</summary>
/// <param name="Name">The rule, as results show it.</param>
/// <param name="Allows">True for Allow, false for Deny.</param>
/// <param name="Source">Whether the subnet's traffic has a source that the rule matches.</param>
/// <param name="Protocols">The application protocols with their ports, such as Https and 443.</param>
/// <param name="Patterns">Names, in lower case; <c>*</c> only at the beginning.</param>
/// <param name="IsIncomplete">
/// True if the rule has conditions whose names aren't known: web categories, URLs, or FQDN tags that the module has no list for.
/// </param>
internal sealed record ApplicationRule(
    string Name, bool Allows, Match Source, IReadOnlyList<(string Type, int Port)> Protocols, IReadOnlyList<string> Patterns,
    bool IsIncomplete)
{
    /// <summary>Whether the rule matches a flow.</summary>
    public Match Of(in Flow flow)
    {
        var match = OfProtocol(flow);
        match = Least(match, Source);
        return match == Match.No ? Match.No : Least(match, OfName(flow));
    }

    /// <summary>Whether the rule filters the application protocol and port of a flow.</summary>
    public Match OfProtocol(in Flow flow)
    {
        if (flow.Transport != Transport.Tcp)
        {
            return Match.No;
        }

        var match = Match.No;
        for (var i = 0; i < Protocols.Count; i++)
        {
            var (type, port) = Protocols[i];
            if (port != flow.Port)
            {
                continue;
            }

            if (flow.Application is null)
            {
                // Plain TCP on this port can be the protocol that the rule filters.
                match = Match.Maybe;
            }
            else if (string.Equals(type, flow.Application, StringComparison.OrdinalIgnoreCase))
            {
                return Match.Yes;
            }
        }

        return match;
    }

    /// <summary>Whether a pattern contains a name; both can begin with <c>*</c>.</summary>
    public static Match OfPattern(string pattern, string host)
    {
        if (pattern == "*" || pattern == host)
        {
            return Match.Yes;
        }

        if (pattern.StartsWith('*') && host.AsSpan().EndsWith(pattern.AsSpan(1), StringComparison.Ordinal))
        {
            return Match.Yes;
        }

        return host.StartsWith('*')
            && pattern.AsSpan(pattern.StartsWith('*') ? 1 : 0).EndsWith(host.AsSpan(1), StringComparison.Ordinal)
            ? Match.Maybe
            : Match.No;
    }

    private static Match Least(Match left, Match right) => left < right ? left : right;

    private Match OfName(in Flow flow)
    {
        var best = IsIncomplete ? Match.Maybe : Match.No;
        for (var i = 0; i < Patterns.Count; i++)
        {
            var pattern = Patterns[i];

            // The name in a connection to an address isn't known: only * contains all names. HTTPS can also have none, which is denied even
            // then (https://github.com/MicrosoftDocs/azure-docs/issues/53795).
            var match = flow.Host is { } host ? OfPattern(pattern, host)
                : pattern == "*" && !string.Equals(flow.Application, "Https", StringComparison.OrdinalIgnoreCase) ? Match.Yes
                : Match.Maybe;
            if (match == Match.Yes)
            {
                return match;
            }

            best = match > best ? match : best;
        }

        return best;
    }
}
