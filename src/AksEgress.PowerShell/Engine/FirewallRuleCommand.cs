using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Firewalls;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Completion;

namespace AksEgress.PowerShell.Engine;

/// <summary>What the cmdlets about a firewall's rules share: the firewall by name, id or object, question and change.</summary>
public abstract class FirewallRuleCommand : EgressCmdlet
{
    /// <summary>The resource group of a firewall, or of a cluster, that is named by its bare name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>Refuses what cannot be the name of a rule, a collection or a group, where no wildcards are taken.</summary>
    /// <exception cref="EgressException">InvalidResourceName.</exception>
    private protected static void CheckNames(params string?[] names)
    {
        foreach (var name in names.Where(name => name is not null))
        {
            ArmNames.Check(name, ArmNames.MaximumLength);
        }
    }

    /// <summary>Reads the rules of the firewall that a reference means, with its policy where it has one.</summary>
    private protected async Task<FirewallRuleBook> ReadAsync(ArmReference reference, CancellationToken cancellationToken)
    {
        var firewall = new Firewall(await Store.ReadAsync(Resolve(reference, ResourceTypes.Firewall), cancellationToken).ConfigureAwait(false));
        return await FirewallRuleBook.ReadAsync(Store, firewall, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The id that a reference means; a bare name is looked for in -ResourceGroupName, or else in the group given here.</summary>
    private protected ArmResourceId Resolve(ArmReference reference, string type, string? group = null) =>
        reference.Find(type, () => Subscription, ResourceGroupName ?? group);

    /// <summary>Asks and changes.</summary>
    /// <returns>The rules that were added or removed, nothing when the user said no, or under -WhatIf.</returns>
    private protected async Task<IReadOnlyList<FirewallRule>?> ChangeAsync(IFirewallRuleChange change, CancellationToken cancellationToken)
    {
        if (change.IsMet)
        {
            Streams.Verbose($"'{change.Firewall.Name}' has exactly these rules already: nothing is written.");
            return change.Planned;
        }

        var sentence = change.Describe();
        return await Streams.ShouldProcessAsync(sentence, sentence + "?", "Azure Firewall rule").ConfigureAwait(false)
            ? await change.RunAsync(StoreWithProgress(change.Firewall.Name), cancellationToken).ConfigureAwait(false)
            : null;
    }
}
