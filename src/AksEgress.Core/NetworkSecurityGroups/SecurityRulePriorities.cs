using AksEgress.Core.Errors;

namespace AksEgress.Core.NetworkSecurityGroups;

/// <summary>
/// The priority of a new rule for which none is requested. A rule that allows gets the smallest free one, if that precedes all rules of
/// its direction that deny: it applies whatever they say. A rule that denies gets the largest free one, if that follows all rules that
/// allow: nothing that a rule allows is denied by it.
/// </summary>
internal static class SecurityRulePriorities
{
    /// <summary>Finds a free priority.</summary>
    /// <exception cref="EgressException">SecurityRulePriorityRequired.</exception>
    public static int Choose(NetworkSecurityGroup group, string name, string direction, string access)
    {
        var own = group.Rules.Where(rule => rule.Direction.Equals(direction, StringComparison.OrdinalIgnoreCase)).ToList();
        var used = own.Select(rule => rule.Priority).ToHashSet();
        var allows = access.Equals(SecurityRuleRequest.Allow, StringComparison.OrdinalIgnoreCase);
        var all = Enumerable.Range(
            SecurityRuleRequest.SmallestPriority, SecurityRuleRequest.LargestPriority - SecurityRuleRequest.SmallestPriority + 1);
        var free = (allows ? all : all.Reverse()).FirstOrDefault(priority => !used.Contains(priority));
        var opposite = own.Where(rule => !rule.Access.Equals(access, StringComparison.OrdinalIgnoreCase));
        var limit = allows ? opposite.MinBy(rule => rule.Priority) : opposite.MaxBy(rule => rule.Priority);
        return free != 0 && (limit is null || (allows ? free < limit.Priority : free > limit.Priority))
            ? free
            : throw EgressErrors.SecurityRulePriorityRequired(
                group.Name, name, direction, limit?.Name ?? "(none)", limit?.Priority ?? SecurityRuleRequest.LargestPriority,
                allows ? "before" : "after", group.Id);
    }
}
