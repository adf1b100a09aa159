namespace AksEgress.Core.Firewalls;

/// <summary>The kinds of classic rules, in the order in which a firewall goes through them.</summary>
public enum FirewallRuleKind
{
    /// <summary>Translates the destination of what comes in.</summary>
    Dnat,

    /// <summary>By addresses and ports.</summary>
    Network,

    /// <summary>By names, of HTTP, HTTPS and SQL.</summary>
    Application,
}
