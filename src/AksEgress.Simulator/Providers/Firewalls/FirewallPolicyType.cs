using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.NetworkResources;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.Firewalls;

/// <summary>
/// Microsoft.Network/firewallPolicies: defaults, order, the three lists that always exist, as recorded, and the resources that use
/// the policy.
/// </summary>
internal sealed class FirewallPolicyType : NetworkType
{
    /// <summary>
    /// Seconds until a change reaches every firewall of a policy: three to five minutes according to public reports; as recorded
    /// for a policy without a firewall.
    /// </summary>
    private const double Rollout = 240;

    private static readonly string[] s_users = ["childPolicies", "ruleCollectionGroups", "firewalls"];
    private static readonly string[] s_private = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];
    private static readonly string[] s_tiers = ["Standard", "Premium", "Basic"];

    /// <inheritdoc/>
    public override string Type => "Microsoft.Network/firewallPolicies";

    /// <inheritdoc/>
    protected override bool HasGuid => false;

    /// <inheritdoc/>
    protected override IReadOnlyList<string> ReadOnly => ["firewalls", "ruleCollectionGroups", "childPolicies", "size"];

    /// <inheritdoc/>
    protected override string[] PropertyOrder =>
        ["size", "sku", .. s_users, "threatIntelMode", "threatIntelWhitelist", "dnsSettings", "snat", "sql", "intrusionDetection"];

    /// <inheritdoc/>
    protected override string[] DocumentOrder => Order;

    /// <summary>
    /// DELETE of a policy is answered with 200 and without an operation, as recorded four times; DELETE of a group, with 202.
    /// </summary>
    public override bool DeletesAtOnce => true;

    /// <summary>The order of the members of policies and of their groups, as recorded.</summary>
    public static string[] Order { get; } = ["properties", "id", "name", "type", "etag", "location", "tags"];

    /// <summary>The time until a change reaches the policy's firewalls; the recorded time if it has none.</summary>
    public static double Seconds(JsonObject? policy, double recorded) =>
        policy.Object("properties").Array("firewalls") is { Count: > 0 } ? Rollout : recorded;

    /// <summary>Moves the state behind all other properties, as in policies and their groups.</summary>
    public static void PutStateLast(JsonObject properties)
    {
        var state = properties["provisioningState"];
        properties.Remove("provisioningState");
        properties["provisioningState"] = state;
    }

    /// <summary>The size that newer api-versions return: the form is recorded, how ARM measures it isn't.</summary>
    public static void FillSize(JsonObject properties)
    {
        properties.Remove("size");
        var megabytes = properties.ToJsonString().Length / (1024.0 * 1024.0);
        properties["size"] = megabytes.ToString("0.#########", System.Globalization.CultureInfo.InvariantCulture) + " MB";
    }

    /// <inheritdoc/>
    public override void Check(NetworkChange change, JsonObject document)
    {
        // The rules are documented; codes and texts aren't recorded.
        var tier = document.Object("properties").Object("sku").Text("tier") ?? "";
        if (!s_tiers.Contains(tier, StringComparer.OrdinalIgnoreCase))
        {
            throw NetworkErrors.InvalidValue(tier, "FirewallPolicySkuTier", "properties.sku.tier");
        }

        var before = change.Existing?.Document.Object("properties").Object("sku").Text("tier");
        if (before is not null && !ResourceId.Is(before, tier))
        {
            throw NetworkErrors.BadRequest(
                "FirewallPolicySkuTierCannotBeChanged",
                $"The tier of firewall policy {change.Id} is {before} and cannot be changed to {tier}.");
        }
    }

    /// <inheritdoc/>
    public override void CheckDelete(SimulatedWorld world, Resource resource)
    {
        JsonNode? user = resource
            .Properties.Array("firewalls")
            .Objects()
            .Concat(resource.Properties.Array("childPolicies").Objects())
            .FirstOrDefault();
        if (user is JsonObject holder)
        {
            throw new RefusalException(HttpStatusCode.BadRequest, "FirewallPolicyCannotBeDeletedWhenInUse",
                $"Firewall policy {resource.Id} cannot be deleted since it is in use by resource {holder.Text("id")}.", ErrorShape.Network);
        }
    }

    /// <inheritdoc/>
    public override double WriteSeconds(NetworkChange change, JsonObject document) =>
        Seconds(change.Existing?.Document, base.WriteSeconds(change, document));

    /// <inheritdoc/>
    protected override void Fill(NetworkChange change, JsonObject document, JsonObject properties)
    {
        var sku = Take(properties, "sku");
        sku.Default("tier", "Standard");
        properties["sku"] = sku;
        properties.Default("threatIntelMode", "Alert");
        foreach (var member in s_users)
        {
            properties.Default(member, new JsonArray());
        }

        FillDns(properties);
        FillSnat(properties);
        FillIntrusionDetection(properties);
        FillSize(properties);
        PutStateLast(properties);

        // As recorded: the casing of the type in ids differs from that in the document.
        document["type"] = "Microsoft.Network/FirewallPolicies";
    }

    // The name stands for the four private ranges, and a disabled member isn't returned, as recorded in Azure/azure-cli-extensions
    // (test_azure_firewall_policy_with_snat).
    private static void FillSnat(JsonObject properties)
    {
        if (properties.Object("snat") is not { } snat)
        {
            return;
        }

        if (snat.Array("privateRanges") is { } ranges)
        {
            JsonArray shown = [.. ranges.Texts()
                .SelectMany(static range => ResourceId.Is(range, "IANAPrivateRanges") ? s_private : [range])
                .Select(static range => JsonValue.Create(range))];
            snat["privateRanges"] = shown;
        }

        if (ResourceId.Is(snat.Text("autoLearnPrivateRanges"), "Disabled"))
        {
            snat.Remove("autoLearnPrivateRanges");
        }
    }

    // A disabled proxy isn't returned, as recorded.
    private static void FillDns(JsonObject properties)
    {
        if (properties.Object("dnsSettings") is not { } dns)
        {
            return;
        }

        if (dns.Flag("enableProxy") == false)
        {
            dns.Remove("enableProxy");
        }

        properties["dnsSettings"] = dns.Ordered("servers", "enableProxy");
    }

    private static void FillIntrusionDetection(JsonObject properties)
    {
        if (properties.Object("intrusionDetection").Object("configuration") is not { } configuration)
        {
            return;
        }

        configuration.Default("bypassTrafficSettings", new JsonArray());
        if (configuration.Array("bypassTrafficSettings") is { } bypasses)
        {
            for (var index = 0; index < bypasses.Count; index++)
            {
                if (bypasses[index] is JsonObject bypass)
                {
                    bypasses[index] = bypass.Ordered("name", "protocol", "sourceAddresses", "destinationAddresses", "destinationPorts");
                }
            }
        }

        var detection = properties.Object("intrusionDetection")!;
        detection["configuration"] = configuration.Ordered("signatureOverrides", "bypassTrafficSettings", "privateRanges");
        properties["intrusionDetection"] = detection.Ordered("mode", "configuration");
    }
}
