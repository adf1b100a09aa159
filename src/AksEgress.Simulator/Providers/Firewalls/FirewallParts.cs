using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.NetworkResources;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.Firewalls;

/// <summary>
/// A firewall's IP configurations and rule collections: they have ids, states, and etags, but can't be requested on their own.
/// </summary>
internal static class FirewallParts
{
    private const string Segment = "azureFirewallIpConfigurations";
    private const string Management = "managementIpConfiguration";

    /// <summary>The members that contain rule collections.</summary>
    public static string[] Collections { get; } = ["networkRuleCollections", "applicationRuleCollections", "natRuleCollections"];

    /// <summary>The order of an IP configuration's properties.</summary>
    public static string[] ConfigurationOrder { get; } =
    [
        "provisioningState", "privateIPAddress", "privateIPAllocationMethod", "publicIPAddress", "subnet"
    ];

    /// <summary>All IP configurations, the management one last.</summary>
    public static IEnumerable<JsonObject> Configurations(JsonObject? properties)
    {
        var all = properties.Array("ipConfigurations").Objects();
        return properties.Object(Management) is { } management ? all.Append(management) : all;
    }

    /// <summary>Adds the id, state, and defaults of every part.</summary>
    public static void Build(NetworkChange change, JsonObject properties)
    {
        BuildAll(properties, "ipConfigurations", part => BuildConfiguration(change, part));
        if (properties.Object(Management) is { } management)
        {
            properties.Remove(Management);
            properties[Management] = BuildConfiguration(change, management);
        }

        foreach (var member in Collections)
        {
            BuildAll(properties, member, part => BuildCollection(change, member, part));
        }
    }

    private static void BuildAll(JsonObject properties, string member, Func<JsonObject, JsonObject> build)
    {
        if (properties[member] is not JsonArray sent)
        {
            throw NetworkErrors.InvalidValue(properties[member]?.ToJsonString() ?? "null", "array", $"properties.{member}");
        }

        JsonArray built = [];
        foreach (var item in sent.ToArray())
        {
            sent.Remove(item);
            built.Add(
                item is JsonObject part
                    ? build(part)
                    : throw NetworkErrors.InvalidValue(item?.ToJsonString() ?? "null", "object", $"properties.{member}"));
        }

        properties[member] = built;
    }

    private static JsonObject BuildConfiguration(NetworkChange change, JsonObject part)
    {
        var name = Name(part);
        var own = Begin(change, part, Segment, name);
        var before = Configurations(change.Existing?.Document.Object("properties"))
            .FirstOrDefault(item => ResourceId.Is(item.Text("name"), name)).Object("properties");
        own.Remove("privateIPAddress");
        if (before.Text("privateIPAddress") is { } address
            && ResourceId.Is(before.Object("subnet").Text("id"), own.Object("subnet").Text("id")))
        {
            own["privateIPAddress"] = address;
        }

        if (change.Since("2023-01-01"))
        {
            // As recorded in Azure/azure-service-operator (Test_Networking_Firewall_20240301_CRUD); 2021-08-01 and 2022-01-01 don't
            // return it.
            own.Default("privateIPAllocationMethod", "Dynamic");
        }

        part["properties"] = own.Ordered(ConfigurationOrder);
        return part.Ordered("name", "id", "etag", "type", "properties");
    }

    private static JsonObject BuildCollection(NetworkChange change, string member, JsonObject part)
    {
        var own = Begin(change, part, member, Name(part));
        JsonArray rules = [];
        foreach (var rule in own.Array("rules").Objects())
        {
            rules.Add(Rule(member, rule.Copy()));
        }

        own["rules"] = rules;
        part["properties"] = own.Ordered("provisioningState", "priority", "action", "rules");
        return part.Ordered("name", "id", "etag", "properties", "type");
    }

    private static string Name(JsonObject part)
    {
        var name = part.Text("name") ?? "";
        Names.Check(name);
        return name;
    }

    private static JsonObject Begin(NetworkChange change, JsonObject part, string segment, string name)
    {
        var own = part.Object("properties") ?? [];
        part.Remove("properties");
        own["provisioningState"] = "Updating";
        part["id"] = $"{change.Id}/{segment}/{name}";
        part["etag"] = "";
        part["type"] = "Microsoft.Network/azureFirewalls/" + segment;
        return own;
    }

    // The empty lists that ARM adds, and its order, as recorded for network and NAT rules; for application rules, as in the schema.
    private static JsonObject Rule(string member, JsonObject rule)
    {
        (var added, var order) = member switch
        {
            "networkRuleCollections" => (
                (string[])["sourceAddresses", "destinationAddresses", "sourceIpGroups", "destinationIpGroups"],
                (string[])["name", "protocols", "sourceAddresses", "destinationAddresses", "sourceIpGroups", "destinationIpGroups",
                    "destinationFqdns", "destinationPorts"
                ]),
            "natRuleCollections" => (
                ["sourceAddresses", "sourceIpGroups"],
                [
                    "name", "protocols", "translatedAddress", "translatedFqdn", "translatedPort", "sourceAddresses", "sourceIpGroups",
                    "destinationAddresses", "destinationPorts"
                ]),
            _ => (
                ["fqdnTags", "targetFqdns", "sourceAddresses", "sourceIpGroups"],
                ["name", "protocols", "fqdnTags", "targetFqdns", "sourceAddresses", "sourceIpGroups"]),
        };
        foreach (var name in added)
        {
            rule.Default(name, new JsonArray());
        }

        return rule.Ordered(order);
    }
}
