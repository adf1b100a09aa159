using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.NetworkResources;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.PublicIps;

/// <summary>Microsoft.Network/publicIPPrefixes.</summary>
internal sealed class PublicIpPrefixType : NetworkType
{
    /// <inheritdoc/>
    public override string Type => "Microsoft.Network/publicIPPrefixes";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> ReadOnly =>
        ["ipPrefix", "publicIPAddresses", "loadBalancerFrontendIpConfiguration", "natGateway"];

    /// <inheritdoc/>
    protected override string[] PropertyOrder =>
        ["provisioningState", "resourceGuid", "prefixLength", "publicIPAddressVersion", "ipPrefix", "ipTags"];

    /// <inheritdoc/>
    protected override string[] DocumentOrder => ["name", "id", "etag", "type", "location", "tags", "zones", "sku", "properties"];

    /// <inheritdoc/>
    public override void Check(NetworkChange change, JsonObject document)
    {
        var properties = document.Object("properties")!;
        (var least, var most) = IsSix(properties) ? (124, 127) : (24, 31);
        var length = properties.Number("prefixLength") ?? -1;
        if (length < least || length > most || length != Math.Floor(length))
        {
            throw NetworkErrors.OutOfRange("prefixLength", change.Id, length, least, most);
        }

        if (change.Existing?.Document.Object("properties").Number("prefixLength") is { } before && before != length)
        {
            // The rule is documented (a prefix can't be resized); code and text aren't recorded.
            throw NetworkErrors.BadRequest(
                "PublicIpPrefixLengthCannotBeChanged", $"The prefix length of public IP prefix {change.Id} cannot be changed.");
        }
    }

    /// <inheritdoc/>
    public override void CheckDelete(SimulatedWorld world, Resource resource)
    {
        string[] users = [.. world.References.To(resource.Key).Select(static reference => reference.HolderId)];
        if (users.Length > 0)
        {
            // The code is in kube-egress-gateway's source; the text isn't recorded.
            throw NetworkErrors.BadRequest("InUsePublicIpPrefixCannotBeDeleted",
                $"Public IP prefix {resource.Id} is in use by {string.Join(", ", users)} and cannot be deleted.");
        }
    }

    /// <inheritdoc/>
    public override void Finish(SimulatedWorld world, Resource resource)
    {
        var properties = resource.Properties;
        if (!properties.ContainsKey("ipPrefix"))
        {
            properties["ipPrefix"] = world.Addresses.NextPrefix(IsSix(properties), (int)(properties.Number("prefixLength") ?? 28));
        }
    }

    /// <inheritdoc/>
    protected override void Fill(NetworkChange change, JsonObject document, JsonObject properties)
    {
        var sku = document.Ensure("sku");
        sku.Default("name", "Standard");
        sku.Default("tier", "Regional");
        properties.Default("publicIPAddressVersion", "IPv4");
        properties.Default("prefixLength", IsSix(properties) ? 127 : 28);
        properties.Default("ipTags", new JsonArray());
    }

    private static bool IsSix(JsonObject properties) => ResourceId.Is(properties.Text("publicIPAddressVersion"), "IPv6");
}
