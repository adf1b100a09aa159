using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.EgressPaths;

/// <summary>The next hop of a route.</summary>
/// <param name="Type">VirtualAppliance, VirtualNetworkGateway, VnetLocal, Internet or None.</param>
/// <param name="Address">The appliance's address.</param>
internal sealed record NextHop(string Type, string? Address = null)
{
    // Azure treats a route to a service tag as routes to the tag's ranges, which are narrower than the usual ranges for the
    // Internet.
    private const int TagLength = 9;

    /// <summary>Returns the effective route: the longest prefix wins, then the user's route over the system's.</summary>
    public static NextHop Choose(SimulatedWorld world, NodeNetwork nodes, Destination destination)
    {
        var own = (world.Store.FindId(nodes.Subnet.Object("routeTable").Text("id"))?.Document.Object("properties"))
            .Array("routes")
            .Objects()
            .Select(static route => route.Object("properties"))
            .OfType<JsonObject>();
        IEnumerable<(int Length, NextHop Hop)> user = own
            .Where(route => Prefixes.Match(route.Text("addressPrefix") ?? "", destination, nodes))
            .Select(static route => (AddressRange.TryParse(route.Text("addressPrefix"), out var range) ? range.Length : TagLength,
                new NextHop(route.Text("nextHopType") ?? "None", route.Text("nextHopIpAddress"))));
        return user.Concat(System(nodes, destination.Address)).MaxBy(static route => route.Length).Hop;
    }

    private static IEnumerable<(int Length, NextHop Hop)> System(NodeNetwork nodes, IPAddress address)
    {
        foreach (var range in nodes.Own.Concat(nodes.Peered).Where(range => Prefixes.Holds(range, address)))
        {
            yield return (range.Length, new NextHop("VnetLocal"));
        }

        foreach (var range in Prefixes.Private.Where(range => Prefixes.Holds(range, address)))
        {
            yield return (range.Length, new NextHop("None"));
        }

        yield return (0, new NextHop("Internet"));
    }
}
