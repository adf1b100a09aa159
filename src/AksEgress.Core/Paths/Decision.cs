namespace AksEgress.Core.Paths;

/// <summary>The rules that decide a flow, by their positions in the order of processing.</summary>
/// <param name="Rule">The first rule that matches; <see cref="None"/> if none does.</param>
/// <param name="MaybeAllow">The first rule before it that may match and allows; <see cref="None"/> if none does.</param>
/// <param name="MaybeDeny">The first rule before it that may match and denies; <see cref="None"/> if none does.</param>
internal readonly record struct Decision(int Rule, int MaybeAllow, int MaybeDeny)
{
    /// <summary>No rule.</summary>
    public const int None = int.MaxValue;

    /// <summary>Nothing matches.</summary>
    public static Decision NoMatch { get; } = new(None, None, None);

    /// <summary>True if a rule matches.</summary>
    public bool IsMatch => Rule != None;

    /// <summary>Takes over a possible or certain match of a rule.</summary>
    public Decision With(int index, Match match, bool allows)
    {
        if (match == Match.No || index >= Rule)
        {
            return this;
        }

        return match == Match.Yes ? this with { Rule = index }
            : allows ? this with { MaybeAllow = Math.Min(MaybeAllow, index) }
            : this with { MaybeDeny = Math.Min(MaybeDeny, index) };
    }

    /// <summary>Forgets possible matches after the certain one.</summary>
    public Decision Trimmed() =>
        new(Rule, MaybeAllow < Rule ? MaybeAllow : None, MaybeDeny < Rule ? MaybeDeny : None);
}
