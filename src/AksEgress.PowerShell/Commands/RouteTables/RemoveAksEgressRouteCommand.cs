using System.Management.Automation;
using AksEgress.Core.RouteTables;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Removes one route from a route table.</summary>
[Cmdlet(VerbsCommon.Remove, "AksEgressRoute", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(bool))]
public sealed class RemoveAksEgressRouteCommand : RouteCommand
{
    /// <summary>The route's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.RouteTable)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ChildNameCompleter))]
    public string? Name { get; set; }

    /// <summary>The route's id.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.ResourceId, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string? ResourceId { get; set; }

    /// <summary>A route of a table, as its Routes property has it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.InputObject, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Route? InputObject { get; set; }

    /// <summary>Writes true when the route was there and is gone.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override string? RouteName => Name;

    /// <inheritdoc/>
    private protected override string? WholeId => InputObject is null ? ResourceId : InputObject.Id ?? InputObject.Name;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var target = Target();
        var plan = await new RouteChange(Store).PlanRemoveAsync(target.Parent!, target.Name, cancellationToken).ConfigureAwait(false);
        if (await RunAsync(plan, null, cancellationToken).ConfigureAwait(false) is not null && PassThru)
        {
            Streams.Result(true);
        }
    }
}
