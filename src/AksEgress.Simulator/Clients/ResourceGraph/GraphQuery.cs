using System.Text.Json.Nodes;

namespace AksEgress.Simulator.Clients.ResourceGraph;

/// <summary>A query's steps, and what the answer's paging needs to know of them.</summary>
/// <param name="Containers">Whether it asks for ResourceContainers rather than Resources.</param>
/// <param name="Steps">What is done to the rows, one after another.</param>
/// <param name="HasId">Whether the result has the column id: without it there is no $skipToken.</param>
/// <param name="Type">The type that all rows must have, or null: a fleet's other resources need not be read.</param>
/// <param name="IsPlain">
/// Whether each resource of the type is one row in the same place: those of other pages need not be read either.
/// </param>
internal sealed record GraphQuery(
    bool Containers, IReadOnlyList<Func<IEnumerable<JsonObject>, IEnumerable<JsonObject>>> Steps, bool HasId, string? Type, bool IsPlain);
