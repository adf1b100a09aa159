using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.VirtualNetworks;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Removes a virtual network that isn't in use.</summary>
[Cmdlet(
    VerbsCommon.Remove,
    "AksEgressVirtualNetwork",
    DefaultParameterSetName = ParameterSets.Name,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(bool), typeof(EgressOperation), typeof(Job))]
public sealed class RemoveAksEgressVirtualNetworkCommand : ChangeCmdletBase<VirtualNetwork>
{
    private protected override async Task ChangeAsync(ArmResourceId id, CancellationToken cancellationToken) =>
        await RunAsync(
            await ResourceRemoval.PlanAsync<VirtualNetwork>(Store, id, cancellationToken).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
}
