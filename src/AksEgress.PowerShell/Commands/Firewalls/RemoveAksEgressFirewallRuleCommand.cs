using System.Management.Automation;
using AksEgress.Core.Firewalls;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Removes one rule of an Azure Firewall, its own or its policy's; a collection goes with its last rule.</summary>
[Cmdlet(VerbsCommon.Remove, "AksEgressFirewallRule", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(bool))]
public sealed class RemoveAksEgressFirewallRuleCommand : FirewallRuleCommand
{
    /// <summary>The firewall: name, id or object.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Name, ValueFromPipeline = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<Firewall>? Firewall { get; set; }

    /// <summary>The rule's name.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ParameterSets.Name)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FirewallRuleCompleter))]
    public string? Name { get; set; }

    /// <summary>The rule collection's name, where several collections have a rule of the name.</summary>
    [Parameter(ParameterSetName = ParameterSets.Name)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FirewallRuleCompleter))]
    public string? CollectionName { get; set; }

    /// <summary>The policy's rule collection group, where several groups have a rule of the name.</summary>
    [Parameter(ParameterSetName = ParameterSets.Name)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FirewallRuleCompleter))]
    public string? CollectionGroupName { get; set; }

    /// <summary>The rule's kind, where rules of several kinds have the name.</summary>
    [Parameter(ParameterSetName = ParameterSets.Name)]
    public FirewallRuleKind? Kind { get; set; }

    /// <summary>The rule as Get-AksEgressFirewallRule returned it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.InputObject, ValueFromPipeline = true)]
    [ValidateNotNull]
    public FirewallRule? InputObject { get; set; }

    /// <summary>Writes true when the rule was there and is gone.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => InputObject?.Name ?? Name;

    /// <inheritdoc/>
    protected override void CheckRecord()
    {
        base.CheckRecord();
        CheckNames(Name, CollectionName, CollectionGroupName);
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var book = await ReadAsync(InputObject is null ? Firewall! : new ArmReference(InputObject.Firewall), cancellationToken).ConfigureAwait(false);
        var change = InputObject is { } rule
            ? book.Removing(rule.Name, rule.CollectionName, rule.Kind, rule.CollectionGroupName)
            : book.Removing(Name!, CollectionName, Kind, CollectionGroupName);
        if (await ChangeAsync(change, cancellationToken).ConfigureAwait(false) is not null && PassThru)
        {
            Streams.Result(true);
        }
    }
}
