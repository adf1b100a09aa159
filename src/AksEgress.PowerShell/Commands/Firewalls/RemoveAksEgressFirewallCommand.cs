using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Firewalls;
using AksEgress.Core.Operations;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Removes an Azure Firewall that no default route uses.</summary>
[Cmdlet(
    VerbsCommon.Remove,
    "AksEgressFirewall",
    DefaultParameterSetName = ParameterSets.Name,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(bool), typeof(EgressOperation), typeof(Job))]
public sealed class RemoveAksEgressFirewallCommand : ChangeCmdletBase<Firewall>
{
    private protected override async Task ChangeAsync(ArmResourceId id, CancellationToken cancellationToken) =>
        await RunAsync(
            await FirewallRemoval.PlanAsync(Store, id, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
}
