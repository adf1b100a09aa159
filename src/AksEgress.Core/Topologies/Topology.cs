using AksEgress.Core.Egress;

namespace AksEgress.Core.Topologies;

/// <summary>A topology as it stands, with what was done for each of its parts.</summary>
/// <param name="Name">Its name, which is the cluster's.</param>
/// <param name="Kind">Which way out.</param>
/// <param name="ResourceGroupName">The resource group of all its parts.</param>
/// <param name="SubscriptionId">The subscription's GUID.</param>
/// <param name="Location">The region.</param>
/// <param name="ResourceId">The cluster's id.</param>
/// <param name="OutboundType">The cluster's outbound type.</param>
/// <param name="EgressAddress">The addresses that the cluster leaves from.</param>
/// <param name="Steps">What was done.</param>
/// <param name="Duration">How long the whole took, in simulated time when simulated.</param>
public sealed record Topology(
    string Name, TopologyKind Kind, string ResourceGroupName, string SubscriptionId, string? Location, string ResourceId, string OutboundType,
    IReadOnlyList<string> EgressAddress, IReadOnlyList<TopologyStepResult> Steps, TimeSpan Duration)
{
    /// <summary>The topology in one line.</summary>
    public override string ToString() => $"{Name}: {Kind}, leaves from {(EgressAddress.Count == 0 ? "(none)" : string.Join(", ", EgressAddress))}";
}

/// <summary>What was done for one part.</summary>
/// <param name="Name">The part's name.</param>
/// <param name="Resource">What it is, in words.</param>
/// <param name="ResourceId">The resource's id.</param>
/// <param name="Done">Created, Found, Completed, Repaired, or NotStarted and Failed where something went wrong.</param>
/// <param name="Began">When it was begun, from the start of the whole.</param>
/// <param name="Duration">How long it took, waiting for Azure included; nothing where it was there already.</param>
public sealed record TopologyStepResult(string Name, string Resource, string ResourceId, string Done, TimeSpan Began, TimeSpan Duration)
{
    /// <summary>The part in one line.</summary>
    public override string ToString() => $"{Resource}: {Done}";
}
