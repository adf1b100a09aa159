using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.NatGateways;

/// <summary>A planned change of a NAT gateway.</summary>
public sealed class NatGatewayPlan : UpdatePlan<NatGateway>
{
    private readonly NatGatewayDesign _design;

    private NatGatewayPlan(ArmResourceId id, ArmDocument before, ArmDocument after, NatGatewayDesign design)
        : base(id, before, after) => _design = design;

    /// <summary>True when associated subnets lose an egress IP address.</summary>
    public override bool InterruptsTraffic =>
        Before.Subnets.Count > 0 && Addresses(Before).Except(Addresses(After), StringComparer.OrdinalIgnoreCase).Any();

    /// <inheritdoc/>
    internal override string? CriticalPrompt => InterruptsTraffic
        ? $"This interrupts open connections of {Sentences.List(Before.Subnets)} and changes their egress IP addresses: {Describe()}. "
            + "Continue?"
        : null;

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
        return new NatGatewayPlan(id, before, after, design);
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

        return $"NAT gateway '{Id.Name}': {(changes.Count == 0 ? DescribeNoChanges() : string.Join("; ", changes))} "
            + $"({WriteProtection.Compared})";
    }

    private protected override void Apply(ArmDocument document) => _design.Apply(document);

    private static IEnumerable<string> Addresses(NatGateway gateway) => gateway.PublicIp.Concat(gateway.PublicIpPrefix);

    private static string Shown(NatGateway gateway) =>
        Addresses(gateway).Any() ? string.Join(", ", Addresses(gateway).Select(Sentences.Short)) : "(none)";
}
