using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.PowerShell.Engine;
using AksEgress.PowerShell.Sessions;

namespace AksEgress.PowerShell.Commands;

/// <summary>Shows this runspace's connection: account, tenant, subscription, cloud; never a token.</summary>
[Cmdlet(VerbsCommon.Get, "AksEgressContext")]
[OutputType(typeof(ArmSession))]
public sealed class GetAksEgressContextCommand : AsyncCmdlet
{
    private ArmSession? session;

    /// <inheritdoc/>
    protected override void OnBeginning() => session = SessionStore.Require().Context;

    /// <inheritdoc/>
    protected override Task EndAsync(CancellationToken cancellationToken)
    {
        Streams.Result(session!);
        return Task.CompletedTask;
    }
}
