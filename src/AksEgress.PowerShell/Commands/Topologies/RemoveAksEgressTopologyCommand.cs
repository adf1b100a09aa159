using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Operations;
using AksEgress.Core.Topologies;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Removes a cluster and the egress resources that New-AksEgressTopology created.</summary>
[Cmdlet(
    VerbsCommon.Remove,
    "AksEgressTopology",
    DefaultParameterSetName = ParameterSets.Name,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(TopologyStepResult), typeof(EgressOperation), typeof(Job))]
public sealed class RemoveAksEgressTopologyCommand : PipelineCmdletBase
{
    /// <summary>Specifies the name of the topology.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public string Name { get; set; } = string.Empty;

    /// <summary>Specifies the resource group. The default is the resource group of the session (Set-AksEgressContext).</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>Indicates that the cmdlet returns the result for each part.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Suppresses the confirmation prompt.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// Indicates that the cmdlet starts the removal of the resource group and returns its operation for Wait-AksEgressOperation. The
    /// resource group must belong to the topology and contain nothing else.
    /// </summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Indicates that the cmdlet runs as a background job and returns the job.</summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => Name;

    internal override SubjectNames Names => new(ResourceTypes.ManagedClusters, Name, ResourceGroupName);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var id = ResolveSubject();
        var plan = await new TopologyRemoval(Gateway).PlanAsync(
            id.Name, ArmResourceId.Group(id.SubscriptionId, id.ResourceGroupName), cancellationToken).ConfigureAwait(false);
        if (NoWait)
        {
            plan.RequireNoWaitSupported();
        }

        var passThru = PassThru.IsPresent;
        var runner = new PlanRunner(this) { Force = Force, NoWait = NoWait, AsJob = AsJob };
        await runner.RunAsync(
            plan,
            (results, streams) =>
            {
                foreach (var result in passThru ? results : [])
                {
                    streams.Result(result);
                }
            },
            cancellationToken).ConfigureAwait(false);
    }
}
