namespace AksEgress.Mutations;

/// <summary>Files: private files, files that are sent with a command, and files that a local server returns.</summary>
internal static class FileMutations
{
    private const string Kubeconfigs = "src/AksEgress.Core/Kubeconfigs/";
    private const string State = "src/AksEgress.Simulator/World/StateFiles/StateFile.cs";
    private const string Hosts = "tests/Lab/ServedHosts.cs";

    /// <summary>All mutations of this area.</summary>
    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("kubeconfig-mode-late", "A kubeconfig gets its mode only after its content.",
            Kubeconfigs + "PrivateFile.cs",
            """
                    var stream = Create(path, original);
                    try
                    {
                        using (stream)
                        {
                            stream.Write(content);
                            stream.Flush(flushToDisk: true);
                        }
            """,
            """
                    var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
                    try
                    {
                        using (stream)
                        {
                            stream.Write(content);
                            stream.Flush(flushToDisk: true);
                        }

                        File.SetUnixFileMode(path, OwnerOnly);
            """,
            Mutation.Classes("KubeconfigFileTests")),
        new("kubeconfig-mode-open", "Other users can read a kubeconfig.",
            Kubeconfigs + "PrivateFile.cs", "UnixCreateMode = OwnerOnly,", "UnixCreateMode = OwnerOnly | UnixFileMode.OtherRead,",
            Mutation.Classes("KubeconfigFileTests")),
        new("kubeconfig-over-existing", "A private file is written into one that exists, with the mode and the readers that it has.",
            Kubeconfigs + "PrivateFile.cs",
            "Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, UnixCreateMode",
            "Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None, UnixCreateMode",
            Mutation.Classes("KubeconfigFileTests")),
        new("kubeconfig-folder-open", "Other users can list the folder of a new kubeconfig.",
            Kubeconfigs + "KubeconfigFile.cs", "Directory.CreateDirectory(folder, OwnersFolder);", "Directory.CreateDirectory(folder);",
            Mutation.Classes("KubeconfigFileTests")),
        new("kubeconfig-stays-open", "A kubeconfig that others can read stays so when its content is unchanged.",
            Kubeconfigs + "KubeconfigFile.cs", "if (before == after && !IsOpenToOthers(target))", "if (before == after)",
            Mutation.Classes("KubeconfigFileTests")),
        new("kubeconfig-unlocked", "A kubeconfig is changed while kubectl holds its lock.",
            Kubeconfigs + "KubeconfigFile.cs", "using var turn = Lock(target);", "", Mutation.Classes("KubeconfigFileTests")),
        new("kubeconfig-no-backup", "-Force replaces entries without a backup.",
            Kubeconfigs + "KubeconfigFile.cs", "keepsBackup?.Invoke() == true ? BackUp(target)", "keepsBackup is null ? BackUp(target)",
            Mutation.Classes("KubeconfigFileTests", "ClusterCredentialsTests", "CredentialCmdletTests")),
        new("kubeconfig-conflict-replaced", "Entries with other content are replaced without -Force.",
            Kubeconfigs + "ClusterCredentials.cs", "return merge.Conflicts.Count == 0 || options.Replace",
            "return merge.Conflicts.Count >= 0 || options.Replace",
            Mutation.Classes("ClusterCredentialsTests", "CredentialCmdletTests")),
        new("command-folder-link", "A link in a folder sends a file that the user didn't intend to send.",
            "src/AksEgress.Core/RunCommands/CommandFiles.cs",
            "if (entry.LinkTarget is not null || entry.Attributes.HasFlag(FileAttributes.ReparsePoint))",
            "if (entry.Name.Length == 0)", Mutation.Classes("CommandFilesTests")),
        new("command-wildcard-link", "A wildcard follows links that a folder refuses.",
            "src/AksEgress.PowerShell/Engine/InputPaths.cs", "RefuseLinks(match, folder, parameter);", "",
            Mutation.Classes("RunCommandCmdletTests")),
        new("command-file-escapes", "A file's name is outside the command's folder.",
            "src/AksEgress.Core/RunCommands/CommandFiles.cs", "part is not (\"\" or \".\" or \"..\")", "part is not \"\"",
            Mutation.Classes("CommandFilesTests")),
        new("state-mode-open", "Other users can read a simulation's state.",
            State, "how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;",
            "how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead;",
            Mutation.Classes("ServedHostTests", "StateTests")),
        new("state-predictable-name", "The temporary file of a state has a name that another user can predict.",
            State, "$\"{_path}.{Guid.NewGuid():N}.tmp\"", "$\"{_path}.tmp\"", Mutation.Classes("ServedHostTests", "StateTests")),
        new("lab-any-host", "The lab's server answers a web page that made its name resolve to loopback.",
            Hosts, "return isLoopback && named == port ? null", "return named == port ? null", Mutation.Classes("ServedHostTests")),
        new("lab-any-port", "The lab's server answers for another port.",
            Hosts, "return isLoopback && named == port ? null", "return isLoopback ? null", Mutation.Classes("ServedHostTests")),
    ];
}
