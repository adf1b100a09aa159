using AksEgress.Core.Texts;

namespace AksEgress.Core.Topologies;

/// <summary>The result for one part.</summary>
/// <param name="Name">The part's name.</param>
/// <param name="Resource">Its resource type, for display.</param>
/// <param name="ResourceId">The resource's id.</param>
/// <param name="Done">Created, Found, Completed, Repaired, Removed, Gone, NotStarted or Failed.</param>
/// <param name="BeganAfter">When it was started, from the start of the run.</param>
/// <param name="Elapsed">How long it took, including waiting for Azure; zero if it already existed.</param>
public sealed record TopologyStepResult(
    string Name, string Resource, string ResourceId, string Done, TimeSpan BeganAfter, TimeSpan Elapsed)
{
    /// <summary>The time from the start of the run to the start of the part, such as 00:01:05.</summary>
    public string Began => DurationText.Of(BeganAfter);

    /// <summary>How long the part took, including waiting for Azure, such as 00:01:05; 00:00:00 if it already existed.</summary>
    public string Duration => DurationText.Of(Elapsed);

    internal TimeSpan BeganAfter { get; } = BeganAfter;

    internal TimeSpan Elapsed { get; } = Elapsed;

    /// <summary>The part in one line.</summary>
    public override string ToString() => $"{Resource}: {Done}";
}
