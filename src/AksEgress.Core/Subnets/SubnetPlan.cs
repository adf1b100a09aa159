using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Subnets;

/// <summary>The plan for a change of a subnet's associations.</summary>
public sealed class SubnetPlan : WritePlan<Subnet>
{
    private readonly bool _replace;

    internal SubnetPlan(ArmResourceId id, ArmDocument document, IReadOnlyList<SubnetAssociation> changes, bool replace)
        : base(id)
    {
        Document = document;
        Changes = changes;
        _replace = replace;
    }

    /// <summary>The subnet as it was read.</summary>
    public ArmDocument Document { get; }

    /// <summary>The associations to change; empty when there is nothing to do.</summary>
    public IReadOnlyList<SubnetAssociation> Changes { get; }

    /// <summary>The new default outbound access; null if it doesn't change.</summary>
    public bool? DefaultOutboundAccess { get; internal init; }

    /// <summary>True when there is nothing to do.</summary>
    public bool IsMet => Changes.Count == 0 && DefaultOutboundAccess is null && !Document.IsUnfinished;

    /// <inheritdoc/>
    public override ChangeKind Kind => IsMet ? ChangeKind.None : ChangeKind.Update;

    /// <summary>
    /// True when a subnet in use loses an association or gets another egress path: its open connections are interrupted.
    /// </summary>
    public override bool InterruptsTraffic =>
        Occupants > 0
            && (DefaultOutboundAccess == false || Changes.Any(change => change.IsEgressPath || change.Current(Document) is not null));

    /// <inheritdoc/>
    internal override string? CriticalPrompt => InterruptsTraffic
        ? $"This interrupts open connections of {Sentences.Count(Occupants, "IP configuration")} in subnet '{Id.Name}' "
            + $"and may change their egress IP address: {Describe()}. Continue?"
        : null;

    /// <inheritdoc/>
    internal override ExpectedState Expected =>
        new(ChangeKind.Update, Document.ETag, DocumentComparison.Compare(Document.Root, Wanted().Root));

    private int Occupants => new Subnet(Document).IpConfigurations.Count;

    /// <inheritdoc/>
    public override string Describe()
    {
        string[] all = [.. Changes.Select(change => change.Describe(Document)), .. DescribeAccess()];
        var changes = all.Length == 0
            ? $"no changes; it's updated once more, because its state is {Document.ProvisioningState}"
            : string.Join("; ", all);
        return $"Subnet '{Id.Name}' of '{Id.Parent!.Name}': {changes} ({WriteProtection.Compared})";
    }

    /// <summary>Applies the plan to the current subnet and reads it again; writes nothing if the subnet is already as requested.</summary>
    /// <exception cref="Errors.EgressException">
    /// AssociationExists when it changed since, ConcurrentModification, UpdateIncomplete.
    /// </exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public override async Task<Subnet> RunAsync(PlanContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new Subnet(
            IsMet ? Document : await RunAsync(context.StoreFor(Activity, UsualDuration), cancellationToken).ConfigureAwait(false));
    }

    internal Task<ArmDocument> RunAsync(ResourceStore store, CancellationToken cancellationToken) =>
        store.UpdateAsync(Id, Apply, cancellationToken);

    /// <inheritdoc/>
    internal override Task<ArmResponse> SendAsync(ResourceStore store, CancellationToken cancellationToken) =>
        store.StartWriteAsync(Id, Wanted(), Document, mustBeNew: false, cancellationToken);

    /// <summary>Applies the changes to a document.</summary>
    /// <exception cref="Errors.EgressException">AssociationExists.</exception>
    internal void Apply(ArmDocument document)
    {
        foreach (var change in Changes)
        {
            change.Apply(document, Id.Name, _replace);
        }

        if (DefaultOutboundAccess is { } access)
        {
            document.Properties[SubnetDesign.AccessMember] = access;
        }
    }

    // Existing virtual machines keep it until they're stopped and deallocated:
    // https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access
    private IEnumerable<string> DescribeAccess()
    {
        var before = new Subnet(Document).DefaultOutboundAccess switch { true => "on", false => "off", null => "not set" };
        return DefaultOutboundAccess switch
        {
            null => [],
            true => [$"default outbound access {before} -> on"],
            false => [$"default outbound access {before} -> off (nodes keep it until they're replaced or deallocated)"],
        };
    }

    private ArmDocument Wanted()
    {
        var wanted = Document.Copy();
        Apply(wanted);
        return wanted;
    }
}
