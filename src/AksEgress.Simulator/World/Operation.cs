using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.World;

/// <summary>
/// A long-running operation. It is data, not a closure, so that it survives in a state file: another process can wait for
/// what this one started.
/// </summary>
internal sealed class Operation
{
    /// <summary>The id in the operation's address.</summary>
    public required Guid Id { get; init; }

    /// <summary>The subscription that the operation's address is in.</summary>
    public required string Subscription { get; init; }

    /// <summary>The provider that answers for it.</summary>
    public required string Namespace { get; init; }

    /// <summary>The region in the operation's address.</summary>
    public required string Location { get; init; }

    /// <summary>What happens at the end.</summary>
    public required OperationEffect Kind { get; init; }

    /// <summary>The id of the resource or child resource that it is about.</summary>
    public required string TargetId { get; init; }

    /// <summary>The key of what nobody else may change meanwhile: a virtual network, a cluster, or the resource itself.</summary>
    public required string LockKey { get; init; }

    /// <summary>When it was accepted, in virtual time.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>When it ends, in virtual time.</summary>
    public required DateTimeOffset Due { get; init; }

    /// <summary>The action's name, for <see cref="OperationEffect.Action"/>.</summary>
    public string? Action { get; init; }

    /// <summary>InProgress, Succeeded, Failed or Canceled.</summary>
    public string Status { get; set; } = InProgress;

    /// <summary>When it ended, in virtual time.</summary>
    public DateTimeOffset? End { get; set; }

    /// <summary>Why it failed or was cancelled.</summary>
    public JsonObject? Error { get; set; }

    /// <summary>The error that it will end with, or null when it goes as it should.</summary>
    public JsonObject? Failure { get; set; }

    /// <summary>The status of an operation that is under way.</summary>
    public const string InProgress = "InProgress";

    /// <summary>The path of its status document.</summary>
    public string Path => $"/subscriptions/{Subscription}/providers/{Namespace}/locations/{Location}/operations/{Id}";

    /// <summary>The path of its result.</summary>
    public string ResultPath =>
        $"/subscriptions/{Subscription}/providers/{Namespace}/locations/{Location}/"
            + $"{(IsContainerService ? "operationresults" : "operationResults")}/{Id}";

    /// <summary>Whether AKS runs it: its status documents and addresses differ from all others'.</summary>
    public bool IsContainerService => ResourceId.Is(Namespace, "Microsoft.ContainerService");
}
