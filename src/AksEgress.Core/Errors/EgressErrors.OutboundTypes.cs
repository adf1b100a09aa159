namespace AksEgress.Core.Errors;

/// <summary>What goes wrong with a change of the outbound type.</summary>
public static partial class EgressErrors
{
    /// <summary>The pre-flight found what ARM would refuse.</summary>
    public static readonly EgressError PreflightFailed = new(nameof(PreflightFailed), EgressErrorKind.InvalidOperation,
        "'{0}' is not ready for {1}: {2}",
        "{3}");

    /// <summary>ARM refused the change.</summary>
    public static readonly EgressError ChangeRefused = new(nameof(ChangeRefused), EgressErrorKind.InvalidOperation,
        "ARM refused the change of '{0}' ({1} {2}): {3}",
        "Nothing was changed. {4}");

    /// <summary>ARM accepted the change and the operation failed.</summary>
    public static readonly EgressError ChangeFailed = new(nameof(ChangeFailed), EgressErrorKind.InvalidResult,
        "The change of '{0}' was accepted and failed ({1}): {2}",
        "{3}");

    /// <summary>The change was sent, and waiting for it broke off.</summary>
    public static readonly EgressError ChangeUnknown = new(nameof(ChangeUnknown), EgressErrorKind.ConnectionError,
        "Whether the change of '{0}' took effect is not known: {1}",
        "Run the same command again: it finds out how far the change came. To go back, pass this error's TargetObject to Undo-AksOutboundType.");

    /// <summary>There is nothing to go back to.</summary>
    public static readonly EgressError NothingToUndo = new(nameof(NothingToUndo), EgressErrorKind.InvalidOperation,
        "'{0}' cannot be put back: {1}",
        "Get-AksOutboundType shows how it leaves now; Set-AksOutboundType changes it.");

    /// <summary>A change record cannot be read.</summary>
    public static readonly EgressError InvalidChangeRecord = new(nameof(InvalidChangeRecord), EgressErrorKind.InvalidData,
        "This is not a change record of Set-AksOutboundType: {0}",
        "Pass what Set-AksOutboundType or Wait-AksEgressOperation returned, or Import-Clixml of it.");

    /// <summary>The cluster's egress members aren't those that the change left.</summary>
    public static readonly EgressError StaleChangeRecord = new(nameof(StaleChangeRecord), EgressErrorKind.InvalidOperation,
        "The change record of '{0}' is out of date: the egress settings were changed after it was made. Different now: {1}.",
        "Nothing was changed. Get-AksOutboundType shows the settings now; Set-AksOutboundType changes them.");

    /// <summary>The request for a change never reached ARM.</summary>
    public static readonly EgressError ChangeNotApplied = new(nameof(ChangeNotApplied), EgressErrorKind.InvalidResult,
        "The change of '{0}' to {1} was not applied: the cluster has the settings and the eTag that it had before.",
        "Nothing was changed. Run Set-AksOutboundType again.");
}
