using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Egress;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.AuthorizedRanges;

/// <summary>Adds ranges to a cluster's authorized IP ranges, or removes them. It never replaces the whole list.</summary>
public sealed class AuthorizedRangeChange
{
    private readonly ResourceStore _store;

    /// <summary>Uses a resource store.</summary>
    public AuthorizedRangeChange(ResourceStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
    }

    /// <summary>Validates the format of a range in a parameter; 1.2.3.4 becomes 1.2.3.4/32.</summary>
    /// <exception cref="EgressException">InvalidValue: not a range, host bits, or IPv6.</exception>
    public static string Normalize(string? range) => AuthorizedRangeRules.Normalize(range);

    /// <summary>Plans to add ranges. Reads only.</summary>
    /// <param name="id">The cluster.</param>
    /// <param name="ranges">IPv4 addresses or CIDRs, public ones, or 0.0.0.0/32 alone.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="EgressException">
    /// InvalidValue, AuthorizedRangesPrivateCluster, LoadBalancerRangeExclusive, TooManyAuthorizedRanges or ResourceNotFound.
    /// </exception>
    public async Task<AuthorizedRangePlan> PlanAddAsync(ArmResourceId id, IEnumerable<string> ranges, CancellationToken cancellationToken)
    {
        var wanted = ranges.Select(AuthorizedRangeRules.Normalize).Distinct().ToList();
        var cluster = await ReadAsync(id, cancellationToken).ConfigureAwait(false);
        var listed = cluster.AuthorizedIpRange;
        var added = wanted.Where(range => !listed.Any(other => AuthorizedRangeRules.Same(range, other))).ToList();
        added.ForEach(range => AuthorizedRangeRules.RequireGlobal(range));
        if (added.Count == 0)
        {
            return new AuthorizedRangePlan(cluster, [], [], [], null);
        }

        Check(cluster, [.. listed, .. added]);
        AuthorizedRangeRules.RequireOneServiceTag([.. listed, .. added], "IpRange");
        return new AuthorizedRangePlan(
            cluster,
            added,
            [],
            [],
            listed.Count > 0 ? null : await DescribeEnablingAsync(cluster, added, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Plans to remove ranges. Reads only.</summary>
    /// <param name="id">The cluster.</param>
    /// <param name="ranges">IPv4 addresses or CIDRs; ranges that aren't in the list are no error.</param>
    /// <param name="allowLockout">True to remove even ranges of the egress IP addresses of the running cluster.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="EgressException">
    /// InvalidValue, AuthorizedRangesPrivateCluster, AuthorizedRangeRequired or ResourceNotFound.
    /// </exception>
    public async Task<AuthorizedRangePlan> PlanRemoveAsync(
        ArmResourceId id, IEnumerable<string> ranges, bool allowLockout, CancellationToken cancellationToken)
    {
        var wanted = ranges.Select(AuthorizedRangeRules.Normalize).Distinct().ToList();
        var cluster = await ReadAsync(id, cancellationToken).ConfigureAwait(false);
        var listed = cluster.AuthorizedIpRange;
        var removed = listed.Where(range => wanted.Exists(other => AuthorizedRangeRules.Same(range, other))).ToList();
        var notListed = wanted.Where(range => !listed.Any(other => AuthorizedRangeRules.Same(range, other))).ToList();
        var rest = listed.Except(removed).ToList();
        if (removed.Count > 0 && rest.Count > 0 && !allowLockout)
        {
            await RequireNoLockoutAsync(cluster, removed, rest, cancellationToken).ConfigureAwait(false);
        }

        var prompt = removed.Count > 0 && rest.Count == 0
            ? $"This removes the last authorized IP range of cluster '{cluster.Name}', so any IP address can reach its API server."
            : null;
        return new AuthorizedRangePlan(cluster, [], removed, notListed, prompt);
    }

    /// <summary>Runs a plan: reads again, writes with If-Match, reads back, and compares.</summary>
    /// <returns>The cluster afterwards.</returns>
    /// <exception cref="EgressException">
    /// ConcurrentModification, also if another client has enabled or disabled the authorized IP ranges since then; UpdateIncomplete.
    /// </exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public async Task<Cluster> RunAsync(AuthorizedRangePlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.IsMet)
        {
            return plan.Cluster;
        }

        var planned = plan.Cluster;
        var switches = (planned.AuthorizedIpRange.Count == 0, plan.Apply(planned.AuthorizedIpRange).Count == 0);
        var document = await _store.UpdateAsync(
            planned.ParsedId,
            cluster =>
            {
                var before = AuthorizedRangeRules.Read(cluster);
                var after = plan.Apply(before);

                // A confirmed change of one range isn't a confirmation to enable or disable the whole feature.
                if ((before.Count == 0, after.Count == 0) != switches)
                {
                    throw EgressErrors.ConcurrentModification(planned.Name, 1, AuthorizedRangeRules.Member, planned.Id);
                }

                Check(new Cluster(cluster), after);
                AuthorizedRangeRules.Write(cluster, after);
            },
            cancellationToken).ConfigureAwait(false);
        return new Cluster(document);
    }

    /// <summary>
    /// The authorized IP ranges, each with the egress IP addresses that it covers. Without ranges, any IP address can reach the API server.
    /// </summary>
    public async Task<IReadOnlyList<AuthorizedIpRange>> ListAsync(Cluster cluster, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        if (cluster.AuthorizedIpRange.Count == 0)
        {
            return [];
        }

        var addresses = await new EgressInspector(_store).AddressesAsync(cluster, cancellationToken).ConfigureAwait(false);
        return
        [
            .. cluster.AuthorizedIpRange.Select(range => new AuthorizedIpRange(
                range, cluster.Name, cluster.ResourceGroupName, cluster.SubscriptionId,
                [.. addresses.Where(address => Allows(range, address)).Select(address => address.IpAddress!).Distinct()])),
        ];
    }

    private static bool Allows(string range, EgressAddress address) => address.IpAddress is not null
        && (range == AuthorizedRangeRules.LoadBalancerOnly
            ? address.Source == EgressSource.LoadBalancer
            : AuthorizedRangeRules.Covers(range, address.IpAddress));

    private static void Check(Cluster cluster, IReadOnlyList<string> ranges)
    {
        if (ranges.Count > 1 && ranges.Any(range => AuthorizedRangeRules.Same(range, AuthorizedRangeRules.LoadBalancerOnly)))
        {
            throw EgressErrors.LoadBalancerRangeExclusive(cluster.Name, cluster.ResourceGroupName, cluster.Id);
        }

        if (ranges.Count > AuthorizedRangeRules.MaximumCount(cluster))
        {
            throw EgressErrors.TooManyAuthorizedRanges(cluster.Name, ranges.Count, AuthorizedRangeRules.MaximumCount(cluster), cluster.Id);
        }
    }

    private async Task<Cluster> ReadAsync(ArmResourceId id, CancellationToken cancellationToken)
    {
        var cluster = new Cluster(await _store.ReadAsync(id, cancellationToken).ConfigureAwait(false));
        return cluster.PrivateCluster ? throw EgressErrors.AuthorizedRangesPrivateCluster(cluster.Name, cluster.Id) : cluster;
    }

    private async Task<string> DescribeEnablingAsync(Cluster cluster, List<string> added, CancellationToken cancellationToken)
    {
        var addresses = await new EgressInspector(_store).AddressesAsync(cluster, cancellationToken).ConfigureAwait(false);

        // AKS always allows the load balancer's outbound IP address. Any other egress IP address must be in the list.
        var outside = addresses
            .Where(address => address.Source != EgressSource.LoadBalancer && !added.Exists(range => Allows(range, address)))
            .Select(address => address.ToString())
            .Distinct()
            .ToList();
        var nodes = outside.Count == 0 ? string.Empty : $", and the cluster's own nodes, which egress from {Sentences.List(outside)}";
        return $"Cluster '{cluster.Name}' has no authorized IP ranges, so any IP address can reach its API server. After this change, only "
            + $"{Sentences.List(added)} can reach it. The change blocks you, if your IP address isn't included{nodes}.";
    }

    private async Task RequireNoLockoutAsync(
        Cluster cluster, List<string> removed, List<string> rest, CancellationToken cancellationToken)
    {
        if (string.Equals(cluster.PowerState, "Stopped", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        var addresses = await new EgressInspector(_store).AddressesAsync(cluster, cancellationToken).ConfigureAwait(false);
        var lost = addresses
            .Where(address => removed.Exists(range => Allows(range, address)) && !rest.Exists(range => Allows(range, address)))
            .Select(address => address.ToString()).Distinct().ToList();
        if (lost.Count > 0)
        {
            throw EgressErrors.AuthorizedRangeRequired(cluster.Name, Sentences.List(lost), Sentences.List(removed), cluster.Id);
        }
    }
}
