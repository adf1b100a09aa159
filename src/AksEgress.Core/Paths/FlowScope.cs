namespace AksEgress.Core.Paths;

/// <summary>Where a destination is, seen from a subnet. Service tags such as Internet and VirtualNetwork depend on it.</summary>
internal enum FlowScope
{
    /// <summary>A public IPv4 address.</summary>
    PublicIPv4,

    /// <summary>A public IPv6 address.</summary>
    PublicIPv6,

    /// <summary>An IPv4 address of the virtual network or a peered one.</summary>
    LocalIPv4,

    /// <summary>An IPv6 address of the virtual network or a peered one.</summary>
    LocalIPv6,

    /// <summary>A private IPv4 address elsewhere, such as on-premises.</summary>
    PrivateIPv4,

    /// <summary>A private IPv6 address elsewhere.</summary>
    PrivateIPv6,

    /// <summary>A name whose address isn't known, on the Internet.</summary>
    Name,

    /// <summary>
    /// A name of a Microsoft service that many clusters use, with many addresses that change: a rule or route for less than 256 addresses
    /// is taken to concern something else.
    /// </summary>
    ServiceName,

    /// <summary>A name that a private endpoint in the network may resolve to a private address.</summary>
    PrivateLinkName,
}
