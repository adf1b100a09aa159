using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.AuthorizedRanges;

/// <summary>A planned change of a cluster's authorized IP ranges.</summary>
public sealed class AuthorizedRangePlan : WritePlan<IReadOnlyList<AuthorizedIpRange>>
{
    internal AuthorizedRangePlan(
        Cluster cluster, IReadOnlyList<string> added, IReadOnlyList<string> removed, IReadOnlyList<string> notListed, string? question)
        : base(cluster.ParsedId)
    {
        Cluster = cluster;
        Added = added;
        Removed = removed;
        NotListed = notListed;
        CriticalPrompt = question is null ? null : question + " Continue?";
        Repeats = added.Count + removed.Count == 0 && cluster.Document.IsUnfinished;
    }

    /// <summary>The ranges to add, without those that are already in the list.</summary>
    public IReadOnlyList<string> Added { get; }

    /// <summary>The ranges to remove, as the cluster has them.</summary>
    public IReadOnlyList<string> Removed { get; }

    /// <summary>Ranges that were to be removed but aren't in the list.</summary>
    public IReadOnlyList<string> NotListed { get; }

    /// <summary>True when 0.0.0.0/0 is added, which lets any IP address reach the API server.</summary>
    public bool AllowsAnyAddress => Added.Contains("0.0.0.0/0");

    /// <summary>True when the last range is removed, which lets any IP address reach the API server.</summary>
    public bool RemovesLastRange => Removed.Count > 0 && UnchangedCount == 0;

    /// <summary>The prompt before the first range is added or the last one is removed; otherwise null.</summary>
    internal override string? CriticalPrompt { get; }

    /// <inheritdoc/>
    public override ChangeKind Kind => IsMet ? ChangeKind.None : ChangeKind.Update;

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Warnings => [.. NotListedWarnings(), .. OpeningWarnings()];

    /// <inheritdoc/>
    internal override TimeSpan? UsualDuration => Operations.UsualDuration.UpdateCluster.Median;

    /// <inheritdoc/>
    internal override string Operation => "authorized IP ranges";

    /// <inheritdoc/>
    internal override ExpectedState Expected =>
        new(ChangeKind.Update, Cluster.ETag, DocumentComparison.Compare(Cluster.Document.Root, Wanted().Root));

    /// <summary>True when no change is required.</summary>
    public bool IsMet => Added.Count + Removed.Count == 0 && !Repeats;

    /// <summary>
    /// True when the list is as requested, but the last operation on the cluster failed or was aborted: the API server may not use the
    /// list yet, so it's written once more.
    /// </summary>
    public bool Repeats { get; }

    /// <summary>The number of ranges that don't change.</summary>
    public int UnchangedCount => Cluster.AuthorizedIpRange.Count - Removed.Count;

    internal Cluster Cluster { get; }

    /// <inheritdoc/>
    public override string Describe() => Repeats
        ? $"Update the authorized IP ranges of cluster '{Cluster.Name}' in resource group '{Cluster.ResourceGroupName}' once more: they're "
            + $"already as requested, but the state of the cluster is {Cluster.ProvisioningState}"
        : Added.Count > 0
        ? $"Add {Sentences.List([.. Added])} to the authorized IP ranges of cluster '{Cluster.Name}' in resource group "
            + $"'{Cluster.ResourceGroupName}'; {DescribeUnchanged("other range")}"
        : $"Remove {Sentences.List([.. Removed])} from the authorized IP ranges of cluster '{Cluster.Name}' in resource group "
            + $"'{Cluster.ResourceGroupName}'; {DescribeUnchanged("range")}";

    /// <summary>Runs the plan, and lists the ranges afterwards.</summary>
    /// <exception cref="Errors.EgressException">
    /// ConcurrentModification, also if another client has enabled or disabled the authorized IP ranges since then; UpdateIncomplete.
    /// </exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public override async Task<IReadOnlyList<AuthorizedIpRange>> RunAsync(PlanContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var change = new AuthorizedRangeChange(context.StoreFor(Activity, UsualDuration));
        var cluster = await change.RunAsync(this, cancellationToken).ConfigureAwait(false);
        return ListsResult ? await change.ListAsync(cluster, cancellationToken).ConfigureAwait(false) : [];
    }

    /// <summary>True to read the cluster's egress IP addresses afterwards, which the result shows for each range.</summary>
    public bool ListsResult { get; set; } = true;

    /// <inheritdoc/>
    internal override async Task<ArmResponse> SendAsync(ResourceStore store, CancellationToken cancellationToken)
    {
        try
        {
            return await store.StartWriteAsync(
                Id, Wanted(), Cluster.Document, mustBeNew: false, cancellationToken).ConfigureAwait(false);
        }
        catch (ArmException e) when (e.Status is 409 or 412 && !Repeats)
        {
            // A PUT that is sent again because its first response was lost is rejected because of its own first change.
            var now = await store.TryReadAsync(Id, cancellationToken).ConfigureAwait(false);
            if (now is null || DocumentComparison.Missing(Expected.Asked, now.Root).Count > 0)
            {
                throw;
            }

            return new ArmResponse(202, string.Empty, now.ETag, e.CorrelationId, null);
        }
    }

    /// <summary>Applies the change to a list.</summary>
    internal IReadOnlyList<string> Apply(IReadOnlyList<string> ranges) =>
    [
        .. ranges.Where(range => !Removed.Any(removed => AuthorizedRangeRules.Same(removed, range))),
        .. Added.Where(added => !ranges.Any(range => AuthorizedRangeRules.Same(added, range))),
    ];

    // An empty list disables the feature.
    private string DescribeUnchanged(string noun) =>
        UnchangedCount == 0 && Added.Count == 0
            ? "removing the last range lets any IP address reach the API server"
            : $"{Sentences.Count(UnchangedCount, noun)} {(UnchangedCount == 1 ? "remains" : "remain")}";

    private ArmDocument Wanted()
    {
        var wanted = Cluster.Document.Copy();
        AuthorizedRangeRules.Write(wanted, Apply(AuthorizedRangeRules.Read(wanted)));
        return wanted;
    }

    private IEnumerable<string> NotListedWarnings() =>
        NotListed.Select(range => $"{range} isn't one of the authorized IP ranges of cluster '{Id.Name}'.");

    private IEnumerable<string> OpeningWarnings()
    {
        if (RemovesLastRange)
        {
            yield return $"Removing the last range lets any IP address reach the API server of cluster '{Id.Name}'.";
        }

        if (AllowsAnyAddress)
        {
            yield return $"0.0.0.0/0 lets any IP address reach the API server of cluster '{Id.Name}', regardless of the other ranges.";
        }
    }
}
