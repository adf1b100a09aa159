using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Firewalls;

/// <summary>What a change of an Azure Firewall would do.</summary>
public sealed class FirewallPlan : WritePlan<Firewall>
{
    private readonly FirewallChange _change;

    private FirewallPlan(ArmResourceId id, Firewall before, Firewall after, FirewallChange change)
        : base(id)
    {
        Before = before;
        After = after;
        _change = change;
    }

    /// <summary>The firewall as it was read.</summary>
    public Firewall Before { get; }

    /// <summary>The firewall as it will be sent.</summary>
    public Firewall After { get; }

    /// <summary>True when there is nothing to do.</summary>
    public bool IsMet => !Before.Document.IsUnfinished && Changes.Count == 0;

    /// <inheritdoc/>
    public override ChangeKind Kind => IsMet ? ChangeKind.None : ChangeKind.Update;

    /// <summary>True when the firewall may be in use, and it loses an egress IP address or gets the rules of another policy.</summary>
    public override bool InterruptsTraffic => Before.MayBeInUse
        && (Before.PublicIp.Except(After.PublicIp, StringComparer.OrdinalIgnoreCase).Any()
            || !string.Equals(Before.Policy, After.Policy, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public override string? CriticalPrompt => InterruptsTraffic
        ? $"Traffic through Azure Firewall '{Id.Name}' may be cut or get other egress IP addresses: {Describe()}. Do you want to continue?"
        : null;

    /// <inheritdoc/>
    internal override ExpectedState Expected => new(ChangeKind.Update, Before.ETag, Changes);

    private IReadOnlyList<MemberChange> Changes => DocumentComparison.Compare(Before.Document.Root, After.Document.Root);

    /// <summary>Finds out what would change. Reads only.</summary>
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
        return new FirewallPlan(id, new Firewall(before), new Firewall(after), change);
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
        return $"Change Azure Firewall '{Id.Name}': {(changes.Count == 0 ? "write it again" : string.Join("; ", changes))} "
            + $"({WriteProtection.Compared})";
    }

    /// <summary>Writes it over the firewall as it is now, and reads it back.</summary>
    /// <exception cref="Errors.EgressException">ConcurrentModification, UpdateIncomplete.</exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public override async Task<Firewall> RunAsync(PlanContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return IsMet
            ? Before
            : new Firewall(
                await context.StoreFor(Activity, UsualDuration).UpdateAsync(Id, _change.Apply, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    internal override Task<ArmResponse> SendAsync(ResourceStore store, CancellationToken cancellationToken) =>
        store.StartWriteAsync(Id, After.Document, Before.Document, mustBeNew: false, cancellationToken);

    private static string Names(IReadOnlyList<string> ids) => Listed([.. ids.Select(Sentences.Short)]);

    private static string Listed(IReadOnlyList<string> values) => values.Count == 0 ? "(none)" : string.Join(", ", values);

    private static string[] Tags(Firewall firewall) => [.. firewall.Tags.Select(tag => $"{tag.Key}={tag.Value}")];

    private static string Named(string? id) => id is null ? "(none)" : Sentences.Short(id);

    private static string OnOff(bool isOn) => isOn ? "on" : "off";
}
