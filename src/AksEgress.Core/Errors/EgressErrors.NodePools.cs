namespace AksEgress.Core.Errors;

/// <summary>Errors about node pools.</summary>
public static partial class EgressErrors
{
    /// <summary>The description of a node pool isn't valid.</summary>
    public static EgressException InvalidNodePool(string reason) =>
        Create(EgressErrorKind.InvalidArgument, [Value(reason)]);

    /// <summary>AKS doesn't accept such a node pool in this cluster.</summary>
    public static EgressException NodePoolNotPossible(string nodePool, string reason, string advice) =>
        Create(EgressErrorKind.InvalidOperation, [Value(nodePool), Value(reason), Value(advice)], nodePool);

    /// <summary>A cluster would have no system node pool.</summary>
    public static EgressException LastSystemPool(string nodePool, string cluster, string resourceGroup, string target) =>
        Create(EgressErrorKind.InvalidOperation, [Value(nodePool), Value(cluster), Value(resourceGroup)], target);

    /// <summary>The outbound type was changed, and not all nodes could be replaced.</summary>
    public static EgressException ReimageUnfinished(
        string cluster, string from, string to, string reimaged, string left, string reason, string resourceGroup, object target,
        Exception innerException) =>
        Create(
            EgressErrorKind.InvalidResult, [Value(cluster), Value(from), Value(to), Value(reimaged), Value(left), Value(reason),
            Value(resourceGroup)], target, innerException);
}
