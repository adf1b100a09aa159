using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.NetworkResources;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.RouteTables;

/// <summary>Microsoft.Network/routeTables and their routes.</summary>
internal sealed class RouteTableType : NetworkType
{
    private static readonly string[] s_hopTypes =
    [
        "VirtualNetworkGateway", "VnetLocal", "Internet", "VirtualAppliance", "VirtualApplianceEcmp", "None"
    ];

    /// <inheritdoc/>
    public override string Type => "Microsoft.Network/routeTables";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> ReadOnly => ["subnets"];

    /// <inheritdoc/>
    protected override string[] PropertyOrder =>
        ["provisioningState", "resourceGuid", "disableBgpRoutePropagation", "disablePeeringRoute", "routes", "subnets"];

    /// <inheritdoc/>
    public override void Check(NetworkChange change, JsonObject document)
    {
        Dictionary<string, string> prefixes = new(StringComparer.OrdinalIgnoreCase);
        foreach (var route in document.Object("properties").Array("routes").Objects())
        {
            CheckRoute(route);
            var prefix = route.Object("properties").Text("addressPrefix")!;
            if (!prefixes.TryAdd(prefix, route.Text("name")!))
            {
                // The code isn't recorded; the rule is documented: a table can't have two routes with the same prefix.
                throw NetworkErrors.BadRequest("RouteConflict",
                    $"Routes '{prefixes[prefix]}' and '{route.Text("name")}' in route table {change.Id} have the same address prefix "
                        + $"{RequestErrors.Shorten(prefix)}.");
            }
        }
    }

    /// <inheritdoc/>
    public override void CheckDelete(SimulatedWorld world, Resource resource)
    {
        if (resource.Document.Object("properties").Array("subnets") is { Count: > 0 })
        {
            throw NetworkErrors.BadRequest(
                "InUseRouteTableCannotBeDeleted", $"Route table {resource.Document.Text("name")} is in use and cannot be deleted.");
        }
    }

    /// <inheritdoc/>
    protected override void Fill(NetworkChange change, JsonObject document, JsonObject properties)
    {
        properties.Default("disableBgpRoutePropagation", false);
        properties.Default("disablePeeringRoute", "None");
        properties.Default("routes", new JsonArray());
    }

    /// <inheritdoc/>
    protected override string[] OrderOf(InlineChild kind) => ["provisioningState", "addressPrefix", "nextHopType", "nextHopIpAddress"];

    /// <inheritdoc/>
    protected override void FillChild(NetworkChange change, InlineChild kind, JsonObject properties, JsonObject? before) =>
        properties.Default("hasBgpOverride", false);

    private static void CheckRoute(JsonObject route)
    {
        var id = route.Text("id")!;
        var properties = route.Object("properties");
        var prefix = properties.Text("addressPrefix") ?? "";
        if (AddressRange.TryParse(prefix, out var range))
        {
            if (!range.IsMasked)
            {
                throw NetworkErrors.PrefixNotMasked(range, id);
            }
        }
        else if (prefix.Length == 0
            || !char.IsAsciiLetter(prefix[0])
            || prefix.Any(static c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_')))
        {
            // A service tag such as AzureCloud.westeurope can replace a range.
            throw NetworkErrors.PrefixFormat(prefix, id);
        }

        var hop = s_hopTypes.FirstOrDefault(type => ResourceId.Is(type, properties.Text("nextHopType")));
        if (hop is null)
        {
            throw NetworkErrors.InvalidValue(properties.Text("nextHopType") ?? "null", "RouteNextHopType", "properties.nextHopType");
        }

        properties!["nextHopType"] = hop;
        var address = properties.Text("nextHopIpAddress");
        if (hop == "VirtualAppliance" && !AddressRange.TryAddress(address, out _))
        {
            // Azure PowerShell's tests name the code; the text isn't recorded.
            throw NetworkErrors.BadRequest("InvalidNextHopIpAddress",
                $"Route {id} with next hop type VirtualAppliance needs a next hop IP address; '{RequestErrors.Shorten(address ?? "")}' is "
                    + "none.");
        }

        if (hop is not ("VirtualAppliance" or "VirtualApplianceEcmp") && !string.IsNullOrEmpty(address))
        {
            throw NetworkErrors.BadRequest("InvalidNextHopIpAddress",
                $"Route {id} with next hop type {hop} can't have a next hop IP address; only VirtualAppliance has one.");
        }
    }
}
