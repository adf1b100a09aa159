using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.Texts;

namespace AksEgress.Core.OutboundTypes;

/// <summary>
/// The result of a change of the outbound type. <see cref="Record"/> contains everything that Undo-AksOutboundType requires in one
/// text, so it's kept by Export-Clixml, by jobs, and for other processes.
/// </summary>
public sealed class OutboundTypeChange
{
    private const int RecordVersion = 2;
    private const string Unknown = "Unknown";
    private static readonly OutputList<string> s_unknownAddresses = [Unknown];

    internal OutboundTypeChange(
        ArmOrigin origin, ArmResourceId cluster, string from, string to, JsonObject before, DateTimeOffset startedAt)
    {
        Origin = origin;
        ResourceId = cluster.Text;
        From = from;
        To = to;
        Before = before;
        StartedAt = startedAt;
        ClusterName = cluster.Name;
        ResourceGroupName = cluster.ResourceGroupName;
        SubscriptionId = cluster.SubscriptionId;
    }

    /// <summary>The name of the cluster.</summary>
    public string ClusterName { get; }

    /// <summary>The cluster's resource group.</summary>
    public string ResourceGroupName { get; }

    /// <summary>The outbound type before.</summary>
    public string From { get; }

    /// <summary>The outbound type after.</summary>
    public string To { get; }

    /// <summary>
    /// The egress IP addresses before the change; empty if they're unknown, such as behind a network virtual appliance.
    /// </summary>
    public OutputList<string> AddressesBefore { get; internal set; } = [];

    /// <summary>The addresses that the previous outbound type released. Traffic may not have used them anymore.</summary>
    public OutputList<string> AddressesReleased { get; internal set; } = [];

    /// <summary>
    /// The egress IP addresses after the change; only the text Unknown until the change is complete, and if they can't be read.
    /// Get-AksEgressIp reads them later.
    /// </summary>
    public OutputList<string> AddressesAfter => KnownAddressesAfter ?? s_unknownAddresses;

    /// <summary>
    /// Known, Unknown (<see cref="AddressesAfter"/> can't be read), or Pending (the change isn't complete).
    /// </summary>
    public string AddressesAfterState =>
        KnownAddressesAfter is not null ? "Known" : Verified == "Pending" && !AddressesUnread ? "Pending" : Unknown;

    /// <summary>
    /// The egress IP addresses of the new outbound type that traffic doesn't use, because route tables or NAT gateways of subnets take
    /// precedence. They are in use after those associations are removed.
    /// </summary>
    public OutputList<string> AddressesUnused { get; internal set; } = [];

    /// <summary>What the change doesn't restore or change, such as associations of subnets that keep determining the path.</summary>
    public OutputList<string> Notes { get; internal set; } = [];

    /// <summary>The outbound type before and after in one line.</summary>
    public string Change => $"{From} -> {To}";

    /// <summary>The addresses before and after in one line.</summary>
    public string Addresses => $"{Texts(AddressesBefore)} -> {(AddressesAfterState == "Pending" ? "?" : Texts(AddressesAfter))}";

    /// <summary>
    /// The addresses to add to partner allow lists, with <see cref="AddressesUnused"/>; only the text Unknown if
    /// <see cref="AddressesAfter"/> is unknown.
    /// </summary>
    public OutputList<string> AllowListAdd =>
        KnownAddressesAfter is { } after
            ? (string[])[.. OutboundTypePlan.ToAdd(AddressesBefore, AddressesReleased, [.. after.Union(AddressesUnused)])]
            : s_unknownAddresses;

    /// <summary>
    /// The addresses to remove from partner allow lists; only the text Unknown if <see cref="AddressesAfter"/> is unknown.
    /// </summary>
    public OutputList<string> AllowListRemove =>
        KnownAddressesAfter is { } after
            ? (string[])[.. OutboundTypePlan.ToRemove(AddressesBefore, AddressesReleased, [.. after.Union(AddressesUnused)])]
            : s_unknownAddresses;

    /// <summary>The added authorized IP ranges; empty without -UpdateAuthorizedIpRange.</summary>
    public OutputList<string> RangesAdded { get; internal set; } = [];

    /// <summary>The removed authorized IP ranges; empty without -UpdateAuthorizedIpRange.</summary>
    public OutputList<string> RangesRemoved { get; internal set; } = [];

    /// <summary>
    /// The authorized IP ranges to remove after the change is verified; after -NoWait, Wait-AksEgressOperation removes them.
    /// </summary>
    public OutputList<string> RangesToDrop { get; internal set; } = [];

    /// <summary>True when the authorized IP ranges of the API server are updated with the change.</summary>
    public bool ChangesRanges => RangesBefore is not null;

    /// <summary>
    /// The node pools that were reimaged after the change, which their new image proves; empty without -ReimageNodePool.
    /// </summary>
    public OutputList<string> NodePoolsReimaged { get; internal set; } = [];

    /// <summary>
    /// The node pools whose update AKS accepted, but whose image is the same as before: it's unknown whether their nodes were replaced,
    /// because AKS skips an update to the same image.
    /// </summary>
    public OutputList<string> NodePoolsUnverified { get; internal set; } = [];

    /// <summary>The node pools to reimage; after -NoWait, Wait-AksEgressOperation reimages them.</summary>
    public OutputList<string> NodePoolsToReimage { get; internal set; } = [];

    /// <summary>When the change was started.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>The duration of the change, in the session's time, such as 00:04:31; null while it's running.</summary>
    public string? Duration => DurationText.Of(Elapsed);

    /// <summary>
    /// ReadBack: the cluster was read after the change and is as requested. Pending: the change isn't complete. Failed: the operation
    /// failed. NotApplied: the request never reached ARM. NoChange: no change was required.
    /// </summary>
    public string Verified { get; internal set; } = "Pending";

    /// <summary>The findings of the pre-flight check.</summary>
    public OutputList<Finding> Findings { get; internal set; } = [];

    /// <summary>The cluster's id.</summary>
    public string ResourceId { get; }

    /// <summary>The subscription's GUID.</summary>
    public string SubscriptionId { get; }

    /// <summary>The origin of the change. Other sessions reject the record.</summary>
    public ArmOrigin Origin { get; }

    /// <summary>
    /// The change record as JSON text: the origin, and the egress properties before the change. It contains no secret.
    /// </summary>
    public string Record => WithWhatFollows(new JsonObject
    {
        ["version"] = RecordVersion,
        ["origin"] = Origin.ToJson(),
        ["resourceId"] = ResourceId,
        ["from"] = From,
        ["to"] = To,
        ["startedAt"] = StartedAt.ToString("O", CultureInfo.InvariantCulture),
        ["addressesBefore"] = List(AddressesBefore),
        ["before"] = Before.DeepClone(),
    }).ToJsonString();

    /// <summary>The duration behind the text <see cref="Duration"/>.</summary>
    internal TimeSpan? Elapsed { get; set; }

    /// <summary>The egress IP addresses after the change; null if unknown, which isn't the same as empty.</summary>
    internal OutputList<string>? KnownAddressesAfter { get; set; }

    /// <summary>True when the change is complete, but its egress IP addresses can't be read.</summary>
    internal bool AddressesUnread { get; set; }

    /// <summary>The egress properties before the change.</summary>
    internal JsonObject Before { get; }

    /// <summary>The egress properties after the change, as read back; null if they weren't read.</summary>
    internal JsonObject? After { get; set; }

    /// <summary>The cluster's eTag before the change; null if it had none.</summary>
    internal string? ETagBefore { get; set; }

    /// <summary>Determines the result if the response to the request was lost.</summary>
    internal ExpectedState Expected => new(ChangeKind.Update, ETagBefore, Asked);

    /// <summary>The authorized IP ranges before the change; null if the change doesn't update them.</summary>
    internal IReadOnlyList<string>? RangesBefore { get; set; }

    /// <summary>The requested changes of properties, which are compared with the cluster after the wait.</summary>
    internal IReadOnlyList<MemberChange> Asked { get; set; } = [];

    /// <summary>The changes to verify: only the outbound type for a record without properties.</summary>
    internal IReadOnlyList<MemberChange> Compared =>
        Asked.Count > 0 ? Asked : [new MemberChange("properties.networkProfile.outboundType", null, $"\"{To}\"")];

    /// <summary>Reads a change from its <see cref="Record"/>.</summary>
    /// <exception cref="EgressException">InvalidChangeRecord.</exception>
    public static OutboundTypeChange FromRecord(string record)
    {
        if (IsPath(record))
        {
            throw EgressErrors.InvalidChangeRecord(
                $"'{ArmNames.Shown(record)}' is the path of a file.", IsText(record)
                    ? Advice.ReadChangeRecord(ArmNames.Shown(Quoted(record)))
                    : Advice.ImportChangeRecord(ArmNames.Shown(Quoted(record))));
        }

        try
        {
            var node = ArmDocument.Parse(record).Root;
            if (node.Number("version") is not { } version)
            {
                throw Invalid("its version is missing.");
            }

            if (version != RecordVersion)
            {
                throw Invalid($"it has version {version}, but this version of the module supports version {RecordVersion}.");
            }

            if (ArmOrigin.FromJson(node.At("origin")) is not { } origin)
            {
                throw Invalid("its origin is missing.");
            }

            if (node.At("before") is not JsonObject before
                || OutboundTypeNames.Canonical(node.Text("from")) is not { } from
                || OutboundTypeNames.Canonical(node.Text("to")) is not { } to
                || OutboundTypeNames.Canonical(before.Text("outboundType")) != from
                || !OutboundMembers.IsKept(before)
                || (node.At("after") is { } kept && !OutboundMembers.IsKept(kept))
                || !DateTimeOffset.TryParse(
                    node.Text("startedAt"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var startedAt))
            {
                throw Invalid("a property is missing or isn't one that Set-AksOutboundType writes.");
            }

            var id = ArmResourceId.Parse(node.Text("resourceId") ?? string.Empty, ResourceTypes.ManagedClusters);
            if (!string.Equals(origin.SubscriptionId, id.SubscriptionId, StringComparison.OrdinalIgnoreCase))
            {
                throw Invalid("its cluster is in another subscription than its origin.");
            }

            var change = new OutboundTypeChange(origin, id, from, to, (JsonObject)before.DeepClone(), startedAt)
            {
                After = node.At("after")?.DeepClone() as JsonObject,
                ETagBefore = node.Text("etagBefore"),
                AddressesBefore = node.Texts("addressesBefore"),
                AddressesReleased = node.Texts("addressesReleased"),
                KnownAddressesAfter = node.At("addressesAfter") is JsonArray ? node.Texts("addressesAfter") : null,
                AddressesUnread = node.Text("addressesAfter") == Unknown,
                AddressesUnused = node.Texts("addressesUnused"),
                Notes = node.Texts("notes"),
                RangesBefore = node.At("rangesBefore") is null ? null : node.Texts("rangesBefore"),
                RangesAdded = node.Texts("rangesAdded"),
                RangesRemoved = node.Texts("rangesRemoved"),
                RangesToDrop = node.Texts("rangesToDrop"),
                NodePoolsReimaged = node.Texts("reimaged"),
                NodePoolsToReimage = node.Texts("toReimage"),
                NodePoolsUnverified = node.Texts("unverified"),
                Asked = ExpectedState.ReadAsked(node),
            };

            OutputList<string> pools = [.. change.NodePoolsToReimage, .. change.NodePoolsReimaged, .. change.NodePoolsUnverified];
            if (!pools.All(NodePools.NodePoolRules.IsName))
            {
                throw Invalid("it contains invalid node pool names.");
            }

            return change.RangesToDrop.All(range => change.RangesBefore?.Contains(range) == true)
                ? change
                : throw Invalid("it would remove authorized IP ranges that didn't exist before the change.");
        }
        catch (Exception e)
            when (e is JsonException || (e is EgressException known && known.Id != nameof(EgressErrors.InvalidChangeRecord)))
            {
                throw EgressErrors.InvalidChangeRecord(
                    e is JsonException or EgressException { Id: nameof(EgressErrors.InvalidDocument) }
                        ? "it isn't a JSON object."
                        : e.Message,
                    innerException: e);
            }
    }

    /// <summary>The change in one line.</summary>
    public override string ToString() => $"{ClusterName}: {From} -> {To} ({Verified})";

    // A record is a JSON object, so it starts with a brace.
    private static bool IsPath(string text) =>
        text.Length is > 0 and <= 260
        && !text.Any(char.IsControl)
        && !text.TrimStart().StartsWith('{')
        && (Path.GetExtension(text).Length > 1 || text.AsSpan().IndexOfAny('/', '\\') >= 0);

    private static bool IsText(string path) =>
        Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase)
        || Path.GetExtension(path).Equals(".txt", StringComparison.OrdinalIgnoreCase);

    private static string Quoted(string path) =>
        path.Any(c => !char.IsAsciiLetterOrDigit(c) && !@"\/.:_-~".Contains(c, StringComparison.Ordinal))
            ? $"'{path.Replace("'", "''", StringComparison.Ordinal)}'"
            : path;

    private static EgressException Invalid(string why) => EgressErrors.InvalidChangeRecord(why);

    private static JsonArray List(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private JsonObject WithWhatFollows(JsonObject record)
    {
        if (AddressesReleased.Count > 0)
        {
            record["addressesReleased"] = List(AddressesReleased);
        }

        if (KnownAddressesAfter is not null || AddressesUnread)
        {
            record["addressesAfter"] = KnownAddressesAfter is { } after ? List(after) : Unknown;
        }

        if (AddressesUnused.Count > 0)
        {
            record["addressesUnused"] = List(AddressesUnused);
        }

        if (Notes.Count > 0)
        {
            record["notes"] = List(Notes);
        }

        if (ETagBefore is not null)
        {
            record["etagBefore"] = ETagBefore;
        }

        if (After is not null)
        {
            record["after"] = After.DeepClone();
        }

        if (Asked.Count > 0)
        {
            record["asked"] = ExpectedState.ToJson(Asked);
        }

        if (NodePoolsReimaged.Count + NodePoolsToReimage.Count > 0)
        {
            record["reimaged"] = List(NodePoolsReimaged);
            record["toReimage"] = List(NodePoolsToReimage);
        }

        if (NodePoolsUnverified.Count > 0)
        {
            record["unverified"] = List(NodePoolsUnverified);
        }

        if (RangesBefore is { } ranges)
        {
            record["rangesBefore"] = List(ranges);
            record["rangesAdded"] = List(RangesAdded);
            record["rangesRemoved"] = List(RangesRemoved);
            record["rangesToDrop"] = List(RangesToDrop);
        }

        return record;
    }

    private static string Texts(OutputList<string> addresses) => addresses.Count == 0 ? "(none)" : string.Join(", ", addresses);
}
