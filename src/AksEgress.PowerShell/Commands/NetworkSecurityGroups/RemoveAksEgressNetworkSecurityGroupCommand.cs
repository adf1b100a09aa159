using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.NetworkSecurityGroups;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Removes a network security group that no subnet or network interface uses.</summary>
[Cmdlet(
    VerbsCommon.Remove,
    "AksEgressNetworkSecurityGroup",
    DefaultParameterSetName = ParameterSets.Name,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(bool), typeof(EgressOperation), typeof(Job))]
public sealed class RemoveAksEgressNetworkSecurityGroupCommand : ChangeCmdletBase<NetworkSecurityGroup>
{
    private protected override async Task ChangeAsync(ArmResourceId id, CancellationToken cancellationToken) =>
        await RunAsync(
            await ResourceRemoval.PlanAsync<NetworkSecurityGroup>(Store, id, cancellationToken).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
}
