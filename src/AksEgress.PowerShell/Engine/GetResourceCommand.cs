using System.Collections;
using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Completion;

namespace AksEgress.PowerShell.Engine;

/// <summary>What all Get- cmdlets of resources with a resource group share: names with wildcards, tags, ids.</summary>
/// <typeparam name="TView">The view that is written.</typeparam>
public abstract class GetResourceCommand<TView> : GetCommand<TView>
    where TView : ArmResource
{
    /// <summary>The name, with wildcards; all when it is left out.</summary>
    [Parameter(Position = 0, ParameterSetName = ParameterSets.Name)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public string? Name { get; set; }

    /// <summary>The resource group; the whole subscription when it is left out.</summary>
    [Parameter(Position = 1, ParameterSetName = ParameterSets.Name, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>Only resources with these tags; a value of <c>*</c> takes any.</summary>
    [Parameter(ParameterSetName = ParameterSets.Name)]
    [ValidateNotNull]
    public Hashtable? Tag { get; set; }

    /// <inheritdoc/>
    protected override string? NamePattern => Name;

    /// <inheritdoc/>
    protected override ArmResourceId? Exact(string name) =>
        ResourceGroupName is null ? null : ArmResourceId.Create(Subscription, ResourceGroupName, ResourceType, name);

    /// <inheritdoc/>
    protected override IAsyncEnumerable<ArmDocument> Candidates(CancellationToken cancellationToken) =>
        Store.ListAsync(Subscription, ResourceGroupName, ResourceType, cancellationToken);

    /// <inheritdoc/>
    protected override bool Matches(TView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return TagFilter.Matches(view.Tags, Tag);
    }
}
