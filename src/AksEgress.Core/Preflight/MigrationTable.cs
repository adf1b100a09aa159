using System.Text.Json.Nodes;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;

namespace AksEgress.Core.Preflight;

/// <summary>
/// The supported changes of the outbound type, as data with source and date, because Microsoft has changed its table eleven times
/// since 2023. The newest table is the first one in the file. If an older table contradicts it, the change is disputed.
/// managedNATGatewayV2 in the tables is managedNATGateway with the SKU StandardV2.
/// </summary>
public static class MigrationTable
{
    private static readonly Lazy<IReadOnlyList<Edition>> s_editions = new(Load);

    /// <summary>The outbound types in the tables, in their order.</summary>
    public static IReadOnlyList<string> Types { get; } =
    [
        OutboundTypeNames.LoadBalancer, OutboundTypeNames.ManagedNatGateway, OutboundTypeNames.ManagedNatGatewayV2,
        OutboundTypeNames.UserAssignedNatGateway, OutboundTypeNames.UserDefinedRouting, OutboundTypeNames.None, OutboundTypeNames.Block,
    ];

    /// <summary>The date of the newest table.</summary>
    public static string Date => s_editions.Value[0].Date ?? string.Empty;

    /// <summary>The name of an outbound type in the tables.</summary>
    /// <param name="outboundType">The outbound type.</param>
    /// <param name="natGatewaySku">natGatewayProfile.sku, or null.</param>
    public static string TableName(string outboundType, string? natGatewaySku) =>
        outboundType == OutboundTypeNames.ManagedNatGateway
            && string.Equals(natGatewaySku, "StandardV2", StringComparison.OrdinalIgnoreCase)
            ? OutboundTypeNames.ManagedNatGatewayV2
            : outboundType;

    /// <summary>Finds the entry for a change.</summary>
    public static MigrationPath Find(string from, string to, VirtualNetworkMode mode)
    {
        var newest = s_editions.Value[0];
        if (string.Equals(from, to, StringComparison.OrdinalIgnoreCase))
        {
            return new MigrationPath(from, to, mode, MigrationSupport.SameType, newest.Source, newest.Date);
        }

        // Tables that don't contain both outbound types are ignored.
        var says = s_editions.Value
            .Where(edition => edition == newest || edition.Judges(from, to, mode))
            .Select(edition => (Edition: edition, Allowed: edition.Allows(from, to, mode)))
            .ToList();
        var support = says.TrueForAll(s => s.Allowed) ? MigrationSupport.Supported
            : says.Exists(s => s.Allowed) ? MigrationSupport.Disputed
            : MigrationSupport.NotSupported;
        var source = support == MigrationSupport.Disputed
            ? string.Join(
                "; ",
                says.Select(s => $"{s.Edition.Source} ({s.Edition.Date ?? "undated"}): {(s.Allowed ? "supported" : "not supported")}"))
            : newest.Source;
        return new MigrationPath(from, to, mode, support, source, newest.Date);
    }

    /// <summary>All entries, for both kinds of virtual networks.</summary>
    public static IEnumerable<MigrationPath> All() =>
        from mode in Enum.GetValues<VirtualNetworkMode>()
        from @from in Types
        from to in Types
        where @from != to
        select Find(@from, to, mode);

    private static List<Edition> Load()
    {
        using var stream = typeof(MigrationTable).Assembly.GetManifestResourceStream("migrations.json")!;
        return [.. JsonNode.Parse(stream).Items("tables").Select(table => new Edition(table))];
    }

    private sealed class Edition(JsonNode table)
    {
        private static readonly string[] s_modes = ["managed", "bringYourOwn"];

        public string Source { get; } = table.Text("source")!;

        public string? Date { get; } = table.Text("date");

        // A partial table, such as a sentence in the release notes, judges only the outbound types that it changes from.
        public bool Judges(string from, string to, VirtualNetworkMode mode) => table.Flag("partial") == true
            ? table.At(Mode(mode), from) is not null
            : Knows(from) && Knows(to);

        private bool Knows(string type) => s_modes.Any(mode =>
            table.At(mode, type) is not null || table.At(mode) is JsonObject rows && rows.Any(row => row.Value.Texts().Contains(type)));

        public bool Allows(string from, string to, VirtualNetworkMode mode) =>
            table.Texts(Mode(mode), from).Contains(to);

        private static string Mode(VirtualNetworkMode mode) => mode == VirtualNetworkMode.Managed ? "managed" : "bringYourOwn";
    }
}
