using System.Collections;
using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;

namespace AksEgress.PowerShell.Engine;

/// <summary>What all Get- cmdlets of resources with a resource group share: names with wildcards, tags, ids.</summary>
/// <typeparam name="TView">The view that is written.</typeparam>
public abstract class GetResourceCommand<TView> : GetCommand<TView>
    where TView : ArmResource
{
    /// <summary>The name, with wildcards; all when it is left out. Beside a piped resource of another kind it chooses among the related ones.</summary>
    [Parameter(Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public string? Name { get; set; }

    /// <summary>The resource group; the session's default, or else the whole subscription, when it is left out.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>Only resources with these tags; a value of <c>*</c> takes any.</summary>
    [Parameter(ParameterSetName = ParameterSets.Name)]
    [Parameter(ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNull]
    public Hashtable? Tag { get; set; }

    private protected override SubjectNames Names => new(ResourceType, Name, ResourceGroupName)
    {
        ResourceId = ResourceId,

        // An address of a cluster names it; so does a range of its API server.
        NamedBy = ResourceType == ResourceTypes.ManagedClusters ? [PipedKind.EgressAddress, PipedKind.AuthorizedRange] : [],
    };

    private string? Group => ResourceGroupName ?? DefaultResourceGroupName;

    /// <inheritdoc/>
    protected override ArmResourceId? Exact(string name) => Group is null ? null : ArmResourceId.Create(Subscription, Group, ResourceType, name);

    /// <inheritdoc/>
    protected override IAsyncEnumerable<ArmDocument> Candidates(CancellationToken cancellationToken) =>
        Store.ListAsync(Subscription, Group, ResourceType, cancellationToken);

    /// <inheritdoc/>
    protected override bool Matches(TView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return TagFilter.Matches(view.Tags, Tag);
    }
}
