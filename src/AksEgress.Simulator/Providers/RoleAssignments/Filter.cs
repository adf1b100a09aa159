using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.RoleAssignments;

/// <summary>
/// The part of OData's $filter that Microsoft.Authorization accepts: <c>member eq 'text'</c>, <c>atScope()</c>, and
/// <c>assignedTo('id')</c>, joined by <c>and</c>.
/// </summary>
internal sealed class Filter
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>True if assignments below the scope are omitted.</summary>
    public bool AtScope { get; private set; }

    /// <summary>The required value of a member, or null for any.</summary>
    public string? Value(string member) => _values.GetValueOrDefault(member);

    /// <summary>Reads a request's filter.</summary>
    /// <exception cref="RefusalException">400: a clause isn't supported. The text isn't recorded.</exception>
    public static Filter Read(IncomingRequest request)
    {
        Filter filter = new();
        foreach (var clause in (request.Parameter("$filter") ?? "").Split(
            " and ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var words = clause.Split(" eq ", 2, StringSplitOptions.TrimEntries);
            if (ResourceId.Is(clause, "atScope()"))
            {
                filter.AtScope = true;
            }
            else if (clause.StartsWith("assignedTo('", StringComparison.OrdinalIgnoreCase)
                && clause.EndsWith("')", StringComparison.Ordinal))
            {
                // ARM also checks the principal's groups; the simulator has none.
                filter._values["principalId"] = clause["assignedTo('".Length..^2];
            }
            else if (words.Length == 2 && words[1].Length >= 2 && words[1][0] == '\'' && words[1][^1] == '\'')
            {
                filter._values[words[0]] = words[1][1..^1].Replace("''", "'", StringComparison.Ordinal);
            }
            else
            {
                throw AuthorizationErrors.UnsupportedFilter(clause);
            }
        }

        return filter;
    }
}
