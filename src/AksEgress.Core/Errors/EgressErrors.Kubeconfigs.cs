namespace AksEgress.Core.Errors;

/// <content>Errors of kubeconfig files.</content>
public static partial class EgressErrors
{
    /// <summary>A file isn't a kubeconfig.</summary>
    public static EgressException KubeconfigUnreadable(string path, string reason, Exception? innerException = null) =>
        Create(EgressErrorKind.InvalidData, [Value(path), Value(reason)], path, innerException, parameterName: "Path");

    /// <summary>Entries with the same names exist, with other content.</summary>
    public static EgressException KubeconfigConflict(string path, string entries) =>
        Create(EgressErrorKind.ResourceExists, [Value(path), Value(entries)], path);

    /// <summary>A file cannot be read or written.</summary>
    public static EgressException KubeconfigNotWritten(string path, string reason, Exception innerException) =>
        Create(EgressErrorKind.InvalidOperation, [Value(path), Value(reason)], path, innerException);

    /// <summary>Another program writes the file.</summary>
    public static EgressException KubeconfigLocked(string path, string lockPath, Exception innerException) =>
        Create(EgressErrorKind.ResourceBusy, [Value(path), Value(lockPath)], path, innerException);

    /// <summary>ARM returned no kubeconfig.</summary>
    public static EgressException CredentialMissing(string cluster, string reason, string target, Exception? innerException = null) =>
        Create(EgressErrorKind.InvalidResult, [Value(cluster), Value(reason)], target, innerException);
}
