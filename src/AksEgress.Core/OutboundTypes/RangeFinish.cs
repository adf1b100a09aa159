using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Egress;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.OutboundTypes;

/// <summary>
/// Completes the update of the authorized IP ranges after a change of the outbound type is verified.
/// </summary>
internal sealed class RangeFinish(ResourceStore store)
{
    /// <summary>Adds new egress IP addresses, removes previous ones, and updates the record.</summary>
    /// <param name="change">The verified change, with its addresses.</param>
    /// <param name="result">The cluster as read back.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="EgressException">AuthorizedRangesUnfinished, with the remaining steps; the change isn't undone.</exception>
    public async Task RunAsync(OutboundTypeChange change, Cluster result, CancellationToken cancellationToken)
    {
        if (change.RangesBefore is not { } before)
        {
            return;
        }

        var drop = change.RangesToDrop;
        IReadOnlyList<string> Wanted(IReadOnlyList<string> ranges) =>
            RangeTransition.Finished(change.To, ranges, change.AddressesAfter, drop);
        var now = result.AuthorizedIpRange;
        UpdateRecord(change, before, now, drop);
        var isUnread = change.KnownAddressesAfter is null && (change.To != OutboundTypeNames.LoadBalancer || drop.Count > 0);
        if (isUnread
            || (change.To == OutboundTypeNames.ManagedNatGateway
                && !change.AddressesAfter.Any(address => AuthorizedRangeRules.Network(address) is not null)))
        {
            // Without an error, the API server would silently block the nodes.
            throw Unfinished(
                change, result, "the cluster's egress IP addresses couldn't be read.", null,
                change.To == OutboundTypeNames.LoadBalancer
                    ? Steps(result, [], [.. drop])
                    : Advice.AddEgressAddresses(result.Name, result.ResourceGroupName));
        }

        var wanted = Wanted(now);
        if (!wanted.SequenceEqual(now))
        {
            try
            {
                var document = await store.UpdateAsync(
                    result.ParsedId,
                    cluster => AuthorizedRangeRules.Write(cluster, Wanted(AuthorizedRangeRules.Read(cluster))),
                    cancellationToken).ConfigureAwait(false);
                now = [.. AuthorizedRangeRules.Read(document)];
            }
            catch (Exception e) when (e is EgressException or ArmException or ArmAccessException)
            {
                throw Unfinished(change, result, e.Message, e, Steps(result, [.. wanted.Except(now)], [.. now.Except(wanted)]));
            }
        }

        UpdateRecord(change, before, now, drop);
        change.RangesToDrop = [];
    }

    // Other clients may have changed the list too. The record contains only the ranges of this change.
    private static void UpdateRecord(
        OutboundTypeChange change, IReadOnlyList<string> before, IReadOnlyList<string> now, IReadOnlyList<string> drop)
    {
        static bool In(IReadOnlyList<string> ranges, string range) => ranges.Any(other => AuthorizedRangeRules.Same(other, range));
        change.RangesAdded = [.. now.Where(range =>
            !In(before, range) && (range == AuthorizedRangeRules.LoadBalancerOnly || In(change.AddressesAfter, range)))];
        change.RangesRemoved = [.. before.Where(range =>
            !In(now, range) && (range == AuthorizedRangeRules.LoadBalancerOnly || In(drop, range)))];
    }

    private static string Steps(Cluster cluster, List<string> add, List<string> remove)
    {
        var steps = new List<string>();
        var first = remove.Contains(AuthorizedRangeRules.LoadBalancerOnly);
        if (add.Count > 0)
        {
            steps.Add(Advice.AddRanges(cluster.Name, cluster.ResourceGroupName, string.Join(",", add)));
        }

        if (remove.Count > 0)
        {
            // 0.0.0.0/32 can't be combined with other ranges, so it's removed first.
            steps.Insert(first ? 0 : steps.Count, Advice.RemoveRanges(cluster.Name, cluster.ResourceGroupName, string.Join(",", remove)));
        }

        return string.Join(", then ", steps);
    }

    private static EgressException Unfinished(OutboundTypeChange change, Cluster cluster, string why, Exception? e, string left)
    {
        var done = change.RangesAdded.Count == 0
            ? "no authorized IP range was added yet"
            : $"{Sentences.List([.. change.RangesAdded])} was added to the authorized IP ranges";
        return EgressErrors.AuthorizedRangesUnfinished(cluster.Name, change.From, change.To, done, why, left, change, e);
    }
}
