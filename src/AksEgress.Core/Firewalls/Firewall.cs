using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Firewalls;

/// <summary>An Azure Firewall.</summary>
public sealed class Firewall(ArmDocument document) : ArmResource(document), IArmResource<Firewall>
{
    /// <inheritdoc/>
    static string IArmResource<Firewall>.Type => ResourceTypes.Firewalls;

    /// <summary>Standard, Premium or Basic.</summary>
    public string? Tier => Document.Root.Text("properties", "sku", "tier");

    /// <summary>The private IP address, which routes use as next hop; null until the firewall is in its subnet.</summary>
    public string? PrivateIpAddress =>
        Configurations.Select(item => item.Text("properties", "privateIPAddress")).FirstOrDefault(ip => ip is not null);

    /// <summary>The ids of its public IP addresses.</summary>
    public OutputList<string> PublicIp =>
        (string[])[.. Configurations.Select(item => item.Text("properties", "publicIPAddress", "id")).OfType<string>()];

    /// <summary>The IDs of its public IP prefixes; <see cref="PublicIp"/> contains single addresses from a prefix.</summary>
    public OutputList<string> PublicIpPrefix =>
        (string[])[.. Configurations.Select(item => item.Text("properties", "publicIPPrefix", "id")).OfType<string>()];

    /// <summary>The ID of its subnet, or null.</summary>
    public string? SubnetId => Configurations.Select(item => item.Text("properties", "subnet", "id")).FirstOrDefault(id => id is not null);

    /// <summary>The availability zones.</summary>
    public OutputList<string> Zone => Document.Root.Texts("zones");

    /// <summary>The ID of the firewall policy; null for a firewall with classic rules.</summary>
    public string? Policy => Document.Root.Text("properties", "firewallPolicy", "id");

    /// <inheritdoc/>
    /// <remarks>The document doesn't contain the routes that point to the firewall.</remarks>
    internal override bool MayBeInUse => PrivateIpAddress is not null;

    /// <summary>True when the DNS proxy is enabled, which FQDNs in network rules require. A policy has its own setting.</summary>
    public bool EnableDnsProxy =>
        string.Equals(
            Document.Root.Text("properties", "additionalProperties", FirewallDesign.DnsProxyMember),
            "true",
            StringComparison.OrdinalIgnoreCase);

    /// <summary>The DNS servers; empty for Azure DNS.</summary>
    public OutputList<string> DnsServer =>
        Document.Root.Text("properties", "additionalProperties", FirewallDesign.DnsServersMember)
            ?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>Off, Alert or Deny.</summary>
    public string? ThreatIntelMode => Document.Root.Text("properties", "threatIntelMode");

    /// <summary>Its classic rules in the order of processing: DNAT, network, application, each by priority.</summary>
    public OutputList<FirewallRule> Rules => (FirewallRule[])[.. FirewallRules.Read(this)];

    private IEnumerable<JsonNode> Configurations => Document.Root.Items("properties", "ipConfigurations");

    /// <inheritdoc/>
    static Firewall IArmResource<Firewall>.Of(ArmDocument document) => new(document);
}
