namespace AksEgress.Core.RouteTables;

/// <summary>What a route table should be.</summary>
public sealed record RouteTableRequest
{
    /// <summary>Its routes, besides the default routes.</summary>
    public IReadOnlyList<Route> Routes { get; init; } = [];

    /// <summary>The appliance that is the next hop of the default route: an address, or an Azure Firewall by name or ID; or null.</summary>
    public string? DefaultRouteTo { get; init; }

    /// <summary>The Azure Firewalls that are the next hops of default routes, by address, name or ID.</summary>
    public IReadOnlyList<string> Firewalls { get; init; } = [];

    /// <summary>True to not propagate routes that a gateway learns by BGP to the table's subnets; null to keep the current value.</summary>
    public bool? DisableBgpRoutePropagation { get; init; }
}
