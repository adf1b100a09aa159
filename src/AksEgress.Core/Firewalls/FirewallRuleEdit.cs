namespace AksEgress.Core.Firewalls;

/// <summary>The requested settings of a firewall rule; null keeps the current value.</summary>
public sealed record FirewallRuleEdit
{
    /// <summary>TCP, UDP, ICMP, or Any; for an application rule pairs such as <c>Https=443</c>.</summary>
    public IReadOnlyList<string>? Protocol { get; init; }

    /// <summary>Addresses and ranges.</summary>
    public IReadOnlyList<string>? SourceAddress { get; init; }

    /// <summary>Addresses, ranges, and service tags; in a network rule they replace FQDNs.</summary>
    public IReadOnlyList<string>? DestinationAddress { get; init; }

    /// <summary>FQDNs of a network rule; they replace addresses.</summary>
    public IReadOnlyList<string>? DestinationFqdn { get; init; }

    /// <summary>Ports and ranges of ports.</summary>
    public IReadOnlyList<string>? DestinationPort { get; init; }

    /// <summary>FQDNs of an application rule; they replace tags.</summary>
    public IReadOnlyList<string>? TargetFqdn { get; init; }

    /// <summary>FQDN tags of an application rule; they replace FQDNs.</summary>
    public IReadOnlyList<string>? FqdnTag { get; init; }

    /// <summary>The address or FQDN that a DNAT rule translates to.</summary>
    public string? TranslatedAddress { get; init; }

    /// <summary>The port that a DNAT rule translates to.</summary>
    public int? TranslatedPort { get; init; }
}
