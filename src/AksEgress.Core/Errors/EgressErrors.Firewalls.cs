namespace AksEgress.Core.Errors;

/// <summary>What goes wrong with firewalls, their rules and their policies.</summary>
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

    /// <summary>A firewall without the address that routes need.</summary>
    public static readonly EgressError FirewallNotReady = new(nameof(FirewallNotReady), EgressErrorKind.InvalidOperation,
        "Azure Firewall '{0}' has no private address to route to (state {1}).",
        "Wait until Get-AksEgressFirewall shows it Succeeded with an address (Wait-AksEgressOperation waits for one made with -NoWait), then run the command again.");

    /// <summary>A virtual network has no subnet that a firewall could stand in.</summary>
    public static readonly EgressError FirewallSubnetMissing = new(nameof(FirewallSubnetMissing), EgressErrorKind.ObjectNotFound,
        "Virtual network '{0}' has no subnet '{1}', which an Azure Firewall needs by that name.",
        "New-AksEgressSubnet {1} -VirtualNetworkName {0} makes it; it takes a range of /{2} or larger.");

    /// <summary>The firewall's subnet is too small.</summary>
    public static readonly EgressError FirewallSubnetTooSmall = new(nameof(FirewallSubnetTooSmall), EgressErrorKind.InvalidOperation,
        "Subnet '{1}' of virtual network '{0}' is {2}; an Azure Firewall needs /{3} or larger.",
        "Set-AksEgressSubnet does not move ranges; remove the subnet and make it again with a larger one.");

    /// <summary>Another firewall stands in the subnet.</summary>
    public static readonly EgressError FirewallSubnetInUse = new(nameof(FirewallSubnetInUse), EgressErrorKind.ResourceBusy,
        "Subnet '{1}' of virtual network '{0}' holds {2} already, and a virtual network takes one Azure Firewall.",
        "Use that firewall, or another virtual network.");

    /// <summary>A rule that is not there, or not the only one of its name.</summary>
    public static readonly EgressError FirewallRuleNotFound = new(nameof(FirewallRuleNotFound), EgressErrorKind.ObjectNotFound,
        "Azure Firewall '{0}' has no rule '{1}'{2}.",
        "Get-AksEgressFirewallRule -Firewall {0} lists its rules.");

    /// <summary>Several rules have the name.</summary>
    public static readonly EgressError FirewallRuleAmbiguous = new(nameof(FirewallRuleAmbiguous), EgressErrorKind.InvalidArgument,
        "Azure Firewall '{0}' has several rules '{1}': {2}.",
        "Say which with -CollectionName, -Kind and, of a policy, -CollectionGroupName.");

    /// <summary>A rule collection that is there already differs from what the parameters say.</summary>
    public static readonly EgressError FirewallCollectionDiffers = new(nameof(FirewallCollectionDiffers), EgressErrorKind.InvalidArgument,
        "Rule collection '{0}' has {1} {2} already, and {3} was asked for.",
        "Leave -{1} out to add to the collection as it is, or name another with -CollectionName.");
}
