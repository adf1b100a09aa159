using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.NetworkResources;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.NatGateways;

/// <summary>Microsoft.Network/natGateways.</summary>
internal sealed class NatGatewayType : NetworkType
{
    private static readonly string[] s_addressMembers =
    [
        "publicIpAddresses", "publicIpPrefixes", "publicIpAddressesV6", "publicIpPrefixesV6"
    ];

    /// <inheritdoc/>
    public override string Type => "Microsoft.Network/natGateways";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> ReadOnly => ["subnets", "virtualNetworks"];

    /// <inheritdoc/>
    protected override string[] PropertyOrder =>
        ["provisioningState", "resourceGuid", "idleTimeoutInMinutes", "publicIpAddresses", "publicIpPrefixes", "subnets"];

    /// <inheritdoc/>
    public override void Check(NetworkChange change, JsonObject document)
    {
        var properties = document.Object("properties")!;
        var timeout = properties.Number("idleTimeoutInMinutes") ?? -1;
        if (timeout is < 4 or > 120)
        {
            throw NetworkErrors.OutOfRange("idleTimeoutInMinutes", change.Id, timeout, 4, 120);
        }

        var sku = document.Object("sku").Text("name") ?? "";
        if (sku is not ("Standard" or "StandardV2"))
        {
            throw NetworkErrors.InvalidValue(sku, "NatGatewaySkuName", "sku.name");
        }

        foreach (var item in s_addressMembers.SelectMany(member => properties.Array(member).Objects()))
        {
            var address = change.World.Store.FindId(item.Text("id"));
            var own = address?.Document.Object("sku").Text("name");
            if (own is not null && own != sku)
            {
                // That Standard is used with Standard and StandardV2 with StandardV2 is documented; code and text aren't recorded.
                throw NetworkErrors.BadRequest("NatGatewaySkuMismatch",
                    $"NAT gateway {change.Id} with sku {sku} cannot use {address!.Id} with sku {own}. A NAT gateway needs public IP "
                        + "addresses and prefixes of its own sku.");
            }
        }
    }

    /// <inheritdoc/>
    public override void CheckDelete(SimulatedWorld world, Resource resource)
    {
        string[] users = [.. resource
            .Document.Object("properties")
            .Array("subnets")
            .Objects()
            .Select(static subnet => subnet.Text("id") ?? "")];
        if (users.Length > 0)
        {
            // Public clients of Microsoft.Network check for this code; the text isn't recorded.
            throw NetworkErrors.BadRequest(
                "InUseNatGatewayCannotBeDeleted",
                $"Nat gateway {resource.Id} is in use by {string.Join(", ", users)} and cannot be deleted.");
        }
    }

    /// <inheritdoc/>
    protected override void Fill(NetworkChange change, JsonObject document, JsonObject properties)
    {
        var sku = document.Ensure("sku");
        sku.Default("name", "Standard");
        sku.Default("tier", "Regional");
        properties.Default("idleTimeoutInMinutes", 4);

        // Recorded in Azure/azure-service-operator (Test_Networking_NatGateway_20240301_CRUD and _20250301_CRUD); no public
        // specification has either.
        properties.Default(change.Since("2025-01-01") ? "scope" : "type", "Public");
        if (change.Since("2025-01-01"))
        {
            properties.Default("privateIPAddresses", new JsonArray());
        }
    }
}
