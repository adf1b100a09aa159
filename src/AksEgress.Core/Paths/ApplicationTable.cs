using System.Collections.Frozen;

namespace AksEgress.Core.Paths;

/// <summary>Application rules in the order of processing, compiled for one subnet: names are found by their suffixes.</summary>
internal sealed class ApplicationTable
{
    private readonly ApplicationRule[] _rules;
    private readonly FrozenDictionary<string, int[]> _names;
    private readonly FrozenDictionary<int, (string Suffix, int[] Rules)[]> _suffixes;
    private readonly int[] _others;

    /// <summary>Compiles rules.</summary>
    public ApplicationTable(IEnumerable<ApplicationRule> rules)
    {
        _rules = [.. rules.Where(rule => rule.Source != Match.No)];
        var patterns = _rules.SelectMany((rule, index) => rule.Patterns.Select(pattern => (Pattern: pattern, Index: index))).ToList();
        _names = Index(patterns.Where(item => !item.Pattern.StartsWith('*')), 0);
        _suffixes = Index(patterns.Where(item => item.Pattern.StartsWith("*.", StringComparison.Ordinal)), 1)
            .GroupBy(item => string.GetHashCode(item.Key))
            .ToFrozenDictionary(group => group.Key, group => group.Select(item => (item.Key, item.Value)).ToArray());
        _others = [.. patterns
            .Where(item => item.Pattern.StartsWith('*') && !item.Pattern.StartsWith("*.", StringComparison.Ordinal))
            .Select(item => item.Index)
            .Concat(Enumerable.Range(0, _rules.Length).Where(index => _rules[index].IsIncomplete))
            .Distinct().Order()];
    }

    /// <summary>A rule by its position.</summary>
    public ApplicationRule this[int index] => _rules[index];

    /// <summary>Finds the rules that decide a flow.</summary>
    public Decision Decide(in Flow flow)
    {
        if (flow.Transport != Transport.Tcp)
        {
            return Decision.NoMatch;
        }

        if (flow.Host is not { } host || host.StartsWith('*'))
        {
            return DecideOneByOne(flow);
        }

        var decision = With(Decision.NoMatch, _others, flow);
        if (_names.TryGetValue(host, out var named))
        {
            decision = With(decision, named, flow);
        }

        if (_suffixes.Count > 0)
        {
            for (var dot = host.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = host.IndexOf('.', dot + 1))
            {
                decision = With(decision, OfSuffix(host.AsSpan(dot)), flow);
            }
        }

        return decision.Trimmed();
    }

    /// <summary>The same result as <see cref="Decide"/>, by looking at one rule after the other.</summary>
    public Decision DecideOneByOne(in Flow flow)
    {
        var decision = Decision.NoMatch;
        for (var i = 0; i < _rules.Length && !decision.IsMatch; i++)
        {
            decision = decision.With(i, _rules[i].Of(flow), _rules[i].Allows);
        }

        return decision;
    }

    private static FrozenDictionary<string, int[]> Index(IEnumerable<(string Pattern, int Index)> patterns, int skip) =>
        patterns
            .GroupBy(item => item.Pattern[skip..], StringComparer.Ordinal)
            .ToFrozenDictionary(
                group => group.Key, group => group.Select(item => item.Index).Distinct().Order().ToArray(), StringComparer.Ordinal);

    // By the hash of the suffix, so that no text is made for it.
    private int[] OfSuffix(ReadOnlySpan<char> suffix)
    {
        if (_suffixes.TryGetValue(string.GetHashCode(suffix), out var found))
        {
            foreach (var (text, rules) in found)
            {
                if (suffix.SequenceEqual(text))
                {
                    return rules;
                }
            }
        }

        return [];
    }

    private Decision With(Decision decision, int[] indexes, in Flow flow)
    {
        foreach (var index in indexes)
        {
            if (index >= decision.Rule)
            {
                break;
            }

            decision = decision.With(index, _rules[index].Of(flow), _rules[index].Allows);
        }

        return decision;
    }
}
