using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.NatGateways;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Removes a NAT gateway that no subnet uses.</summary>
[Cmdlet(
    VerbsCommon.Remove,
    "AksEgressNatGateway",
    DefaultParameterSetName = ParameterSets.Name,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(bool), typeof(EgressOperation), typeof(Job))]
public sealed class RemoveAksEgressNatGatewayCommand : ChangeCmdletBase<NatGateway>
{
    private protected override async Task ChangeAsync(ArmResourceId id, CancellationToken cancellationToken) =>
        await RunAsync(
            await ResourceRemoval.PlanAsync<NatGateway>(Store, id, cancellationToken).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
}
