using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.NetworkResources;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.PublicIps;

/// <summary>Microsoft.Network/publicIPAddresses.</summary>
internal sealed class PublicIpAddressType : NetworkType
{
    /// <inheritdoc/>
    public override string Type => "Microsoft.Network/publicIPAddresses";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> ReadOnly => ["ipAddress", "ipConfiguration", "natGateway"];

    /// <inheritdoc/>
    protected override string[] PropertyOrder =>
        [
            "provisioningState", "resourceGuid", "ipAddress", "publicIPAddressVersion", "publicIPAllocationMethod", "idleTimeoutInMinutes",
            "dnsSettings", "ipTags", "ddosSettings", "publicIPPrefix", "natGateway", "ipConfiguration"
        ];

    /// <inheritdoc/>
    protected override string[] DocumentOrder => ["name", "id", "etag", "location", "tags", "zones", "properties", "type", "sku"];

    /// <inheritdoc/>
    public override void Check(NetworkChange change, JsonObject document)
    {
        var properties = document.Object("properties")!;
        if (document.Object("sku").Text("name") != "Basic" && properties.Text("publicIPAllocationMethod") != "Static")
        {
            // The rule is documented; code and text aren't recorded.
            throw NetworkErrors.BadRequest(
                "PublicIPAddressStandardSkuMustBeStatic", $"Standard sku publicIp {change.Id} must have AllocationMethod set to Static.");
        }

        var timeout = properties.Number("idleTimeoutInMinutes") ?? -1;
        if (timeout is < 4 or > 30)
        {
            throw NetworkErrors.OutOfRange("idleTimeoutInMinutes", change.Id, timeout, 4, 30);
        }
    }

    /// <inheritdoc/>
    public override void CheckDelete(SimulatedWorld world, Resource resource)
    {
        var properties = resource.Properties;
        var user = properties.Object("ipConfiguration").Text("id") ?? properties.Object("natGateway").Text("id");
        if (user is not null)
        {
            throw new RefusalException(HttpStatusCode.BadRequest, "PublicIPAddressCannotBeDeleted",
                $"Public IP address {resource.Id} can not be deleted since it is still allocated to resource {user}. In order to delete "
                    + "the public IP, disassociate/detach the Public IP address from the resource.  To learn how to do this, see "
                    + "aka.ms/deletepublicip.",
                ErrorShape.Network);
        }
    }

    /// <inheritdoc/>
    public override void Finish(SimulatedWorld world, Resource resource)
    {
        var properties = resource.Properties;
        if (properties.ContainsKey("ipAddress") || properties.Text("publicIPAllocationMethod") != "Static")
        {
            return;
        }

        var prefix = world.Store.FindId(properties.Object("publicIPPrefix").Text("id"));
        var address = prefix is null ? null : world.Addresses.NextIn(prefix.Document.Object("properties").Text("ipPrefix"));
        properties["ipAddress"] = address ?? world.Addresses.NextAddress(properties.Text("publicIPAddressVersion") == "IPv6");
        resource.Document["properties"] = NetworkType.Take(resource.Document, "properties").Ordered(PropertyOrder);
        resource.Document = resource.Document.Ordered(DocumentOrder);
    }

    /// <inheritdoc/>
    protected override void Fill(NetworkChange change, JsonObject document, JsonObject properties)
    {
        var sku = document.Ensure("sku");
        sku.Default("name", "Basic");
        sku.Default("tier", "Regional");
        properties.Default("publicIPAddressVersion", "IPv4");
        properties.Default("publicIPAllocationMethod", "Dynamic");
        properties.Default("idleTimeoutInMinutes", 4);
        properties.Default("ipTags", new JsonArray());
        if (properties.Object("dnsSettings") is { } dns && dns.Text("domainNameLabel") is { Length: > 0 } label)
        {
            dns["fqdn"] = $"{label}.{document.Text("location")}.cloudapp.azure.com";
        }

        if (change.Since("2022-05-01"))
        {
            properties.Default("ddosSettings", new JsonObject { ["protectionMode"] = "VirtualNetworkInherited" });
        }
    }
}
