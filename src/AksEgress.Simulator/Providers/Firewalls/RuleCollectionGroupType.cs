using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.NetworkResources;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.Firewalls;

/// <summary>
/// Microsoft.Network/firewallPolicies/ruleCollectionGroups. The rules are documented; codes and texts aren't recorded.
/// </summary>
internal sealed class RuleCollectionGroupType : NetworkType
{
    private const int Lowest = 100;
    private const int Highest = 65000;

    // The kinds of rules that each type of collection accepts.
    private static readonly Dictionary<string, string[]> s_collections = new(StringComparer.OrdinalIgnoreCase)
    {
        ["FirewallPolicyFilterRuleCollection"] = ["NetworkRule", "ApplicationRule"],
        ["FirewallPolicyNatRuleCollection"] = ["NatRule"],
    };

    /// <inheritdoc/>
    public override string Type => "Microsoft.Network/firewallPolicies/ruleCollectionGroups";

    /// <inheritdoc/>
    public override bool NeedsLocation => false;

    /// <inheritdoc/>
    protected override bool HasGuid => false;

    /// <inheritdoc/>
    protected override string[] PropertyOrder => ["size", "priority", "ruleCollections"];

    /// <inheritdoc/>
    protected override string[] DocumentOrder => FirewallPolicyType.Order;

    /// <inheritdoc/>
    public override double WriteSeconds(NetworkChange change, JsonObject document) =>
        FirewallPolicyType.Seconds(Policy(change)?.Document, base.WriteSeconds(change, document));

    /// <inheritdoc/>
    public override void Check(NetworkChange change, JsonObject document)
    {
        var properties = document.Object("properties")!;
        var priority = Priority(change.Id, properties);
        foreach (var other in Neighbours(change))
        {
            if (other.Properties.Number("priority") == priority)
            {
                throw NetworkErrors.BadRequest(
                    "FirewallPolicyRuleCollectionGroupPriorityConflict",
                    $"Rule collection group {change.Id} has the priority of rule collection group {other.Id}.");
            }
        }

        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        HashSet<double> priorities = [];
        foreach (var collection in properties.Array("ruleCollections").Objects())
        {
            var name = collection.Text("name") ?? "";
            if (name.Length == 0 || !names.Add(name))
            {
                throw NetworkErrors.DuplicateChild(change.Id, name);
            }

            if (!priorities.Add(Priority($"{change.Id}/{name}", collection)))
            {
                throw NetworkErrors.BadRequest(
                    "FirewallPolicyRuleCollectionPriorityConflict",
                    $"Rule collection {name} of {change.Id} has the priority of another rule collection of its group.");
            }

            CheckRules(change, collection, name);
        }
    }

    /// <inheritdoc/>
    protected override void Fill(NetworkChange change, JsonObject document, JsonObject properties)
    {
        properties.Default("ruleCollections", new JsonArray());
        RuleCollectionForm.Apply(properties);
        FirewallPolicyType.FillSize(properties);
        FirewallPolicyType.PutStateLast(properties);
        document["type"] = "Microsoft.Network/FirewallPolicies/RuleCollectionGroups";

        // A group has its policy's location and returns it.
        if (Policy(change) is { Location.Length: > 0 } policy)
        {
            document["location"] = policy.Location;
        }
    }

    private static void CheckRules(NetworkChange change, JsonObject collection, string name)
    {
        var type = collection.Text("ruleCollectionType") ?? "";
        if (!s_collections.TryGetValue(type, out var takes))
        {
            throw NetworkErrors.InvalidValue(type, "FirewallPolicyRuleCollectionType", "properties.ruleCollections.ruleCollectionType");
        }

        var action = collection.Object("action").Text("type") ?? "";
        var isNat = takes[0] == "NatRule";
        if (isNat ? !ResourceId.Is(action, "DNAT") : !ResourceId.Is(action, "Allow") && !ResourceId.Is(action, "Deny"))
        {
            throw NetworkErrors.InvalidValue(
                action,
                isNat ? "FirewallPolicyNatRuleCollectionActionType" : "FirewallPolicyFilterRuleCollectionActionType",
                "properties.ruleCollections.action.type");
        }

        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        HashSet<string> kinds = new(StringComparer.OrdinalIgnoreCase);
        foreach (var rule in collection.Array("rules").Objects())
        {
            var kind = rule.Text("ruleType") ?? "";
            if (!takes.Contains(kind, StringComparer.OrdinalIgnoreCase) || (kinds.Add(kind) && kinds.Count > 1))
            {
                throw NetworkErrors.BadRequest(
                    "FirewallPolicyRuleTypeInvalid",
                    $"Rule {rule.Text("name")} of type {kind} cannot be in rule collection {name} of {change.Id}, which has rules of one "
                        + "type.");
            }

            if (rule.Text("name") is not { Length: > 0 } own || !names.Add(own))
            {
                throw NetworkErrors.DuplicateChild($"{change.Id}/{name}", rule.Text("name") ?? "");
            }
        }
    }

    private static double Priority(string id, JsonObject holder)
    {
        var priority = holder.Number("priority") ?? -1;
        return priority is >= Lowest and <= Highest ? priority : throw NetworkErrors.OutOfRange("priority", id, priority, Lowest, Highest);
    }

    private static Resource? Policy(NetworkChange change) => change.World.Store.Find(change.Path.Parent().Key);

    private static IEnumerable<Resource> Neighbours(NetworkChange change) =>
        Policy(change)?.Properties.Array("ruleCollectionGroups").Objects().Select(item => change.World.Store.FindId(item.Text("id")))
            .OfType<Resource>().Where(other => other.Key != change.Path.Key) ?? [];
}
