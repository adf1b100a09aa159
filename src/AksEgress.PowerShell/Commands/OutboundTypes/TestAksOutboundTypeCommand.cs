using System.Management.Automation;
using AksEgress.Core.OutboundTypes;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Tests whether a cluster is ready for a change of the outbound type.</summary>
[Cmdlet(VerbsDiagnostic.Test, "AksOutboundType", DefaultParameterSetName = ParameterSets.Name)]
[Alias("Test-AksEgressOutboundType")]
[OutputType(typeof(OutboundTypeReadiness), typeof(bool))]
public sealed class TestAksOutboundTypeCommand : OutboundCmdletBase
{
    /// <summary>
    /// Specifies the resource group of the cluster. The default is the resource group of the pipeline input or of the session.
    /// </summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [NotAnOutboundType]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public override string? ResourceGroupName { get; set; }

    /// <summary>Indicates that the cmdlet returns True or False instead of the findings.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var id = ClusterId();
        var plan = await new OutboundTypeChanger(Store).PlanAsync(id, Target(id), cancellationToken).ConfigureAwait(false);
        Streams.Result(Quiet ? plan.Ready : new OutboundTypeReadiness(plan));
    }
}
