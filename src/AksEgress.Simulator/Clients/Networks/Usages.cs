using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Clients.Networks;

/// <summary>
/// GET locations/{region}/usages: counts of the resources that a subscription has quotas for. The limits are those of
/// learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits; the simulator doesn't enforce
/// them.
/// </summary>
internal static class Usages
{
    private static readonly (string Name, string Words, string Type, int Limit)[] s_limits =
    [
        ("VirtualNetworks", "Virtual Networks", "virtualNetworks", 1000),
        ("NetworkSecurityGroups", "Network Security Groups", "networkSecurityGroups", 5000),
        ("PublicIPAddresses", "Public IP Addresses", "publicIPAddresses", 1000),
        ("PublicIpPrefixes", "Public Ip Prefixes", "publicIPPrefixes", 1000),
        ("NatGateways", "Nat Gateways", "natGateways", 1000),
        ("RouteTables", "Route Tables", "routeTables", 200),
        ("LoadBalancers", "Load Balancers", "loadBalancers", 1000),
    ];

    /// <summary>Answers the request for one region.</summary>
    public static ArmAnswer Answer(SimulatedWorld world, ResourceId id)
    {
        var region = Resource.ShortLocation(id.Names[0]);
        JsonArray value = [];
        foreach ((var name, var words, var type, var limit) in s_limits)
        {
            var count = world.Store.All.Count(resource =>
                resource.Path is { IsNested: false } path && ResourceId.Is(path.Subscription, id.Subscription)
                    && ResourceId.Is(path.Type, "Microsoft.Network/" + type) && resource.Location == region);
            value.Add(new JsonObject
            {
                ["currentValue"] = count,
                ["id"] = $"/subscriptions/{id.Subscription}/providers/Microsoft.Network/locations/{region}/usages/{name}",
                ["limit"] = limit,
                ["name"] = new JsonObject { ["localizedValue"] = words, ["value"] = name },
                ["unit"] = "Count",
            });
        }

        return ArmAnswer.Of(HttpStatusCode.OK, new JsonObject { ["value"] = value });
    }
}
