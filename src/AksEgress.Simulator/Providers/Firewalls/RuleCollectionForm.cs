using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.Firewalls;

/// <summary>
/// The form in which ARM returns the rule collections of a group: its order, its spelling of actions, and the members it adds to
/// rules, all as recorded with the Azure CLI's tests (api-version 2022-01-01). Unknown members are kept at the end.
/// </summary>
internal static class RuleCollectionForm
{
    private static readonly string[] s_order = ["ruleCollectionType", "action", "rules", "name", "priority"];
    private static readonly string[] s_actions = ["Dnat", "Allow", "Deny"];

    private static readonly Dictionary<string, (string[] Lists, string[] Order)> s_rules = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ApplicationRule"] = (
            ["fqdnTags", "webCategories", "targetFqdns", "targetUrls", "sourceAddresses", "sourceIpGroups", "httpHeadersToInsert"],
            [
                "ruleType", "name", "description", "protocols", "fqdnTags", "webCategories", "targetFqdns", "targetUrls", "terminateTLS",
                "sourceAddresses", "destinationAddresses", "sourceIpGroups", "httpHeadersToInsert"
            ]),
        ["NetworkRule"] = (
            ["sourceAddresses", "sourceIpGroups", "destinationAddresses", "destinationIpGroups", "destinationFqdns"],
            [
                "ruleType", "ipv6Rule", "name", "description", "ipProtocols", "sourceAddresses", "sourceIpGroups", "destinationAddresses",
                "destinationIpGroups", "destinationFqdns", "destinationPorts"
            ]),
        ["NatRule"] = (
            ["sourceAddresses", "sourceIpGroups"],
            [
                "ruleType", "name", "description", "translatedAddress", "translatedFqdn", "translatedPort", "ipProtocols",
                "sourceAddresses", "sourceIpGroups", "destinationAddresses", "destinationPorts"
            ]),
    };

    /// <summary>
    /// Converts the rule collections of a group's properties to ARM's form. The checks report what isn't a collection.
    /// </summary>
    public static void Apply(JsonObject properties)
    {
        if (properties.Array("ruleCollections") is not { } collections)
        {
            return;
        }

        for (var index = 0; index < collections.Count; index++)
        {
            if (collections[index] is JsonObject collection)
            {
                collections[index] = Collection(collection);
            }
        }
    }

    private static JsonObject Collection(JsonObject collection)
    {
        if (collection.Object("action") is { } action
            && Array.Find(s_actions, known => ResourceId.Is(known, action.Text("type"))) is { } type)
        {
            action["type"] = type;
        }

        if (collection.Array("rules") is { } rules)
        {
            for (var index = 0; index < rules.Count; index++)
            {
                if (rules[index] is JsonObject rule && s_rules.TryGetValue(rule.Text("ruleType") ?? "", out var form))
                {
                    rules[index] = Rule(rule, form.Lists, form.Order);
                }
            }
        }

        return collection.Ordered(s_order);
    }

    private static JsonObject Rule(JsonObject rule, string[] lists, string[] order)
    {
        foreach (var list in lists)
        {
            rule.Default(list, new JsonArray());
        }

        if (ResourceId.Is(rule.Text("ruleType"), "NetworkRule"))
        {
            rule.Default("ipv6Rule", false);
        }

        if (rule.Array("protocols") is { } protocols)
        {
            for (var index = 0; index < protocols.Count; index++)
            {
                if (protocols[index] is JsonObject protocol)
                {
                    protocols[index] = protocol.Ordered("protocolType", "port");
                }
            }
        }

        return rule.Ordered(order);
    }
}
