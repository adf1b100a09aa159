namespace AksEgress.Core.Errors;

/// <summary>Errors about node pools.</summary>
public static partial class EgressErrors
{
    /// <summary>A pool's description is not one.</summary>
    public static readonly EgressError InvalidNodePool = new(nameof(InvalidNodePool), EgressErrorKind.InvalidArgument,
        "This is not a node pool: {0}",
        "Its members are the parameters of Add-AksEgressNodePool; Get-Help shows their ranges.");

    /// <summary>AKS takes no such pool in this cluster.</summary>
    public static readonly EgressError NodePoolNotPossible = new(nameof(NodePoolNotPossible), EgressErrorKind.InvalidOperation,
        "Node pool '{0}' cannot be added: {1}.",
        "Nothing was changed. {2}");

    /// <summary>A cluster would be without a system pool.</summary>
    public static readonly EgressError LastSystemPool = new(nameof(LastSystemPool), EgressErrorKind.InvalidOperation,
        "Node pool '{0}' is the last system pool of cluster '{1}', which cannot be without one.",
        "Add another first: Add-AksEgressNodePool <name> {2} {1} -Mode System; or Remove-AksEgressCluster {1} {2}.");

    /// <summary>The outbound type was changed, and not all nodes could be replaced.</summary>
    public static readonly EgressError ReimageUnfinished = new(nameof(ReimageUnfinished), EgressErrorKind.InvalidResult,
        "The change of '{0}' from {1} to {2} is done and read back; reimaged: {3}; left: {4}, because: {5}",
        "The change stands; this error's TargetObject is its record. Left to do: Update-AksEgressNodeImage {0} {6} -Name {4} -Force.");
}
