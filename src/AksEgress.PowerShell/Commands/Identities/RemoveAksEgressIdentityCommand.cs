using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Identities;
using AksEgress.Core.Operations;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Removes a user-assigned managed identity that no cluster uses.</summary>
[Cmdlet(
    VerbsCommon.Remove,
    "AksEgressIdentity",
    DefaultParameterSetName = ParameterSets.Name,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(bool), typeof(EgressOperation), typeof(Job))]
public sealed class RemoveAksEgressIdentityCommand : ChangeCmdletBase<UserAssignedIdentity>
{
    private protected override async Task ChangeAsync(ArmResourceId id, CancellationToken cancellationToken) =>
        await RunAsync(
            await IdentityRemoval.PlanAsync(Store, id, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
}
