using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Firewalls;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Removes an Azure Firewall that no default route points to; its addresses and its subnet stay.</summary>
[Cmdlet(VerbsCommon.Remove, "AksEgressFirewall", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(bool))]
public sealed class RemoveAksEgressFirewallCommand : RemoveResourceCommand<Firewall>
{
    /// <inheritdoc/>
    protected override string ResourceType => ResourceTypes.Firewall;

    /// <inheritdoc/>
    protected override Firewall View(ArmDocument document) => new(document);

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<string>> UsedByAsync(Firewall view, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        try
        {
            return await FirewallUse.FindAsync(Store, view, cancellationToken).ConfigureAwait(false);
        }
        catch (ArmException e) when (e.Status == 403)
        {
            Streams.Warning($"The subscription's route tables cannot be read. Whatever has a default route to {view.PrivateIpAddress} loses its way out.");
            return [];
        }
    }
}
