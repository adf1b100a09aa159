using AksEgress.Core.Addressing;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Egress;

/// <summary>
/// How the authorized ranges follow a change of the outbound type: what is known beforehand goes in with the change,
/// the rest and the leaving of the old addresses come when it is verified. Works on lists alone, so that it can be
/// applied again to a list that somebody else has changed meanwhile.
/// </summary>
internal sealed class RangeTransition
{
    private readonly string _to;
    private readonly IReadOnlyList<string> _before;
    private readonly IReadOnlyList<string>? _after;
    private readonly IReadOnlyList<string> _original;

    /// <summary>A transition.</summary>
    /// <param name="to">The outbound type wanted.</param>
    /// <param name="before">
    /// The addresses that the cluster leaves from now, and what a change that is undone brought: a route may be gone before it.
    /// </param>
    /// <param name="after">Those that it will leave from; null when only AKS knows, afterwards.</param>
    /// <param name="original">
    /// What stays, and comes back: the list before a change that is undone, and what the load balancer's place does not take from.
    /// </param>
    public RangeTransition(string to, IReadOnlyList<string> before, IReadOnlyList<string>? after, IReadOnlyList<string> original)
    {
        _to = to;
        _before = before;
        _after = after;
        _original = original;
    }

    /// <summary>True when addresses must be added that are known only after the change.</summary>
    public bool IsLate => _after is null && _to != OutboundTypeNames.LoadBalancer;

    /// <summary>Writes what goes in with the change.</summary>
    public void Apply(ArmDocument cluster) => AuthorizedRangeRules.Write(cluster, With(AuthorizedRangeRules.Read(cluster)));

    /// <summary>The list that goes in with the change.</summary>
    public IReadOnlyList<string> With(IReadOnlyList<string> ranges)
    {
        if (_to != OutboundTypeNames.LoadBalancer)
        {
            return Extended(ranges, _after ?? []);
        }

        // AKS lets the load balancer's own addresses in by itself; only who had them in the list gets them back.
        var back = (_after ?? []).Where(address => _original.Any(range => AuthorizedRangeRules.Same(range, address))).ToList();
        return ranges.Contains(AuthorizedRangeRules.LoadBalancerOnly) ? ranges : Extended(ranges, back);
    }

    /// <summary>The ranges of a list that may leave when the change is verified: exactly the old addresses, and what is undone.</summary>
    public IReadOnlyList<string> ToDrop(IReadOnlyList<string> ranges) =>
        [.. ranges.Where(range =>
            _before.Any(address => AuthorizedRangeRules.Same(range, address))
                && !_original.Any(kept => AuthorizedRangeRules.Same(range, kept)))];

    /// <summary>The list when the change is verified.</summary>
    /// <param name="to">The outbound type now.</param>
    /// <param name="ranges">The list as it is.</param>
    /// <param name="after">The addresses that the cluster leaves from now.</param>
    /// <param name="drop">What may leave.</param>
    public static IReadOnlyList<string> Finished(
        string to, IReadOnlyList<string> ranges, IReadOnlyList<string> after, IReadOnlyList<string> drop)
    {
        var extended = to == OutboundTypeNames.LoadBalancer ? ranges : Extended(ranges, after);

        // Behind an appliance of unknown address the old address may still be the one; then nothing leaves.
        if (after.Any(address => AuthorizedRangeRules.Network(address) is null))
        {
            return extended;
        }

        var rest = extended.Where(range =>
            !drop.Any(old => AuthorizedRangeRules.Same(old, range))
                || after.Any(address => AuthorizedRangeRules.Covers(range, address))).ToList();

        // An empty list would let everybody in. What lets in the load balancer alone says the same as a list of none but the cluster's own
        // addresses.
        return rest.Count > 0 || extended.Count == 0
            ? rest
            : to == OutboundTypeNames.LoadBalancer ? [AuthorizedRangeRules.LoadBalancerOnly]
            : extended;
    }

    /// <summary>How long the list becomes at its longest, each late address counted.</summary>
    /// <param name="ranges">The list as it is.</param>
    /// <param name="late">How many addresses AKS will make.</param>
    public int Longest(IReadOnlyList<string> ranges, int late) =>
        Math.Max(With(ranges).Count, IsLate ? With(ranges).Count + late - ToDrop(ranges).Count : 0);

    /// <summary>What happens to a list, in one line of the plan.</summary>
    /// <param name="ranges">The list as it is.</param>
    /// <param name="drop">What may leave: of this change, or of the earlier one that it goes on with.</param>
    public string Describe(IReadOnlyList<string> ranges, IReadOnlyList<string> drop)
    {
        var with = With(ranges);
        var added = with.Except(ranges).ToList();
        var final = IsLate ? [.. with.Except(drop)] : Finished(_to, with, _after ?? [], drop);
        var parts = new List<string>();
        if (added.Count > 0)
        {
            parts.Add(ranges.Contains(AuthorizedRangeRules.LoadBalancerOnly)
                ? $"replace {AuthorizedRangeRules.LoadBalancerOnly} in the authorized IP ranges with {Sentences.List(added)}"
                : $"add {Sentences.List(added)} to the authorized IP ranges ({Sentences.Count(ranges.Count, "other range")} unchanged)");
        }

        var later = new List<string>();
        if (IsLate)
        {
            later.Add(with.Contains(AuthorizedRangeRules.LoadBalancerOnly)
                ? $"replace {AuthorizedRangeRules.LoadBalancerOnly} in the authorized IP ranges with the new egress IP addresses"
                : "add the new egress IP addresses to the authorized IP ranges");
        }

        if (with.Except(final).ToList() is { Count: > 0 } dropped)
        {
            later.Add($"remove {Sentences.List(dropped)}");
        }

        if (final.Except(with).Any())
        {
            later.Add($"set {AuthorizedRangeRules.LoadBalancerOnly}, which allows the load balancer's outbound IP address only");
        }

        if (later.Count > 0)
        {
            parts.Add("after the change is verified, " + string.Join(" and ", later));
        }

        return parts.Count == 0 ? "the authorized IP ranges don't change" : string.Join("; ", parts);
    }

    private static IReadOnlyList<string> Extended(IReadOnlyList<string> ranges, IReadOnlyList<string> addresses)
    {
        var missing = addresses
            .Select(AuthorizedRangeRules.Network)
            .Where(network => network is { } found && !Cidr.IsIPv6(found))
            .Select(network => network!.Value.ToString())
            .Distinct()
            .Where(address => !ranges.Any(range => AuthorizedRangeRules.Covers(range, address)))
            .ToList();

        // No ranges: somebody has switched the feature off, and it is not for this change to switch it on.
        return missing.Count == 0 || ranges.Count == 0 ? ranges
            : [.. ranges.Where(range => range != AuthorizedRangeRules.LoadBalancerOnly), .. missing];
    }
}
