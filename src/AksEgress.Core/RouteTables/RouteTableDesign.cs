using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Plans;
using AksEgress.Core.Texts;

namespace AksEgress.Core.RouteTables;

/// <summary>What a route table should be; refuses a route name or prefix that occurs twice.</summary>
public sealed class RouteTableDesign : ResourceDesign
{
    private readonly ArmResourceId _id;
    private readonly IReadOnlyList<Route> _routes;
    private readonly bool? _disableBgpRoutePropagation;

    /// <summary>A table with routes.</summary>
    /// <param name="id">The table.</param>
    /// <param name="routes">Its routes.</param>
    /// <param name="disableBgpRoutePropagation">True to not propagate gateway routes; null to keep the current value.</param>
    public RouteTableDesign(ArmResourceId id, IReadOnlyList<Route> routes, bool? disableBgpRoutePropagation)
    {
        _id = id;
        _routes = routes;
        _disableBgpRoutePropagation = disableBgpRoutePropagation;
    }

    /// <summary>Warnings for the user, for example about firewalls that couldn't be identified or read.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <inheritdoc/>
    public override void Apply(ArmDocument document) => Apply(document, _id, _routes, _disableBgpRoutePropagation);

    /// <inheritdoc/>
    public override string Describe(ArmDocument document) => _routes.Count == 0
        ? "a route table"
        : $"a route table with {Sentences.Count(_routes.Count, "route")} ({string.Join("; ", _routes)})";

    /// <summary>Applies routes to a new document or to an existing table's, where a route of the same name is changed.</summary>
    /// <param name="document">The document to change.</param>
    /// <param name="id">The table.</param>
    /// <param name="routes">The requested routes.</param>
    /// <param name="disableBgpRoutePropagation">True to not propagate gateway routes; null to keep the current value.</param>
    /// <exception cref="EgressException">ResourceExists for a name twice, RouteConflict for a prefix twice.</exception>
    public static void Apply(ArmDocument document, ArmResourceId id, IReadOnlyList<Route> routes, bool? disableBgpRoutePropagation)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(id);
        CheckNames(routes);
        if (disableBgpRoutePropagation is { } disable)
        {
            document.Properties["disableBgpRoutePropagation"] = disable;
        }

        if (document.Root.At("properties", "routes") is not JsonArray all)
        {
            all = [];
            document.Properties["routes"] = all;
        }

        foreach (var route in routes)
        {
            var existing = all.OfType<JsonObject>().FirstOrDefault(other => Same(other.Text("name"), route.Name));
            if (existing is null)
            {
                all.Add((JsonNode)Sent(route));
            }
            else
            {
                new RouteRequest(route.Name, route.AddressPrefix, route.NextHopType, route.NextHopIpAddress).Apply(existing);
            }
        }

        CheckPrefixes(id.Name, [.. all.OfType<JsonObject>().Select(route => new Route(route))]);
    }

    /// <summary>Refuses a route whose name or prefix a table has already.</summary>
    /// <exception cref="EgressException">RouteExists or RouteConflict.</exception>
    public static void CheckNew(RouteTable table, Route route)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(route);
        if (table.Routes.FirstOrDefault(other => Same(other.Name, route.Name)) is { } existing)
        {
            throw EgressErrors.RouteExists(
                table.Name, existing.Name, existing.ToString(), table.ResourceGroupName, existing.Id ?? table.Id);
        }

        CheckPrefixes(table.Name, [.. table.Routes, route]);
    }

    /// <summary>Refuses a route that would take the prefix of another route of its table.</summary>
    /// <exception cref="EgressException">RouteConflict.</exception>
    public static void CheckChanged(RouteTable table, Route route)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(route);
        CheckPrefixes(table.Name, [.. table.Routes.Where(other => !Same(other.Name, route.Name)), route]);
    }

    private static void CheckNames(IReadOnlyList<Route> routes)
    {
        if (routes.GroupBy(route => route.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw EgressErrors.ResourceExists("Route", twice.Key, twice.Key);
        }
    }

    private static void CheckPrefixes(string tableName, IReadOnlyList<Route> routes)
    {
        if (routes
            .GroupBy(route => route.AddressPrefix, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw EgressErrors.RouteConflict(tableName, twice.Key, twice.First().Name);
        }
    }

    // Only the properties of the route are copied, not the ID, etag and state from another table.
    private static JsonObject Sent(Route route) =>
        new RouteRequest(route.Name, route.AddressPrefix, route.NextHopType, route.NextHopIpAddress).ToRoute().Document;

    private static bool Same(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
