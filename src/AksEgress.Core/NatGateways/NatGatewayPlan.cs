using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.NatGateways;

/// <summary>A planned change of a NAT gateway.</summary>
public sealed class NatGatewayPlan : WritePlan<NatGateway>
{
    private readonly NatGatewayDesign _design;

    private NatGatewayPlan(ArmResourceId id, NatGateway before, NatGateway after, NatGatewayDesign design)
        : base(id)
    {
        Before = before;
        After = after;
        _design = design;
    }

    /// <summary>The NAT gateway as read.</summary>
    public NatGateway Before { get; }

    /// <summary>The NAT gateway to send.</summary>
    public NatGateway After { get; }

    /// <summary>True when no change is required.</summary>
    public bool IsMet => !Before.Document.IsUnfinished && Changes.Count == 0;

    /// <inheritdoc/>
    public override ChangeKind Kind => IsMet ? ChangeKind.None : ChangeKind.Update;

    /// <summary>True when associated subnets lose an egress IP address.</summary>
    public override bool InterruptsTraffic =>
        Before.Subnets.Count > 0 && Addresses(Before).Except(Addresses(After), StringComparer.OrdinalIgnoreCase).Any();

    /// <inheritdoc/>
    public override string? CriticalPrompt => InterruptsTraffic
        ? $"This interrupts open connections of {Sentences.List(Before.Subnets)} and changes their egress IP addresses: {Describe()}. "
            + "Continue?"
        : null;

    /// <inheritdoc/>
    internal override ExpectedState Expected => new(ChangeKind.Update, Before.ETag, Changes);

    private IReadOnlyList<MemberChange> Changes => DocumentComparison.Compare(Before.Document.Root, After.Document.Root);

    /// <summary>Plans a change. Reads only.</summary>
    /// <exception cref="Errors.EgressException">Those of <see cref="NatGatewayDesign"/>, and ResourceNotFound.</exception>
    public static async Task<NatGatewayPlan> CreateAsync(
        ResourceStore store, ArmResourceId id, NatGatewayRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        var design = await NatGatewayDesign.PrepareAsync(store, id, request, cancellationToken).ConfigureAwait(false);
        var before = await store.ReadAsync(id, cancellationToken).ConfigureAwait(false);
        var after = before.Copy();
        design.Apply(after);
        return new NatGatewayPlan(id, new NatGateway(before), new NatGateway(after), design);
    }

    /// <inheritdoc/>
    public override string Describe()
    {
        var changes = new List<string>();
        if (!Addresses(Before).SequenceEqual(Addresses(After), StringComparer.OrdinalIgnoreCase))
        {
            changes.Add($"public IP addresses {Shown(Before)} -> {Shown(After)}");
        }

        if (Before.IdleTimeoutInMinutes != After.IdleTimeoutInMinutes)
        {
            changes.Add($"idle timeout {Before.IdleTimeoutInMinutes} -> {After.IdleTimeoutInMinutes} min");
        }

        return $"NAT gateway '{Id.Name}': {string.Join("; ", changes)} ({WriteProtection.Compared})";
    }

    /// <summary>Applies the change to the current NAT gateway, and reads it back.</summary>
    /// <exception cref="Errors.EgressException">ConcurrentModification, UpdateIncomplete.</exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public override async Task<NatGateway> RunAsync(PlanContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return IsMet
            ? Before
            : new NatGateway(
                await context.StoreFor(Activity, UsualDuration).UpdateAsync(Id, _design.Apply, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    internal override Task<ArmResponse> SendAsync(ResourceStore store, CancellationToken cancellationToken) =>
        store.StartWriteAsync(Id, After.Document, Before.Document, mustBeNew: false, cancellationToken);

    private static IEnumerable<string> Addresses(NatGateway gateway) => gateway.PublicIp.Concat(gateway.PublicIpPrefix);

    private static string Shown(NatGateway gateway) =>
        Addresses(gateway).Any() ? string.Join(", ", Addresses(gateway).Select(Sentences.Short)) : "(none)";
}
