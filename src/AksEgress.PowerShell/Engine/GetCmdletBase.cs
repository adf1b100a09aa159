using System.Collections;
using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Relations;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;

namespace AksEgress.PowerShell.Engine;

/// <summary>
/// The base of Get- cmdlets of resources. It returns a resource by id or exact name, lists resources that match a pattern, and
/// finds resources related to a piped one.
/// </summary>
/// <typeparam name="TView">The view that is written.</typeparam>
public abstract class GetCmdletBase<TView> : PipelineCmdletBase
    where TView : ArmResource, IArmResource<TView>
{
    // The names of all resources that were listed, for a suggestion if none matches.
    private readonly HashSet<string> _listed = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Specifies the name of the resource. Wildcards are permitted. The default is all resources. With a piped resource of another type, it
    /// filters the related resources.
    /// </summary>
    [Parameter(Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public virtual string? Name { get; set; }

    /// <summary>
    /// Specifies the resource group. Wildcards are permitted. The default is the resource group of the session, or the whole subscription.
    /// </summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public virtual string? ResourceGroupName { get; set; }

    /// <summary>Specifies tags that the resources must have. The value <c>*</c> matches any value.</summary>
    [Parameter(ParameterSetName = ParameterSets.Name)]
    [Parameter(ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNull]
    [Alias("Tags")]
    [TagTable]
    public virtual Hashtable? Tag { get; set; }

    /// <summary>Specifies the resource ID of the resource.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.ResourceId)]
    [Parameter(ParameterSetName = ParameterSets.InputObject)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string? ResourceId { get; set; }

    internal override SubjectNames Names => new(TView.Type, Name, ResourceGroupName) { ResourceId = ResourceId };

    /// <summary>
    /// The resource group that completes a name, or null: with a pattern of resource groups, the command searches the whole
    /// subscription.
    /// </summary>
    private protected string? Group => GroupPattern is null ? ResourceGroupName ?? DefaultResourceGroupName : null;

    /// <summary>The pattern of resource groups, or null if a name or nothing is specified.</summary>
    /// <exception cref="EgressException">InvalidValue.</exception>
    internal WildcardPattern? GroupPattern => WildcardPattern.ContainsWildcardCharacters(ResourceGroupName ?? string.Empty)
        ? NamePattern.Of(ResourceGroupName, nameof(ResourceGroupName))
        : null;

    /// <summary>The resource that a name without wildcards identifies; null if the command has to search for it.</summary>
    /// <param name="name">A name without wildcards.</param>
    private protected virtual ArmResourceId? Exact(string name) =>
        Group is null ? null : ArmResourceId.Create(Subscription, Group, TView.Type, name);

    /// <summary>The documents to search for names.</summary>
    private protected virtual IAsyncEnumerable<ArmDocument> Candidates(CancellationToken cancellationToken) =>
        Store.ListAsync(Subscription, Group, TView.Type, cancellationToken);

    private static TView View(ArmDocument document) => TView.Of(document);

    private bool Matches(TView view) => TagFilter.Matches(view.Tags, Tag);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        // Before any request: a value that can't be a name is an invalid argument, not a resource that isn't found.
        _ = NamePattern.Of(Names.Name);
        if (Piped is null)
        {
            await (Names.ResourceId is not null
                ? ReadAsync(ResolveSubject(), cancellationToken)
                : FindAsync(Names.Name, cancellationToken)).ConfigureAwait(false);
        }
        else if (Piped.Text is { } name && Piped.Id is null)
        {
            RequireNoOtherName(name);
            _ = NamePattern.Of(name, nameof(InputObject));
            await FindAsync(name, cancellationToken).ConfigureAwait(false);
        }
        else if (Piped.Kind == PipedKind.EgressAddress
            && TView.Type is ResourceTypes.PublicIps or ResourceTypes.NatGateways or ResourceTypes.Firewalls)
        {
            await WriteOwnerAsync(cancellationToken).ConfigureAwait(false);
        }
        else if (Piped.Kind == PipedKind.Resource && !Is(Piped.Id!.ResourceType, TView.Type))
        {
            await WriteRelatedAsync(Piped.Id, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await ReadAsync(ResolveSubject(), cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool Is(string? a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private async Task FindAsync(string? name, CancellationToken cancellationToken)
    {
        if (name is null || WildcardPattern.ContainsWildcardCharacters(name))
        {
            await WriteMatchingAsync(Candidates(cancellationToken), name ?? "*").ConfigureAwait(false);
        }
        else if (Exact(name) is { } id)
        {
            await ReadAsync(id, cancellationToken).ConfigureAwait(false);
        }
        else if (!await WriteMatchingAsync(Candidates(cancellationToken), name).ConfigureAwait(false))
        {
            // An exact name that matches nothing is an error; a pattern that matches nothing isn't.
            throw NotFound(name);
        }
    }

    private async Task ReadAsync(ArmResourceId id, CancellationToken cancellationToken)
    {
        var view = View(await Store.ReadAsync(id, cancellationToken).ConfigureAwait(false));
        if (Matches(view))
        {
            Streams.Result(view);
        }
    }

    // With a related resource from the pipeline, a typed name or tags filter the result.
    private async Task WriteRelatedAsync(ArmResourceId from, CancellationToken cancellationToken)
    {
        if (!RelationTable.Has(from.ResourceType, TView.Type))
        {
            throw Subject.NotSupported(this, Piped!, TView.Type);
        }

        if (Names.ResourceId is not null && IsTyped(nameof(ResourceId)))
        {
            throw Subject.Conflict(from, nameof(ResourceId), Names.ResourceId, null);
        }

        if (Names.ParentParameter is { } parameter
            && IsTyped(parameter)
            && Is(from.ResourceType, TView.Type[..TView.Type.LastIndexOf('/')])
            && !Is(from.Name, Names.Parent))
        {
            throw Subject.Conflict(from, parameter, Names.Parent!, null);
        }

        var related = new ResourceRelations(Store, Streams.Warning).FindAsync(from, TView.Type, cancellationToken);
        var name = Names.Name is not null && IsTyped(Names.NameParameter) ? Names.Name : null;
        if (!await WriteMatchingAsync(related, name ?? "*", Within).ConfigureAwait(false)
            && name is not null
            && !WildcardPattern.ContainsWildcardCharacters(name))
        {
            throw NotFound(name);
        }
    }

    // A typed resource group, subscription, or parent filters the related resources, as a typed name does.
    private bool Within(TView view) =>
        (!IsTyped("ResourceGroupName")
            || Names.ResourceGroupName is null
            || GroupPattern is not null
            || Is(view.ResourceGroupName, Names.ResourceGroupName))
        && (!IsTyped(nameof(SubscriptionId)) || Is(view.SubscriptionId, SubscriptionId))
        && (Names.ParentParameter is null
            || !IsTyped(Names.ParentParameter)
            || NamePattern.Of(Names.Parent, Names.ParentParameter).IsMatch(view.ParsedId.Parent!.Name));

    private async Task WriteOwnerAsync(CancellationToken cancellationToken)
    {
        var address = Piped!["PublicIpId"] is { } text ? ArmResourceId.Parse(text) : null;
        var relations = new ResourceRelations(Store, Streams.Warning);
        var found = address is null ? null
            : Is(address.ResourceType, TView.Type) ? await Store.ReadAsync(address, cancellationToken).ConfigureAwait(false)
            : TView.Type == ResourceTypes.PublicIps ? null
            : await relations.OwnerAsync(address, TView.Type, cancellationToken).ConfigureAwait(false);
        if (found is not null)
        {
            var name = Names.Name is not null && IsTyped(Names.NameParameter) ? Names.Name : "*";
            if (!await WriteMatchingAsync(One(found), name, Within).ConfigureAwait(false)
                && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                throw NotFound(name);
            }
        }
        else if (address is null)
        {
            Streams.Warning($"{Piped!.Describe()}: Azure doesn't report which public IP address resource it belongs to.");
        }
        else if (TView.Type == ResourceTypes.PublicIps)
        {
            Streams.Warning(
                $"{Piped!.Describe()} belongs to public IP prefix '{address.Name}'. To get it, use Get-AksEgressPublicIpPrefix "
                    + $"-ResourceId {address.Text}");
        }
    }

    private static async IAsyncEnumerable<ArmDocument> One(ArmDocument document)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        yield return document;
    }

    private async Task<bool> WriteMatchingAsync(IAsyncEnumerable<ArmDocument> documents, string pattern, Func<TView, bool>? also = null)
    {
        var names = NamePattern.Of(pattern, Names.NameParameter);
        var groups = GroupPattern;
        var found = false;
        await foreach (var document in documents.ConfigureAwait(false))
        {
            var view = View(document);
            _listed.Add(view.Name);
            if (names.IsMatch(view.Name)
                && groups?.IsMatch(view.ResourceGroupName) != false
                && Matches(view)
                && also?.Invoke(view) != false)
            {
                found = true;
                Streams.Result(view);
            }
        }

        return found;
    }

    private void RequireNoOtherName(string piped)
    {
        if (Names.ResourceId is { } id && IsTyped(nameof(ResourceId)))
        {
            throw Subject.Conflict(ArmResourceId.Parse(id, TView.Type), nameof(InputObject), piped, null);
        }

        if (Names.Name is { } typed && IsTyped(Names.NameParameter) && !Is(typed, piped))
        {
            throw Subject.Conflict(ResourceNouns.Describe(TView.Type), ArmNames.Shown(piped), Names.NameParameter, typed, piped);
        }
    }

    private EgressException NotFound(string name) => EgressErrors.ResourceNotFoundInSubscription(
        ResourceNouns.Describe(TView.Type), ArmNames.Shown(name), ResourceNouns.Noun(TView.Type), name, NearNames.Ask(name, _listed));
}
