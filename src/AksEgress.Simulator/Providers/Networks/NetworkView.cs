using System.Text.Json.Nodes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.Networks;

/// <summary>How Microsoft.Network's resources look through an api-version: without what came later.</summary>
internal static class NetworkView
{
    /// <summary>The resource in UTF-8.</summary>
    public static byte[] Bytes(SimulatedWorld world, Resource resource, string apiVersion)
    {
        var type = resource.Path!.Type;
        return world.History.IsCurrent(type, apiVersion)
            ? resource.Bytes
            : Json.Bytes(world.History.Show(type, resource.Fresh(), apiVersion));
    }

    /// <summary>An inline child, as a copy where something is left out.</summary>
    public static JsonObject Child(SimulatedWorld world, InlineChild kind, JsonObject child, string apiVersion) =>
        world.History.IsCurrent(kind.Type, apiVersion) ? child : world.History.Show(kind.Type, child.Copy(), apiVersion);
}
