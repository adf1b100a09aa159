using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Firewalls;

/// <summary>A change of a firewall's rules, its own or its policy's. The result is the rules that were added.</summary>
public abstract class FirewallRulePlan : Plan<IReadOnlyList<FirewallRule>>
{
    private protected FirewallRulePlan(Firewall firewall)
        : base(firewall.ResourceId) => Firewall = firewall;

    /// <summary>The firewall whose rules change, as read.</summary>
    public Firewall Firewall { get; }

    /// <summary>True when there is nothing to do.</summary>
    public abstract bool IsMet { get; }

    /// <summary>The rules that this is about, as they will be.</summary>
    public abstract IReadOnlyList<FirewallRule> Planned { get; }

    /// <inheritdoc/>
    public override ChangeKind Kind => IsMet ? ChangeKind.None : ChangeKind.Update;

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<FirewallRule>> RunAsync(PlanContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!IsMet)
        {
            return await RunAsync(context.StoreFor(Activity, UsualDuration), cancellationToken).ConfigureAwait(false);
        }

        context.Observer?.Verbose($"'{Firewall.Name}' already has exactly these rules, so nothing is changed.");
        return Planned;
    }

    /// <summary>Writes and reads back.</summary>
    /// <exception cref="Errors.EgressException">
    /// ConcurrentModification, UpdateIncomplete, and those of planning where the rules changed.
    /// </exception>
    /// <exception cref="Arm.ArmException">ARM refused.</exception>
    public abstract Task<IReadOnlyList<FirewallRule>> RunAsync(ResourceStore store, CancellationToken cancellationToken);
}
