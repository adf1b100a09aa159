using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Errors;
using AksEgress.Core.Texts;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Errors;

namespace AksEgress.PowerShell.Engine;

/// <summary>Reads one, several, or all clusters concurrently, and writes them in order.</summary>
internal sealed class ClusterQuery(GetCmdletBase<Cluster> cmdlet)
{
    /// <summary>The number of clusters that are read concurrently.</summary>
    private const int MaxConcurrency = 8;

    // The names of all clusters that were listed, for a suggestion if none matches.
    private readonly HashSet<string> _listed = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the clusters that the cmdlet's parameters and its pipeline input select.</summary>
    /// <param name="look">Reads one cluster.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="EgressException">
    /// ResourceNotFoundInSubscription, PipelineInputConflict, and those of <see cref="Subject.Resolve"/>.
    /// </exception>
    public async Task RunAsync(Func<Cluster, CancellationToken, Task<IReadOnlyList<object>>> look, CancellationToken cancellationToken)
    {
        var running = new Queue<(Cluster Cluster, Task<IReadOnlyList<object>> Look)>();
        var found = false;
        await foreach (var cluster in ClustersAsync(cancellationToken).ConfigureAwait(false))
        {
            found = true;
            running.Enqueue((cluster, look(cluster, cancellationToken)));
            if (running.Count == MaxConcurrency)
            {
                await WriteAsync(running.Dequeue()).ConfigureAwait(false);
            }
        }

        while (running.TryDequeue(out var oldest))
        {
            await WriteAsync(oldest).ConfigureAwait(false);
        }

        var name = cmdlet.Piped is { Id: null } ? cmdlet.Piped.Text : cmdlet.Name;
        if (!found && name is not null && !WildcardPattern.ContainsWildcardCharacters(name))
        {
            throw EgressErrors.ResourceNotFoundInSubscription(
                "Cluster", ArmNames.Shown(name), "AksEgressCluster", name, NearNames.Ask(name, _listed));
        }
    }

    // A cluster that can't be read must not end the listing of the others.
    private async Task WriteAsync((Cluster Cluster, Task<IReadOnlyList<object>> Look) running)
    {
        try
        {
            foreach (var result in await running.Look.ConfigureAwait(false))
            {
                cmdlet.Streams.Result(result);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException && ErrorMapper.TryMap(e, running.Cluster.Id, out var record))
        {
            cmdlet.Streams.Error(new ErrorRecord(
                record.Exception,
                record.FullyQualifiedErrorId,
                record.CategoryInfo.Category,
                running.Cluster.Id) { ErrorDetails = record.ErrorDetails });
        }
    }

    private async IAsyncEnumerable<Cluster> ClustersAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The command searches for a piped name without a resource group as it does for a typed one. A piped resource group selects
        // its clusters.
        var text = cmdlet.Piped is { Id: null } ? cmdlet.Piped.Text : null;
        if (text is not null
            && cmdlet.Name is not null
            && cmdlet.IsTyped(nameof(cmdlet.Name))
            && !text.Equals(cmdlet.Name, StringComparison.OrdinalIgnoreCase))
        {
            throw Subject.Conflict("Cluster", ArmNames.Shown(text), nameof(cmdlet.Name), cmdlet.Name, text);
        }

        var name = text ?? cmdlet.Name;
        var group = cmdlet.Piped?.Id is { } piped && piped.ResourceType == ResourceTypes.ResourceGroups ? piped : null;
        if (group is not null)
        {
            Subject.RequireSame(cmdlet, cmdlet.Piped!, nameof(cmdlet.ResourceGroupName), group.ResourceGroupName);
            Subject.RequireSame(cmdlet, cmdlet.Piped!, nameof(cmdlet.SubscriptionId), group.SubscriptionId);
        }

        var groups = group is null ? cmdlet.GroupPattern : null;
        var groupName = group?.ResourceGroupName
            ?? (groups is null ? cmdlet.ResourceGroupName ?? cmdlet.DefaultResourceGroupName : null);
        var isExact = name is not null && groupName is not null && !WildcardPattern.ContainsWildcardCharacters(name);
        var exact = cmdlet.Piped is not null && text is null && group is null ? cmdlet.ResolveSubject()
            : cmdlet.ResourceId is not null && cmdlet.Piped is null ? cmdlet.ResolveSubject()
            : isExact ? ArmResourceId.Create(group?.SubscriptionId ?? cmdlet.Subscription, groupName!, ResourceTypes.ManagedClusters, name!)
            : null;
        if (exact is not null)
        {
            var one = new Cluster(await cmdlet.Store.ReadAsync(exact, cancellationToken).ConfigureAwait(false));
            if (TagFilter.Matches(one.Tags, cmdlet.Tag))
            {
                yield return one;
            }

            yield break;
        }

        var names = NamePattern.Of(name, text is null ? nameof(cmdlet.Name) : nameof(cmdlet.InputObject));
        await foreach (var document in cmdlet.Store.ListAsync(
            group?.SubscriptionId ?? cmdlet.Subscription,
            groupName,
            ResourceTypes.ManagedClusters,
            cancellationToken).ConfigureAwait(false))
        {
            var cluster = new Cluster(document);
            _listed.Add(cluster.Name);
            if (names.IsMatch(cluster.Name)
                && groups?.IsMatch(cluster.ResourceGroupName) != false
                && TagFilter.Matches(cluster.Tags, cmdlet.Tag))
            {
                yield return cluster;
            }
        }
    }
}
