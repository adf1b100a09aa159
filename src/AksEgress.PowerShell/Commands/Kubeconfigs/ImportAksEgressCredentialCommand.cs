using System.Management.Automation;
using AksEgress.Core.Kubeconfigs;
using AksEgress.PowerShell.Engine;
using AksEgress.PowerShell.Loading;

namespace AksEgress.PowerShell.Commands;

/// <summary>Imports the credential of a cluster into a kubeconfig file.</summary>
[Cmdlet(VerbsData.Import, "AksEgressCredential", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(ImportedCredential))]
public sealed class ImportAksEgressCredentialCommand : ClusterCmdletBase
{
    private KubeconfigFile _file = null!;

    /// <summary>Specifies the kubeconfig file. The cmdlet creates the file if it doesn't exist.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>
    /// Indicates that the cmdlet gets the credential of the cluster administrator instead of the credential of the cluster user.
    /// </summary>
    [Parameter]
    public SwitchParameter Admin { get; set; }

    /// <summary>Indicates that the current context of the kubeconfig isn't changed.</summary>
    [Parameter]
    public SwitchParameter KeepContext { get; set; }

    /// <summary>
    /// Indicates that the cmdlet replaces entries that have the same name and different content. It keeps a backup of the file.
    /// </summary>
    [Parameter]
    public SwitchParameter Overwrite { get; set; }

    /// <summary>Suppresses the confirmation prompt.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override string? Payload => nameof(Path);

    /// <inheritdoc/>
    protected override void OnStarting()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var path = KubeconfigFile.Choose(
            Path is null ? null : InputPaths.Resolve(this, Path, nameof(Path)), Environment.GetEnvironmentVariable("KUBECONFIG"), home);
        _file = new KubeconfigFile(System.IO.Path.GetFullPath(path, SessionState.Path.CurrentFileSystemLocation.ProviderPath));
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var id = ResolveSubject();
        if (Piped is { IsRow: true })
        {
            RefuseColumn(nameof(Path));
            ApplyRow("Name", "ClusterName", "ResourceGroupName");
        }

        var sentence = $"Merge the {(Admin ? "administrator's" : "user's")} credential of cluster '{id.Name}' into '{_file.Path}'";
        if (!await new PlanRunner(this) { Force = Force }.ConfirmAsync(sentence).ConfigureAwait(false))
        {
            return;
        }

        DeprecatedForce.Warn(this, Force && !Overwrite && File.Exists(_file.Path), nameof(Overwrite));
        var options = new KubeconfigMergeOptions(Overwrite || Force, !KeepContext);
        var credentials = new ClusterCredentials(Gateway, Plugins.CreateKubeconfigMerger());
        Streams.Result(await credentials.ImportAsync(id, Admin, _file, options, cancellationToken).ConfigureAwait(false));
    }
}
