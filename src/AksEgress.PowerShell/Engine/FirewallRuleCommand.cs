using System.Management.Automation;
using AksEgress.Core.Arm;
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

    /// <summary>Reads the firewall that a reference means.</summary>
    private protected async Task<Firewall> ReadAsync(ArmReference reference, CancellationToken cancellationToken) =>
        new(await Store.ReadAsync(Resolve(reference, ResourceTypes.Firewall), cancellationToken).ConfigureAwait(false));

    /// <summary>The id that a reference means; a bare name is looked for in -ResourceGroupName, or else in the group given here.</summary>
    private protected ArmResourceId Resolve(ArmReference reference, string type, string? group = null) =>
        reference.Find(type, () => Subscription, ResourceGroupName ?? group);

    /// <summary>Asks and changes.</summary>
    /// <returns>The rules that were added or removed, nothing when the user said no, or under -WhatIf.</returns>
    private protected async Task<IReadOnlyList<FirewallRule>?> ChangeAsync(FirewallRuleChange change, CancellationToken cancellationToken)
    {
        if (change.IsMet)
        {
            return [.. change.Touched(change.Before)];
        }

        var sentence = change.Describe();
        return await Streams.ShouldProcessAsync(sentence, sentence + "?", "Azure Firewall rule").ConfigureAwait(false)
            ? await change.RunAsync(StoreWithProgress(change.Before.Name), cancellationToken).ConfigureAwait(false)
            : null;
    }
}
