using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Firewalls;

/// <summary>A planned change of the rules of a firewall or its policy. The result is the added rules.</summary>
public abstract class FirewallRulePlan : WritePlan<IReadOnlyList<FirewallRule>>
{
    private protected FirewallRulePlan(Firewall firewall)
        : base(firewall.ParsedId) => Firewall = firewall;

    /// <summary>The firewall as read.</summary>
    public Firewall Firewall { get; }

    /// <summary>True when no change is required.</summary>
    public abstract bool IsMet { get; }

    /// <summary>The changed rules, as they will be.</summary>
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

    /// <summary>Writes the rules, and reads them back.</summary>
    /// <exception cref="Errors.EgressException">
    /// ConcurrentModification, UpdateIncomplete, and those of planning if the rules were modified.
    /// </exception>
    /// <exception cref="Arm.ArmException">ARM refused.</exception>
    public abstract Task<IReadOnlyList<FirewallRule>> RunAsync(ResourceStore store, CancellationToken cancellationToken);
}
