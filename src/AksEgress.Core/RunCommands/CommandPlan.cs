using AksEgress.Core.Operations;
using AksEgress.Core.Plans;

namespace AksEgress.Core.RunCommands;

/// <summary>A command that is about to run in a cluster.</summary>
/// <param name="request">The command and its cluster.</param>
public sealed class CommandPlan(
    CommandRequest request) : Plan<CommandResult>((request ?? throw new ArgumentNullException(nameof(request))).ClusterId)
{
    /// <inheritdoc/>
    public override ChangeKind Kind => ChangeKind.Action;

    /// <inheritdoc/>
    public override string Describe() => request.Describe();

    /// <inheritdoc/>
    public override async Task<EgressOperation?> StartAsync(PlanContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var operation = await new ClusterCommands(context.Gateway).StartAsync(request, cancellationToken).ConfigureAwait(false);
        context.Log?.Add(operation);
        return operation;
    }

    /// <inheritdoc/>
    /// <remarks>The log keeps the running operation, because the command continues if the wait is stopped.</remarks>
    public override Task<CommandResult> RunAsync(PlanContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var commands = new ClusterCommands(context.Gateway, context.Observer?.Operation(Activity, UsualDuration));
        return commands.RunAsync(request, context.Log is { } log ? log.Add : null, cancellationToken);
    }
}
