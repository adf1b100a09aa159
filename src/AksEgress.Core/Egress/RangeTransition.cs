using AksEgress.Core.Addressing;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Egress;

/// <summary>
/// How the authorized IP ranges change with the outbound type. Addresses that are known before the change are added with it. Addresses
/// that become known with the change are added after it's verified, and the previous addresses are removed then. It works on lists
/// only, so it can be applied again to a list that another client has modified.
/// </summary>
internal sealed class RangeTransition
{
    private readonly string _to;
    private readonly IReadOnlyList<string> _before;
    private readonly IReadOnlyList<string>? _after;
    private readonly IReadOnlyList<string> _original;

    /// <summary>Creates a transition.</summary>
    /// <param name="to">The requested outbound type.</param>
    /// <param name="before">
    /// The current egress IP addresses, and those that an undone change added: a route may have been removed before the undo.
    /// </param>
    /// <param name="after">The egress IP addresses after the change; null if they're unknown before it.</param>
    /// <param name="original">
    /// Ranges to keep or to restore: the list before an undone change, and the addresses of subnets that don't use the load balancer.
    /// </param>
    public RangeTransition(string to, IReadOnlyList<string> before, IReadOnlyList<string>? after, IReadOnlyList<string> original)
    {
        _to = to;
        _before = before;
        _after = after;
        _original = original;
    }

    /// <summary>True when addresses must be added that are unknown before the change.</summary>
    public bool IsLate => _after is null && _to != OutboundTypeNames.LoadBalancer;

    /// <summary>Writes the list that is sent with the change to a document.</summary>
    public void Apply(ArmDocument cluster) => AuthorizedRangeRules.Write(cluster, With(AuthorizedRangeRules.Read(cluster)));

    /// <summary>The list that is sent with the change.</summary>
    public IReadOnlyList<string> With(IReadOnlyList<string> ranges)
    {
        if (_to != OutboundTypeNames.LoadBalancer)
        {
            return Extended(ranges, _after ?? []);
        }

        // AKS always allows the load balancer's outbound IP addresses. They're added only if the original list contained them.
        var back = (_after ?? []).Where(address => _original.Any(range => AuthorizedRangeRules.Same(range, address))).ToList();
        return ranges.Contains(AuthorizedRangeRules.LoadBalancerOnly) ? ranges : Extended(ranges, back);
    }

    /// <summary>The ranges that are removed after the change is verified: the previous addresses, and those of an undone change.</summary>
    public IReadOnlyList<string> ToDrop(IReadOnlyList<string> ranges) =>
        [.. ranges.Where(range =>
            _before.Any(address => AuthorizedRangeRules.Same(range, address))
                && !_original.Any(kept => AuthorizedRangeRules.Same(range, kept)))];

    /// <summary>The list after the change is verified.</summary>
    /// <param name="to">The current outbound type.</param>
    /// <param name="ranges">The current list.</param>
    /// <param name="after">The current egress IP addresses.</param>
    /// <param name="drop">The ranges to remove.</param>
    public static IReadOnlyList<string> Finished(
        string to, IReadOnlyList<string> ranges, IReadOnlyList<string> after, IReadOnlyList<string> drop)
    {
        var extended = to == OutboundTypeNames.LoadBalancer ? ranges : Extended(ranges, after);

        // If an address is unknown, the previous address may still be in use, so no range is removed.
        if (after.Any(address => AuthorizedRangeRules.Network(address) is null))
        {
            return extended;
        }

        var rest = extended.Where(range =>
            !drop.Any(old => AuthorizedRangeRules.Same(old, range))
                || after.Any(address => AuthorizedRangeRules.Covers(range, address))).ToList();

        // An empty list would let any IP address reach the API server. 0.0.0.0/32 is equivalent to a list that contains only the load
        // balancer's addresses.
        return rest.Count > 0 || extended.Count == 0
            ? rest
            : to == OutboundTypeNames.LoadBalancer ? [AuthorizedRangeRules.LoadBalancerOnly]
            : extended;
    }

    /// <summary>The maximum length of the list during the transition, including addresses that are unknown before the change.</summary>
    /// <param name="ranges">The current list.</param>
    /// <param name="late">The number of addresses that AKS creates.</param>
    public int Longest(IReadOnlyList<string> ranges, int late) =>
        Math.Max(With(ranges).Count, IsLate ? With(ranges).Count + late - ToDrop(ranges).Count : 0);

    /// <summary>Describes the transition of a list for the plan.</summary>
    /// <param name="ranges">The current list.</param>
    /// <param name="drop">The ranges to remove: those of this change, or of the earlier change that it resumes.</param>
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

        // Without ranges, the feature is disabled, and this change doesn't enable it.
        return missing.Count == 0 || ranges.Count == 0 ? ranges
            : [.. ranges.Where(range => range != AuthorizedRangeRules.LoadBalancerOnly), .. missing];
    }
}
