using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;

namespace AksEgress.PowerShell.Engine;

/// <summary>The base of Set- and Remove- cmdlets of resources.</summary>
/// <typeparam name="TView">The resource's view.</typeparam>
public abstract class ChangeCmdletBase<TView> : PipelineCmdletBase
    where TView : ArmResource, IArmResource<TView>
{
    /// <summary>Specifies the name of the resource.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public virtual string? Name { get; set; }

    /// <summary>Specifies the resource group. The default is the resource group of the pipeline input or of the session.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public virtual string? ResourceGroupName { get; set; }

    /// <summary>Specifies the resource ID of the resource.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.ResourceId)]
    [Parameter(ParameterSetName = ParameterSets.InputObject)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string? ResourceId { get; set; }

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

    /// <summary>
    /// Indicates that the cmdlet returns the changed resource or, for a removal, True if the resource existed and was removed.
    /// </summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override SubjectNames Names => new(TView.Type, Name, ResourceGroupName) { ResourceId = ResourceId };

    /// <summary>The resource that the pipeline input, or else the command line, identifies.</summary>
    private protected virtual ArmResourceId Target() => ResolveSubject();

    /// <summary>Plans and runs the change of one resource.</summary>
    private protected abstract Task ChangeAsync(ArmResourceId id, CancellationToken cancellationToken);

    /// <summary>Runs a plan, and writes its result with -PassThru.</summary>
    private protected Task RunAsync<TResult>(Plan<TResult> plan, CancellationToken cancellationToken)
        where TResult : notnull
    {
        var passThru = PassThru.IsPresent;
        var runner = new PlanRunner(this) { Force = Force, NoWait = NoWait, AsJob = AsJob, Caption = ResourceNouns.Describe(TView.Type) };
        return runner.RunAsync(
            plan,
            (result, streams) =>
            {
                if (passThru)
                {
                    streams.Result(result);
                }
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    protected sealed override Task ProcessAsync(CancellationToken cancellationToken)
    {
        var id = Target();
        if (Piped is { IsRow: true })
        {
            ApplyRow("Name", "ResourceGroupName", "ClusterName", "VirtualNetworkName");
        }

        return ChangeAsync(id, cancellationToken);
    }
}
