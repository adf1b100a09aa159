namespace AksEgress.Core.RouteTables;

/// <summary>What a route table should be.</summary>
public sealed record RouteTableRequest
{
    /// <summary>Its routes, besides the default routes.</summary>
    public IReadOnlyList<Route> Routes { get; init; } = [];

    /// <summary>The appliances that get a default route: addresses, or Azure Firewalls by name or id.</summary>
    public IReadOnlyList<string> DefaultRouteTo { get; init; } = [];

    /// <summary>True keeps routes that a gateway learns by BGP out of the table's subnets; null leaves it as it is.</summary>
    public bool? DisableBgpRoutePropagation { get; init; }
}
