using System.Text.Json;
using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.World.StateFiles;

/// <summary>
/// The simulation that a state file belongs to: a random id together with the file's full path. The same file at the same path is
/// the same simulation in every process. A copy, a snapshot, or an export is another one: it has no identity, or one with another
/// path.
/// </summary>
/// <param name="Id">The simulation's random id.</param>
/// <param name="Path">The full path of the state file that the id belongs to.</param>
internal sealed record SimulationIdentity(Guid Id, string Path)
{
    private const string Type = "AksEgress.Simulator/simulations";
    private const string Head = "[\n";
    private const string Start = $"{{\"id\":\"/subscriptions/{SimulatedAccount.SubscriptionId}/providers/{Type}/";

    private static readonly StringComparison s_paths = OperatingSystem.IsWindows()
        ? StringComparison.OrdinalIgnoreCase
        : StringComparison.Ordinal;

    /// <summary>The identity of a new simulation.</summary>
    public static SimulationIdentity New(string path) => new(Guid.NewGuid(), path);

    /// <summary>True if it belongs to the file at a full path.</summary>
    public bool IsOf(string path) => string.Equals(Path, path, s_paths);

    /// <summary>The first document of a state file, on one line.</summary>
    public byte[] ToBytes() => Json.Bytes(new JsonObject
    {
        ["id"] = $"/subscriptions/{SimulatedAccount.SubscriptionId}/providers/{Type}/{Id}",
        ["name"] = Id.ToString(),
        ["type"] = Type,
        ["properties"] = new JsonObject { ["path"] = Path },
    });

    /// <summary>True if a document of a state is an identity, which isn't a resource.</summary>
    public static bool IsDocument(string id) => id.Contains($"/providers/{Type}/", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Removes the identity from a state's text and leaves an empty line in its place, so that line numbers don't change. The
    /// values that the simulator derives from the text are then the same for the same resources.
    /// </summary>
    /// <returns>The identity; null if the text doesn't start with one, for example after an edit or a conversion.</returns>
    public static SimulationIdentity? TakeFrom(ref string? state)
    {
        if (state is null
            || !state.StartsWith(Head + Start, StringComparison.Ordinal)
            || state.IndexOf('\n', Head.Length) is not (>= 0 and var end))
        {
            return null;
        }

        var found = Read(state[Head.Length..end].TrimEnd('\r', ','));
        state = Head + state[end..];
        return found;
    }

    private static SimulationIdentity? Read(string line)
    {
        try
        {
            var document = JsonNode.Parse(line) as JsonObject;
            return Guid.TryParse(document.Text("name"), out var id) && document.Object("properties").Text("path") is { } path
                ? new SimulationIdentity(id, path)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
