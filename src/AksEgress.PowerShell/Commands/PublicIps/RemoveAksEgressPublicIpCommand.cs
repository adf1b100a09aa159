using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.PublicIps;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Removes a public IP address that isn't in use.</summary>
[Cmdlet(
    VerbsCommon.Remove,
    "AksEgressPublicIp",
    DefaultParameterSetName = ParameterSets.Name,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(bool), typeof(EgressOperation), typeof(Job))]
public sealed class RemoveAksEgressPublicIpCommand : ChangeCmdletBase<PublicIp>
{
    private protected override async Task ChangeAsync(ArmResourceId id, CancellationToken cancellationToken) =>
        await RunAsync(
            await ResourceRemoval.PlanAsync<PublicIp>(Store, id, cancellationToken).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
}
