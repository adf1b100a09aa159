using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.NetworkResources;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.Networks;

/// <summary>How Microsoft.Network's resources look through an api-version: without what came later.</summary>
internal static class NetworkView
{
    /// <summary>The resource in UTF-8.</summary>
    public static byte[] Bytes(Resource resource, string apiVersion)
    {
        if (NetworkHistory.IsCurrent(apiVersion))
        {
            return resource.Bytes;
        }

        JsonObject document = resource.Fresh();
        string type = resource.Path!.Type;
        JsonObject? properties = document.Object("properties");
        NetworkHistory.TakeOut(type, properties, apiVersion);
        foreach (InlineChild kind in InlineChild.Of(type))
        {
            foreach (JsonObject child in properties.Array(kind.Member).Objects())
            {
                NetworkHistory.TakeOut(kind.Type, child.Object("properties"), apiVersion);
            }
        }

        return Json.Bytes(document);
    }

    /// <summary>An inline child, as a copy where something is left out.</summary>
    public static JsonObject Child(InlineChild kind, JsonObject child, string apiVersion)
    {
        if (NetworkHistory.IsCurrent(apiVersion))
        {
            return child;
        }

        JsonObject shown = child.Copy();
        NetworkHistory.TakeOut(kind.Type, shown.Object("properties"), apiVersion);
        return shown;
    }
}
