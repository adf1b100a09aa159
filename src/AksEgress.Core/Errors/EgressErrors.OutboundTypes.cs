namespace AksEgress.Core.Errors;

/// <summary>Errors about a change of the outbound type.</summary>
public static partial class EgressErrors
{
    /// <summary>The pre-flight check found what ARM would refuse.</summary>
    public static EgressException PreflightFailed(string cluster, string outboundType, string findings, string advice, string target) =>
        Create(EgressErrorKind.InvalidOperation, [Value(cluster), Value(outboundType), Value(findings), Value(advice)], target);

    /// <summary>ARM refused the change.</summary>
    public static EgressException ChangeRefused(
        string cluster, int status, string code, string reason, string advice, string target, Exception innerException) =>
        Create(
            EgressErrorKind.InvalidOperation, [Value(cluster), Value(status), Value(code), Value(reason), Value(advice)], target,
            innerException);

    /// <summary>ARM accepted the change and the operation failed.</summary>
    public static EgressException ChangeFailed(
        string cluster, string code, string reason, string advice, object target, Exception innerException) =>
        Create(EgressErrorKind.InvalidResult, [Value(cluster), Value(code), Value(reason), Value(advice)], target, innerException);

    /// <summary>The change was sent, and waiting for it was interrupted.</summary>
    public static EgressException ChangeResultUnknown(string cluster, string reason, object target, Exception? innerException = null) =>
        Create(EgressErrorKind.ConnectionError, [Value(cluster), Value(reason)], target, innerException);

    /// <summary>There is no earlier outbound type to return to.</summary>
    public static EgressException NothingToUndo(string cluster, string reason, string target) =>
        Create(EgressErrorKind.InvalidOperation, [Value(cluster), Value(reason)], target);

    /// <summary>A change record can't be read.</summary>
    public static EgressException InvalidChangeRecord(string reason, string? advice = null, Exception? innerException = null)
    {
        advice ??= Errors.Advice.PassChangeRecord();
        return Create(EgressErrorKind.InvalidData, [Value(reason), Value(advice)], innerException: innerException);
    }

    /// <summary>The cluster's egress members aren't those that the change left.</summary>
    public static EgressException StaleChangeRecord(string cluster, string differences, string target) =>
        Create(EgressErrorKind.InvalidOperation, [Value(cluster), Value(differences)], target);

    /// <summary>The request for a change never reached ARM.</summary>
    public static EgressException ChangeNotApplied(string cluster, string outboundType, object target) =>
        Create(EgressErrorKind.InvalidResult, [Value(cluster), Value(outboundType)], target);
}
