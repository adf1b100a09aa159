using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.NetworkQueries;

/// <summary>
/// GET /subscriptions/{id}/providers/Microsoft.Network/locations/{region}/serviceTags: an excerpt of the tags, from a public source
/// (service-tags.json names it). ARM returns the same list in every region.
/// </summary>
internal static class ServiceTagList
{
    private static readonly Lazy<JsonObject> s_excerpt = new(Read);

    /// <summary>Answers the request.</summary>
    public static ArmAnswer Answer(ResourceId id)
    {
        _ = Locations.OfResource(id.Names[0], "Microsoft.Network/locations", null);
        var list = s_excerpt.Value.Copy();
        return ArmAnswer.Of(HttpStatusCode.OK, new JsonObject
        {
            ["name"] = "Public",
            ["id"] = $"/subscriptions/{id.Subscription}/providers/Microsoft.Network/serviceTags/Public",
            ["type"] = "Microsoft.Network/serviceTags",
            ["changeNumber"] = list["changeNumber"]!.DeepClone(),
            ["cloud"] = "Public",
            ["values"] = list["values"]!.DeepClone(),
        });
    }

    private static JsonObject Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(
            "AksEgress.Simulator.Providers.NetworkQueries.service-tags.json")
            ?? throw new InvalidOperationException("The service tags are missing from the assembly.");
        return JsonNode.Parse(stream)!.AsObject();
    }
}
