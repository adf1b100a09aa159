using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.OutboundTypes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.Clusters;

/// <summary>addonProfiles: the members that AKS adds, as recorded.</summary>
internal static class Addons
{
    /// <summary>Adds the members that the client omits.</summary>
    public static void Fill(JsonObject properties)
    {
        if (properties.Object("addonProfiles") is { Count: 0 })
        {
            properties.Remove("addonProfiles");
        }

        foreach (var addon in All(properties))
        {
            addon.Default("config", null);
        }
    }

    /// <summary>Gives enabled add-ons an identity in the node resource group. It isn't visible until the operation ends.</summary>
    public static void AddIdentities(SimulatedWorld world, Resource cluster)
    {
        NodeResources node = new(world, cluster);
        foreach ((var name, var value) in cluster.Properties.Object("addonProfiles") ?? [])
        {
            if (value is JsonObject addon && addon.Flag("enabled") == true && node.Group is not null)
            {
                addon.Default("identity", node.Identity($"{name.ToLowerInvariant()}-{cluster.Path!.Name}"));
            }
        }
    }

    private static IEnumerable<JsonObject> All(JsonObject properties) =>
        properties.Object("addonProfiles") is { } addons ? addons.Select(static addon => addon.Value).OfType<JsonObject>() : [];
}
