using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Firewalls;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Removes a firewall policy that isn't in use.</summary>
[Cmdlet(
    VerbsCommon.Remove,
    "AksEgressFirewallPolicy",
    DefaultParameterSetName = ParameterSets.Name,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(bool), typeof(EgressOperation), typeof(Job))]
public sealed class RemoveAksEgressFirewallPolicyCommand : ChangeCmdletBase<FirewallPolicy>
{
    private protected override async Task ChangeAsync(ArmResourceId id, CancellationToken cancellationToken) =>
        await RunAsync(
            await ResourceRemoval.PlanAsync<FirewallPolicy>(Store, id, cancellationToken).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
}
