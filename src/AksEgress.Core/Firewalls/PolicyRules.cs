using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;

namespace AksEgress.Core.Firewalls;

/// <summary>
/// A firewall policy's rules in its rule collection groups. A collection there has a type and no properties of its own, and
/// its rules have a type each; otherwise they say what classic rules say.
/// </summary>
internal static class PolicyRules
{
    /// <summary>The child type's own segment.</summary>
    public const string Segment = "ruleCollectionGroups";

    private const string NatCollection = "FirewallPolicyNatRuleCollection";
    private const string FilterCollection = "FirewallPolicyFilterRuleCollection";

    /// <summary>The groups that the portal makes, with its priorities; rules without a named group go there.</summary>
    public static (string Name, int Priority) DefaultGroup(FirewallRuleKind kind) => kind switch
    {
        FirewallRuleKind.Dnat => ("DefaultDnatRuleCollectionGroup", 100),
        FirewallRuleKind.Network => ("DefaultNetworkRuleCollectionGroup", 200),
        _ => ("DefaultApplicationRuleCollectionGroup", 300),
    };

    /// <summary>
    /// All rules in the order in which the firewall goes through them: by kind, then by the group's priority and the collection's.
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

    /// <summary>What kind of rules a collection holds; null for an empty one of filters, which takes either.</summary>
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

    /// <summary>A rule as a policy has it.</summary>
    /// <exception cref="EgressException">InvalidValue for a protocol that policies do not know.</exception>
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
        if (request.Rule.Items("protocols").Any(item => item.Text("protocolType") == "Mssql"))
        {
            throw EgressErrors.InvalidValue(
                "Protocol", "application rules of a firewall policy support only Http and Https.", request.Name);
        }

        foreach (var (name, value) in request.Rule)
        {
            rule[name == "protocols" && request.Kind != FirewallRuleKind.Application ? "ipProtocols" : name] = value?.DeepClone();
        }

        return rule;
    }
}
