namespace AksEgress.Core.Errors;

/// <content>Errors of commands that run inside a cluster.</content>
public static partial class EgressErrors
{
    /// <summary>The command's pod didn't run: refused, not scheduled, its image not pulled, or run commands are disabled.</summary>
    public static EgressException CommandCouldNotRun(string cluster, string state, string? reason, string? advice, object target) =>
        Create(EgressErrorKind.InvalidOperation, [Value(cluster), Value(state), Value(reason), Value(advice)], target);

    /// <summary>The command ran, and its exit code is not 0.</summary>
    public static EgressException CommandFailed(string cluster, int? exitCode, object target) =>
        Create(EgressErrorKind.InvalidResult, [Value(cluster), Value(exitCode)], target);
}
