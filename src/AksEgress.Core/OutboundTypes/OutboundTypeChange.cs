using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;

namespace AksEgress.Core.OutboundTypes;

/// <summary>
/// What a change of the outbound type did. <see cref="Record"/> holds all that Undo-AksOutboundType needs as one
/// text, so that the object survives Export-Clixml, a job and another process.
/// </summary>
public sealed class OutboundTypeChange
{
    private const int RecordVersion = 1;
    private const string Unknown = "Unknown";
    private static readonly IReadOnlyList<string> UnknownAddresses = (string[])[Unknown];

    internal OutboundTypeChange(ArmResourceId cluster, string from, string to, JsonObject before, DateTimeOffset startedAt)
    {
        ResourceId = cluster.Text;
        From = from;
        To = to;
        Before = before;
        StartedAt = startedAt;
        ClusterName = cluster.Name;
        ResourceGroupName = cluster.ResourceGroupName;
        SubscriptionId = cluster.SubscriptionId;
    }

    /// <summary>The name of the cluster that was changed.</summary>
    public string ClusterName { get; }

    /// <summary>The cluster's resource group.</summary>
    public string ResourceGroupName { get; }

    /// <summary>The outbound type before.</summary>
    public string From { get; }

    /// <summary>The outbound type after.</summary>
    public string To { get; }

    /// <summary>The public addresses that the cluster left from before the change; empty where they are not known, as behind an appliance.</summary>
    public IReadOnlyList<string> AddressesBefore { get; internal set; } = [];

    /// <summary>The addresses that the old outbound type gave up; traffic may have left past them already.</summary>
    public IReadOnlyList<string> AddressesReleased { get; internal set; } = [];

    /// <summary>The addresses after; the text Unknown alone until the change is done, and where Azure couldn't be read. Get-AksEgressIp reads them later.</summary>
    public IReadOnlyList<string> AddressesAfter => KnownAddressesAfter ?? UnknownAddresses;

    /// <summary>Whether <see cref="AddressesAfter"/> is Known, Unknown (they couldn't be read), or Pending (the change isn't done).</summary>
    public string AddressesAfterState => KnownAddressesAfter is not null ? "Known" : Verified == "Pending" && !AddressesUnread ? "Pending" : Unknown;

    /// <summary>The addresses before and after in one line.</summary>
    public string Addresses => $"{Texts(AddressesBefore)} -> {(AddressesAfterState == "Pending" ? "?" : Texts(AddressesAfter))}";

    /// <summary>Addresses that others must let in now; the text Unknown alone while <see cref="AddressesAfter"/> isn't known.</summary>
    public IReadOnlyList<string> AllowListAdd =>
        KnownAddressesAfter is { } after ? (string[])[.. OutboundTypePlan.ToAdd(AddressesBefore, AddressesReleased, after)] : UnknownAddresses;

    /// <summary>Addresses that others need not let in any more; the text Unknown alone while <see cref="AddressesAfter"/> isn't known.</summary>
    public IReadOnlyList<string> AllowListRemove =>
        KnownAddressesAfter is { } after ? (string[])[.. OutboundTypePlan.ToRemove(AddressesBefore, AddressesReleased, after)] : UnknownAddresses;

    /// <summary>What came to the API server's authorized ranges; empty without -UpdateAuthorizedIpRange.</summary>
    public IReadOnlyList<string> RangesAdded { get; internal set; } = [];

    /// <summary>What left the API server's authorized ranges; empty without -UpdateAuthorizedIpRange.</summary>
    public IReadOnlyList<string> RangesRemoved { get; internal set; } = [];

    /// <summary>Old addresses that leave the authorized ranges when the change is verified; after -NoWait Wait-AksEgressOperation does that.</summary>
    public IReadOnlyList<string> RangesToDrop { get; internal set; } = [];

    /// <summary>The node pools whose nodes were replaced after the change; empty without -ReimageNodePool.</summary>
    public IReadOnlyList<string> NodePoolsReimaged { get; internal set; } = [];

    /// <summary>The node pools whose nodes are still to be replaced; after -NoWait Wait-AksEgressOperation does that.</summary>
    public IReadOnlyList<string> NodePoolsToReimage { get; internal set; } = [];

    /// <summary>When the change was sent.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>From sending the change to its end, in simulated time when simulated; null while it runs.</summary>
    public TimeSpan? Duration { get; internal set; }

    /// <summary>ReadBack: the cluster was read afterwards and is as asked. Pending: not awaited yet. Failed: ARM gave up. NoChange: nothing was to be done.</summary>
    public string Verified { get; internal set; } = "Pending";

    /// <summary>What the pre-flight had found.</summary>
    public IReadOnlyList<Finding> Findings { get; internal set; } = [];

    /// <summary>The cluster's id.</summary>
    public string ResourceId { get; }

    /// <summary>The subscription's GUID.</summary>
    public string SubscriptionId { get; }

    /// <summary>The way back as one JSON text: the egress members as they were. It holds no secret.</summary>
    public string Record => WithWhatFollows(new JsonObject
    {
        ["version"] = RecordVersion,
        ["resourceId"] = ResourceId,
        ["from"] = From,
        ["to"] = To,
        ["startedAt"] = StartedAt.ToString("O", CultureInfo.InvariantCulture),
        ["addressesBefore"] = List(AddressesBefore),
        ["before"] = Before.DeepClone(),
    }).ToJsonString();

    /// <summary>The addresses after; null while they aren't known, which isn't the same as none.</summary>
    internal IReadOnlyList<string>? KnownAddressesAfter { get; set; }

    /// <summary>True when the change was done and its addresses couldn't be read.</summary>
    internal bool AddressesUnread { get; set; }

    /// <summary>The egress members as they were.</summary>
    internal JsonObject Before { get; }

    /// <summary>The authorized ranges as they were; null where the change leaves them alone.</summary>
    internal IReadOnlyList<string>? RangesBefore { get; set; }

    /// <summary>What was asked of the cluster, member by member: what the read-back is compared with, by whoever waits.</summary>
    internal IReadOnlyList<MemberChange> Asked { get; set; } = [];

    /// <summary>What the read-back is compared with: a record without members asks for the outbound type alone.</summary>
    internal IReadOnlyList<MemberChange> Compared => Asked.Count > 0 ? Asked : [new MemberChange("properties.networkProfile.outboundType", null, $"\"{To}\"")];

    /// <summary>Reads a change back from <see cref="Record"/>.</summary>
    /// <exception cref="EgressException">InvalidChangeRecord.</exception>
    public static OutboundTypeChange FromRecord(string record)
    {
        try
        {
            var node = ArmDocument.Parse(record).Root;
            if (node.Number("version") != RecordVersion || node.At("before") is not JsonObject before
                || OutboundTypeNames.Canonical(node.Text("from")) is not { } from || OutboundTypeNames.Canonical(node.Text("to")) is not { } to
                || OutboundTypeNames.Canonical(before.Text("outboundType")) != from || !OutboundMembers.IsKept(before)
                || !DateTimeOffset.TryParse(node.Text("startedAt"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var startedAt))
            {
                throw new EgressException(EgressErrors.InvalidChangeRecord, null, "a member is missing or of another version.");
            }

            var id = ArmResourceId.Parse(node.Text("resourceId") ?? string.Empty, ResourceTypes.ManagedCluster);
            var change = new OutboundTypeChange(id, from, to, (JsonObject)before.DeepClone(), startedAt)
            {
                AddressesBefore = node.Texts("addressesBefore"),
                AddressesReleased = node.Texts("addressesReleased"),
                KnownAddressesAfter = node.At("addressesAfter") is JsonArray ? node.Texts("addressesAfter") : null,
                AddressesUnread = node.Text("addressesAfter") == Unknown,
                RangesBefore = node.At("rangesBefore") is null ? null : node.Texts("rangesBefore"),
                RangesAdded = node.Texts("rangesAdded"),
                RangesRemoved = node.Texts("rangesRemoved"),
                RangesToDrop = node.Texts("rangesToDrop"),
                NodePoolsReimaged = node.Texts("reimaged"),
                NodePoolsToReimage = node.Texts("toReimage"),
                Asked = ReadAsked(node),
            };

            if (!change.NodePoolsToReimage.Concat(change.NodePoolsReimaged).All(NodePools.NodePoolRules.IsName))
            {
                throw new EgressException(EgressErrors.InvalidChangeRecord, null, "it names node pools that cannot be ones.");
            }

            return change.RangesToDrop.All(range => change.RangesBefore?.Contains(range) == true)
                ? change
                : throw new EgressException(EgressErrors.InvalidChangeRecord, null, "it would drop authorized ranges that were not there before the change.");
        }
        catch (Exception e) when (e is JsonException || (e is EgressException known && known.Error != EgressErrors.InvalidChangeRecord))
        {
            throw new EgressException(EgressErrors.InvalidChangeRecord, null, e, e is JsonException ? "it is not the JSON text that such a record is." : e.Message);
        }
    }

    /// <summary>The change in one line.</summary>
    public override string ToString() => $"{ClusterName}: {From} -> {To} ({Verified})";

    private static MemberChange[] ReadAsked(JsonNode record)
    {
        MemberChange[] asked = [.. record.Items("asked").Select(member => new MemberChange(member.Text("path") ?? string.Empty, member.Text("before"), member.Text("after")))];
        foreach (var member in asked)
        {
            _ = JsonNode.Parse(member.After ?? "null");
        }

        return asked;
    }

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

        if (Asked.Count > 0)
        {
            record["asked"] = new JsonArray([.. Asked.Select(member => (JsonNode)new JsonObject { ["path"] = member.Path, ["before"] = member.Before, ["after"] = member.After })]);
        }

        if (NodePoolsReimaged.Count + NodePoolsToReimage.Count > 0)
        {
            record["reimaged"] = List(NodePoolsReimaged);
            record["toReimage"] = List(NodePoolsToReimage);
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

    private static string Texts(IReadOnlyList<string> addresses) => addresses.Count == 0 ? "(none)" : string.Join(", ", addresses);
}
