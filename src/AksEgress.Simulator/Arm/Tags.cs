using System.Text.Json.Nodes;

namespace AksEgress.Simulator.Arm;

/// <summary>Tags of tracked resources.</summary>
internal static class Tags
{
    /// <summary>Puts the tags of a PATCH in place of a resource's.</summary>
    /// <exception cref="ArmException">400: they aren't an object of texts.</exception>
    public static void Replace(Resource resource, JsonObject body, string type)
    {
        if (!body.TryGetPropertyValue("tags", out JsonNode? node))
        {
            return;
        }

        if (node is not null and not JsonObject || node is JsonObject tags && tags.Any(static tag => tag.Value is not null && tag.Value.AsText() is null))
        {
            throw ArmErrors.InvalidContent($"The tags of a resource of type '{type}' must be an object of texts.");
        }

        resource.Document["tags"] = node?.DeepClone() ?? new JsonObject();
        resource.Invalidate();
    }
}
