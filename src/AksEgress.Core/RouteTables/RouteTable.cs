using System.Text;
using System.Text.Json.Nodes;
using AksEgress.Core.Addressing;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.RouteTables;

/// <summary>A route table with its routes: a view over the document of a Microsoft.Network/routeTables.</summary>
public sealed class RouteTable(ArmDocument document) : ArmResource(document), IArmResource<RouteTable>
{
    /// <inheritdoc/>
    static string IArmResource<RouteTable>.Type => ResourceTypes.RouteTables;

    private const int Width = 100;

    /// <summary>The routes, in ARM's order.</summary>
    public IReadOnlyList<Route> Routes =>
        (Route[])[.. Document.Root.Items("properties", "routes")
            .OfType<JsonObject>()
            .Select(route => new Route(route, Name, ResourceGroupName))];

    /// <summary>The ids of the subnets that use the table.</summary>
    public IReadOnlyList<string> Subnets => Document.Root.Ids("properties", "subnets");

    /// <summary>True when routes learned from a gateway are kept out.</summary>
    public bool DisableBgpRoutePropagation => Document.Root.Flag("properties", "disableBgpRoutePropagation") ?? false;

    /// <summary>
    /// The routes in the order in which the network prefers them: the longest prefix first, IPv4 before IPv6,
    /// service tags (whose ranges Azure keeps to itself) before the default route.
    /// </summary>
    public IReadOnlyList<Route> RoutesByPrecedence =>
        (Route[])[.. Routes.OrderBy(route => Rank(route).IsIPv6)
            .ThenByDescending(route => Rank(route).Length)
            .ThenBy(route => route.AddressPrefix, StringComparer.Ordinal)];

    /// <summary>The text of <see cref="ToPicture"/>, as a property: views can't call methods in ConstrainedLanguage mode.</summary>
    public string Picture => ToPicture();

    /// <summary>
    /// The table as the network sees it: a line about it, then its routes in the order of precedence, in at most 100 columns.
    /// </summary>
    public string ToPicture()
    {
        var lines = new StringBuilder();
        lines.AppendLine(Cut($"   {Name}   {Location}   {Sentences.Count(Routes.Count, "route")}, {DescribeUse()}"));
        var rows = RoutesByPrecedence.Select(route =>
            (route.AddressPrefix, Hop: $"{route.NextHopType} {route.NextHopIpAddress}".TrimEnd(), route.Name)).ToList();
        if (rows.Count == 0)
        {
            return lines.ToString();
        }

        rows.InsertRange(0, [("Prefix", "NextHop", "Name"), ("------", "-------", "----")]);
        var prefix = rows.Max(row => row.AddressPrefix.Length);
        var hop = rows.Max(row => row.Hop.Length);
        lines.AppendLine();
        foreach (var row in rows)
        {
            lines.AppendLine(Cut($"{row.AddressPrefix.PadRight(prefix)}  {row.Hop.PadRight(hop)}  {row.Name}"));
        }

        return lines.ToString();
    }

    /// <summary>Who uses the table, for a sentence.</summary>
    internal string DescribeUse() => Subnets.Count == 0
        ? "used by no subnet"
        : "used by "
            + Sentences.List([.. Subnets.Select(id => ArmResourceId.TryParse(id, out var subnet) ? string.Join('/', subnet.Names) : id)]);

    private static (bool IsIPv6, double Length) Rank(Route route) =>
        Cidr.TryParse(route.AddressPrefix, out var range) ? (Cidr.IsIPv6(range), range.PrefixLength) : (false, 0.5);

    private static string Cut(string line) => line.Length <= Width ? line.TrimEnd() : line[..(Width - 3)] + "...";

    /// <inheritdoc/>
    static RouteTable IArmResource<RouteTable>.Of(ArmDocument document) => new(document);

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Users => Subnets;
}
