using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.NetworkResources;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.LoadBalancers;

/// <summary>Microsoft.Network/loadBalancers. Frontends and backend pools list the rules that use them.</summary>
internal sealed class LoadBalancerType : NetworkType
{
    private static readonly string[] s_distributions = ["Default", "SourceIP", "SourceIPProtocol"];

    /// <inheritdoc/>
    public override string Type => "Microsoft.Network/loadBalancers";

    /// <inheritdoc/>
    protected override string[] PropertyOrder =>
        [
            "provisioningState", "resourceGuid", "frontendIPConfigurations", "backendAddressPools", "loadBalancingRules", "probes",
            "inboundNatRules", "outboundRules", "inboundNatPools"
        ];

    /// <summary>Adds the list of using rules to frontends and backend pools.</summary>
    public static void LinkRules(JsonObject properties)
    {
        JsonObject[] sides =
        [
            .. properties.Array("frontendIPConfigurations").Objects(),
            .. properties.Array("backendAddressPools").Objects()
        ];
        foreach (var side in sides)
        {
            foreach (var member in (string[])["loadBalancingRules", "inboundNatRules", "outboundRules"])
            {
                JsonArray users = [];
                foreach (var rule in properties.Array(member).Objects().Where(rule => Uses(rule.Object("properties"), side.Text("id"))))
                {
                    users.Add(Json.Reference(rule.Text("id") ?? ""));
                }

                var own = side.Ensure("properties");
                own.Remove(member);
                if (users.Count > 0)
                {
                    own[member] = users;
                }
            }
        }
    }

    /// <inheritdoc/>
    public override void Check(NetworkChange change, JsonObject document)
    {
        var properties = document.Object("properties")!;
        HashSet<string> own = new(StringComparer.OrdinalIgnoreCase);
        foreach (var kind in InlineChild.Of(Type))
        {
            own.UnionWith(properties.Array(kind.Member).Objects().Select(static child => child.Text("id") ?? ""));
        }

        foreach (var rule in ((string[])["loadBalancingRules", "outboundRules", "inboundNatRules"]).SelectMany(member =>
            properties.Array(member).Objects()))
        {
            foreach (var used in Uses(rule.Object("properties")))
            {
                if (!own.Contains(used))
                {
                    throw NetworkErrors.ReferenceNotFound(RequestErrors.Shorten(used), rule.Text("id") ?? change.Id);
                }
            }
        }
    }

    /// <inheritdoc/>
    protected override void Fill(NetworkChange change, JsonObject document, JsonObject properties)
    {
        var sku = document.Ensure("sku");
        sku.Default("name", "Standard");
        sku.Default("tier", "Regional");
        foreach (var member in (string[])["frontendIPConfigurations", "backendAddressPools", "loadBalancingRules", "probes",
            "inboundNatRules", "outboundRules", "inboundNatPools"
        ])
        {
            // The Basic SKU has no outbound rules, as recorded.
            if (member != "outboundRules" || sku.Text("name") != "Basic")
            {
                properties.Default(member, new JsonArray());
            }
        }
    }

    /// <inheritdoc/>
    public override bool UpdatesAtOnce(JsonObject document) => document.Object("sku").Text("tier") != "Global";

    /// <inheritdoc/>
    protected override void FillChild(NetworkChange change, InlineChild kind, JsonObject properties, JsonObject? before)
    {
        // Azure CLI sends whole frontends and pools back; ARM returns their ids, as recorded (test_network_cross_region_lb_rules).
        foreach (var member in (string[])["frontendIPConfiguration", "backendAddressPool", "probe"])
        {
            if (properties.Object(member) is { Count: > 1 } expanded && expanded.Text("id") is { } id)
            {
                properties[member] = Json.Reference(id);
            }
        }

        switch (kind.Segment)
        {
            case "frontendIPConfigurations":
                properties["privateIPAllocationMethod"] =
                    ResourceId.Is(properties.Text("privateIPAllocationMethod"), "Static") ? "Static" : "Dynamic";
                properties.Default("privateIPAddressVersion", "IPv4");
                break;
            case "outboundRules":
                // The default for an empty backend pool, as recorded.
                properties.Default("allocatedOutboundPorts", 1024);
                properties.Default("protocol", "All");
                properties.Default("enableTcpReset", false);
                properties.Default("idleTimeoutInMinutes", 4);
                break;
            case "loadBalancingRules":
                properties.Default("enableFloatingIP", false);
                properties.Default("idleTimeoutInMinutes", 4);
                properties["loadDistribution"] =
                    s_distributions.FirstOrDefault(known => ResourceId.Is(known, properties.Text("loadDistribution"))) ?? "Default";
                properties.Default("disableOutboundSnat", false);
                properties.Default("enableDestinationServiceEndpoint", false);
                properties.Default("enableTcpReset", false);
                properties.Default("allowBackendPortConflict", false);
                break;
            case "probes":
                properties.Default("intervalInSeconds", 15);
                properties.Default("numberOfProbes", 2);
                break;
            default:
                break;
        }
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> ReadOnlyOf(InlineChild kind) => kind.Segment switch
    {
        "frontendIPConfigurations" => ["loadBalancingRules", "inboundNatRules", "outboundRules"],
        "backendAddressPools" => ["loadBalancingRules", "inboundNatRules", "outboundRules", "backendIPConfigurations"],
        _ => [],
    };

    private static bool Uses(JsonObject? rule, string? id) => id is not null && Uses(rule).Any(used => ResourceId.Is(used, id));

    private static IEnumerable<string> Uses(JsonObject? rule)
    {
        JsonObject?[] references =
        [
            rule.Object("frontendIPConfiguration"), .. rule.Array("frontendIPConfigurations").Objects(),
            rule.Object("backendAddressPool"), .. rule.Array("backendAddressPools").Objects(), rule.Object("probe"),
        ];
        return references.Select(static reference => reference.Text("id")).Where(static id => id is not null)!;
    }
}
