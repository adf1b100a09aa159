using System.Management.Automation;
using AksEgress.Core.RouteTables;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Removes one route from a route table.</summary>
[Cmdlet(VerbsCommon.Remove, "AksEgressRoute", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(bool))]
public sealed class RemoveAksEgressRouteCommand : ExistingRouteCommand
{
    /// <summary>Writes true when the route was there and is gone.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

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
