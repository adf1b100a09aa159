using System.Collections;
using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.ResourceGroups;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Gets resource groups.</summary>
[Cmdlet(VerbsCommon.Get, "AksEgressResourceGroup", DefaultParameterSetName = ParameterSets.Name)]
[OutputType(typeof(ResourceGroup))]
public sealed class GetAksEgressResourceGroupCommand : GetCommand<ResourceGroup>
{
    /// <summary>The name, with wildcards; all when it is left out.</summary>
    [Parameter(Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [Alias("ResourceGroupName")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public string? Name { get; set; }

    /// <summary>Only groups with these tags; a value of <c>*</c> takes any.</summary>
    [Parameter(ParameterSetName = ParameterSets.Name)]
    [Parameter(ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNull]
    public Hashtable? Tag { get; set; }

    /// <inheritdoc/>
    protected override string ResourceType => ResourceTypes.ResourceGroups;

    private protected override SubjectNames Names => new(ResourceType, Name, null) { ResourceId = ResourceId };

    /// <inheritdoc/>
    protected override ResourceGroup View(ArmDocument document) => new(document);

    /// <inheritdoc/>
    protected override ArmResourceId? Exact(string name) => ArmResourceId.Group(Subscription, name);

    /// <inheritdoc/>
    protected override IAsyncEnumerable<ArmDocument> Candidates(CancellationToken cancellationToken) =>
        Store.ListAsync(Subscription, null, ResourceType, cancellationToken);

    /// <inheritdoc/>
    protected override bool Matches(ResourceGroup view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return TagFilter.Matches(view.Tags, Tag);
    }
}
