using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Firewalls;

/// <summary>An Azure Firewall.</summary>
public sealed class Firewall(ArmDocument document) : ArmResource(document), IArmResource<Firewall>
{
    /// <inheritdoc/>
    static string IArmResource<Firewall>.Type => ResourceTypes.Firewalls;

    /// <summary>Standard, Premium or Basic.</summary>
    public string? Tier => Document.Root.Text("properties", "sku", "tier");

    /// <summary>The address that routes point to; null until the firewall is in its subnet.</summary>
    public string? PrivateIpAddress =>
        Configurations.Select(item => item.Text("properties", "privateIPAddress")).FirstOrDefault(ip => ip is not null);

    /// <summary>The ids of its public IP addresses.</summary>
    public IReadOnlyList<string> PublicIp =>
        (string[])[.. Configurations.Select(item => item.Text("properties", "publicIPAddress", "id")).OfType<string>()];

    /// <summary>The ids of public IP prefixes that it has whole; addresses taken from one are among <see cref="PublicIp"/>.</summary>
    public IReadOnlyList<string> PublicIpPrefix =>
        (string[])[.. Configurations.Select(item => item.Text("properties", "publicIPPrefix", "id")).OfType<string>()];

    /// <summary>The id of the subnet that it stands in, or null.</summary>
    public string? SubnetId => Configurations.Select(item => item.Text("properties", "subnet", "id")).FirstOrDefault(id => id is not null);

    /// <summary>The availability zones.</summary>
    public IReadOnlyList<string> Zone => Document.Root.Texts("zones");

    /// <summary>The id of the firewall policy; null for a firewall with rules of its own.</summary>
    public string? Policy => Document.Root.Text("properties", "firewallPolicy", "id");

    /// <inheritdoc/>
    /// <remarks>Its document doesn't say whose routes lead to it.</remarks>
    internal override bool MayBeInUse => PrivateIpAddress is not null;

    /// <summary>True when the firewall answers DNS itself, which names in network rules need. A policy has its own setting.</summary>
    public bool EnableDnsProxy =>
        string.Equals(
            Document.Root.Text("properties", "additionalProperties", FirewallDesign.DnsProxyMember),
            "true",
            StringComparison.OrdinalIgnoreCase);

    /// <summary>The DNS servers that it asks; none means Azure's own.</summary>
    public IReadOnlyList<string> DnsServer =>
        Document.Root.Text("properties", "additionalProperties", FirewallDesign.DnsServersMember)
            ?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>Off, Alert or Deny.</summary>
    public string? ThreatIntelMode => Document.Root.Text("properties", "threatIntelMode");

    /// <summary>Its own rules in the order in which it goes through them: DNAT, network, application, each by priority.</summary>
    public IReadOnlyList<FirewallRule> Rules => (FirewallRule[])[.. FirewallRules.Read(this)];

    private IEnumerable<JsonNode> Configurations => Document.Root.Items("properties", "ipConfigurations");

    /// <inheritdoc/>
    static Firewall IArmResource<Firewall>.Of(ArmDocument document) => new(document);
}
