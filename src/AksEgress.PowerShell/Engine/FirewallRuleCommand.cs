using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Firewalls;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;

namespace AksEgress.PowerShell.Engine;

/// <summary>What the cmdlets about a firewall's rules share: the firewall by name, id or object, question and change.</summary>
public abstract class FirewallRuleCommand : EgressCmdlet
{
    /// <summary>The resource group of a firewall, or of a cluster, that is named by its bare name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>Specifies the firewall, or a rule of one: an object that another cmdlet returned, also from a file or a job; a row; a name; or a resource id.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject? InputObject { get; set; }

    private protected sealed override PSObject? PipelineInput => InputObject;

    /// <inheritdoc/>
    protected override void CheckRecord()
    {
        base.CheckRecord();
        if (Piped?.Kind == PipedKind.Row && !RowParameters.Describes(this, Piped) && Piped["FirewallName"] is null)
        {
            throw Subject.NotSupported(this, Piped, ResourceTypes.Firewalls);
        }
    }

    /// <summary>Refuses what cannot be the name of a rule, a collection or a group, where no wildcards are taken.</summary>
    /// <exception cref="EgressException">InvalidResourceName.</exception>
    private protected static void CheckNames(params string?[] names)
    {
        foreach (var name in names.Where(name => name is not null))
        {
            ArmNames.Check(name, ArmNames.MaximumLength);
        }
    }

    /// <summary>Reads the rules of the firewall that the pipeline or -Firewall identifies, with its policy where it has one.</summary>
    /// <param name="typed">What -Firewall holds.</param>
    /// <param name="isTarget">True where a piped rule is what -Firewall gets, and doesn't say which firewall is meant.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="EgressException">PipelineInputConflict, ParameterRequired, or as for <see cref="Subject.Resolve"/>.</exception>
    private protected async Task<FirewallRuleBook> ReadAsync(ArmReference? typed, bool isTarget, CancellationToken cancellationToken)
    {
        var firewall = new Firewall(await Store.ReadAsync(FirewallId(typed, isTarget), cancellationToken).ConfigureAwait(false));
        return await FirewallRuleBook.ReadAsync(Store, firewall, cancellationToken).ConfigureAwait(false);
    }

    // A rule names its firewall by id; a row may do so by name.
    private ArmResourceId FirewallId(ArmReference? typed, bool isTarget)
    {
        var isRule = Piped is { Kind: PipedKind.FirewallRule or PipedKind.Row };
        var id = Piped is { Kind: PipedKind.FirewallRule } rule && rule[nameof(Firewall)]?.StartsWith('/') == true ? ArmResourceId.Parse(rule[nameof(Firewall)]!, ResourceTypes.Firewalls) : null;
        if (Piped is null || (isRule && typed is not null && (isTarget || (id is null && Piped["FirewallName"] is null))))
        {
            return Resolve(
                typed ?? throw new EgressException(EgressErrors.ParameterRequired, null, nameof(Firewall), "no Azure Firewall is specified."), ResourceTypes.Firewalls, Piped?["ResourceGroupName"]);
        }

        id ??= Subject.Resolve(this, Piped, new SubjectNames(ResourceTypes.Firewalls, null, ResourceGroupName) { IsParent = true, NamedBy = [PipedKind.FirewallRule] });
        return typed is null || !IsTyped(nameof(Firewall)) || Resolve(typed, ResourceTypes.Firewalls, id.ResourceGroupName).Equals(id)
            ? id
            : throw Subject.Conflict(id, nameof(Firewall), typed.ToString(), "Name");
    }

    /// <summary>The id that a reference means; a bare name is looked for in -ResourceGroupName, or else in the group given here.</summary>
    private protected ArmResourceId Resolve(ArmReference reference, string type, string? group = null) =>
        reference.Find(
            type, () => Piped?["SubscriptionId"] ?? Subscription, IsTyped(nameof(ResourceGroupName)) ? ResourceGroupName : group ?? ResourceGroupName ?? DefaultResourceGroupName);

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
