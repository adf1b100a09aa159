using System.Text.Json.Nodes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.EgressPaths;

/// <summary>
/// A firewall's rules in the order in which it processes them, its own or a policy's: all network rules before all application rules,
/// and in each kind the parent policy's, then by the priority of groups and of collections
/// (https://learn.microsoft.com/azure/firewall/rule-processing and https://learn.microsoft.com/azure/firewall/policy-rule-sets).
/// </summary>
internal sealed class OrderedFirewallRules
{
    private const int MaxParents = 8;

    private OrderedFirewallRules(
        bool proxiesDns, ThreatIntelligence intelligence, List<RuleCollection> network, List<RuleCollection> application) =>
        (ProxiesDns, Intelligence, Network, Application) = (proxiesDns, intelligence, network, application);

    /// <summary>Microsoft's list of known malicious names.</summary>
    public ThreatIntelligence Intelligence { get; }

    /// <summary>True if network rules with FQDNs have an effect: only with the DNS proxy.</summary>
    public bool ProxiesDns { get; }

    /// <summary>Collections of network rules, which are processed before all application rules.</summary>
    public IReadOnlyList<RuleCollection> Network { get; }

    /// <summary>Collections of application rules.</summary>
    public IReadOnlyList<RuleCollection> Application { get; }

    /// <summary>Reads a firewall's rules.</summary>
    public static OrderedFirewallRules Of(SimulatedWorld world, Resource firewall)
    {
        var properties = firewall.Document.Object("properties");
        if (properties.Object("firewallPolicy").Text("id") is { } policy)
        {
            return OfPolicy(world, policy);
        }

        var proxy = ResourceId.Is(properties.Object("additionalProperties").Text("Network.DNS.EnableProxy"), "true");
        return new OrderedFirewallRules(
            proxy,
            ThreatIntelligence.Of([properties]),
            Classic(properties, "networkRuleCollections"),
            Classic(properties, "applicationRuleCollections"));
    }

    private static List<RuleCollection> Classic(JsonObject? properties, string member) =>
        [.. properties.Array(member).Objects().Select(static item => item.Object("properties")).OfType<JsonObject>()
            .OrderBy(static item => item.Number("priority") ?? 65000)
            .Select(static item => new RuleCollection(IsAllow(item), [.. item.Array("rules").Objects()]))];

    private static OrderedFirewallRules OfPolicy(SimulatedWorld world, string policyId)
    {
        // A parent policy's groups come first, whatever their priorities.
        List<Resource> chain = [];
        var next = policyId;
        while (chain.Count < MaxParents && world.Store.FindId(next) is { } policy && !chain.Contains(policy))
        {
            chain.Insert(0, policy);
            next = policy.Document.Object("properties").Object("basePolicy").Text("id");
        }

        List<RuleCollection> network = [];
        List<RuleCollection> application = [];
        var collections = chain.SelectMany(policy => Groups(world, policy))
            .SelectMany(static group => group.Array("ruleCollections").Objects().OrderBy(static item => item.Number("priority") ?? 65000));
        foreach (var item in collections.Where(static item =>
            ResourceId.Is(item.Text("ruleCollectionType"), "FirewallPolicyFilterRuleCollection")))
        {
            Add(network, item, "NetworkRule");
            Add(application, item, "ApplicationRule");
        }

        var proxy = chain.Count > 0 && chain[^1].Document.Object("properties").Object("dnsSettings").Flag("enableProxy") == true;
        var intelligence = ThreatIntelligence.Of([.. chain.Select(static policy => policy.Document.Object("properties"))]);
        return new OrderedFirewallRules(proxy, intelligence, network, application);
    }

    private static IEnumerable<JsonObject> Groups(SimulatedWorld world, Resource policy) =>
        world
            .Store.Collection(policy.Key + "/rulecollectiongroups")
            .Select(key => world.Store.Find(key)?.Document.Object("properties"))
            .OfType<JsonObject>()
            .OrderBy(static group => group.Number("priority") ?? 65000);

    private static void Add(List<RuleCollection> list, JsonObject collection, string type)
    {
        JsonObject[] rules = [.. collection.Array("rules").Objects().Where(rule => ResourceId.Is(rule.Text("ruleType"), type))];
        if (rules.Length > 0)
        {
            list.Add(new RuleCollection(IsAllow(collection), rules));
        }
    }

    private static bool IsAllow(JsonObject collection) => ResourceId.Is(collection.Object("action").Text("type"), "Allow");

    /// <summary>Rules with one action.</summary>
    /// <param name="Allows">True if the rules allow traffic.</param>
    /// <param name="Rules">The rules.</param>
    internal sealed record RuleCollection(bool Allows, IReadOnlyList<JsonObject> Rules);
}
