namespace AksEgress.Core.RouteTables;

/// <summary>What a route table should be.</summary>
public sealed record RouteTableRequest
{
    /// <summary>Its routes, besides the default routes.</summary>
    public IReadOnlyList<Route> Routes { get; init; } = [];

    /// <summary>The appliance that gets the default route: an address, or an Azure Firewall by name or id; or null.</summary>
    public string? DefaultRouteTo { get; init; }

    /// <summary>The Azure Firewalls that get a default route, by address, name or id.</summary>
    public IReadOnlyList<string> Firewalls { get; init; } = [];

    /// <summary>True keeps routes that a gateway learns by BGP out of the table's subnets; null leaves it as it is.</summary>
    public bool? DisableBgpRoutePropagation { get; init; }
}
