using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Firewalls;

/// <summary>A planned change of an Azure Firewall.</summary>
public sealed class FirewallPlan : UpdatePlan<Firewall>
{
    private readonly FirewallChange _change;

    private FirewallPlan(ArmResourceId id, ArmDocument before, ArmDocument after, FirewallChange change)
        : base(id, before, after) => _change = change;

    /// <summary>True when the firewall may be in use, and it loses an egress IP address or gets the rules of another policy.</summary>
    public override bool InterruptsTraffic => Before.MayBeInUse
        && (Before.PublicIp.Except(After.PublicIp, StringComparer.OrdinalIgnoreCase).Any()
            || !string.Equals(Before.Policy, After.Policy, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    internal override string? CriticalPrompt => InterruptsTraffic
        ? $"This may interrupt open connections through Azure Firewall '{Id.Name}' and change their egress IP addresses: {Describe()}. "
            + "Continue?"
        : null;

    /// <summary>Plans a change. Reads only.</summary>
    /// <exception cref="Errors.EgressException">
    /// ResourceNotFound, WrongResourceType, InvalidValue, ContradictingParameters, FirewallNotInSubnet, AddressInUse, FirewallTierDiffers
    /// or FirewallHasRules.
    /// </exception>
    public static async Task<FirewallPlan> CreateAsync(
        ResourceStore store, ArmResourceId id, FirewallChangeRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(request);
        var before = await store.ReadAsync(id, cancellationToken).ConfigureAwait(false);
        var change = await FirewallChange.PrepareAsync(store, id, request, cancellationToken).ConfigureAwait(false);
        var after = before.Copy();
        change.Apply(after);
        return new FirewallPlan(id, before, after, change);
    }

    /// <inheritdoc/>
    public override string Describe()
    {
        (string Name, string Before, string After)[] members =
        [
            ("public IP addresses", Names(Before.PublicIp), Names(After.PublicIp)),
            ("DNS proxy", OnOff(Before.EnableDnsProxy), OnOff(After.EnableDnsProxy)),
            ("DNS servers", Listed(Before.DnsServer), Listed(After.DnsServer)),
            ("threat intelligence", Before.ThreatIntelMode ?? "(default)", After.ThreatIntelMode ?? "(default)"),
            ("policy", Named(Before.Policy), Named(After.Policy)),
            ("tags", Listed(Tags(Before)), Listed(Tags(After))),
        ];
        var changes = members.Where(member => member.Before != member.After)
            .Select(member => $"{member.Name} {member.Before} -> {member.After}")
            .ToList();
        return $"Change Azure Firewall '{Id.Name}': {(changes.Count == 0 ? DescribeNoChanges() : string.Join("; ", changes))} "
            + $"({WriteProtection.Compared})";
    }

    private protected override void Apply(ArmDocument document) => _change.Apply(document);

    private static string Names(IReadOnlyList<string> ids) => Listed([.. ids.Select(Sentences.Short)]);

    private static string Listed(IReadOnlyList<string> values) => values.Count == 0 ? "(none)" : string.Join(", ", values);

    private static string[] Tags(Firewall firewall) => [.. firewall.Tags.Select(tag => $"{tag.Key}={tag.Value}")];

    private static string Named(string? id) => id is null ? "(none)" : Sentences.Short(id);

    private static string OnOff(bool isOn) => isOn ? "on" : "off";
}
