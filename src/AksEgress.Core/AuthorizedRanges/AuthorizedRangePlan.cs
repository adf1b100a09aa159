using AksEgress.Core.Clusters;
using AksEgress.Core.Texts;

namespace AksEgress.Core.AuthorizedRanges;

/// <summary>What adding to or removing from a cluster's authorized ranges would do, before anything is sent.</summary>
public sealed class AuthorizedRangePlan
{
    internal AuthorizedRangePlan(Cluster cluster, IReadOnlyList<string> added, IReadOnlyList<string> removed, IReadOnlyList<string> notListed, string? question)
    {
        Cluster = cluster;
        Added = added;
        Removed = removed;
        NotListed = notListed;
        Question = question;
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

    /// <summary>What must be asked besides, because it switches the ranges on or off as a whole; null where nothing must.</summary>
    public string? Question { get; }

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
    public string Describe() => Repeats
        ? $"Write the authorized ranges of cluster '{Cluster.Name}' in resource group '{Cluster.ResourceGroupName}' once more: they are as wanted, but the cluster is in state {Cluster.ProvisioningState}"
        : Added.Count > 0
        ? $"Add {Sentences.List([.. Added])} to the authorized ranges of cluster '{Cluster.Name}' in resource group '{Cluster.ResourceGroupName}'; {Stay("other range")}"
        : $"Remove {Sentences.List([.. Removed])} from the authorized ranges of cluster '{Cluster.Name}' in resource group '{Cluster.ResourceGroupName}'; {Stay("range")}";

    /// <summary>The list after the change, made of a list as it is now.</summary>
    internal IReadOnlyList<string> Apply(IReadOnlyList<string> ranges) =>
    [
        .. ranges.Where(range => !Removed.Any(removed => AuthorizedRangeRules.Same(removed, range))),
        .. Added.Where(added => !ranges.Any(range => AuthorizedRangeRules.Same(added, range))),
    ];

    // An empty list switches the ranges off.
    private string Stay(string noun) => Staying == 0 && Added.Count == 0 ? "no ranges stay: everybody may call its API server then" : $"{Sentences.Count(Staying, noun)} {(Staying == 1 ? "stays" : "stay")}";
}
