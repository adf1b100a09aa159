namespace AksEgress.Core.Errors;

/// <summary>Errors about network security groups and their rules.</summary>
public static partial class EgressErrors
{
    /// <summary>The new rule already exists, with other values.</summary>
    public static EgressException SecurityRuleExists(
        string securityGroup, string rule, string values, string resourceGroup, string target) =>
        Create(EgressErrorKind.ResourceExists, [Value(securityGroup), Value(rule), Value(values), Value(resourceGroup)], target);

    /// <summary>Another rule of the direction has the priority.</summary>
    public static EgressException SecurityRulePriorityInUse(
        string securityGroup, int priority, string direction, string rule, string target) =>
        Create(EgressErrorKind.ResourceExists, [Value(securityGroup), Value(priority), Value(direction), Value(rule)], target);

    /// <summary>No free priority gives the new rule the effect that a default has to have.</summary>
    public static EgressException SecurityRulePriorityRequired(
        string securityGroup, string rule, string direction, string other, int priority, string side, string target) =>
        Create(
            EgressErrorKind.InvalidArgument,
            [Value(securityGroup), Value(rule), Value(direction), Value(other), Value(priority), Value(side)],
            target);

    /// <summary>The group has as many rules as Azure allows.</summary>
    public static EgressException SecurityRuleLimitReached(string securityGroup, int limit, string target) =>
        Create(EgressErrorKind.LimitsExceeded, [Value(securityGroup), Value(limit)], target);

    /// <summary>A default rule can't be changed or removed.</summary>
    public static EgressException DefaultSecurityRule(string securityGroup, string rule, string target) =>
        Create(EgressErrorKind.InvalidOperation, [Value(securityGroup), Value(rule)], target);
}
