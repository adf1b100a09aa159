namespace AksEgress.Core.Paths;

/// <summary>What decides about a flow, without texts.</summary>
/// <param name="Verdict">The result.</param>
/// <param name="Stage">The part that decides, or that isn't known.</param>
internal readonly record struct PathDecision(PathVerdict Verdict, PathStage Stage)
{
    /// <summary>The kind of the reason for Unknown; None for any other verdict.</summary>
    public UnknownReason Unknown { get; init; }

    /// <summary>The rule that decides, by its position in its table.</summary>
    public Decision Rule { get; init; }

    /// <summary>The position of the network security group that decides.</summary>
    public int SecurityGroup { get; init; }

    /// <summary>The next hop; null if a network security group denies the flow.</summary>
    public NextHop? Hop { get; init; }

    /// <summary>What the traffic egresses through if the next hop is the Internet.</summary>
    public DirectEgress Direct { get; init; }
}
