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
}
