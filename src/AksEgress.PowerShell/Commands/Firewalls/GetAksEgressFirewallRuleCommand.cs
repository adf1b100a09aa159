using System.Management.Automation;
using AksEgress.Core.Firewalls;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Gets the rules of an Azure Firewall in the order in which they're evaluated.</summary>
[Cmdlet(VerbsCommon.Get, "AksEgressFirewallRule")]
[OutputType(typeof(FirewallRule))]
public sealed class GetAksEgressFirewallRuleCommand : PipelineCmdletBase
{
    /// <summary>Specifies the firewall: a name, a resource ID, or an object.</summary>
    [Parameter(Position = 0)]
    [ResourceReference]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<Firewall>? Firewall { get; set; }

    /// <summary>Specifies the name of the rule. Wildcards are permitted. The default is all rules.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FirewallRuleCompleter))]
    public string? Name { get; set; }

    /// <summary>Specifies the name of the rule collection. Wildcards are permitted.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FirewallRuleCompleter))]
    public string? CollectionName { get; set; }

    /// <summary>
    /// Specifies the rule collection group of the policy. Wildcards are permitted. This parameter applies only to firewalls with a policy.
    /// </summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FirewallRuleCompleter))]
    public string? CollectionGroupName { get; set; }

    /// <summary>Specifies the kind of the rules. The default is all kinds.</summary>
    [Parameter]
    public FirewallRuleKind? Kind { get; set; }

    /// <summary>Specifies the resource group of a firewall that is specified by name only.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>
    /// Specifies the firewall, or a rule of the firewall: an object from another cmdlet, a file, or a job; a row; a name; or a resource ID.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public override PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => Firewall?.ToString();

    internal override SubjectNames Names => FirewallInput.Names(ResourceGroupName);

    /// <inheritdoc/>
    protected override void CheckRecord()
    {
        base.CheckRecord();
        FirewallInput.RequireSupported(this, Piped);
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var book = await FirewallInput.ReadAsync(this, Firewall, ResourceGroupName, false, cancellationToken).ConfigureAwait(false);
        if (book.Policy?.BasePolicy is { } below)
        {
            Streams.Warning(
                $"Firewall policy '{book.Policy.Name}' inherits from policy '{Sentences.Short(below)}'. The inherited rules are processed "
                    + "first and aren't listed.");
        }

        var names = NamePattern.Of(Name);
        var collections = NamePattern.Of(CollectionName, nameof(CollectionName));
        var groups = NamePattern.Of(CollectionGroupName, nameof(CollectionGroupName));
        var found = book.Rules.Where(rule =>
            names.IsMatch(rule.Name) && collections.IsMatch(rule.CollectionName) && (Kind is null || rule.Kind == Kind)
                && (CollectionGroupName is null || groups.IsMatch(rule.CollectionGroupName ?? string.Empty)) && IsPiped(rule)).ToList();
        if (found.Count == 0 && Name is not null && !WildcardPattern.ContainsWildcardCharacters(Name))
        {
            // Find reports a missing rule as an error.
            book.Find(Name, CollectionName, Kind, null);
        }

        found.ForEach(Streams.Result);
    }

    // A piped rule selects only itself, not the other rules of its firewall.
    private bool IsPiped(FirewallRule rule) => Piped?.Kind != PipedKind.FirewallRule
        || (Is(rule.Name, Piped["Name"])
            && Is(rule.CollectionName, Piped[nameof(CollectionName)])
            && (Piped[nameof(CollectionGroupName)] is null || Is(rule.CollectionGroupName, Piped[nameof(CollectionGroupName)])));

    private static bool Is(string? a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
