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

    /// <summary>The routes, in ARM's order.</summary>
    public OutputList<Route> Routes =>
        (Route[])[.. Document.Root.Items("properties", "routes")
            .OfType<JsonObject>()
            .Select(route => new Route(route, Name, ResourceGroupName))];

    /// <summary>The ids of the subnets that use the table.</summary>
    public OutputList<string> Subnets => Document.Root.Ids("properties", "subnets");

    /// <summary>True when the subnets don't receive routes from a gateway.</summary>
    public bool DisableBgpRoutePropagation => Document.Root.Flag("properties", "disableBgpRoutePropagation") ?? false;

    /// <summary>
    /// The routes in the order in which the network prefers them: the longest prefix first, IPv4 before IPv6,
    /// service tags (whose ranges aren't known here) before the default route.
    /// </summary>
    public OutputList<Route> RoutesByPrecedence =>
        (Route[])[.. Routes.OrderBy(route => Rank(route).IsIPv6)
            .ThenByDescending(route => Rank(route).Length)
            .ThenBy(route => route.AddressPrefix, StringComparer.Ordinal)];

    /// <summary>The text of <see cref="ToPicture"/>, as a property: views can't call methods in ConstrainedLanguage mode.</summary>
    public string Picture => ToPicture();

    /// <summary>
    /// The table as text: a line about it, then its routes in the order of precedence. Names and addresses aren't truncated.
    /// </summary>
    public string ToPicture()
    {
        var lines = new StringBuilder();
        var title = $"   {Name}   {Location}   {Sentences.Count(Routes.Count, "route")}, {DescribeUse()}";
        lines.AppendLine(title);
        var rows = RoutesByPrecedence.Select(route =>
            (route.AddressPrefix, Type: route.NextHopType, Address: route.NextHopIpAddress ?? string.Empty, route.Name)).ToList();
        if (rows.Count == 0)
        {
            return lines.ToString();
        }

        rows.InsertRange(
            0,
            [
                (nameof(Route.AddressPrefix), nameof(Route.NextHopType), nameof(Route.NextHopIpAddress), nameof(Route.Name)),
                ("-------------", "-----------", "----------------", "----"),
            ]);
        var prefix = rows.Max(row => row.AddressPrefix.Length);
        var type = rows.Max(row => row.Type.Length);
        var address = rows.Max(row => row.Address.Length);
        lines.AppendLine();
        foreach (var row in rows)
        {
            var line = $"{row.AddressPrefix.PadRight(prefix)}  {row.Type.PadRight(type)}  {row.Address.PadRight(address)}  {row.Name}";
            lines.AppendLine(line.TrimEnd());
        }

        return lines.ToString();
    }

    /// <summary>The subnets that use the table, for a sentence.</summary>
    internal string DescribeUse() => Subnets.Count == 0
        ? "used by no subnet"
        : "used by "
            + Sentences.List([.. Subnets.Select(id => ArmResourceId.TryParse(id, out var subnet) ? string.Join('/', subnet.Names) : id)]);

    private static (bool IsIPv6, double Length) Rank(Route route) =>
        Cidr.TryParse(route.AddressPrefix, out var range) ? (Cidr.IsIPv6(range), range.PrefixLength) : (false, 0.5);

    /// <inheritdoc/>
    static RouteTable IArmResource<RouteTable>.Of(ArmDocument document) => new(document);

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Users => Subnets;
}
