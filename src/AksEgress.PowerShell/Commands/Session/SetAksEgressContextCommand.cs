using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;
using AksEgress.PowerShell.Sessions;

namespace AksEgress.PowerShell.Commands;

/// <summary>Sets the default subscription and the default resource group of this session.</summary>
[Cmdlet(VerbsCommon.Set, "AksEgressContext", SupportsShouldProcess = true)]
[OutputType(typeof(ArmSession))]
public sealed class SetAksEgressContextCommand : EgressCmdletBase
{
    /// <summary>Specifies the default subscription, a GUID.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SubscriptionCompleter))]
    public override string? SubscriptionId { get; set; }

    /// <summary>Specifies the default resource group. An empty string removes the default.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <inheritdoc/>
    protected override void OnStarting()
    {
        if (SubscriptionId is not null && !ArmResourceId.IsSubscription(SubscriptionId))
        {
            throw EgressErrors.InvalidSubscriptionId(ArmNames.Shown(SubscriptionId), SubscriptionId);
        }

        if (!string.IsNullOrEmpty(ResourceGroupName))
        {
            ArmNames.Check(ResourceGroupName, ArmNames.MaximumGroupLength, nameof(ResourceGroupName));
        }
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        // Another subscription has other resource groups: the old default would complete names with a resource group that doesn't
        // exist there.
        var group = ResourceGroupName
            ?? (SubscriptionId is null || SubscriptionId.Equals(Session.Context.SubscriptionId, StringComparison.OrdinalIgnoreCase)
                ? Session.Context.ResourceGroupName
                : null);
        var context = Session.Context with
        {
            SubscriptionId = SubscriptionId ?? Session.Context.SubscriptionId,
            ResourceGroupName = string.IsNullOrEmpty(group) ? null : group,
        };
        var sentence =
            $"Use subscription {context.SubscriptionId ?? "(none)"} and resource group {context.ResourceGroupName ?? "(none)"} by default";
        if (await new PlanRunner(this) { Caption = "Context" }.ConfirmAsync(sentence).ConfigureAwait(false))
        {
            Session.SetDefaults(context);
            SessionStore.Register(Session);
            Streams.Result(context);
        }
    }
}
