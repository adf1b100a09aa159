namespace AksEgress.Core.Errors;

/// <summary>What goes wrong with firewall policies.</summary>
public static partial class EgressErrors
{
    /// <summary>A firewall's tier and its policy's.</summary>
    public static readonly EgressError FirewallTierDiffers = new(nameof(FirewallTierDiffers), EgressErrorKind.InvalidArgument,
        "Firewall policy '{0}' is {1} and the Azure Firewall '{2}' is {3}; the two must be of one tier.",
        "Leave -Tier out to take the policy's, or make a policy with New-AksEgressFirewallPolicy -Tier {3}.");

    /// <summary>A firewall with rules of its own is given a policy.</summary>
    public static readonly EgressError FirewallHasRules = new(nameof(FirewallHasRules), EgressErrorKind.InvalidOperation,
        "Azure Firewall '{0}' has {1} of its own, and one that takes its rules from a policy can have none.",
        "Add them to the policy, and take them from the firewall: Get-AksEgressFirewallRule {2} | Remove-AksEgressFirewallRule; then run the command again.");

    /// <summary>A rule of the name is there already.</summary>
    public static readonly EgressError FirewallRuleExists = new(nameof(FirewallRuleExists), EgressErrorKind.ResourceExists,
        "Rule '{0}' exists already and says something else; Add- does not change it.",
        "Use another -Name, or Remove-AksEgressFirewallRule first.");

    /// <summary>A parameter about policies for a firewall that has none.</summary>
    public static readonly EgressError FirewallHasNoPolicy = new(nameof(FirewallHasNoPolicy), EgressErrorKind.InvalidArgument,
        "Azure Firewall '{0}' has rules of its own and no policy, so that it has no rule collection group '{1}'.",
        "Leave -CollectionGroupName out.");

    /// <summary>A policy's rule collection holds rules of another kind.</summary>
    public static readonly EgressError FirewallCollectionKind = new(nameof(FirewallCollectionKind), EgressErrorKind.InvalidArgument,
        "Rule collection '{0}' in group '{1}' of firewall policy '{2}' holds {3}s, and a collection holds one kind.",
        "Name another collection with -CollectionName.");
}
