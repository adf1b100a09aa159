using System.Collections;
using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Errors;
using AksEgress.PowerShell.Completion;

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

    /// <summary>The cluster's id.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.ResourceId, ValueFromPipelineByPropertyName = true)]
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
        var running = new Queue<Task<IReadOnlyList<object>>>();
        var found = false;
        await foreach (var cluster in ClustersAsync(cancellationToken).ConfigureAwait(false))
        {
            found = true;
            running.Enqueue(LookAsync(cluster, cancellationToken));
            if (running.Count == AtOnce)
            {
                Write(await running.Dequeue().ConfigureAwait(false));
            }
        }

        while (running.TryDequeue(out var look))
        {
            Write(await look.ConfigureAwait(false));
        }

        if (!found && Name is not null && !WildcardPattern.ContainsWildcardCharacters(Name))
        {
            throw new EgressException(EgressErrors.ResourceNotFound, Name, "Cluster", ArmNames.Shown(Name), "any", "AksEgressCluster");
        }
    }

    private void Write(IReadOnlyList<object> results)
    {
        foreach (var result in results)
        {
            Streams.Result(result);
        }
    }

    private async IAsyncEnumerable<Cluster> ClustersAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var exact = ParameterSetName switch
        {
            ParameterSets.InputObject => InputObject!.ResourceId,
            ParameterSets.ResourceId => ArmResourceId.Parse(ResourceId!, ResourceTypes.ManagedCluster),
            _ when Name is not null && ResourceGroupName is not null && !WildcardPattern.ContainsWildcardCharacters(Name) =>
                ArmResourceId.Create(Subscription, ResourceGroupName, ResourceTypes.ManagedCluster, Name),
            _ => null,
        };
        if (exact is not null)
        {
            yield return new Cluster(await Store.ReadAsync(exact, cancellationToken).ConfigureAwait(false));
            yield break;
        }

        var names = WildcardPattern.Get(Name ?? "*", WildcardOptions.IgnoreCase);
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
