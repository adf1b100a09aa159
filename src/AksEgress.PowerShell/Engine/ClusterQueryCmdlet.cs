using System.Collections;
using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Errors;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Errors;

namespace AksEgress.PowerShell.Engine;

/// <summary>The base of cmdlets that look at one, some or all clusters, several at a time, and write in order.</summary>
public abstract class ClusterQueryCmdlet : PipelineCmdlet
{
    /// <summary>How many clusters are looked at side by side.</summary>
    private const int AtOnce = 8;

    /// <summary>The cluster's name, with wildcards; all when it is left out.</summary>
    [Parameter(Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [Alias("ClusterName")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClusterNameCompleter))]
    public string? Name { get; set; }

    /// <summary>The resource group; the session's default, or else the whole subscription, when it is left out.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>Only clusters with these tags; a value of <c>*</c> takes any.</summary>
    [Parameter(ParameterSetName = ParameterSets.Name)]
    [Parameter(ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNull]
    public Hashtable? Tag { get; set; }

    /// <summary>The cluster's resource id.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.ResourceId)]
    [Parameter(ParameterSetName = ParameterSets.InputObject)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string? ResourceId { get; set; }

    private protected override SubjectNames Names => new(ResourceTypes.ManagedClusters, Name, ResourceGroupName) { ResourceId = ResourceId };

    /// <summary>Looks at one cluster.</summary>
    internal abstract Task<IReadOnlyList<object>> LookAsync(Cluster cluster, CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var running = new Queue<(Cluster Cluster, Task<IReadOnlyList<object>> Look)>();
        var found = false;
        await foreach (var cluster in ClustersAsync(cancellationToken).ConfigureAwait(false))
        {
            found = true;
            running.Enqueue((cluster, LookAsync(cluster, cancellationToken)));
            if (running.Count == AtOnce)
            {
                await WriteAsync(running.Dequeue()).ConfigureAwait(false);
            }
        }

        while (running.TryDequeue(out var look))
        {
            await WriteAsync(look).ConfigureAwait(false);
        }

        var name = Piped is { Id: null } ? Piped.Text : Name;
        if (!found && name is not null && !WildcardPattern.ContainsWildcardCharacters(name))
        {
            throw new EgressException(EgressErrors.ResourceNotFoundAnywhere, name, "Cluster", ArmNames.Shown(name), "AksEgressCluster");
        }
    }

    // One cluster that cannot be looked at must not end the listing of the others.
    private async Task WriteAsync((Cluster Cluster, Task<IReadOnlyList<object>> Look) running)
    {
        try
        {
            foreach (var result in await running.Look.ConfigureAwait(false))
            {
                Streams.Result(result);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException && ErrorMapper.TryMap(e, running.Cluster.Id, out var record))
        {
            Streams.Error(new ErrorRecord(record.Exception, record.FullyQualifiedErrorId, record.CategoryInfo.Category, running.Cluster.Id) { ErrorDetails = record.ErrorDetails });
        }
    }

    private async IAsyncEnumerable<Cluster> ClustersAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A piped name without a group is looked for, as a typed one is; a piped group stands for the clusters in it.
        var text = Piped is { Id: null } ? Piped.Text : null;
        if (text is not null && Name is not null && IsTyped(nameof(Name)) && !text.Equals(Name, StringComparison.OrdinalIgnoreCase))
        {
            throw new EgressException(
                EgressErrors.PipelineInputConflict, text, "Cluster", ArmNames.Shown(text), nameof(Name), ArmNames.Shown(Name), "Remove -Name, or remove the pipeline input.");
        }

        var name = text ?? Name;
        var group = Piped?.Id is { } piped && piped.ResourceType == ResourceTypes.ResourceGroups ? piped : null;
        if (group is not null)
        {
            Subject.RequireSame(this, Piped!, nameof(ResourceGroupName), group.ResourceGroupName);
            Subject.RequireSame(this, Piped!, nameof(SubscriptionId), group.SubscriptionId);
        }

        var groupName = group?.ResourceGroupName ?? ResourceGroupName ?? DefaultResourceGroupName;
        var isExact = name is not null && groupName is not null && !WildcardPattern.ContainsWildcardCharacters(name);
        var exact = Piped is not null && text is null && group is null ? ResolveSubject()
            : ResourceId is not null && Piped is null ? ResolveSubject()
            : isExact ? ArmResourceId.Create(group?.SubscriptionId ?? Subscription, groupName!, ResourceTypes.ManagedClusters, name!)
            : null;
        if (exact is not null)
        {
            var one = new Cluster(await Store.ReadAsync(exact, cancellationToken).ConfigureAwait(false));
            if (TagFilter.Matches(one.Tags, Tag))
            {
                yield return one;
            }

            yield break;
        }

        var names = NamePattern.Of(name, text is null ? nameof(Name) : nameof(InputObject));
        await foreach (var document in Store.ListAsync(group?.SubscriptionId ?? Subscription, groupName, ResourceTypes.ManagedClusters, cancellationToken).ConfigureAwait(false))
        {
            var cluster = new Cluster(document);
            if (names.IsMatch(cluster.Name) && TagFilter.Matches(cluster.Tags, Tag))
            {
                yield return cluster;
            }
        }
    }
}
