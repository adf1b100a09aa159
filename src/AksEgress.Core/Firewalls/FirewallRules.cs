using System.Text.Json.Nodes;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;

namespace AksEgress.Core.Firewalls;

/// <summary>Reads and finds the rules of a firewall.</summary>
internal static class FirewallRules
{
    /// <summary>Rejects the removal or change of a rule that was modified after it was confirmed.</summary>
    /// <param name="confirmed">The rule that was confirmed.</param>
    /// <param name="now">The current rule.</param>
    /// <param name="verb">removed or changed.</param>
    /// <exception cref="EgressException">ModifiedByAnotherClient.</exception>
    public static void RequireUnchanged(FirewallRule confirmed, JsonObject now, string verb = "removed")
    {
        if (!DocumentComparison.IsSame(confirmed.Document, now))
        {
            throw EgressErrors.ModifiedByAnotherClient(confirmed.Name, $"the rule differs from the one to be {verb}", confirmed.Firewall);
        }
    }

    /// <summary>Sets properties of a rule, and removes those whose value is null. Its position and other properties are kept.</summary>
    /// <param name="confirmed">The rule that was confirmed.</param>
    /// <param name="now">The current rule.</param>
    /// <param name="members">The properties.</param>
    /// <exception cref="EgressException">ModifiedByAnotherClient, if the rule is neither as confirmed nor as requested.</exception>
    public static void Edit(FirewallRule confirmed, JsonObject now, JsonObject members)
    {
        if (members.All(member => member.Value is null
            ? now.At(member.Key) is null or JsonArray { Count: 0 }
            : DocumentComparison.IsSame(now.At(member.Key), member.Value)))
        {
            return;
        }

        RequireUnchanged(confirmed, now, "changed");
        foreach (var (name, value) in members)
        {
            if (value is null && now.At(name) is not (null or JsonArray { Count: 0 }))
            {
                now.Without(name);
            }
            else if (value is not null)
            {
                now[name] = value.DeepClone();
            }
        }
    }

    /// <summary>The error for a rule that no longer exists. It is returned, not thrown.</summary>
    public static EgressException Gone(FirewallRule rule) => EgressErrors.FirewallRuleNotFound(
        rule.FirewallName, rule.Name, $" in collection '{rule.CollectionName}'", rule.Firewall);

    /// <summary>The property of a firewall that contains the collections of a kind.</summary>
    public static string Member(FirewallRuleKind kind) => kind switch
    {
        FirewallRuleKind.Dnat => "natRuleCollections",
        FirewallRuleKind.Network => "networkRuleCollections",
        _ => "applicationRuleCollections",
    };

    /// <summary>The name of a kind in a sentence.</summary>
    public static string Words(FirewallRuleKind kind) => kind switch
    {
        FirewallRuleKind.Dnat => "DNAT rule",
        FirewallRuleKind.Network => "network rule",
        _ => "application rule",
    };

    /// <summary>All rules, in the order of processing.</summary>
    public static IEnumerable<FirewallRule> Read(Firewall firewall) =>
        from kind in Enum.GetValues<FirewallRuleKind>()
        from collection in Collections(firewall.Document, kind).OrderBy(collection => collection.Number("properties", "priority"))
        from rule in collection.Items("properties", "rules").OfType<JsonObject>()
        select new FirewallRule(firewall, kind, collection, rule);

    /// <summary>The collections of a kind, in ARM's order.</summary>
    public static IEnumerable<JsonObject> Collections(ArmDocument document, FirewallRuleKind kind) =>
        document.Root.Items("properties", Member(kind)).OfType<JsonObject>();

    /// <summary>The action of a collection: Allow, Deny, or Dnat, which is DNAT in a policy.</summary>
    public static string? Action(JsonObject collection)
    {
        var action = collection.Text("properties", "action", "type") ?? collection.Text("action", "type");
        return string.Equals(action, "DNAT", StringComparison.OrdinalIgnoreCase) ? "Dnat" : action;
    }

    /// <summary>The element of that name, or null.</summary>
    public static JsonObject? Named(IEnumerable<JsonObject> items, string name) =>
        items.FirstOrDefault(item => string.Equals(item.Text("name"), name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Finds a rule of a firewall by name.</summary>
    /// <exception cref="EgressException">FirewallRuleNotFound, FirewallRuleAmbiguous.</exception>
    public static FirewallRule Find(Firewall firewall, string name, string? collection, FirewallRuleKind? kind) =>
        Find(firewall, firewall.Rules, name, collection, kind, null);

    /// <summary>Finds a rule of a firewall or its policy by name.</summary>
    /// <exception cref="EgressException">FirewallRuleNotFound, FirewallRuleAmbiguous.</exception>
    public static FirewallRule Find(
        Firewall firewall, IEnumerable<FirewallRule> rules, string name, string? collection, FirewallRuleKind? kind, string? group)
    {
        var found = rules.Where(rule =>
            Same(rule.Name, name) && (collection is null || Same(rule.CollectionName, collection)) && (kind is null || rule.Kind == kind)
                && (group is null || Same(rule.CollectionGroupName ?? string.Empty, group))).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw EgressErrors.FirewallRuleNotFound(
                firewall.Name, name, collection is null ? string.Empty : $" in collection '{collection}'", firewall.Id),
            _ => throw EgressErrors.FirewallRuleAmbiguous(
                firewall.Name, name,
                string.Join(
                    ", ",
                    found.Select(rule =>
                        $"{(rule.CollectionGroupName is { } of ? of + "/" : string.Empty)}{rule.CollectionName} ({Words(rule.Kind)})")),
                firewall.Id),
        };
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
