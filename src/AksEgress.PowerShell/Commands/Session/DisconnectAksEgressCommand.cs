using System.Management.Automation;
using System.Management.Automation.Runspaces;
using AksEgress.PowerShell.Engine;
using AksEgress.PowerShell.Sessions;

namespace AksEgress.PowerShell.Commands;

/// <summary>Ends this runspace's connection. Nothing in Azure changes; not being connected is no error.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "AksEgress")]
[OutputType(typeof(void))]
public sealed class DisconnectAksEgressCommand : AsyncCmdlet
{
    /// <inheritdoc/>
    protected override void OnBeginning()
    {
        if (Runspace.DefaultRunspace is { } runspace)
        {
            SessionStore.Set(runspace, null);
        }
    }
}
