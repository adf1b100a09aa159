namespace AksEgress.Core.Paths;

/// <summary>Who created a route.</summary>
public enum RouteSource : long
{
    /// <summary>Not known: a gateway can add routes that no document contains.</summary>
    Unknown,

    /// <summary>A route of a route table.</summary>
    User,

    /// <summary>A default route of Azure.</summary>
    System,

    /// <summary>A virtual network gateway, by BGP; only with effective routes.</summary>
    VirtualNetworkGateway,
}
