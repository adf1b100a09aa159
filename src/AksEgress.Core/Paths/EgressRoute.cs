namespace AksEgress.Core.Paths;

/// <summary>A route of a route table, or a route that applies to the nodes of a subnet.</summary>
public sealed class EgressRoute
{
    /// <summary>The subnet; null for a route of a route table that wasn't read for a subnet.</summary>
    public string? Subnet { get; init; }

    /// <summary>The destination: a range in CIDR notation or a service tag; <c>BGP</c> for routes that no document contains.</summary>
    public required string AddressPrefix { get; init; }

    /// <summary>VirtualAppliance, VirtualNetworkGateway, VnetLocal, VNetPeering, Internet, None, or another type of Azure.</summary>
    public required string NextHopType { get; init; }

    /// <summary>The appliance's address; null for any other type.</summary>
    public string? NextHopIpAddress { get; init; }

    /// <summary>Who created the route.</summary>
    public required RouteSource Source { get; init; }

    /// <summary>Whether the route applies, or a route with the same prefix takes precedence.</summary>
    public required RouteState State { get; init; }

    /// <summary>The name of a user-defined route; null for any other route.</summary>
    public string? Name { get; init; }

    /// <summary>The ID of the route table; null for a route that isn't user-defined.</summary>
    public string? RouteTable { get; init; }

    /// <summary>The name of the route table; null for a route that isn't user-defined.</summary>
    public string? RouteTableName { get; init; }

    /// <summary>The resource group of the route table; null for a route that isn't user-defined.</summary>
    public string? ResourceGroupName { get; init; }

    /// <summary>The subscription.</summary>
    public string? SubscriptionId { get; init; }

    /// <summary>ARM's provisioning state of a user-defined route; null for any other route.</summary>
    public string? ProvisioningState { get; init; }

    /// <summary>The ID of a user-defined route; null for any other route.</summary>
    public string? ResourceId { get; init; }

    /// <summary>The ID of a user-defined route; null for any other route.</summary>
    public string? Id => ResourceId;

    /// <summary>The route in one line.</summary>
    public override string ToString() =>
        $"{AddressPrefix} -> {NextHopType}{(NextHopIpAddress is null ? string.Empty : " " + NextHopIpAddress)}";
}
