using AksEgress.Core.RouteTables;

namespace AksEgress.Core.Paths;

/// <summary>The next hop of a route.</summary>
/// <param name="Type">VirtualAppliance, VirtualNetworkGateway, VnetLocal, VNetPeering, Internet, or None.</param>
/// <param name="Address">The appliance's address; null for any other type.</param>
/// <param name="Prefix">The prefix of the route.</param>
/// <param name="Route">The user-defined route; null for a system route.</param>
internal sealed record NextHop(string Type, string? Address, string Prefix, Route? Route)
{
    /// <summary>The type of a next hop in a virtual network.</summary>
    public const string Local = "VnetLocal";

    /// <summary>The type of a next hop in a peered virtual network.</summary>
    public const string Peering = "VNetPeering";

    /// <summary>The type of a next hop to the Internet.</summary>
    public const string Internet = "Internet";

    /// <summary>The type of a next hop to an appliance.</summary>
    public const string Appliance = "VirtualAppliance";

    /// <summary>The type of a next hop to a virtual network gateway.</summary>
    public const string Gateway = "VirtualNetworkGateway";

    /// <summary>The type of a next hop that drops traffic.</summary>
    public const string Drop = "None";

    /// <summary>The type of a next hop to an Azure service, for subnets with its service endpoint.</summary>
    public const string ServiceEndpoint = "VirtualNetworkServiceEndpoint";

    /// <summary>The type of a next hop to the platform of the node's host.</summary>
    public const string Platform = "AzurePlatform";

    /// <summary>Azure DNS and the metadata service.</summary>
    public static NextHop PlatformHop { get; } = new(Platform, null, "168.63.129.16/32", null);

    /// <summary>True for the next hops of system routes that BGP routes don't override, even if they're more specific.</summary>
    public bool PrecedesBgp => Route is null && (Is(Local) || Is(Peering) || Is(ServiceEndpoint));

    /// <summary>True if traffic goes the same way.</summary>
    public bool IsSame(NextHop other) =>
        string.Equals(Type, other.Type, StringComparison.OrdinalIgnoreCase) && Address == other.Address;

    /// <summary>True for a type.</summary>
    public bool Is(string type) => string.Equals(Type, type, StringComparison.OrdinalIgnoreCase);

    /// <summary>The route in one line.</summary>
    public override string ToString() => $"{Prefix} -> {(Address is null ? Type : Address)}";
}
