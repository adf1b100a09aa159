using System.Collections;
using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Completion;

namespace AksEgress.PowerShell.Engine;

/// <summary>What all Get- cmdlets of resources with a resource group share: names with wildcards, tags, ids.</summary>
/// <typeparam name="TView">The view that is written.</typeparam>
public abstract class GetResourceCommand<TView> : EgressCmdlet
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

    /// <summary>The resource's id.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.ResourceId, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string? ResourceId { get; set; }

    /// <summary>The resource type that is read.</summary>
    protected abstract string ResourceType { get; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => ResourceId ?? Name;

    /// <summary>Looks at a document.</summary>
    protected abstract TView View(ArmDocument document);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (ParameterSetName == ParameterSets.ResourceId)
        {
            Streams.Result(View(await Store.ReadAsync(ArmResourceId.Parse(ResourceId!, ResourceType), cancellationToken).ConfigureAwait(false)));
            return;
        }

        if (Name is not null && ResourceGroupName is not null && !WildcardPattern.ContainsWildcardCharacters(Name))
        {
            var id = ArmResourceId.Create(Subscription, ResourceGroupName, ResourceType, Name);
            Streams.Result(View(await Store.ReadAsync(id, cancellationToken).ConfigureAwait(false)));
            return;
        }

        await ListAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        var names = WildcardPattern.Get(Name ?? "*", WildcardOptions.IgnoreCase);
        var found = false;
        await foreach (var document in Store.ListAsync(Subscription, ResourceGroupName, ResourceType, cancellationToken).ConfigureAwait(false))
        {
            var view = View(document);
            if (names.IsMatch(view.Name) && TagFilter.Matches(view.Tags, Tag))
            {
                found = true;
                Streams.Result(view);
            }
        }

        // An exact name that matches nothing is a mistake; a pattern that matches nothing is an answer.
        if (!found && Name is not null && !WildcardPattern.ContainsWildcardCharacters(Name))
        {
            throw new Core.Errors.EgressException(
                Core.Errors.EgressErrors.ResourceNotFound, Name, ResourceNouns.Describe(ResourceType), ArmNames.Shown(Name), "any", ResourceNouns.Noun(ResourceType));
        }
    }
}
