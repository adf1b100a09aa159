namespace AksEgress.Core.Errors;

/// <summary>Errors about change records and operations from another origin, or whose result isn't known.</summary>
public static partial class EgressErrors
{
    /// <summary>A record or an operation of another simulation, endpoint, tenant, or subscription.</summary>
    public static EgressException OriginMismatch(string what, string difference, object? target) =>
        Create(EgressErrorKind.InvalidOperation, [Value(what), Value(difference)], target);

    /// <summary>The ids of a record, an operation, and a parameter disagree.</summary>
    public static EgressException ResourceMismatch(string source, string sourceId, string resourceId) =>
        Create(EgressErrorKind.InvalidData, [Value(source), Value(sourceId), Value(resourceId)], resourceId);

    /// <summary>ARM doesn't say which tenant a subscription is in.</summary>
    public static EgressException TenantUnknown(string subscriptionId, string reason, Exception? innerException = null) =>
        Create(EgressErrorKind.PermissionDenied, [Value(subscriptionId), Value(reason)], subscriptionId, innerException);

    /// <summary>Another operation on a cluster, or on one of its node pools, is running.</summary>
    public static EgressException OperationInProgress(
        string kind, string resource, string? state, string cluster, string resourceGroup, string target) =>
        Create(
            EgressErrorKind.InvalidOperation,
            [Value(kind), Value(resource), Value(state), Value(cluster), Value(resourceGroup)],
            target);

    /// <summary>ARM has no request that aborts an operation of this kind.</summary>
    public static EgressException OperationNotAbortable(string operation, string resource, string target) =>
        Create(EgressErrorKind.InvalidOperation, [Value(operation), Value(resource)], target);

    /// <summary>A stopped cluster can only be started or removed.</summary>
    public static EgressException ClusterNotRunning(string cluster, string resourceGroup, string target) =>
        Create(EgressErrorKind.InvalidOperation, [Value(cluster), Value(resourceGroup)], target);

    /// <summary>The request of an operation never reached ARM.</summary>
    public static EgressException OperationNotApplied(string resource, string target) =>
        Create(EgressErrorKind.InvalidResult, [Value(resource)], target);

    /// <summary>The answer to a request was lost, and the resource is neither as requested nor as before.</summary>
    public static EgressException OperationResultUnknown(string resource, string state, string target) =>
        Create(EgressErrorKind.InvalidResult, [Value(resource), Value(state)], target);
}
