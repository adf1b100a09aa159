namespace AksEgress.Simulator.Providers.EgressPaths;

/// <summary>The origin of a route, in ARM's names; of two routes with the same prefix, the higher one is used.</summary>
internal enum RouteSource
{
    /// <summary>A system route.</summary>
    Default,

    /// <summary>A route of a virtual network gateway, from BGP or from a local network gateway.</summary>
    VirtualNetworkGateway,

    /// <summary>A user-defined route.</summary>
    User,
}
