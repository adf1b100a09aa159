namespace AksEgress.Core.Firewalls;

/// <summary>The kinds of firewall rules, in the order of processing.</summary>
public enum FirewallRuleKind : long
{
    /// <summary>Translates the destination of inbound traffic.</summary>
    Dnat,

    /// <summary>Filters by addresses and ports.</summary>
    Network,

    /// <summary>Filters HTTP, HTTPS, and SQL traffic by FQDN.</summary>
    Application,
}
