using System.Text.Json.Nodes;

namespace AksEgress.Simulator.Clients.ResourceGraph;

/// <summary>The steps of a query, and what the paging of the response needs to know about it.</summary>
/// <param name="Containers">True if the query is on ResourceContainers rather than Resources.</param>
/// <param name="Steps">The operations on the rows, in order.</param>
/// <param name="HasId">True if the result has the column id: without it there is no $skipToken.</param>
/// <param name="Type">The type that all rows must have, or null. Resources of other types don't have to be read.</param>
/// <param name="IsPlain">
/// True if each resource of the type is one row, in the same order. Resources on other pages don't have to be read.
/// </param>
internal sealed record GraphQuery(
    bool Containers, IReadOnlyList<Func<IEnumerable<JsonObject>, IEnumerable<JsonObject>>> Steps, bool HasId, string? Type, bool IsPlain);
