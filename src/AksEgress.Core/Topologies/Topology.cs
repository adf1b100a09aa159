using AksEgress.Core.Texts;

namespace AksEgress.Core.Topologies;

/// <summary>A topology, with its parts and the result of the run that created it.</summary>
/// <param name="Name">Its name, which is the cluster's.</param>
/// <param name="Kind">The kind; null if no existing part shows it.</param>
/// <param name="ResourceGroupName">The resource group of all its parts.</param>
/// <param name="SubscriptionId">The subscription's GUID.</param>
/// <param name="Location">The region.</param>
/// <param name="ResourceId">The cluster's id.</param>
/// <param name="OutboundType">The cluster's outbound type.</param>
/// <param name="EgressAddresses">The egress IP addresses of the cluster.</param>
/// <param name="Steps">The results of the parts; empty if the topology was only read.</param>
/// <param name="Elapsed">How long the run took, in the session's time; zero if the topology was only read.</param>
public sealed record Topology(
    string Name,
    TopologyKind? Kind,
    string ResourceGroupName,
    string SubscriptionId,
    string? Location,
    string ResourceId,
    string OutboundType,
    OutputList<string> EgressAddresses,
    OutputList<TopologyStepResult> Steps,
    TimeSpan Elapsed)
{
    /// <summary>The current parts, each after the parts that it needs.</summary>
    public OutputList<TopologyPartStatus> Parts { get; init; } = [];

    /// <summary>Failed or Busy if a part is; Incomplete if one is missing; otherwise Present.</summary>
    public PartState State => Parts.Any(part => part.State == PartState.Failed) ? PartState.Failed
        : Parts.Any(part => part.State == PartState.Busy) ? PartState.Busy
        : Parts.Any(part => part.State == PartState.Missing) ? PartState.Incomplete
        : PartState.Present;

    /// <summary>How long the run took, in the session's time, such as 00:09:12; null if the topology was only read.</summary>
    public string? Duration => Steps.Count == 0 ? null : DurationText.Of(Elapsed);

    /// <summary>The same as <see cref="EgressAddresses"/>, with the name of earlier versions.</summary>
    public OutputList<string> EgressAddress => EgressAddresses;

    internal TimeSpan Elapsed { get; } = Elapsed;

    /// <summary>The topology in one line.</summary>
    public override string ToString() =>
        $"{Name}: {Kind}, egresses from {(EgressAddresses.Count == 0 ? "(none)" : EgressAddresses)}";
}
