using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.EgressPaths;

/// <summary>
/// All routes of a subnet: the system's, those of virtual network gateways, and the user's
/// (https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview).
/// </summary>
internal static class EffectiveRoutes
{
    private static readonly Dictionary<string, string[]> s_services = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.Storage"] = [".core.windows.net"],
        ["Microsoft.Storage.Global"] = [".core.windows.net"],
        ["Microsoft.KeyVault"] = [".vault.azure.net"],
        ["Microsoft.ContainerRegistry"] = [".azurecr.io"],
        ["Microsoft.Sql"] = [".database.windows.net"],
        ["Microsoft.ServiceBus"] = [".servicebus.windows.net"],
        ["Microsoft.EventHub"] = [".servicebus.windows.net"],
        ["Microsoft.AzureCosmosDB"] = [".documents.azure.com"],
    };

    /// <summary>Returns all routes of a subnet.</summary>
    public static IEnumerable<EffectiveRoute> Of(SubnetNetwork network) =>
        System(network).Concat(GatewayRoutes.Of(network)).Concat(User(network));

    /// <summary>
    /// Returns the route of a connection: the longest prefix, then the user's over a gateway's over the system's; null without any.
    /// </summary>
    public static EffectiveRoute? Choose(SubnetNetwork network, Destination destination)
    {
        EffectiveRoute[] all = [.. Of(network).Where(route => Matches(route, destination, network))];
        var isLocal = Array.Exists(all, static route => route.IsPreferredSystem);
        return all
            .Where(route => !isLocal || route.Source != RouteSource.VirtualNetworkGateway)
            .OrderByDescending(static route => route.Length)
            .ThenByDescending(static route => route.Source)
            .ThenByDescending(static route => route.Rank)
            .FirstOrDefault();
    }

    /// <summary>
    /// True if a route is in effect: a route with the same prefix and a higher source makes it invalid (the page's "Routing example").
    /// </summary>
    public static bool IsActive(EffectiveRoute route, IEnumerable<EffectiveRoute> all) =>
        !all.Any(other => other.Source > route.Source
            && (route.Range is { } range ? range.Equals(other.Range) : ResourceId.Is(route.Prefix, other.Prefix)));

    private static bool Matches(EffectiveRoute route, Destination destination, SubnetNetwork network) =>
        route.HopType == EffectiveRoute.ServiceEndpoint
            ? s_services.TryGetValue(route.Prefix, out var names)
                && names.Any(name => destination.Host.EndsWith(name, StringComparison.OrdinalIgnoreCase))
            : route.Range is { } range ? Prefixes.Holds(range, destination.Address)
            : Prefixes.Match(route.Prefix, destination, network);

    private static IEnumerable<EffectiveRoute> User(SubnetNetwork network) =>
        from route in network.RouteTable.Array("routes").Objects()
        let own = route.Object("properties")
        where own is not null
        select new EffectiveRoute(
            RouteSource.User, own.Text("addressPrefix") ?? "", own.Text("nextHopType") ?? "None", HopAddress(own), route.Text("name"));

    // VirtualApplianceEcmp has several addresses; it counts as an appliance only if all of them are the same. The schema of
    // Microsoft.Network 2025-07-01 names the member; how Azure distributes flows isn't documented in detail.
    private static string? HopAddress(JsonObject route)
    {
        string[] several = [.. route.Object("nextHop").Array("nextHopIpAddresses").Texts().Distinct()];
        return route.Text("nextHopIpAddress") is { Length: > 0 } one ? one : several.Length == 1 ? several[0] : null;
    }

    private static IEnumerable<EffectiveRoute> System(SubnetNetwork network)
    {
        AddressRange[] own = [.. network.Own];
        foreach (var range in own)
        {
            yield return new EffectiveRoute(RouteSource.Default, range.ToString(), EffectiveRoute.VnetLocal);
        }

        foreach (var range in network.Peered)
        {
            yield return new EffectiveRoute(RouteSource.Default, range.ToString(), EffectiveRoute.VnetPeering);
        }

        // A range of the virtual network that includes a reserved one replaces its route.
        foreach (var range in Prefixes.Private.Where(range => !own.Any(part => part.Contains(range))))
        {
            yield return new EffectiveRoute(RouteSource.Default, range.ToString(), "None");
        }

        yield return new EffectiveRoute(RouteSource.Default, "0.0.0.0/0", "Internet");
        if (network.HasIPv6)
        {
            yield return new EffectiveRoute(RouteSource.Default, "::/0", "Internet");
        }

        foreach (var service in network.Subnet.Array("serviceEndpoints").Objects())
        {
            if (service.Text("service") is { Length: > 0 } name)
            {
                yield return new EffectiveRoute(RouteSource.Default, name, EffectiveRoute.ServiceEndpoint);
            }
        }
    }
}
