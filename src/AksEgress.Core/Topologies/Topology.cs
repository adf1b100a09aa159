using AksEgress.Core.Texts;

namespace AksEgress.Core.Topologies;

/// <summary>A topology as it stands, with what was done for each of its parts.</summary>
/// <param name="Name">Its name, which is the cluster's.</param>
/// <param name="Kind">The egress path; null where no part tells it.</param>
/// <param name="ResourceGroupName">The resource group of all its parts.</param>
/// <param name="SubscriptionId">The subscription's GUID.</param>
/// <param name="Location">The region.</param>
/// <param name="ResourceId">The cluster's id.</param>
/// <param name="OutboundType">The cluster's outbound type.</param>
/// <param name="EgressAddresses">The egress IP addresses of the cluster.</param>
/// <param name="Steps">What was done; empty where the topology was only read.</param>
/// <param name="Elapsed">How long the whole took, in simulated time when simulated; zero where the topology was only read.</param>
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
    /// <summary>The parts as they are now, each after those that it needs.</summary>
    public OutputList<TopologyPartStatus> Parts { get; init; } = [];

    /// <summary>Failed or Busy where a part is; Incomplete where one is missing; otherwise Present.</summary>
    public PartState State => Parts.Any(part => part.State == PartState.Failed) ? PartState.Failed
        : Parts.Any(part => part.State == PartState.Busy) ? PartState.Busy
        : Parts.Any(part => part.State == PartState.Missing) ? PartState.Incomplete
        : PartState.Present;

    /// <summary>
    /// How long the whole took, in simulated time when simulated, such as 00:09:12; null where the topology was only read.
    /// </summary>
    public string? Duration => Steps.Count == 0 ? null : DurationText.Of(Elapsed);

    /// <summary>The same as <see cref="EgressAddresses"/>, under the name of earlier versions.</summary>
    public OutputList<string> EgressAddress => EgressAddresses;

    internal TimeSpan Elapsed { get; } = Elapsed;

    /// <summary>The topology in one line.</summary>
    public override string ToString() =>
        $"{Name}: {Kind}, egresses from {(EgressAddresses.Count == 0 ? "(none)" : EgressAddresses)}";
}
