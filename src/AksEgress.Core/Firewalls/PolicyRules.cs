using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;

namespace AksEgress.Core.Firewalls;

/// <summary>
/// The rules in the rule collection groups of a firewall policy. Collections and rules have a type, and collections have no
/// <c>properties</c> object; otherwise they're the same as classic rules.
/// </summary>
internal static class PolicyRules
{
    /// <summary>The segment of the child type in an ID.</summary>
    public const string Segment = "ruleCollectionGroups";

    private const string NatCollection = "FirewallPolicyNatRuleCollection";
    private const string FilterCollection = "FirewallPolicyFilterRuleCollection";

    /// <summary>The default groups of the portal, with their priorities, for rules without a specified group.</summary>
    public static (string Name, int Priority) DefaultGroup(FirewallRuleKind kind) => kind switch
    {
        FirewallRuleKind.Dnat => ("DefaultDnatRuleCollectionGroup", 100),
        FirewallRuleKind.Network => ("DefaultNetworkRuleCollectionGroup", 200),
        _ => ("DefaultApplicationRuleCollectionGroup", 300),
    };

    /// <summary>
    /// All rules in the order of processing: by kind, then by the priorities of the group and of the collection.
    /// </summary>
    public static IEnumerable<FirewallRule> Read(Firewall firewall, IEnumerable<ArmDocument> groups) =>
        from item in groups.SelectMany(home =>
            Collections(home).Select(collection => (Home: home, Collection: collection, Kind: Kind(collection))))
        where item.Kind is not null
        orderby item.Kind, item.Home.Root.Number("properties", "priority"), item.Collection.Number("priority")
        from rule in item.Collection.Items("rules").OfType<JsonObject>()
        select new FirewallRule(firewall, item.Kind!.Value, item.Collection, rule, item.Home.Name);

    /// <summary>A group's collections.</summary>
    public static IEnumerable<JsonObject> Collections(ArmDocument group) =>
        group.Root.Items("properties", "ruleCollections").OfType<JsonObject>();

    /// <summary>The kind of a collection's rules; null for an empty filter collection, which can have either kind.</summary>
    public static FirewallRuleKind? Kind(JsonObject collection) =>
        string.Equals(collection.Text("ruleCollectionType"), NatCollection, StringComparison.OrdinalIgnoreCase) ? FirewallRuleKind.Dnat
        : collection.Items("rules").Select(rule => rule.Text("ruleType")).FirstOrDefault() switch
        {
            "ApplicationRule" => FirewallRuleKind.Application,
            "NetworkRule" => FirewallRuleKind.Network,
            _ => null,
        };

    /// <summary>A new collection without rules.</summary>
    public static JsonObject Collection(FirewallRuleRequest request, int priority)
    {
        ArmNames.Check(request.CollectionName, ArmNames.MaximumLength, nameof(request.CollectionName));
        var isNat = request.Kind == FirewallRuleKind.Dnat;
        return new JsonObject
        {
            ["ruleCollectionType"] = isNat ? NatCollection : FilterCollection,
            ["name"] = request.CollectionName,
            ["priority"] = priority,
            ["action"] = new JsonObject { ["type"] = isNat ? "DNAT" : request.Action ?? "Allow" },
            ["rules"] = new JsonArray(),
        };
    }

    /// <summary>The document of a rule in a policy.</summary>
    /// <exception cref="EgressException">InvalidValue for a protocol that policies don't support.</exception>
    public static JsonObject Rule(FirewallRuleRequest request)
    {
        var rule = new JsonObject
        {
            ["ruleType"] = request.Kind switch
            {
                FirewallRuleKind.Dnat => "NatRule",
                FirewallRuleKind.Network => "NetworkRule",
                _ => "ApplicationRule",
            },
        };
        foreach (var (name, value) in Members(request.Name, request.Kind, request.Rule))
        {
            rule[name] = value?.DeepClone();
        }

        return rule;
    }

    /// <summary>Members of a classic rule as a policy names them.</summary>
    /// <exception cref="EgressException">InvalidValue for a protocol that policies don't support.</exception>
    public static JsonObject Members(string rule, FirewallRuleKind kind, JsonObject members)
    {
        if (members.Items("protocols").Any(item => item.Text("protocolType") == "Mssql"))
        {
            throw EgressErrors.InvalidValue(
                "Protocol", "application rules of a firewall policy support only Http and Https.", rule);
        }

        var renamed = new JsonObject();
        foreach (var (name, value) in members)
        {
            renamed[name == "protocols" && kind != FirewallRuleKind.Application ? "ipProtocols" : name] = value?.DeepClone();
        }

        return renamed;
    }
}
