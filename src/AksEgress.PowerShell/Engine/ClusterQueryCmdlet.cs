using System.Collections;
using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Errors;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Errors;

namespace AksEgress.PowerShell.Engine;

/// <summary>The base of cmdlets that look at one, some or all clusters, several at a time, and write in order.</summary>
public abstract class ClusterQueryCmdlet : EgressCmdlet
{
    /// <summary>How many clusters are looked at side by side.</summary>
    private const int AtOnce = 8;

    /// <summary>The cluster's name, with wildcards; all when it is left out.</summary>
    [Parameter(Position = 0, ParameterSetName = ParameterSets.Name, ValueFromPipelineByPropertyName = true)]
    [Alias("ClusterName")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClusterNameCompleter))]
    public string? Name { get; set; }

    /// <summary>The resource group; the whole subscription when it is left out.</summary>
    [Parameter(Position = 1, ParameterSetName = ParameterSets.Name, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>Only clusters with these tags; a value of <c>*</c> takes any.</summary>
    [Parameter(ParameterSetName = ParameterSets.Name)]
    [ValidateNotNull]
    public Hashtable? Tag { get; set; }

    /// <summary>
    /// The cluster's id. With an object that has a name and an id the id is what counts, so that a network of the
    /// cluster's name is refused and not taken for the cluster.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.ResourceId, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ParameterSets.Name, ValueFromPipelineByPropertyName = true, DontShow = true)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string? ResourceId { get; set; }

    /// <summary>The cluster as Get-AksEgressCluster returned it; it is read anew.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.InputObject, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Cluster? InputObject { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => InputObject?.Id ?? ResourceId ?? Name;

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

        if (!found && Name is not null && !WildcardPattern.ContainsWildcardCharacters(Name))
        {
            throw new EgressException(EgressErrors.ResourceNotFoundAnywhere, Name, "Cluster", ArmNames.Shown(Name), "AksEgressCluster");
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
        var exact = ParameterSetName switch
        {
            ParameterSets.InputObject => InputObject!.ResourceId,
            _ when ResourceId is not null => ArmResourceId.Parse(ResourceId, ResourceTypes.ManagedCluster),
            _ when Name is not null && ResourceGroupName is not null && !WildcardPattern.ContainsWildcardCharacters(Name) =>
                ArmResourceId.Create(Subscription, ResourceGroupName, ResourceTypes.ManagedCluster, Name),
            _ => null,
        };
        if (exact is not null)
        {
            yield return new Cluster(await Store.ReadAsync(exact, cancellationToken).ConfigureAwait(false));
            yield break;
        }

        var names = NamePattern.Of(Name);
        await foreach (var document in Store.ListAsync(Subscription, ResourceGroupName, ResourceTypes.ManagedCluster, cancellationToken).ConfigureAwait(false))
        {
            var cluster = new Cluster(document);
            if (names.IsMatch(cluster.Name) && TagFilter.Matches(cluster.Tags, Tag))
            {
                yield return cluster;
            }
        }
    }
}
