using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.World;

/// <summary>
/// A long-running operation. It is data, not a closure, so that it can be saved in a state file: another process can wait for it.
/// </summary>
internal sealed class Operation
{
    /// <summary>The id in the operation's address.</summary>
    public required Guid Id { get; init; }

    /// <summary>The subscription that the operation's address is in.</summary>
    public required string Subscription { get; init; }

    /// <summary>The provider of the operation.</summary>
    public required string Namespace { get; init; }

    /// <summary>The region in the operation's address.</summary>
    public required string Location { get; init; }

    /// <summary>The effect at the end of the operation.</summary>
    public required OperationEffect Kind { get; init; }

    /// <summary>The id of the resource or child resource that the operation changes.</summary>
    public required string TargetId { get; init; }

    /// <summary>
    /// The lock key: a virtual network, a cluster, or the resource itself. No other operation can change it until this one ends.
    /// </summary>
    public required string LockKey { get; init; }

    /// <summary>When the operation was accepted, in virtual time.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>When the operation ends, in virtual time.</summary>
    public required DateTimeOffset Due { get; init; }

    /// <summary>The action's name, for <see cref="OperationEffect.Action"/>.</summary>
    public string? Action { get; init; }

    /// <summary>InProgress, Succeeded, Failed or Canceled.</summary>
    public string Status { get; set; } = InProgress;

    /// <summary>When the operation ended, in virtual time.</summary>
    public DateTimeOffset? End { get; set; }

    /// <summary>The error of a failed or canceled operation.</summary>
    public JsonObject? Error { get; set; }

    /// <summary>The error that the operation will end with, or null if it will succeed.</summary>
    public JsonObject? Failure { get; set; }

    /// <summary>The status of an operation in progress.</summary>
    public const string InProgress = "InProgress";

    /// <summary>The path of its status document.</summary>
    public string Path => $"/subscriptions/{Subscription}/providers/{Namespace}/locations/{Location}/operations/{Id}";

    /// <summary>The path of its result.</summary>
    public string ResultPath =>
        $"/subscriptions/{Subscription}/providers/{Namespace}/locations/{Location}/"
            + $"{(IsContainerService ? "operationresults" : "operationResults")}/{Id}";

    /// <summary>True for an operation of AKS, whose status documents and addresses differ from all others.</summary>
    public bool IsContainerService => ResourceId.Is(Namespace, "Microsoft.ContainerService");
}
