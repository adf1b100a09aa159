using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.PowerShell.Engine;
using AksEgress.PowerShell.Sessions;

namespace AksEgress.PowerShell.Commands;

/// <summary>Shows this runspace's connection: account, tenant, subscription, cloud; never a token.</summary>
[Cmdlet(VerbsCommon.Get, "AksEgressContext")]
[OutputType(typeof(ArmSession), typeof(ArmOrigin))]
public sealed class GetAksEgressContextCommand : AsyncCmdlet
{
    private IArmGateway? gateway;
    private ArmSession? context;

    /// <summary>
    /// Returns what change records, operations, and ledgers of this session are bound to instead: the simulation or endpoint, the
    /// subscription, and its tenant, which is read from Azure Resource Manager.
    /// </summary>
    [Parameter]
    public SwitchParameter Origin { get; set; }

    /// <inheritdoc/>
    protected override void OnBeginning()
    {
        gateway = SessionStore.Require().Gateway;
        context = SessionStore.Require().Context;
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (!Origin)
        {
            Streams.Result(context!);
            return;
        }

        var subscription = context!.SubscriptionId ?? throw new EgressException(EgressErrors.NoSubscription, null);
        using var traced = new TracingGateway(gateway!, exchange => Streams.Verbose(exchange.ToString()));
        Streams.Result(await ArmOrigin.ReadAsync(traced, subscription, cancellationToken).ConfigureAwait(false));
    }
}
