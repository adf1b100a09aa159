using System.Text.Json.Nodes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.Networks;

/// <summary>Microsoft.Network's resources in the form of an api-version: without newer members.</summary>
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

    /// <summary>An inline child, as a copy if a member is omitted.</summary>
    public static JsonObject Child(SimulatedWorld world, InlineChild kind, JsonObject child, string apiVersion) =>
        world.History.IsCurrent(kind.Type, apiVersion) ? child : world.History.Show(kind.Type, child.Copy(), apiVersion);
}
