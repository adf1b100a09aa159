using System.Management.Automation;
using System.Management.Automation.Runspaces;
using AksEgress.PowerShell.Engine;
using AksEgress.PowerShell.Sessions;

namespace AksEgress.PowerShell.Commands;

/// <summary>Ends the connection of this runspace.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "AksEgress")]
[OutputType(typeof(void))]
public sealed class DisconnectAksEgressCommand : EgressCmdletBase
{
    /// <inheritdoc/>
    protected override void OnStarting()
    {
        if (Runspace.DefaultRunspace is { } runspace)
        {
            SessionStore.Set(runspace, null);
        }
    }

    /// <summary>Isn't a parameter: nothing is read from Azure.</summary>
    public override string? SubscriptionId { get; set; }

    private protected override bool RequiresConnection => false;
}
