namespace AksEgress.Core.Errors;

/// <content>Errors of kubeconfig files.</content>
public static partial class EgressErrors
{
    /// <summary>A file is no kubeconfig.</summary>
    public static readonly EgressError KubeconfigUnreadable = new(nameof(KubeconfigUnreadable), EgressErrorKind.InvalidData,
        "'{0}' is not a kubeconfig that can be merged into: {1}",
        "The file was left as it is. Mend it, or write to another with -Path.");

    /// <summary>Entries of the same names, with other content.</summary>
    public static readonly EgressError KubeconfigConflict = new(nameof(KubeconfigConflict), EgressErrorKind.ResourceExists,
        "'{0}' already has other content under {1}.",
        "The file was left as it is. -Force replaces these entries, -Path writes to another file.");

    /// <summary>A file cannot be read or written.</summary>
    public static readonly EgressError KubeconfigNotWritten = new(nameof(KubeconfigNotWritten), EgressErrorKind.InvalidOperation,
        "'{0}' could not be written: {1}",
        "The file was left as it is. Check its folder's permissions, or write to another with -Path.");

    /// <summary>Another program writes the file.</summary>
    public static readonly EgressError KubeconfigLocked = new(nameof(KubeconfigLocked), EgressErrorKind.ResourceBusy,
        "'{0}' is being written by another program: its lock '{1}' exists.",
        "Run the command again. If no kubectl or other program is running, remove the lock, which one of them left behind.");

    /// <summary>ARM gave no kubeconfig.</summary>
    public static readonly EgressError CredentialMissing = new(nameof(CredentialMissing), EgressErrorKind.InvalidResult,
        "ARM gave no usable kubeconfig for cluster '{0}': {1}",
        "Check the cluster's state; -Admin asks for the administrator's, which clusters without local accounts do not have.");
}
