using System.Management.Automation;
using System.Security;
using AksEgress.Core.Operations;
using AksEgress.Core.RunCommands;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Runs a command in a pod of a cluster through Azure Resource Manager.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "AksEgressCommand", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(CommandResult), typeof(EgressOperation), typeof(Job))]
public sealed class InvokeAksEgressCommandCommand : ClusterCmdletBase
{
    private readonly List<string> _paths = [];

    /// <summary>Specifies the command line, for example <c>kubectl get pods -A</c>. A shell in the pod runs it unchanged.</summary>
    [Parameter(Mandatory = true, Position = 2, ParameterSetName = ParameterSets.Name)]
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.ResourceId)]
    [Parameter(Position = 2, ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNullOrEmpty]
    public string Command { get; set; } = string.Empty;

    /// <summary>
    /// Specifies files and folders to attach. Wildcards are permitted. Files are placed in the working directory of the command under their
    /// own names; folders keep their structure.
    /// </summary>
    [Parameter(Position = 3)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] File { get; set; } = [];

    /// <summary>
    /// Specifies a token for the AKS server application (6dae42f8-4368-4678-94ff-3960e28e3630). It's required for clusters with Microsoft
    /// Entra ID if you signed in with <c>-AccessToken</c>. Other connections get the token themselves.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? ClusterToken { get; set; }

    /// <summary>Suppresses the confirmation prompt.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// Indicates that the cmdlet sends the request and returns an operation for Wait-AksEgressOperation, without waiting for completion.
    /// </summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Indicates that the cmdlet runs as a background job and returns the job.</summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    private protected override string? Payload => nameof(Command);

    /// <inheritdoc/>
    protected override void OnStarting()
    {
        Secrets.Check(ClusterToken, nameof(ClusterToken));
        _paths.AddRange(File.SelectMany(path => InputPaths.ResolveMany(this, path, nameof(File))));
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var id = ResolveSubject();
        if (Piped is { IsRow: true })
        {
            RefuseColumn(nameof(File));
            ApplyRow("Name", "ClusterName", "ResourceGroupName");
        }

        Require(nameof(Command), Command);
        var request = new CommandRequest(id, Command, CommandFiles.Read(_paths), ClusterToken);
        var runner = new PlanRunner(this) { Force = Force, NoWait = NoWait, AsJob = AsJob };
        await runner.RunAsync(new CommandPlan(request), CommandOutput.Write, cancellationToken).ConfigureAwait(false);
    }
}
