using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.World;

/// <summary>Tags of tracked resources.</summary>
internal static class Tags
{
    /// <summary>Replaces a resource's tags by those of a PATCH.</summary>
    /// <exception cref="RefusalException">400: the tags aren't an object of texts.</exception>
    public static void Replace(Resource resource, JsonObject body, string type)
    {
        if (!body.TryGetPropertyValue("tags", out var node))
        {
            return;
        }

        if (node is not null and not JsonObject
            || node is JsonObject tags && tags.Any(static tag => tag.Value is not null && tag.Value.AsText() is null))
        {
            throw RequestErrors.InvalidContent($"The tags of a resource of type '{type}' must be an object of texts.");
        }

        resource.Document["tags"] = node?.DeepClone() ?? new JsonObject();
        resource.Invalidate();
    }
}
