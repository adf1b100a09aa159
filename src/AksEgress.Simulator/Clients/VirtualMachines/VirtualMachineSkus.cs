using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Clients.VirtualMachines;

/// <summary>GET /subscriptions/{id}/providers/Microsoft.Compute/skus: some common VM sizes of nodes, in every region.</summary>
internal static class VirtualMachineSkus
{
    private static readonly (string Name, string Family, int Cores, int Memory)[] s_sizes =
    [
        ("Standard_B2ms", "standardBSFamily", 2, 8),
        ("Standard_D2s_v3", "standardDSv3Family", 2, 8),
        ("Standard_D4s_v3", "standardDSv3Family", 4, 16),
        ("Standard_D2s_v5", "standardDSv5Family", 2, 8),
        ("Standard_D4s_v5", "standardDSv5Family", 4, 16),
        ("Standard_D8s_v5", "standardDSv5Family", 8, 32),
        ("Standard_D2ds_v5", "standardDDSv5Family", 2, 8),
        ("Standard_D4ds_v5", "standardDDSv5Family", 4, 16),
        ("Standard_D8ds_v5", "standardDDSv5Family", 8, 32),
        ("Standard_DS2_v2", "standardDSv2Family", 2, 7),
        ("Standard_DS3_v2", "standardDSv2Family", 4, 14),
        ("Standard_E4s_v5", "standardESv5Family", 4, 32),
    ];

    /// <summary>Answers the request; $filter=location eq 'region' selects one region.</summary>
    public static ArmAnswer Answer(IncomingRequest request, int pageSize)
    {
        var wanted = request.Parameter("$filter") is { } filter
            && filter.Split(" eq ", 2) is [var member, var value]
            && ResourceId.Is(member.Trim(), "location")
            ? Resource.ShortLocation(value.Trim().Trim('\''))
            : null;
        var items =
            from region in RegionDocuments.Names
            where wanted is null || region == wanted
            from size in s_sizes
            select ($"{region}/{size.Name}", (byte[]?)Json.Bytes(Document(region, size)));
        return Listing.Page(request, items, Math.Max(pageSize, Listing.DefaultPageSize));
    }

    private static JsonObject Document(string region, (string Name, string Family, int Cores, int Memory) size)
    {
        JsonArray zones = RegionDocuments.HasZones(region) ? ["1", "2", "3"] : [];
        return new JsonObject
        {
            ["resourceType"] = "virtualMachines",
            ["name"] = size.Name,
            ["tier"] = "Standard",
            ["size"] = size.Name["Standard_".Length..],
            ["family"] = size.Family,
            ["locations"] = new JsonArray(region),
            ["locationInfo"] = new JsonArray(new JsonObject
            {
                ["location"] = region,
                ["zones"] = zones,
                ["zoneDetails"] = new JsonArray()
            }),
            ["capabilities"] = new JsonArray(
                Capability("vCPUs", size.Cores),
                Capability("MemoryGB", size.Memory),
                new JsonObject { ["name"] = "PremiumIO", ["value"] = "True" },
                new JsonObject { ["name"] = "AcceleratedNetworkingEnabled", ["value"] = "True" }),
            ["restrictions"] = new JsonArray(),
        };
    }

    private static JsonObject Capability(string name, int value) =>
        new() { ["name"] = name, ["value"] = value.ToString(System.Globalization.CultureInfo.InvariantCulture) };
}
