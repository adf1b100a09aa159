using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Firewalls;
using AksEgress.Core.Operations;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Removes an Azure Firewall that no default route points to; its addresses and its subnet stay.</summary>
[Cmdlet(VerbsCommon.Remove, "AksEgressFirewall", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(bool), typeof(EgressOperation), typeof(Job))]
public sealed class RemoveAksEgressFirewallCommand : RemoveResourceCommand<Firewall>
{
    /// <summary>Does not wait; writes an operation for Wait-AksEgressOperation.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Waits in a job, and writes that.</summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    /// <inheritdoc/>
    protected override string ResourceType => ResourceTypes.Firewalls;

    /// <inheritdoc/>
    protected override Firewall View(ArmDocument document) => new(document);

    private protected override async Task DeleteAsync(ArmResourceId id, string? etag, CancellationToken cancellationToken)
    {
        var run = new LongRun(this, id, "remove");
        if (AsJob)
        {
            var passThru = PassThru.IsPresent;
            run.Start("Remove-AksEgressFirewall", async (store, token) => await store.DeleteAsync(id, etag, token).ConfigureAwait(false) && passThru ? true : null);
        }
        else if (NoWait)
        {
            await run.StartAsync(ExpectedState.Deleted(etag), store => store.StartDeleteAsync(id, etag, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await base.DeleteAsync(id, etag, cancellationToken).ConfigureAwait(false);
        }
    }

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
