namespace AksEgress.Core.Errors;

/// <summary>What goes wrong with change records and operations that come from elsewhere, or whose result isn't known.</summary>
public static partial class EgressErrors
{
    /// <summary>A record or an operation of another simulation, endpoint, tenant, or subscription.</summary>
    public static readonly EgressError OriginMismatch = new(nameof(OriginMismatch), EgressErrorKind.InvalidOperation,
        "This {0} can't be used in this session: {1}.",
        "Nothing was changed. Connect to where it comes from with Connect-AksEgress; Get-AksEgressContext -Origin shows where this session is connected.");

    /// <summary>The ids of a record, an operation, and a parameter disagree.</summary>
    public static readonly EgressError ResourceMismatch = new(nameof(ResourceMismatch), EgressErrorKind.InvalidData,
        "The operation names different resources: {0} is '{1}', and -ResourceId is '{2}'.",
        "Nothing was changed. Pass an operation as -NoWait or Get-AksEgressOperation returned it.");

    /// <summary>ARM doesn't say which tenant a subscription is in.</summary>
    public static readonly EgressError TenantUnknown = new(nameof(TenantUnknown), EgressErrorKind.PermissionDenied,
        "The tenant of subscription {0} can't be read: {1}",
        "Nothing was changed. Ask for a role that includes Microsoft.Resources/subscriptions/read on the subscription, then run the command again.");

    /// <summary>The request of an operation never reached ARM.</summary>
    public static readonly EgressError OperationNotApplied = new(nameof(OperationNotApplied), EgressErrorKind.InvalidResult,
        "The operation on '{0}' was not applied: the resource is as it was before the request.",
        "Nothing was changed. Run the command again.");

    /// <summary>The answer to a request was lost, and the resource is neither as requested nor as before.</summary>
    public static readonly EgressError OperationUnknown = new(nameof(OperationUnknown), EgressErrorKind.InvalidResult,
        "Whether the operation on '{0}' took effect is not known: the resource is neither as requested nor as before (state {1}).",
        "Read the resource with its Get- cmdlet, then run the command again if it is still needed.");
}
