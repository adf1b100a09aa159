using AksEgress.Core.Resources;

namespace AksEgress.Core.Firewalls;

/// <summary>A change of a firewall's rules, wherever they stand: planned, described, and carried out.</summary>
public interface IFirewallRuleChange
{
    /// <summary>The firewall whose rules change.</summary>
    Firewall Firewall { get; }

    /// <summary>True when there is nothing to do.</summary>
    bool IsMet { get; }

    /// <summary>The rules that this is about, as they will be.</summary>
    IReadOnlyList<FirewallRule> Planned { get; }

    /// <summary>What will happen: a sentence, and a line for each of several rules.</summary>
    string Describe();

    /// <summary>Writes and reads back.</summary>
    /// <returns>The rules that were added.</returns>
    /// <exception cref="Errors.EgressException">ChangedMeanwhile, NotAsAsked, and those of planning where the rules changed.</exception>
    /// <exception cref="Arm.ArmException">ARM refused.</exception>
    Task<IReadOnlyList<FirewallRule>> RunAsync(ResourceStore store, CancellationToken cancellationToken);
}
