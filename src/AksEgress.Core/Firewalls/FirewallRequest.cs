using AksEgress.Core.Arm;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Firewalls;

/// <summary>The requested settings of an Azure Firewall; null keeps the current value.</summary>
public sealed record FirewallRequest
{
    /// <summary>The virtual network of the firewall.</summary>
    public required ArmResourceId VirtualNetwork { get; init; }

    /// <summary>All its public IP addresses; a name is resolved in the firewall's resource group.</summary>
    public required IReadOnlyList<ArmReference> PublicIp { get; init; }

    /// <summary>The public IP address for management, which the tier Basic requires.</summary>
    public ArmReference? ManagementPublicIp { get; init; }

    /// <summary>Standard, Premium or Basic.</summary>
    public string? Tier { get; init; }

    /// <summary>The availability zones.</summary>
    public IReadOnlyList<string>? Zone { get; init; }

    /// <summary>Whether the DNS proxy is enabled.</summary>
    public bool? EnableDnsProxy { get; init; }

    /// <summary>The DNS servers; an empty list restores Azure DNS.</summary>
    public IReadOnlyList<string>? DnsServer { get; init; }

    /// <summary>The id of a firewall policy.</summary>
    public ArmResourceId? Policy { get; init; }
}
