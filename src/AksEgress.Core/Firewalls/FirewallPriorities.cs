using System.Text.Json.Nodes;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;

namespace AksEgress.Core.Firewalls;

/// <summary>The priorities of rule collections and their groups: 100 to 65000, without duplicates on one level.</summary>
internal static class FirewallPriorities
{
    private const int Lowest = 100;
    private const int Highest = 65000;

    /// <summary>The priority of a new collection: the requested one, or one that isn't in use.</summary>
    /// <param name="request">The rule that requires the collection.</param>
    /// <param name="others">The other collections.</param>
    /// <param name="among">The name of the other collections, for the error.</param>
    /// <exception cref="EgressException">InvalidValue for a priority that is in use.</exception>
    public static int Choose(FirewallRuleRequest request, IEnumerable<JsonObject> others, string among)
    {
        var taken = others.ToLookup(
            item => item.Number("properties", "priority") ?? item.Number("priority") ?? 0, item => item.Text("name"));
        return request.Priority is not { } wanted ? Free([], [.. taken.Select(item => item.Key)], [])
            : taken.Contains(wanted)
                ? throw EgressErrors.InvalidValue(
                    "Priority",
                    $"collection '{taken[wanted].First()}' already has priority {wanted}, which only one of the {among} can have.",
                    request.CollectionName)
                : wanted;
    }

    /// <summary>
    /// The first preferred priority that isn't in use, or else the lowest multiple of 100, which leaves room for others in between.
    /// </summary>
    /// <param name="preferred">The preferred priorities.</param>
    /// <param name="avoided">Other priorities to avoid.</param>
    /// <param name="taken">The priorities in use, for the preferred ones.</param>
    public static int Free(IEnumerable<int> preferred, IReadOnlyCollection<int> avoided, IReadOnlyCollection<int> taken) =>
        preferred.Where(priority => !taken.Contains(priority))
            .Concat(
                Enumerable.Range(1, Highest / Lowest)
                    .Select(step => step * Lowest)
                    .Concat(Enumerable.Range(Lowest, Highest - Lowest + 1))
                    .Where(priority => !avoided.Contains(priority)))
            .First();

    /// <summary>Rejects another priority or action for an existing collection, because they apply to all its rules.</summary>
    /// <exception cref="EgressException">FirewallCollectionDiffers.</exception>
    public static void CheckCollection(JsonObject collection, FirewallRuleRequest request)
    {
        if (request.Priority is { } priority
            && (collection.Number("properties", "priority") ?? collection.Number("priority")) is { } has
            && has != priority)
        {
            throw EgressErrors.FirewallCollectionDiffers(request.CollectionName, "Priority", $"{has}", $"{priority}");
        }

        if (request.Action is { } action
            && FirewallRules.Action(collection) is { } does
            && !string.Equals(does, action, StringComparison.OrdinalIgnoreCase))
        {
            throw EgressErrors.FirewallCollectionDiffers(request.CollectionName, "Action", does, action);
        }
    }
}
