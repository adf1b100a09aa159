namespace AksEgress.Core.Paths;

/// <summary>Why a path is Unknown.</summary>
public enum UnknownReason : long
{
    /// <summary>It isn't.</summary>
    None,

    /// <summary>A resource can't be read: no permission, not found, or in another tenant.</summary>
    Unreadable,

    /// <summary>The next hop is an appliance that Azure has no rules of, or a gateway.</summary>
    OtherAppliance,

    /// <summary>A rule filters by addresses or service tags, and the destination's addresses aren't known.</summary>
    AddressUnknown,

    /// <summary>BGP can advertise routes that no document contains.</summary>
    GatewayRoutes,

    /// <summary>The HTTP proxy of the cluster decides.</summary>
    HttpProxy,

    /// <summary>Node auto-provisioning or a hosted system pool uses subnets that aren't in the cluster's document.</summary>
    SubnetsUnknown,
}
