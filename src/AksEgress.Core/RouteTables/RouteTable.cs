using System.Text.Json.Nodes;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;

namespace AksEgress.Core.RouteTables;

/// <summary>A route table.</summary>
public sealed class RouteTable(ArmDocument document) : ArmResource(document)
{
    /// <summary>The routes, in ARM's order.</summary>
    public IReadOnlyList<Route> Routes =>
        [.. Document.Root.Items("properties", "routes").OfType<JsonObject>().Select(route => new Route(route, Name, ResourceGroupName))];

    /// <summary>The ids of the subnets that use the table.</summary>
    public IReadOnlyList<string> Subnets => Document.Root.Ids("properties", "subnets");

    /// <summary>True when routes learned from a gateway are kept out.</summary>
    public bool DisableBgpRoutePropagation => Document.Root.Flag("properties", "disableBgpRoutePropagation") ?? false;
}
