using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.World;

/// <summary>The preview features of a simulation, and their documents.</summary>
internal static class FeatureStates
{
    /// <summary>The namespace of features.</summary>
    public const string Namespace = "Microsoft.Features";

    /// <summary>The resource provider whose features are simulated.</summary>
    public const string Provider = "Microsoft.ContainerService";

    /// <summary>The features whose state has changed since the start, as documents for a state file.</summary>
    public static IEnumerable<JsonObject> Save(SimulatedWorld world) =>
        world.Features.Keys.Select(key => Document(world, key.Subscription, key.Name));

    /// <summary>
    /// Reads a document of a state file; false if it isn't a feature's. A registration in progress counts as completed.
    /// </summary>
    public static bool Load(SimulatedWorld world, string id, JsonObject document)
    {
        var parts = id.Trim('/').Split('/');
        if (parts.Length != 8 || !ResourceId.Is(parts[3], Namespace))
        {
            return false;
        }

        world.Features[(parts[1], parts[7])] = document.Object("properties").Text("state") is "Registering" or "Registered"
            ? DateTimeOffset.MinValue
            : null;
        return true;
    }

    /// <summary>The document of a feature.</summary>
    public static JsonObject Document(SimulatedWorld world, string subscription, string name) => new()
    {
        ["properties"] = new JsonObject { ["state"] = Of(world, subscription, name) },
        ["id"] = $"/subscriptions/{subscription}/providers/{Namespace}/providers/{Provider}/features/{name}",
        ["type"] = "Microsoft.Features/providers/features",
        ["name"] = $"{Provider}/{name}",
    };

    /// <summary>The state of a feature, such as Registered.</summary>
    public static string Of(SimulatedWorld world, string subscription, string name) =>
        !world.Features.TryGetValue((subscription, name), out var from) ? "NotRegistered"
        : from is null ? "Unregistered"
        : world.Clock.Now < from ? "Registering" : "Registered";
}
