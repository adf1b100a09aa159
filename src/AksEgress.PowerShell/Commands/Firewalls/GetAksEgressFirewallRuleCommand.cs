using System.Management.Automation;
using AksEgress.Core.Firewalls;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Gets the classic rules of an Azure Firewall in the order in which it goes through them.</summary>
[Cmdlet(VerbsCommon.Get, "AksEgressFirewallRule")]
[OutputType(typeof(FirewallRule))]
public sealed class GetAksEgressFirewallRuleCommand : FirewallRuleCommand
{
    /// <summary>The firewall: name, id or object.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<Firewall>? Firewall { get; set; }

    /// <summary>The rule's name, with wildcards; all when it is left out.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FirewallRuleCompleter))]
    public string? Name { get; set; }

    /// <summary>The rule collection's name, with wildcards.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FirewallRuleCompleter))]
    public string? CollectionName { get; set; }

    /// <summary>Only rules of this kind.</summary>
    [Parameter]
    public FirewallRuleKind? Kind { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => Firewall?.ToString();

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var firewall = await ReadAsync(Firewall!, cancellationToken).ConfigureAwait(false);
        if (firewall.Policy is { } policy)
        {
            Streams.Warning($"Azure Firewall '{firewall.Name}' takes its rules from firewall policy '{Sentences.Short(policy)}'; it has none of its own.");
        }

        var names = NamePattern.Of(Name);
        var collections = NamePattern.Of(CollectionName);
        var found = firewall.Rules.Where(rule => names.IsMatch(rule.Name) && collections.IsMatch(rule.CollectionName) && (Kind is null || rule.Kind == Kind)).ToList();
        if (found.Count == 0 && Name is not null && !WildcardPattern.ContainsWildcardCharacters(Name))
        {
            // Finding one that is not there is the error that says so.
            FirewallRules.Find(firewall, Name, CollectionName, Kind);
        }

        found.ForEach(Streams.Result);
    }
}
