using System.Text.Json.Nodes;
using AksEgress.Simulator.Arm;

namespace AksEgress.Simulator.Networks;

/// <summary>Any other type of Microsoft.Network: kept as sent, with state and etag; Azure Firewalls get their defaults and private address.</summary>
/// <param name="type">The type, in the casing of the first request for it.</param>
internal sealed class GenericNetworkType(string type) : NetworkType
{
    private static readonly (string Member, string Segment)[] s_parts =
    [
        ("ipConfigurations", "azureFirewallIpConfigurations"), ("networkRuleCollections", "networkRuleCollections"),
        ("applicationRuleCollections", "applicationRuleCollections"), ("natRuleCollections", "natRuleCollections"),
    ];

    private readonly bool _firewall = ResourceId.Is(type, "Microsoft.Network/azureFirewalls");

    /// <inheritdoc/>
    public override string Type => _firewall ? "Microsoft.Network/azureFirewalls" : type;

    /// <inheritdoc/>
    public override bool NeedsLocation => !Type.AsSpan(Type.IndexOf('/') + 1).Contains('/');

    /// <inheritdoc/>
    protected override bool HasGuid => false;

    /// <inheritdoc/>
    protected override string[] PropertyOrder =>
        ["provisioningState", "sku", "threatIntelMode", "additionalProperties", "ipConfigurations", "networkRuleCollections", "applicationRuleCollections", "natRuleCollections"];

    /// <inheritdoc/>
    public override void Finish(World world, Resource resource)
    {
        if (!_firewall)
        {
            return;
        }

        foreach (JsonObject configuration in resource.Properties.Array("ipConfigurations").Objects())
        {
            JsonObject properties = configuration.Ensure("properties");
            if (properties.ContainsKey("privateIPAddress") || SubnetPrefix(world, properties.Object("subnet").Text("id")) is not { } prefix)
            {
                continue;
            }

            // Azure keeps a subnet's first four addresses; a firewall takes the next.
            properties["privateIPAddress"] = prefix.At(4).ToString();
            properties.Default("privateIPAllocationMethod", "Dynamic");
        }
    }

    /// <inheritdoc/>
    protected override void Fill(Change change, JsonObject document, JsonObject properties)
    {
        if (!_firewall)
        {
            return;
        }

        JsonObject sku = properties.Ensure("sku");
        string tier = sku.Text("tier") ?? "Standard";
        sku.Default("name", "AZFW_VNet");
        sku.Remove("tier");
        sku["tier"] = tier;
        properties["sku"] = sku.DeepClone().AsObject().Ordered("name", "tier");
        properties.Default("threatIntelMode", "Alert");
        properties.Default("additionalProperties", new JsonObject());
        foreach (string member in (string[])["ipConfigurations", "networkRuleCollections", "applicationRuleCollections", "natRuleCollections"])
        {
            properties.Default(member, new JsonArray());
        }

        foreach ((string member, string segment) in s_parts)
        {
            BuildParts(change, properties, member, segment);
        }
    }

    private static void BuildParts(Change change, JsonObject properties, string member, string segment)
    {
        if (properties.Array(member) is not { } sent)
        {
            return;
        }

        JsonArray built = [];
        foreach (JsonObject part in sent.Objects().ToArray())
        {
            sent.Remove(part);
            string name = part.Text("name") ?? "";
            Names.Check(name);
            JsonObject own = Take(part, "properties");
            JsonObject? before = change.Existing?.Document.Object("properties").Array(member).Objects()
                .FirstOrDefault(item => ResourceId.Is(item.Text("name"), name)).Object("properties");
            own.Remove("privateIPAddress");
            if (before.Text("privateIPAddress") is { } address && ResourceId.Is(before.Object("subnet").Text("id"), own.Object("subnet").Text("id")))
            {
                own["privateIPAddress"] = address;
            }

            own["provisioningState"] = "Updating";
            part["id"] = $"{change.Id}/{segment}/{name}";
            part["etag"] = "";
            part["type"] = "Microsoft.Network/azureFirewalls/" + segment;
            part["properties"] = own.Ordered("provisioningState", "privateIPAddress", "privateIPAllocationMethod");
            built.Add(part.Ordered(member == "ipConfigurations" ? ["name", "id", "etag", "type", "properties"] : ["name", "id", "etag", "properties", "type"]));
        }

        properties[member] = built;
    }

    private static Cidr? SubnetPrefix(World world, string? subnetId)
    {
        if (ResourceId.TryParse(subnetId) is not { } id || world.Store.Find(id.Parent().Key) is not { } network)
        {
            return null;
        }

        JsonObject? subnet = network.Document.Object("properties").Array("subnets").Objects().FirstOrDefault(item => ResourceId.Is(item.Text("name"), id.Name));
        string? prefix = subnet.Object("properties").Text("addressPrefix") ?? subnet.Object("properties").Array("addressPrefixes").Texts().FirstOrDefault();
        return Cidr.TryParse(prefix, out Cidr? range) ? range.Masked() : null;
    }
}
