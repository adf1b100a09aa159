using AksEgress.Core.Arm;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Firewalls;

/// <summary>What an Azure Firewall is to be; null leaves what is there.</summary>
public sealed record FirewallRequest
{
    /// <summary>The virtual network that it goes into.</summary>
    public required ArmResourceId VirtualNetwork { get; init; }

    /// <summary>Its public IP addresses, all of them; a bare name is looked for in the firewall's resource group.</summary>
    public required IReadOnlyList<ArmReference> PublicIp { get; init; }

    /// <summary>The address for its management, which Basic needs.</summary>
    public ArmReference? ManagementPublicIp { get; init; }

    /// <summary>Standard, Premium or Basic.</summary>
    public string? Tier { get; init; }

    /// <summary>The availability zones.</summary>
    public IReadOnlyList<string>? Zone { get; init; }

    /// <summary>Whether it answers DNS itself.</summary>
    public bool? EnableDnsProxy { get; init; }

    /// <summary>The DNS servers that it asks; none goes back to Azure's own.</summary>
    public IReadOnlyList<string>? DnsServer { get; init; }

    /// <summary>The id of a firewall policy.</summary>
    public ArmResourceId? Policy { get; init; }
}
