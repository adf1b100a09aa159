namespace AksEgress.Core.Errors;

/// <content>Errors of commands that run inside a cluster.</content>
public static partial class EgressErrors
{
    /// <summary>The command's pod never ran: refused, not scheduled, its image not pulled, or run commands are off.</summary>
    public static readonly EgressError CommandCouldNotRun = new(nameof(CommandCouldNotRun), EgressErrorKind.InvalidOperation,
        "The command could not run in cluster '{0}' ({1}): {2}",
        "{3}");

    /// <summary>The command ran, and its exit code is not 0.</summary>
    public static readonly EgressError CommandFailed = new(nameof(CommandFailed), EgressErrorKind.InvalidResult,
        "The command ran in cluster '{0}' and exited with {1}.",
        "What it wrote is in Logs of the object that was written, which is this error's TargetObject too.");
}
