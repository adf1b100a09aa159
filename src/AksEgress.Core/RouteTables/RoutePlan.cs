using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.RouteTables;

/// <summary>The plan for a change of one route. The result is the route table.</summary>
public sealed class RoutePlan : WritePlan<RouteTable>
{
    internal RoutePlan(ArmResourceId id, RouteTable table, Route? before, Route? after, RouteRequest? request)
        : base(id)
    {
        Table = table;
        Before = before;
        After = after;
        Request = request;
    }

    /// <summary>The route's table as it was read.</summary>
    public RouteTable Table { get; }

    /// <summary>The route now; null when it is added.</summary>
    public Route? Before { get; }

    /// <summary>The route afterwards; null when it is removed.</summary>
    public Route? After { get; }

    /// <summary>True when the route is as requested already.</summary>
    public bool IsMet => Before is { ProvisioningState: null or "Succeeded" } && After is not null
        && System.Text.Json.Nodes.JsonNode.DeepEquals(Before.Document, After.Document);

    /// <inheritdoc/>
    public override ChangeKind Kind =>
        IsMet ? ChangeKind.None : After is null ? ChangeKind.Delete : Before is null ? ChangeKind.Create : ChangeKind.Update;

    /// <summary>True when subnets get or lose a default route, or its next hop changes: open connections are interrupted.</summary>
    public override bool InterruptsTraffic => Table.Subnets.Count > 0 && (Before is { IsDefault: true } || After is { IsDefault: true });

    /// <inheritdoc/>
    internal override string? CriticalPrompt => InterruptsTraffic
        ? $"This interrupts open connections of {Sentences.Count(Table.Subnets.Count, "subnet")} and may change the egress IP address: "
            + $"{Describe()}. Continue?"
        : null;

    /// <inheritdoc/>
    internal override string Activity => Table.Name;

    /// <summary>The route that is added, or what of it changes; null when it is removed.</summary>
    internal RouteRequest? Request { get; }

    /// <inheritdoc/>
    internal override ExpectedState Expected => (Before, After) switch
    {
        (null, { } after) => ExpectedState.Created(new ArmDocument(after.Document)),
        ({ } before, { } after) =>
            new ExpectedState(ChangeKind.Update, before.ETag, DocumentComparison.Compare(before.Document, after.Document)),
        _ => ExpectedState.Deleted(Before?.ETag),
    };

    /// <inheritdoc/>
    public override string Describe()
    {
        var what = (Before, After) switch
        {
            (null, { } after) => $"Add route '{Id.Name}' ({after}) to",
            ({ } before, null) => $"Remove route '{Id.Name}' ({before}) from",
            _ => $"Change route '{Id.Name}' (from {Before} to {After}) of",
        };
        var protection = Before is null ? string.Empty : $" ({WriteProtection.Compared})";
        return $"{what} route table '{Table.Name}', {Table.DescribeUse()}{protection}";
    }

    /// <inheritdoc/>
    public override async Task<RouteTable> RunAsync(PlanContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return IsMet
            ? Table
            : await new RouteChange(context.StoreFor(Activity, UsualDuration)).RunAsync(this, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    internal override Task<ArmResponse> SendAsync(ResourceStore store, CancellationToken cancellationToken) => After is null
        ? store.StartDeleteAsync(Id, Before?.ETag, cancellationToken)
        : store.StartWriteAsync(
            Id,
            new ArmDocument(After.Document),
            Before is null ? null : new ArmDocument(Before.Document),
            mustBeNew: false,
            cancellationToken);
}
