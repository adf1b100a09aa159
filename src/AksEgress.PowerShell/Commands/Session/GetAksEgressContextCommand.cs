using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Gets the connection of this runspace.</summary>
[Cmdlet(VerbsCommon.Get, "AksEgressContext")]
[OutputType(typeof(ArmSession), typeof(ArmOrigin))]
public sealed class GetAksEgressContextCommand : EgressCmdletBase
{
    /// <summary>
    /// Indicates that the cmdlet returns the origin of this session's change records, operations, and ledgers instead: the simulation or
    /// endpoint, the subscription, and its tenant. The tenant is read from Azure Resource Manager.
    /// </summary>
    [Parameter]
    public SwitchParameter Origin { get; set; }

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (!Origin)
        {
            Streams.Result(Session.Context);
            return;
        }

        var subscription = Session.Context.SubscriptionId ?? throw EgressErrors.NoSubscription();
        Streams.Result(await ArmOrigin.ReadAsync(Gateway, subscription, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Isn't a parameter: the context's own subscription counts.</summary>
    public override string? SubscriptionId { get; set; }
}
