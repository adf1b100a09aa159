using System.Management.Automation;
using AksEgress.Core.Operations;
using AksEgress.Core.Resources;
using AksEgress.Core.RouteTables;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Removes one route from a route table.</summary>
[Cmdlet(
    VerbsCommon.Remove,
    "AksEgressRoute",
    DefaultParameterSetName = ParameterSets.Name,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(bool), typeof(EgressOperation), typeof(Job))]
public sealed class RemoveAksEgressRouteCommand : PipelineCmdletBase
{
    /// <summary>Specifies the name of the route.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.RouteTable)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ChildNameCompleter))]
    public string? Name { get; set; }

    /// <summary>Specifies the name of the route table.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 1, ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public string? RouteTableName { get; set; }

    /// <summary>Specifies the resource group of the route table.</summary>
    [Parameter(Position = 2)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>Specifies the route table: a name, a resource ID, or an object.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.RouteTable)]
    [Parameter(ParameterSetName = ParameterSets.InputObject)]
    [ResourceReference]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<RouteTable>? RouteTable { get; set; }

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

    /// <summary>Specifies the resource ID of the route.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.ResourceId)]
    [Parameter(ParameterSetName = ParameterSets.InputObject)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string? ResourceId { get; set; }

    /// <summary>Indicates that the cmdlet returns True if the route existed and was removed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override SubjectNames Names => RouteInput.RouteNames(Name, RouteTableName, ResourceGroupName, ResourceId);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var target = RouteInput.Resolve(this, Names, RouteTable);
        var plan = await new RouteChange(Store).PlanRemoveAsync(target.Parent!, target.Name, cancellationToken).ConfigureAwait(false);
        var passThru = PassThru.IsPresent;
        await RouteInput.RunAsync(
            this,
            plan,
            (Force, NoWait, AsJob),
            (_, streams) =>
            {
                if (passThru)
                {
                    streams.Result(true);
                }
            },
            cancellationToken).ConfigureAwait(false);
    }
}
