using System.Text.Json.Nodes;
using AksEgress.Core.Documents;
using AksEgress.Core.Egress;
using AksEgress.Core.Firewalls;
using AksEgress.Core.RequiredEndpoints;

namespace AksEgress.Core.Paths;

/// <summary>
/// The rules of a firewall, compiled for the traffic of one subnet. Order of processing
/// (https://learn.microsoft.com/azure/firewall/rule-processing): network rules before application rules; within each, rules of a parent
/// policy first, then by the priorities of the rule collection group and of the collection; no match means denied.
/// </summary>
internal sealed class FirewallTables
{
    private readonly FirewallFilter _filter;
    private readonly SubnetSpace _space;

    /// <summary>Compiles the rules.</summary>
    public FirewallTables(FirewallFilter filter, SubnetSpace space)
    {
        _filter = filter;
        _space = space;
        Network = new FilterTable(Collections(FirewallRuleKind.Network).SelectMany(NetworkRules), space.HasPublicRoute);
        Application = new ApplicationTable(Collections(FirewallRuleKind.Application).SelectMany(ApplicationRules));
    }

    /// <summary>The network rules.</summary>
    public FilterTable Network { get; }

    /// <summary>The application rules.</summary>
    public ApplicationTable Application { get; }

    private static bool Allows(JsonObject collection) =>
        string.Equals(FirewallRules.Action(collection), "Allow", StringComparison.OrdinalIgnoreCase);

    private static string NameOf(JsonObject collection, JsonNode rule) => $"{collection.Text("name")}/{rule.Text("name")}";

    private static Transport TransportOf(JsonNode rule)
    {
        var transports = Transport.None;
        foreach (var protocol in rule.Texts("protocols").Concat(rule.Texts("ipProtocols")))
        {
            transports |= protocol.ToUpperInvariant() switch
            {
                "TCP" => Transport.Tcp,
                "UDP" => Transport.Udp,
                "ANY" => Transport.Both,
                _ => Transport.None,
            };
        }

        return transports;
    }

    // A rule of a policy that has an FQDN tag has no protocols: the tag implies HTTP and HTTPS.
    private static (string Type, int Port)[] ProtocolsOf(JsonNode rule)
    {
        (string Type, int Port)[] protocols =
            [.. rule.Items("protocols").Select(item => (item.Text("protocolType") ?? string.Empty, item.Number("port") ?? 0))];
        return protocols.Length == 0 && rule.Texts("fqdnTags").Count > 0 ? [("Http", 80), ("Https", 443)] : protocols;
    }

    private IEnumerable<(JsonObject Collection, IEnumerable<JsonNode> Rules)> Collections(FirewallRuleKind kind)
    {
        if (_filter.Policies.Count == 0)
        {
            return FirewallRules.Collections(_filter.Firewall.Document, kind)
                .OrderBy(collection => collection.Number("properties", "priority"))
                .Select(collection => (collection, collection.Items("properties", "rules")));
        }

        var ruleType = kind == FirewallRuleKind.Network ? "NetworkRule" : "ApplicationRule";
        return _filter.Policies
            .SelectMany(item => item.Groups.OrderBy(group => group.Root.Number("properties", "priority")))
            .SelectMany(group => PolicyRules.Collections(group).OrderBy(collection => collection.Number("priority")))
            .Select(collection => (
                collection,
                collection.Items("rules")
                    .Where(rule => string.Equals(rule.Text("ruleType"), ruleType, StringComparison.OrdinalIgnoreCase))));
    }

    private IEnumerable<FilterRule> NetworkRules((JsonObject Collection, IEnumerable<JsonNode> Rules) item) =>
        item.Rules.Select(rule => new FilterRule(
            NameOf(item.Collection, rule),
            Allows(item.Collection),
            TransportOf(rule),
            _space.SourceOf(SetOf(rule, "sourceAddresses", "sourceIpGroups")),
            [.. rule.Texts("destinationPorts").Select(PortInterval.TryParse).OfType<PortInterval>()],
            SetOf(rule, "destinationAddresses", "destinationIpGroups"),

            // Without the DNS proxy the firewall doesn't resolve names in network rules:
            // https://learn.microsoft.com/azure/firewall/fqdn-filtering-network-rules
            _filter.EnablesDnsProxy ? [.. rule.Texts("destinationFqdns").Select(name => name.ToLowerInvariant())] : []));

    private IEnumerable<ApplicationRule> ApplicationRules((JsonObject Collection, IEnumerable<JsonNode> Rules) item) =>
        item.Rules.Select(rule =>
        {
            var tags = rule.Texts("fqdnTags");
            var isKnown = tags.All(tag => string.Equals(tag, EndpointCatalogue.FqdnTag, StringComparison.OrdinalIgnoreCase));
            string[] patterns =
            [
                .. rule.Texts("targetFqdns").Select(name => name.ToLowerInvariant()),
                .. tags.Count > 0 && isKnown ? EndpointCatalogue.TagPatterns : [],
            ];
            return new ApplicationRule(
                NameOf(item.Collection, rule),
                Allows(item.Collection),
                _space.SourceOf(SetOf(rule, "sourceAddresses", "sourceIpGroups")),
                ProtocolsOf(rule),
                patterns,
                !isKnown || rule.Texts("webCategories").Count > 0 || rule.Texts("targetUrls").Count > 0);
        });

    private AddressSet SetOf(JsonNode rule, string addresses, string groups)
    {
        var values = rule.Texts(addresses).ToList();
        var isIncomplete = false;
        foreach (var group in rule.Texts(groups))
        {
            if (_filter.IpGroups.GetValueOrDefault(group) is { } members)
            {
                values.AddRange(members);
            }
            else
            {
                isIncomplete = true;
            }
        }

        return new AddressSet(values, isIncomplete);
    }
}
