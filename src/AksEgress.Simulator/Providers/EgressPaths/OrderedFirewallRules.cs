using System.Text.Json.Nodes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.EgressPaths;

/// <summary>A firewall's rules in the order in which it processes them, its own or a policy's.</summary>
internal sealed class OrderedFirewallRules
{
    private const int MaxParents = 8;

    private OrderedFirewallRules(bool proxiesDns, List<RuleCollection> network, List<RuleCollection> application) =>
        (ProxiesDns, Network, Application) = (proxiesDns, network, application);

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
            proxy, Classic(properties, "networkRuleCollections"), Classic(properties, "applicationRuleCollections"));
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
        return new OrderedFirewallRules(proxy, network, application);
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
