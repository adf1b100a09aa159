using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.AuthorizedRanges;

/// <summary>What adding to or removing from a cluster's authorized ranges would do, before anything is sent.</summary>
public sealed class AuthorizedRangePlan : WritePlan<IReadOnlyList<AuthorizedIpRange>>
{
    internal AuthorizedRangePlan(
        Cluster cluster, IReadOnlyList<string> added, IReadOnlyList<string> removed, IReadOnlyList<string> notListed, string? question)
        : base(cluster.ResourceId)
    {
        Cluster = cluster;
        Added = added;
        Removed = removed;
        NotListed = notListed;
        CriticalPrompt = question is null ? null : question + " Continue?";
        Repeats = added.Count + removed.Count == 0 && cluster.Document.IsUnfinished;
    }

    /// <summary>The ranges that come to the list; those that stand there already are not among them.</summary>
    public IReadOnlyList<string> Added { get; }

    /// <summary>The ranges that leave the list, as the cluster has them.</summary>
    public IReadOnlyList<string> Removed { get; }

    /// <summary>What was to be removed and is not in the list.</summary>
    public IReadOnlyList<string> NotListed { get; }

    /// <summary>True when 0.0.0.0/0 comes to the list: AKS takes it, and the list keeps nobody out any more.</summary>
    public bool LetsEverybodyIn => Added.Contains("0.0.0.0/0");

    /// <summary>True when the last range leaves: the feature goes off with it, and everybody may call the API server.</summary>
    public bool SwitchesOff => Removed.Count > 0 && Staying == 0;

    /// <summary>Asked because the feature is switched on or off as a whole; null where it isn't.</summary>
    public override string? CriticalPrompt { get; }

    /// <inheritdoc/>
    public override ChangeKind Kind => IsMet ? ChangeKind.None : ChangeKind.Update;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Warnings => [.. NotListedWarnings(), .. OpeningWarnings()];

    /// <inheritdoc/>
    public override TimeSpan? UsualDuration => Operations.UsualDuration.UpdateCluster.Median;

    /// <inheritdoc/>
    public override string Operation => "authorized IP ranges";

    /// <inheritdoc/>
    internal override ExpectedState Expected =>
        new(ChangeKind.Update, Cluster.ETag, DocumentComparison.Compare(Cluster.Document.Root, Wanted().Root));

    /// <summary>True when nothing is to be written.</summary>
    public bool IsMet => Added.Count + Removed.Count == 0 && !Repeats;

    /// <summary>
    /// True when the list is as wanted, but the cluster's last operation failed or was aborted: what the document says may not
    /// be what the API server does, so it is written once more.
    /// </summary>
    public bool Repeats { get; }

    /// <summary>How many of the ranges stay as they are, 0 or more.</summary>
    public int Staying => Cluster.AuthorizedIpRange.Count - Removed.Count;

    internal Cluster Cluster { get; }

    /// <summary>What will happen, in one sentence.</summary>
    public override string Describe() => Repeats
        ? $"Update the authorized IP ranges of cluster '{Cluster.Name}' in resource group '{Cluster.ResourceGroupName}' once more: they're "
            + $"already as requested, but the state of the cluster is {Cluster.ProvisioningState}"
        : Added.Count > 0
        ? $"Add {Sentences.List([.. Added])} to the authorized IP ranges of cluster '{Cluster.Name}' in resource group "
            + $"'{Cluster.ResourceGroupName}'; {Stay("other range")}"
        : $"Remove {Sentences.List([.. Removed])} from the authorized IP ranges of cluster '{Cluster.Name}' in resource group "
            + $"'{Cluster.ResourceGroupName}'; {Stay("range")}";

    /// <summary>Does what the plan says, and lists the ranges afterwards.</summary>
    /// <exception cref="Errors.EgressException">
    /// ConcurrentModification, also when the feature was switched on or off since the plan; UpdateIncomplete.
    /// </exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public override async Task<IReadOnlyList<AuthorizedIpRange>> RunAsync(PlanContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var change = new AuthorizedRangeChange(context.StoreFor(Activity, UsualDuration));
        var cluster = await change.RunAsync(this, cancellationToken).ConfigureAwait(false);
        return ListsResult ? await change.ListAsync(cluster, cancellationToken).ConfigureAwait(false) : [];
    }

    /// <summary>True to read the cluster's egress IP addresses afterwards, which the result shows beside each range.</summary>
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
            // A PUT that goes twice, because its first answer was lost, is refused for what it wrote itself.
            var now = await store.TryReadAsync(Id, cancellationToken).ConfigureAwait(false);
            if (now is null || DocumentComparison.Missing(Expected.Asked, now.Root).Count > 0)
            {
                throw;
            }

            return new ArmResponse(202, string.Empty, now.ETag, e.CorrelationId, null);
        }
    }

    /// <summary>The list after the change, made of a list as it is now.</summary>
    internal IReadOnlyList<string> Apply(IReadOnlyList<string> ranges) =>
    [
        .. ranges.Where(range => !Removed.Any(removed => AuthorizedRangeRules.Same(removed, range))),
        .. Added.Where(added => !ranges.Any(range => AuthorizedRangeRules.Same(added, range))),
    ];

    // An empty list switches the ranges off.
    private string Stay(string noun) =>
        Staying == 0 && Added.Count == 0
            ? "removing the last range lets any IP address reach the API server"
            : $"{Sentences.Count(Staying, noun)} {(Staying == 1 ? "remains" : "remain")}";

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
        if (SwitchesOff)
        {
            yield return $"Removing the last range lets any IP address reach the API server of cluster '{Id.Name}'.";
        }

        if (LetsEverybodyIn)
        {
            yield return $"0.0.0.0/0 lets any IP address reach the API server of cluster '{Id.Name}', regardless of the other ranges.";
        }
    }
}
