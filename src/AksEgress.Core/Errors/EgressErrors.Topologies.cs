namespace AksEgress.Core.Errors;

// Errors about topologies.
public static partial class EgressErrors
{
    /// <summary>A resource with the name exists, and another command or tool created it.</summary>
    public static EgressException TopologyPartNotOwned(string kind, string name, string topology, string target) =>
        Create(EgressErrorKind.ResourceExists, [Value(kind), Value(name), Value(topology)], target);

    /// <summary>The cluster with the name has another outbound type.</summary>
    public static EgressException TopologyDiffers(string cluster, string actual, string requested, string target) =>
        Create(EgressErrorKind.ResourceExists, [Value(cluster), Value(actual), Value(requested)], target);

    /// <summary>A part exists in another region than the requested one.</summary>
    public static EgressException TopologyLocationDiffers(
        string kind, string name, string? actualLocation, string? requestedLocation, string target) =>
        Create(EgressErrorKind.ResourceExists, [Value(kind), Value(name), Value(actualLocation), Value(requestedLocation)], target);

    /// <summary>The network with the name has a subnet with other ranges than the requested ones.</summary>
    public static EgressException TopologyNetworkDiffers(
        string virtualNetwork, string difference, string target, Exception innerException) =>
        Create(EgressErrorKind.ResourceExists, [Value(virtualNetwork), Value(difference)], target, innerException);

    /// <summary>Some parts exist and at least one failed.</summary>
    public static EgressException TopologyUnfinished(
        string topology, int done, int total, string failed, string reason, string waiting, string advice, string target,
        Exception innerException) =>
        Create(
            EgressErrorKind.InvalidResult, [Value(topology), Value(done), Value(total), Value(failed), Value(reason), Value(waiting),
            Value(advice)], target, innerException);

    /// <summary>No resource has the topology's tag.</summary>
    public static EgressException TopologyNotFound(string topology, string resourceGroup, string target) =>
        Create(EgressErrorKind.ObjectNotFound, [Value(topology), Value(resourceGroup)], target);

    /// <summary>Other resources use parts that are to be removed.</summary>
    public static EgressException TopologyInUse(string topology, string users, string target) =>
        Create(EgressErrorKind.ResourceBusy, [Value(topology), Value(users)], target);

    /// <summary>-NoWait for a removal that isn't the removal of one resource group.</summary>
    public static EgressException NoWaitNotSupported(string topology, string resourceGroup, string target) =>
        Create(EgressErrorKind.InvalidArgument, [Value(topology), Value(resourceGroup)], target);

    /// <summary>A resource was created in the resource group while the topology was removed.</summary>
    public static EgressException TopologyGroupNotRemoved(string resourceGroup, string others, string target) =>
        Create(EgressErrorKind.ResourceBusy, [Value(resourceGroup), Value(others)], target);

    /// <summary>Some parts were removed and at least one could not be removed.</summary>
    public static EgressException TopologyNotRemoved(
        string topology, int removed, int total, string failed, string reason, string advice, string target, Exception innerException) =>
        Create(
            EgressErrorKind.InvalidResult, [Value(topology), Value(removed), Value(total), Value(failed), Value(reason), Value(advice)],
            target, innerException);
}
