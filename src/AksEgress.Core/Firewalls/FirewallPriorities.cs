using System.Text.Json.Nodes;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;

namespace AksEgress.Core.Firewalls;

/// <summary>Priorities of rule collections and their groups: 100 to 65000, each taken once among its neighbours.</summary>
internal static class FirewallPriorities
{
    private const int Lowest = 100;
    private const int Highest = 65000;

    /// <summary>The priority that a new collection gets: the one asked for, or a free one.</summary>
    /// <param name="request">The rule that needs the collection.</param>
    /// <param name="others">The collections beside it.</param>
    /// <param name="among">What these are, for the error.</param>
    /// <exception cref="EgressException">InvalidValue for a priority that is taken.</exception>
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
    /// The first of some wishes that is free, or else the lowest free hundred: hundreds leave room for what comes between.
    /// </summary>
    /// <param name="wishes">What to take if it is free.</param>
    /// <param name="avoided">What not to take otherwise.</param>
    /// <param name="taken">What is taken, for the wishes.</param>
    public static int Free(IEnumerable<int> wishes, IReadOnlyCollection<int> avoided, IReadOnlyCollection<int> taken) =>
        wishes.Where(wish => !taken.Contains(wish))
            .Concat(
                Enumerable.Range(1, Highest / Lowest)
                    .Select(step => step * Lowest)
                    .Concat(Enumerable.Range(Lowest, Highest - Lowest + 1))
                    .Where(priority => !avoided.Contains(priority)))
            .First();

    /// <summary>Refuses what contradicts a collection that is there: priority and action hold for every rule in it.</summary>
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
