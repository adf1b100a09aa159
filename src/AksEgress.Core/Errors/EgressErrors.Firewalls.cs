namespace AksEgress.Core.Errors;

/// <summary>Errors about firewalls, their rules and their policies.</summary>
public static partial class EgressErrors
{
    /// <summary>A firewall without a subnet: in a virtual hub, or deallocated.</summary>
    public static EgressException FirewallNotInSubnet(string firewall, string target) =>
        Create(EgressErrorKind.InvalidOperation, [Value(firewall)], target);

    /// <summary>The tiers of a firewall and its policy don't match.</summary>
    public static EgressException FirewallTierDiffers(
        string policy, string policyTier, string firewall, string firewallTier, string target) =>
        Create(
            EgressErrorKind.InvalidArgument, [Value(policy), Value(policyTier), Value(firewall), Value(firewallTier)], target,
            parameterName: "Policy");

    /// <summary>A policy is requested for a firewall with its own rules.</summary>
    public static EgressException FirewallHasRules(string firewall, string rules, string firewallId) =>
        Create(EgressErrorKind.InvalidOperation, [Value(firewall), Value(rules), Value(firewallId)], firewallId);

    /// <summary>A rule with the name already exists.</summary>
    public static EgressException FirewallRuleExists(string rule, string target) =>
        Create(EgressErrorKind.ResourceExists, [Value(rule)], target);

    /// <summary>A policy parameter for a firewall without a policy.</summary>
    public static EgressException FirewallHasNoPolicy(string firewall, string collectionGroup, string target) =>
        Create(EgressErrorKind.InvalidArgument, [Value(firewall), Value(collectionGroup)], target, parameterName: "CollectionGroupName");

    /// <summary>A policy's rule collection contains rules of another kind.</summary>
    public static EgressException FirewallCollectionKindDiffers(
        string collection, string collectionGroup, string policy, string ruleKind) =>
        Create(
            EgressErrorKind.InvalidArgument, [Value(collection), Value(collectionGroup), Value(policy), Value(ruleKind)], collection,
            parameterName: "CollectionName");

    /// <summary>A firewall without the address that routes need.</summary>
    public static EgressException FirewallNotReady(string firewall, string state, string target) =>
        Create(EgressErrorKind.InvalidOperation, [Value(firewall), Value(state)], target);

    /// <summary>A virtual network has no subnet for a firewall.</summary>
    public static EgressException FirewallSubnetMissing(string virtualNetwork, string subnet, int longestPrefix, string target) =>
        Create(EgressErrorKind.ObjectNotFound, [Value(virtualNetwork), Value(subnet), Value(longestPrefix)], target);

    /// <summary>The firewall's subnet is too small.</summary>
    public static EgressException FirewallSubnetTooSmall(
        string virtualNetwork, string subnet, string prefix, int longestPrefix, string target) =>
        Create(EgressErrorKind.InvalidOperation, [Value(virtualNetwork), Value(subnet), Value(prefix), Value(longestPrefix)], target);

    /// <summary>The subnet already contains another firewall.</summary>
    public static EgressException FirewallSubnetInUse(string virtualNetwork, string subnet, string holder, string target) =>
        Create(EgressErrorKind.ResourceBusy, [Value(virtualNetwork), Value(subnet), Value(holder)], target);

    /// <summary>A rule that doesn't exist, or whose name isn't unique.</summary>
    public static EgressException FirewallRuleNotFound(string firewall, string rule, string place, string target) =>
        Create(EgressErrorKind.ObjectNotFound, [Value(firewall), Value(rule), Value(place)], target);

    /// <summary>Several rules have the name.</summary>
    public static EgressException FirewallRuleAmbiguous(string firewall, string rule, string places, string target) =>
        Create(EgressErrorKind.InvalidArgument, [Value(firewall), Value(rule), Value(places)], target);

    /// <summary>An existing rule collection differs from the parameters.</summary>
    public static EgressException FirewallCollectionDiffers(string collection, string parameter, string actual, string requested) =>
        Create(
            EgressErrorKind.InvalidArgument, [Value(collection), Value(parameter), Value(actual), Value(requested)], collection,
            parameterName: parameter);
}
