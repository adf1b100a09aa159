using System.Text.Json.Nodes;
using AksEgress.Core.Documents;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Firewalls;

/// <summary>A rule of an Azure Firewall or its firewall policy, with its rule collection.</summary>
public sealed class FirewallRule
{
    private readonly JsonObject _collection;
    private readonly JsonObject _rule;

    internal FirewallRule(Firewall firewall, FirewallRuleKind kind, JsonObject collection, JsonObject rule, string? group = null)
    {
        CollectionGroupName = group;
        Policy = group is null ? null : firewall.Policy;
        Firewall = firewall.Id;
        FirewallName = firewall.Name;
        ResourceGroupName = firewall.ResourceGroupName;
        SubscriptionId = firewall.SubscriptionId;
        Kind = kind;
        _collection = collection;
        _rule = rule;
    }

    /// <summary>The rule as read.</summary>
    internal JsonObject Document => _rule;

    /// <summary>The rule's name, unique in its collection.</summary>
    public string Name => _rule.Text("name") ?? string.Empty;

    /// <summary>Dnat, Network or Application.</summary>
    public FirewallRuleKind Kind { get; }

    /// <summary>The rule collection's name.</summary>
    public string CollectionName => _collection.Text("name") ?? string.Empty;

    /// <summary>The rule collection group in the firewall policy; null for a classic rule.</summary>
    public string? CollectionGroupName { get; }

    /// <summary>
    /// The priority of the collection, 100 to 65000. Within a kind, or a group of a policy, the lowest number is processed first.
    /// </summary>
    public int? Priority => _collection.Number("properties", "priority") ?? _collection.Number("priority");

    /// <summary>The action of the collection: Allow, Deny, or Dnat.</summary>
    public string? Action => FirewallRules.Action(_collection);

    /// <summary>TCP, UDP, ICMP or Any; for an application rule pairs such as <c>Https=443</c>.</summary>
    public OutputList<string> Protocol => Kind == FirewallRuleKind.Application
        ? (string[])[.. _rule.Items("protocols").Select(item => $"{item.Text("protocolType")}={item.Number("port")}")]
        : (string[])[.. _rule.Texts("protocols"), .. _rule.Texts("ipProtocols")];

    /// <summary>The source addresses.</summary>
    public OutputList<string> SourceAddress => _rule.Texts("sourceAddresses");

    /// <summary>The destination addresses, ranges, or service tags.</summary>
    public OutputList<string> DestinationAddress => _rule.Texts("destinationAddresses");

    /// <summary>The destination FQDNs of a network rule.</summary>
    public OutputList<string> DestinationFqdn => _rule.Texts("destinationFqdns");

    /// <summary>The destination ports.</summary>
    public OutputList<string> DestinationPort => _rule.Texts("destinationPorts");

    /// <summary>The target FQDNs of an application rule.</summary>
    public OutputList<string> TargetFqdn => _rule.Texts("targetFqdns");

    /// <summary>The FQDN tags, which stand for FQDNs that Microsoft maintains.</summary>
    public OutputList<string> FqdnTag => _rule.Texts("fqdnTags");

    /// <summary>The translated address or FQDN of a DNAT rule.</summary>
    public string? TranslatedAddress => _rule.Text("translatedAddress") ?? _rule.Text("translatedFqdn");

    /// <summary>The translated port of a DNAT rule.</summary>
    public string? TranslatedPort => _rule.Text("translatedPort");

    /// <summary>The name of the firewall, also for a rule of its policy.</summary>
    public string FirewallName { get; }

    /// <summary>The firewall's resource group.</summary>
    public string ResourceGroupName { get; }

    /// <summary>The firewall's subscription.</summary>
    public string SubscriptionId { get; }

    /// <summary>The firewall's id.</summary>
    public string Firewall { get; }

    /// <summary>The ID of the firewall policy with the rule; null for a classic rule.</summary>
    public string? Policy { get; }

    /// <summary>All destinations, for all kinds of rules.</summary>
    public OutputList<string> Destination =>
        (string[])[
            .. DestinationAddress,
            .. DestinationFqdn,
            .. TargetFqdn,
            .. FqdnTag.Select(tag => "tag " + tag),
            .. _rule.Texts("targetUrls"),
            .. _rule.Texts("webCategories").Select(category => "category " + category),
            .. _rule.Texts("destinationIpGroups")
        ];

    /// <summary>The rule in one line, such as <c>TCP * -> AzureCloud.eastus:9000</c>.</summary>
    public string Rule => ToString();

    /// <summary>The rule in one line, such as <c>TCP * -> AzureCloud.eastus:9000</c>.</summary>
    public override string ToString()
    {
        var ports = DestinationPort.Count == 0 ? string.Empty : ":" + string.Join(',', DestinationPort);
        var translated = TranslatedAddress is null ? string.Empty : $" => {TranslatedAddress}:{TranslatedPort}";
        return $"{string.Join(',', Protocol)} {string.Join(',', SourceAddress)} -> {string.Join(',', Destination)}{ports}{translated}";
    }
}
