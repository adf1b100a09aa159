using System.Management.Automation;
using AksEgress.Core.NetworkSecurityGroups;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Gets the rules of a network security group in the order in which they're processed.</summary>
[Cmdlet(VerbsCommon.Get, "AksEgressSecurityRule")]
[OutputType(typeof(SecurityRule))]
public sealed class GetAksEgressSecurityRuleCommand : PipelineCmdletBase
{
    /// <summary>Specifies the network security group: a name, a resource ID, or an object.</summary>
    [Parameter(Position = 0)]
    [ResourceReference]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<NetworkSecurityGroup>? NetworkSecurityGroup { get; set; }

    /// <summary>Specifies the name of the rule. Wildcards are permitted. The default is all rules.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SecurityRuleCompleter))]
    public string? Name { get; set; }

    /// <summary>Specifies the direction of the rules: Inbound or Outbound. The default is both.</summary>
    [Parameter]
    [ValidateSet("Inbound", "Outbound")]
    public string? Direction { get; set; }

    /// <summary>Indicates that the cmdlet also returns the default rules, which Azure creates with each network security group.</summary>
    [Parameter]
    public SwitchParameter IncludeDefault { get; set; }

    /// <summary>Specifies the resource group of a network security group that is specified by name only.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>Specifies the resource ID of the rule.</summary>
    [Parameter]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string? ResourceId { get; set; }

    /// <summary>
    /// Specifies the network security group, or a rule of it: an object from another cmdlet, a file, or a job; a row; a name; or a resource
    /// ID.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public override PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => NetworkSecurityGroup?.ToString();

    internal override SubjectNames Names => SecurityRuleInput.Names(ResourceGroupName);

    private bool IsOneRule => ResourceId is not null || Piped is { Kind: PipedKind.SecurityRule }
        || Piped?.Id?.ResourceType.EndsWith("/securityRules", StringComparison.OrdinalIgnoreCase) == true;

    /// <inheritdoc/>
    protected override void CheckRecord()
    {
        base.CheckRecord();
        SecurityRuleInput.RequireSupported(this);
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var pattern = NamePattern.Of(Name);
        var (id, name) = IsOneRule
            ? SecurityRuleInput.Rule(this, NetworkSecurityGroup, Name, ResourceGroupName, ResourceId)
            : (SecurityRuleInput.Group(this, NetworkSecurityGroup, ResourceGroupName, isTarget: false), Name);
        var group = new NetworkSecurityGroup(await Store.ReadAsync(id, cancellationToken).ConfigureAwait(false));
        var isExact = name is not null && (IsOneRule || !WildcardPattern.ContainsWildcardCharacters(name));
        var found = group.Rules
            .Concat(IncludeDefault || isExact ? group.DefaultRules : (IEnumerable<SecurityRule>)[])
            .Where(rule => isExact ? Is(rule.Name, name) : pattern.IsMatch(rule.Name))
            .Where(rule => Direction is null || Is(rule.Direction, Direction))
            .OrderBy(rule => rule.Direction, StringComparer.OrdinalIgnoreCase)
            .ThenBy(rule => rule.Priority)
            .ToList();
        if (found.Count == 0 && isExact)
        {
            throw ResourceStore.NotFound(id.Child("securityRules", name!, nameof(Name)));
        }

        found.ForEach(Streams.Result);
    }

    private static bool Is(string? a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
