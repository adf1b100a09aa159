using System.Globalization;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Egress;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.Preflight;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.OutboundTypes;

/// <summary>What a change of the outbound type would do, before anything is sent.</summary>
public sealed class OutboundTypePlan : Plan<OutboundTypeChange>
{
    // As wide as a step's number.
    private const string Indented = "     ";

    private readonly OutboundTarget _target;
    private readonly OutboundTypeChange? _undone;

    internal OutboundTypePlan(
        EgressTopology topology,
        OutboundTarget target,
        IReadOnlyList<Finding> findings,
        RangeTransition? ranges,
        OutboundTypeChange? undone)
        : base(topology.Cluster.ParsedId)
    {
        Ranges = ranges;
        Egress = topology;
        _target = target;
        _undone = undone;
        Wanted = topology.Cluster.Document.Copy();
        Apply(Wanted);
        ClusterName = topology.Cluster.Name;
        From = topology.Cluster.OutboundType;
        To = target.OutboundType;
        Changes = [.. OutboundMembers.Asked(topology.Cluster.Document, Wanted)];
        Repeats = Changes.Count == 0 && topology.Cluster.Document.IsUnfinished;
        Findings = Changes.Count == 0 && !Repeats
            ? new OutputList<Finding>([.. findings, FindingKinds.NoChangeRequired(To, topology.Cluster.Id)])
            : new OutputList<Finding>(findings);
        Reimage = target.ReimageNodePool ? (string[])[.. topology.Cluster.AgentPools.Select(pool => pool.Name)] : [];
        AddressesBefore = EgressAddressing.Texts(EgressAddressing.Now(topology));
        AddressesReleased = From == To ? [] : EgressAddressing.Texts(EgressAddressing.Held(topology));
        AddressesAfter = EgressAddressing.After(topology, target) is { } after ? EgressAddressing.Texts(after) : null;
    }

    /// <summary>The cluster's name.</summary>
    public string ClusterName { get; }

    /// <summary>The cluster's id.</summary>
    public string ResourceId => Egress.Cluster.Id;

    /// <summary>The outbound type now.</summary>
    public string From { get; }

    /// <summary>The outbound type wanted.</summary>
    public string To { get; }

    /// <summary>Every member of the cluster's document that changes; nothing else does.</summary>
    public OutputList<MemberChange> Changes { get; }

    /// <summary>The node pools whose nodes are replaced when the change is verified.</summary>
    public OutputList<string> Reimage { get; }

    /// <summary>
    /// True when the document says what is wanted, and the operation that was to make it so failed: it is written once more.
    /// </summary>
    public bool Repeats { get; }

    /// <summary>
    /// True when only the authorized ranges are left to bring up to date: an earlier run changed the rest and came no further.
    /// </summary>
    public bool FinishesRanges => Changes.Count == 0 && !Repeats && Ranges is not null
        && !RangeTransition.Finished(To, Egress.Cluster.AuthorizedIpRange, AddressesBefore, RangesToDrop(Egress.Cluster.AuthorizedIpRange))
            .SequenceEqual(Egress.Cluster.AuthorizedIpRange);

    /// <summary>
    /// True when there is something to do: a member to change, nodes to replace, ranges to finish, or a failed change to repeat.
    /// </summary>
    public bool DoesSomething => Disturbs || FinishesRanges;

    /// <summary>What the pre-flight found.</summary>
    public override IReadOnlyList<Finding> Findings { get; }

    /// <summary>The addresses that the cluster leaves from now.</summary>
    public OutputList<string> AddressesBefore { get; }

    /// <summary>The addresses afterwards; null when AKS alone makes them.</summary>
    public OutputList<string>? AddressesAfter { get; }

    /// <summary>
    /// The addresses that the old outbound type gives up. What was attached beforehand to prepare the change already takes the
    /// traffic past them, so that they need not be among those that the cluster leaves from now.
    /// </summary>
    public OutputList<string> AddressesReleased { get; }

    /// <summary>
    /// Addresses that others must allow after the change; the text Unknown alone where <see cref="AddressesAfter"/> is null.
    /// </summary>
    public OutputList<string> AllowListAdd =>
        AddressesAfter is null ? ["Unknown"] : [.. ToAdd(AddressesBefore, AddressesReleased, AddressesAfter)];

    /// <summary>
    /// Addresses that others need not allow after the change; the text Unknown alone where <see cref="AddressesAfter"/> is null.
    /// </summary>
    public OutputList<string> AllowListRemove =>
        AddressesAfter is null ? ["Unknown"] : [.. ToRemove(AddressesBefore, AddressesReleased, AddressesAfter)];

    /// <summary>True when the pre-flight found no error.</summary>
    public bool Ready => Findings.All(finding => finding.Severity != FindingSeverity.Error);

    /// <summary>An earlier run of the same change whose good end was not seen; null as a rule.</summary>
    internal OutboundTypeChange? Continues { get; private set; }

    // The authorized ranges are the API server's; traffic does not feel them.
    private bool Disturbs => Repeats || Changes.Count + Reimage.Count > 0;

    internal EgressTopology Egress { get; }

    internal ArmDocument Wanted { get; }

    /// <inheritdoc/>
    public override ChangeKind Kind => DoesSomething ? ChangeKind.Update : ChangeKind.None;

    /// <inheritdoc/>
    public override bool InterruptsTraffic => Disturbs;

    /// <summary>The subscription's GUID.</summary>
    public string SubscriptionId => Egress.Cluster.SubscriptionId;

    /// <inheritdoc/>
    public override TimeSpan? UsualDuration => Operations.UsualDuration.UpdateCluster.Median;

    /// <inheritdoc/>
    public override string Activity => ClusterName;

    /// <inheritdoc/>
    public override string Summary => $"{ClusterName} {To}";

    /// <summary>How the authorized ranges follow; null where they are left alone.</summary>
    internal RangeTransition? Ranges { get; }

    /// <summary>
    /// Takes up an earlier change whose good end was not seen, if the cluster says already what that one asked for: the record of this
    /// run then leads back to where the earlier one began.
    /// </summary>
    public void Continue(OutboundTypeChange earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        if (From == To
            && earlier.To == To
            && earlier.From != To
            && string.Equals(earlier.ResourceId, Egress.Cluster.Id, StringComparison.OrdinalIgnoreCase))
        {
            Continues = earlier;
        }
    }

    /// <inheritdoc/>
    public override void RequireReady() => OutboundTypeChanger.RequireReady(this);

    /// <summary>Finds out where the change record will say that the change was made.</summary>
    /// <exception cref="Errors.EgressException">TenantUnknown.</exception>
    public override Task PrepareAsync(PlanContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return DoesSomething ? context.Store.OriginAsync(Id.SubscriptionId, cancellationToken) : Task.CompletedTask;
    }

    /// <summary>Does what the plan says, waits, reads back and compares.</summary>
    /// <exception cref="Errors.EgressException">
    /// TenantUnknown, ChangeRefused, ChangeFailed, ChangeResultUnknown, ConcurrentModification, UpdateIncomplete,
    /// AuthorizedRangesUnfinished or
    /// ReimageUnfinished.
    /// </exception>
    public override Task<OutboundTypeChange> RunAsync(PlanContext context, CancellationToken cancellationToken) =>
        Changer(context).RunAsync(this, context.Log, cancellationToken);

    /// <inheritdoc/>
    public override Task<EgressOperation?> StartAsync(PlanContext context, CancellationToken cancellationToken) =>
        Changer(context).StartAsync(this, context.Log, cancellationToken);

    /// <summary>Puts the change into a document.</summary>
    internal void Apply(ArmDocument document)
    {
        if (_undone is null)
        {
            OutboundMembers.Apply(document, _target);
        }
        else
        {
            OutboundMembers.Restore(document, _undone.Before);
        }

        Ranges?.Apply(document);
    }

    private OutboundTypeChanger Changer(PlanContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new OutboundTypeChanger(context.StoreFor(Activity, UsualDuration), context.Clock);
    }

    /// <summary>The authorized ranges that may leave when the change is verified.</summary>
    internal IReadOnlyList<string> RangesToDrop(IReadOnlyList<string> listed) => Continues?.RangesToDrop ?? Ranges?.ToDrop(listed) ?? [];

    /// <summary>The text of <see cref="Describe"/>, as a property: views can't call methods in ConstrainedLanguage mode.</summary>
    public string Description => Describe();

    /// <summary>The plan as an administrator reads it before saying yes.</summary>
    public override string Describe()
    {
        var lines = new List<string>
        {
            From == To
                ? $"Change the parameters of outbound type {To} of '{ClusterName}'"
                : $"Change the outbound type of '{ClusterName}': {From} -> {To}"
        };

        if (Continues is not null)
        {
            var begun = Continues.StartedAt.ToString("HH:mm", CultureInfo.InvariantCulture);
            lines.Add($"  resumes the change from {Continues.From} that was started at {begun} UTC and didn't complete");
        }

        // The ranges have a line of their own; the whole list would drown the rest.
        var shown = Changes.Where(change => change.Path != AuthorizedRangeRules.Member).ToList();
        var step = 0;
        if (Ranges is not null)
        {
            lines.Add(
                TextBlock.Wrap(
                    Step(++step), Ranges.Describe(Egress.Cluster.AuthorizedIpRange, RangesToDrop(Egress.Cluster.AuthorizedIpRange))));
        }

        if (shown.Count > 0 || Repeats)
        {
            lines.AddRange(shown.Select((change, i) => (i == 0 ? Step(step + 1) : Indented) + Short(change.Path) + Environment.NewLine
                + TextBlock.Wrap(Indented + "    ", $"{change.Before ?? "(none)"} -> {change.After ?? "(removed)"}")));
            if (Repeats)
            {
                lines.Add(
                    TextBlock.Wrap(
                        shown.Count == 0 ? Step(step + 1) : Indented,
                        $"no changes; the cluster is updated once more, because its state is {Egress.Cluster.ProvisioningState}"));
            }

            step++;
        }

        lines.Add(
            Indented
                + "all other settings of the cluster stay unchanged "
                + $"({(Egress.Cluster.ETag is null ? "the update requires an eTag, which is missing" : WriteProtection.IfMatch)})");
        if (Reimage.Count > 0)
        {
            lines.Add(
                TextBlock.Wrap(
                    Step(++step),
                    $"reimage {Sentences.Count(Reimage.Count, "node pool")} afterwards, one after another: {string.Join(", ", Reimage)}"));
        }

        var before = AddressesBefore.Count == 0 ? "(none)" : string.Join(", ", AddressesBefore);
        var after = AddressesAfter is null
            ? "known after the change"
            : AddressesAfter.Count == 0 ? "(none)"
            : string.Join(", ", AddressesAfter);
        lines.Add(Entry("Egress IP addresses", $"{before}  ->  {after}"));
        if (From != To && AddressesReleased.Count > 0 && AddressesAfter is not null && AddressesAfter.SequenceEqual(AddressesBefore))
        {
            lines.Add(Entry(
                string.Empty,
                $"the subnet already determines the egress path; {From} releases {List(AddressesReleased)}, which isn't in use"));
        }

        if (AddressesAfter is not null)
        {
            if (AllowListAdd.Count + AllowListRemove.Count > 0)
            {
                lines.Add(Entry("Partner allow list", $"add {List(AllowListAdd)}; remove {List(AllowListRemove)}"));
            }
        }

        if (Reimage.Count == 0 && From != To)
        {
            lines.Add(Entry(
                "Node pools",
                $"not reimaged (add -ReimageNodePool); {Sentences.Count(Egress.Cluster.AgentPools.Count, "node pool")} "
                    + $"{(Egress.Cluster.AgentPools.Count == 1 ? "keeps" : "keep")} parts of the previous egress path"));
        }

        if (Disturbs)
        {
            lines.Add(Entry("Interrupts", $"open connections; {Operations.UsualDuration.UpdateCluster}"));
            lines.AddRange(DescribeUndo());
        }

        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>The plan in words.</summary>
    public override string ToString() => Describe();

    /// <summary>
    /// What others must let in: whoever knows only the addresses that are given up has not heard of those attached beforehand.
    /// </summary>
    internal static IEnumerable<string> ToAdd(IReadOnlyList<string> before, IReadOnlyList<string> released, IReadOnlyList<string> after) =>
        after.Except(released.Count > 0 ? released : before);

    /// <summary>What others need not let in any more.</summary>
    internal static IEnumerable<string> ToRemove(
        IReadOnlyList<string> before, IReadOnlyList<string> released, IReadOnlyList<string> after) =>
        before.Union(released).Except(after);

    private IEnumerable<string> DescribeUndo()
    {
        var sku = Sku(Wanted);
        var undo = MigrationTable.Find(
            MigrationTable.TableName(To, sku),
            MigrationTable.TableName(From, Sku(Egress.Cluster.Document)),
            Egress.Cluster.VirtualNetworkMode);
        var words = undo.Support switch
        {
            MigrationSupport.NotSupported => "NOT supported",
            MigrationSupport.Disputed => "disputed",
            _ => "supported",
        };

        // If no SKU is specified, AKS chooses the SKU of a new gateway, and moving off StandardV2 isn't supported.
        yield return Entry("To undo", $"Undo-AksOutboundType, {words} (documentation of {MigrationTable.Date})");
        if (To == OutboundTypeNames.ManagedNatGateway && From != To && sku is null)
        {
            yield return Entry(
                string.Empty, "NOT supported if AKS creates the NAT gateway with SKU StandardV2, its default where the region offers it");
        }
    }

    private static string Entry(string name, string text) => TextBlock.Wrap($"  {name,-19}  ", text);

    private static string Step(int number) => string.Create(CultureInfo.InvariantCulture, $"{number,3}  ");

    private static string? Sku(ArmDocument cluster) => OutboundTypeNames.NatGatewaySku(cluster.Root.At("properties", "networkProfile"));

    private static string Short(string path) =>
        path.StartsWith("properties.", StringComparison.Ordinal) ? path["properties.".Length..] : path;

    private static string List(OutputList<string> texts) => texts.Count == 0 ? "nothing" : string.Join(", ", texts);
}
