using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.NatGateways;

/// <summary>What a change of a NAT gateway would do.</summary>
/// <param name="Id">The gateway.</param>
/// <param name="Before">The gateway as it was read.</param>
/// <param name="After">The gateway as it will be sent.</param>
/// <param name="Apply">Puts the request into a document.</param>
public sealed record NatGatewayChange(ArmResourceId Id, NatGateway Before, NatGateway After, Action<ArmDocument> Apply)
{
    /// <summary>True when nothing is to be done.</summary>
    public bool IsMet => !Before.Document.IsUnfinished && DocumentComparison.Compare(Before.Document.Root, After.Document.Root).Count == 0;

    /// <summary>True when subnets in use lose an address that they leave from.</summary>
    public bool Cuts => Before.Subnets.Count > 0 && Addresses(Before).Except(Addresses(After), StringComparer.OrdinalIgnoreCase).Any();

    /// <summary>Finds out what would change. Reads only.</summary>
    /// <exception cref="Errors.EgressException">As <see cref="NatGatewayDesign"/> says, and ResourceNotFound.</exception>
    public static async Task<NatGatewayChange> PlanAsync(ResourceStore store, ArmResourceId id, NatGatewayRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        var apply = await NatGatewayDesign.PrepareAsync(store, id, request, cancellationToken).ConfigureAwait(false);
        var before = await store.ReadAsync(id, cancellationToken).ConfigureAwait(false);
        var after = before.Copy();
        apply(after);
        return new NatGatewayChange(id, new NatGateway(before), new NatGateway(after), apply);
    }

    /// <summary>Writes it over the gateway as it is now, and reads it back.</summary>
    /// <exception cref="Errors.EgressException">ChangedMeanwhile, NotAsAsked.</exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public Task<ArmDocument> RunAsync(ResourceStore store, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.UpdateAsync(Id, Apply, cancellationToken);
    }

    /// <summary>The sentence for ShouldProcess, with what was before and what will be.</summary>
    public string Describe()
    {
        var changes = new List<string>();
        if (!Addresses(Before).SequenceEqual(Addresses(After), StringComparer.OrdinalIgnoreCase))
        {
            changes.Add($"addresses {Shown(Before)} -> {Shown(After)}");
        }

        if (Before.IdleTimeoutInMinutes != After.IdleTimeoutInMinutes)
        {
            changes.Add($"idle timeout {Before.IdleTimeoutInMinutes} -> {After.IdleTimeoutInMinutes} min");
        }

        return $"NAT gateway '{Id.Name}': {string.Join("; ", changes)} ({WriteProtection.Compared})";
    }

    /// <summary>The question to ask before connections are cut.</summary>
    public string DescribeCut() =>
        $"{Sentences.List(Before.Subnets)} will have open connections cut and leave from other addresses: {Describe()}. Go on?";

    private static IEnumerable<string> Addresses(NatGateway gateway) => gateway.PublicIp.Concat(gateway.PublicIpPrefix);

    private static string Shown(NatGateway gateway) =>
        Addresses(gateway).Any() ? string.Join(", ", Addresses(gateway).Select(Sentences.Short)) : "(none)";
}
