using System.Globalization;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Egress;
using AksEgress.Core.Errors;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.Preflight;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.OutboundTypes;

/// <summary>A planned change of the outbound type.</summary>
public sealed class OutboundTypePlan : Plan<OutboundTypeChange>
{
    // As wide as a step number.
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
            ? new OutputList<Finding>([.. findings, Unchanged(findings)])
            : new OutputList<Finding>(findings);
        Reimage = target.ReimageNodePool ? (string[])[.. topology.Cluster.AgentPools.Select(pool => pool.Name)] : [];
        AddressesBefore = EgressAddressing.Texts(EgressAddressing.Now(topology));
        AddressesReleased = From == To ? [] : EgressAddressing.Texts(EgressAddressing.Held(topology));
        AddressesAfter = EgressAddressing.After(topology, target) is { } after ? EgressAddressing.Texts(after) : null;
        Notes = Kind == ChangeKind.None ? [] : ChangeNotes.Of(topology, To);
    }

    /// <summary>The cluster's name.</summary>
    public string ClusterName { get; }

    /// <summary>The cluster's id.</summary>
    public string ResourceId => Egress.Cluster.Id;

    /// <summary>The current outbound type.</summary>
    public string From { get; }

    /// <summary>The requested outbound type.</summary>
    public string To { get; }

    /// <summary>All properties of the cluster's document that change.</summary>
    internal OutputList<MemberChange> Changes { get; }

    /// <summary>The node pools that are reimaged after the change is verified.</summary>
    public OutputList<string> Reimage { get; }

    /// <summary>
    /// True when the document is as requested, but the last operation failed: the cluster is updated once more.
    /// </summary>
    internal bool Repeats { get; }

    /// <summary>
    /// True when only the authorized IP ranges must be updated, because an earlier run completed the other changes.
    /// </summary>
    internal bool FinishesRanges => Changes.Count == 0 && !Repeats && Ranges is not null
        && !RangeTransition.Finished(To, Egress.Cluster.AuthorizedIpRange, AddressesBefore, RangesToDrop(Egress.Cluster.AuthorizedIpRange))
            .SequenceEqual(Egress.Cluster.AuthorizedIpRange);

    /// <summary>
    /// True when an update is required: of properties, of nodes, of authorized IP ranges, or because the last operation failed.
    /// </summary>
    public bool IsChangeRequired => AffectsCluster || FinishesRanges;

    /// <summary>The findings of the pre-flight check.</summary>
    internal override IReadOnlyList<Finding> Findings { get; }

    /// <summary>The current egress IP addresses.</summary>
    public OutputList<string> AddressesBefore { get; }

    /// <summary>The egress IP addresses after the change; null if AKS creates them.</summary>
    public OutputList<string>? AddressesAfter { get; }

    /// <summary>
    /// The addresses that the current outbound type releases. They may not be in use anymore, because resources that were associated to
    /// prepare the change take precedence.
    /// </summary>
    public OutputList<string> AddressesReleased { get; }

    /// <summary>
    /// Addresses to add to partners' allow lists; only the text Unknown if <see cref="AddressesAfter"/> is null.
    /// </summary>
    public OutputList<string> AllowListAdd =>
        AddressesAfter is null ? ["Unknown"] : [.. ToAdd(AddressesBefore, AddressesReleased, AddressesAfter)];

    /// <summary>
    /// Addresses to remove from partners' allow lists after the change; only the text Unknown if <see cref="AddressesAfter"/> is null.
    /// </summary>
    public OutputList<string> AllowListRemove =>
        AddressesAfter is null ? ["Unknown"] : [.. ToRemove(AddressesBefore, AddressesReleased, AddressesAfter)];

    /// <summary>
    /// What the change doesn't restore or doesn't change: released addresses, and associations of subnets that keep determining the egress
    /// path.
    /// </summary>
    public OutputList<string> Notes { get; }

    /// <summary>True when the pre-flight check found no error.</summary>
    public bool Ready => Findings.All(finding => finding.Severity != FindingSeverity.Error);

    /// <summary>An earlier run of the same change that this plan resumes; usually null.</summary>
    internal OutboundTypeChange? ResumedChange { get; private set; }

    // The authorized IP ranges don't affect egress traffic.
    private bool AffectsCluster => Repeats || Changes.Count + Reimage.Count > 0;

    internal EgressTopology Egress { get; }

    internal ArmDocument Wanted { get; }

    /// <inheritdoc/>
    public override ChangeKind Kind => IsChangeRequired ? ChangeKind.Update : ChangeKind.None;

    /// <inheritdoc/>
    public override bool InterruptsTraffic => AffectsCluster;

    /// <summary>The subscription's GUID.</summary>
    public string SubscriptionId => Egress.Cluster.SubscriptionId;

    /// <inheritdoc/>
    internal override TimeSpan? UsualDuration => Operations.UsualDuration.UpdateCluster.Median;

    /// <inheritdoc/>
    internal override string Activity => ClusterName;

    /// <inheritdoc/>
    internal override string Summary => $"{ClusterName} {To}";

    /// <summary>The transition of the authorized IP ranges; null if they aren't updated.</summary>
    internal RangeTransition? Ranges { get; }

    /// <summary>
    /// Resumes an earlier change whose success isn't confirmed, if the cluster already has the settings of that change. The record of this
    /// run then restores the settings before the earlier change.
    /// </summary>
    public void Resume(OutboundTypeChange earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        if (From == To
            && earlier.To == To
            && earlier.From != To
            && string.Equals(earlier.ResourceId, Egress.Cluster.Id, StringComparison.OrdinalIgnoreCase))
        {
            ResumedChange = earlier;
        }
    }

    /// <inheritdoc/>
    public override void RequireReady() => OutboundTypeChanger.RequireReady(this);

    /// <summary>Reads the origin for the change record.</summary>
    /// <exception cref="Errors.EgressException">TenantUnknown.</exception>
    public override Task PrepareAsync(PlanContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return IsChangeRequired ? context.Store.OriginAsync(Id.SubscriptionId, cancellationToken) : Task.CompletedTask;
    }

    /// <summary>Runs the plan, waits, reads back, and compares.</summary>
    /// <exception cref="Errors.EgressException">
    /// TenantUnknown, ChangeRefused, ChangeFailed, ChangeResultUnknown, ConcurrentModification, UpdateIncomplete,
    /// AuthorizedRangesUnfinished or ReimageUnfinished.
    /// </exception>
    public override Task<OutboundTypeChange> RunAsync(PlanContext context, CancellationToken cancellationToken) =>
        Changer(context).RunAsync(this, context.Log, cancellationToken);

    /// <inheritdoc/>
    public override Task<EgressOperation?> StartAsync(PlanContext context, CancellationToken cancellationToken) =>
        Changer(context).StartAsync(this, context.Log, cancellationToken);

    /// <summary>Applies the change to a document.</summary>
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

    // A cluster that already has the outbound type can lack what the type requires, so the finding doesn't say that all is well.
    private Finding Unchanged(IReadOnlyList<Finding> others)
    {
        var finding = FindingKinds.NoChangeRequired(To, Egress.Cluster.Id);
        return others.Any(other => other.Severity != FindingSeverity.Information)
            ? finding with { Next = Advice.ResolveOtherFindings() }
            : finding;
    }

    private OutboundTypeChanger Changer(PlanContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new OutboundTypeChanger(context.StoreFor(Activity, UsualDuration), context.Clock);
    }

    /// <summary>The authorized IP ranges to remove after the change is verified.</summary>
    internal IReadOnlyList<string> RangesToDrop(IReadOnlyList<string> listed) =>
        ResumedChange?.RangesToDrop ?? Ranges?.ToDrop(listed) ?? [];

    /// <summary>The text of <see cref="Describe"/>, as a property: views can't call methods in ConstrainedLanguage mode.</summary>
    public string Description => Describe();

    /// <summary>The text of the plan for -WhatIf and the confirmation prompt.</summary>
    public override string Describe()
    {
        var lines = new List<string>
        {
            From == To
                ? $"Change the parameters of outbound type {To} of '{ClusterName}'"
                : $"Change the outbound type of '{ClusterName}': {From} -> {To}"
        };

        if (ResumedChange is not null)
        {
            var begun = ResumedChange.StartedAt.ToString("HH:mm", CultureInfo.InvariantCulture);
            lines.Add($"  resumes the change from {ResumedChange.From} that was started at {begun} UTC and didn't complete");
        }

        // The authorized IP ranges have their own line, because the whole list would be too long.
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

        foreach (var note in ChangeNotes.OfPath(Egress, To))
        {
            lines.Add(Entry(string.Empty, note));
        }

        if (AddressesAfter is not null && AllowListAdd.Count + AllowListRemove.Count > 0)
        {
            lines.Add(Entry("Partner allow list", $"add {List(AllowListAdd)}; remove {List(AllowListRemove)}"));
        }

        if (Reimage.Count == 0 && From != To)
        {
            lines.Add(Entry(
                "Node pools",
                $"not reimaged (add -ReimageNodePool); {Sentences.Count(Egress.Cluster.AgentPools.Count, "node pool")} "
                    + $"{(Egress.Cluster.AgentPools.Count == 1 ? "keeps" : "keep")} parts of the previous egress path"));
        }

        if (AffectsCluster)
        {
            lines.Add(Entry("Interrupts", $"open connections; {Operations.UsualDuration.UpdateCluster}"));
            lines.AddRange(DescribeUndo());
        }

        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>The text of the plan.</summary>
    public override string ToString() => Describe();

    /// <summary>
    /// The addresses to add to partner allow lists. Lists may contain the released addresses only, and not those associated before.
    /// </summary>
    internal static IEnumerable<string> ToAdd(IReadOnlyList<string> before, IReadOnlyList<string> released, IReadOnlyList<string> after) =>
        after.Except(released.Count > 0 ? released : before);

    /// <summary>The addresses to remove from partner allow lists.</summary>
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
        foreach (var note in ChangeNotes.OfUndo(Egress, To))
        {
            yield return Entry(string.Empty, note);
        }

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
