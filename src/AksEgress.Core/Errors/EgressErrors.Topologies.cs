namespace AksEgress.Core.Errors;

// The kinds of error of whole jobs.
public static partial class EgressErrors
{
    /// <summary>A resource of the name is there, and something else made it.</summary>
    public static readonly EgressError TopologyPartForeign = new(nameof(TopologyPartForeign), EgressErrorKind.ResourceExists,
        "{0} '{1}' is there already and is not part of topology '{2}' (it has no tag aksegress-topology of that value).",
        "Choose another -Name, or add -Force to go on with it as it is; Remove-AksEgressTopology will leave it alone.");

    /// <summary>The cluster of the name leaves another way.</summary>
    public static readonly EgressError TopologyDiffers = new(nameof(TopologyDiffers), EgressErrorKind.ResourceExists,
        "Cluster '{0}' is there and leaves by {1}, not by {2}.",
        "Set-AksOutboundType changes how a cluster leaves; Test-AksOutboundType says what stands against it.");

    /// <summary>A part stands in another region than the one that was named.</summary>
    public static readonly EgressError TopologyElsewhere = new(nameof(TopologyElsewhere), EgressErrorKind.ResourceExists,
        "{0} '{1}' is there already, in {2}; the rest would be made in {3}.",
        "Nothing was changed. Name -Location {2}, or choose another -Name.");

    /// <summary>The network of the name has a subnet with other ranges than those that were asked for.</summary>
    public static readonly EgressError TopologyNetworkDiffers = new(nameof(TopologyNetworkDiffers), EgressErrorKind.ResourceExists,
        "Virtual network '{0}' is there already and has other ranges than those asked for: {1}",
        "Nothing was changed. Name the ranges that it has with -SubnetPrefix and -FirewallSubnetPrefix (Get-AksEgressSubnet shows them), or choose another -Name.");

    /// <summary>Some parts stand and at least one failed.</summary>
    public static readonly EgressError TopologyUnfinished = new(nameof(TopologyUnfinished), EgressErrorKind.InvalidResult,
        "Topology '{0}' is unfinished: {1} of {2} parts stand. {3} failed: {4}{5}",
        "{6} the same command again: it goes on where it stopped. Remove-AksEgressTopology takes away what stands.");

    /// <summary>No resource has the topology's tag.</summary>
    public static readonly EgressError TopologyNotFound = new(nameof(TopologyNotFound), EgressErrorKind.ObjectNotFound,
        "No resource in resource group '{1}' belongs to a topology '{0}'.",
        "Check the names; resources of a topology have the tag aksegress-topology with its name.");

    /// <summary>Something else uses parts that were to be removed.</summary>
    public static readonly EgressError TopologyInUse = new(nameof(TopologyInUse), EgressErrorKind.ResourceBusy,
        "Nothing was removed: parts of topology '{0}' are still used. {1}",
        "Take the users away first, then run the command again.");

    /// <summary>Something came into the resource group while the topology was removed.</summary>
    public static readonly EgressError TopologyGroupKept = new(nameof(TopologyGroupKept), EgressErrorKind.ResourceBusy,
        "Resource group '{0}' was kept, for there is more in it than was planned to go: {1}.",
        "Look at what came meanwhile.");

    /// <summary>Some parts are gone and at least one could not be removed.</summary>
    public static readonly EgressError TopologyNotRemoved = new(nameof(TopologyNotRemoved), EgressErrorKind.InvalidResult,
        "Topology '{0}' is half removed: {1} of {2} parts are gone. {3} could not be removed: {4}",
        "{5} the same command again: it removes what is left.");
}
