using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.NetworkResources;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.Firewalls;

/// <summary>
/// Microsoft.Network/azureFirewalls: defaults and order as recorded, and the private address once it is in its subnet.
/// </summary>
internal sealed class FirewallType : NetworkType
{
    /// <summary>
    /// Seconds to deploy a firewall in its subnet, or to remove it. The medians of recorded tests are of firewalls without an IP
    /// configuration, which exist as documents only. Of the others, the slowest took 877 s to create and 375 s to delete.
    /// </summary>
    internal const double Deployment = 300;

    private static readonly string[] s_empty = ["ipConfigurations", .. FirewallParts.Collections];

    /// <inheritdoc/>
    public override string Type => "Microsoft.Network/azureFirewalls";

    /// <inheritdoc/>
    protected override bool HasGuid => false;

    /// <inheritdoc/>
    protected override string[] PropertyOrder => ["provisioningState", "sku", "threatIntelMode", "additionalProperties", .. s_empty];

    /// <inheritdoc/>
    public override void Check(NetworkChange change, JsonObject document) => FirewallConstraints.Check(change, document);

    /// <inheritdoc/>
    public override double WriteSeconds(NetworkChange change, JsonObject document) =>
        IsDeployed(document) && !IsDeployed(change.Existing?.Document) ? Deployment : base.WriteSeconds(change, document);

    /// <inheritdoc/>
    public override double DeleteSeconds(Resource resource) => IsDeployed(resource.Document) ? Deployment : base.DeleteSeconds(resource);

    /// <inheritdoc/>
    public override void Finish(SimulatedWorld world, Resource resource)
    {
        foreach (var configuration in FirewallParts.Configurations(resource.Properties))
        {
            var properties = configuration.Ensure("properties");
            if (!properties.ContainsKey("privateIPAddress")
                && FirewallSubnets.FirstFree(world, properties.Object("subnet").Text("id")) is { } address)
            {
                properties["privateIPAddress"] = address;
                configuration["properties"] = Take(configuration, "properties").Ordered(FirewallParts.ConfigurationOrder);
            }
        }
    }

    /// <inheritdoc/>
    protected override void Fill(NetworkChange change, JsonObject document, JsonObject properties)
    {
        var sku = Take(properties, "sku");
        sku.Default("name", "AZFW_VNet");
        sku.Default("tier", "Standard");
        properties["sku"] = sku.Ordered("name", "tier");
        properties.Default("additionalProperties", new JsonObject());
        if (sku.Text("name") == "AZFW_Hub")
        {
            // A firewall in a virtual hub has addresses of the hub instead, as recorded (test_firewall_basic_sku).
            properties.Object("hubIPAddresses").Object("publicIPs")?.Default("addresses", new JsonArray());
            foreach (var member in s_empty.Where(member => properties.Array(member) is { Count: 0 }))
            {
                properties.Remove(member);
            }

            return;
        }

        properties.Default("threatIntelMode", "Alert");
        foreach (var member in s_empty)
        {
            properties.Default(member, new JsonArray());
        }

        FirewallParts.Build(change, properties);
    }

    private static bool IsDeployed(JsonObject? document) => document.Object("properties").Array("ipConfigurations") is { Count: > 0 };
}
