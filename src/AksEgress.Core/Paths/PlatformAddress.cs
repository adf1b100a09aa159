using System.Net;

namespace AksEgress.Core.Paths;

/// <summary>
/// The addresses of the node's host: Azure DNS and the metadata service. Routes don't apply to them, and of the rules of network security
/// groups only those that name their service tags (https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16,
/// https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#azure-platform-considerations).
/// </summary>
internal static class PlatformAddress
{
    private static readonly (string Tag, AddressInterval Address)[] s_known =
    [
        ("AzurePlatformDNS", AddressInterval.Of(IPAddress.Parse("168.63.129.16"))),
        ("AzurePlatformIMDS", AddressInterval.Of(IPAddress.Parse("169.254.169.254"))),
    ];

    /// <summary>The address of a service tag; null for any other tag.</summary>
    public static AddressInterval? Of(string tag)
    {
        foreach (var (name, address) in s_known)
        {
            if (string.Equals(name, tag, StringComparison.OrdinalIgnoreCase))
            {
                return address;
            }
        }

        return null;
    }

    /// <summary>The service tag of an address; null for any other address.</summary>
    public static string? TagOf(AddressInterval address)
    {
        foreach (var (name, known) in s_known)
        {
            if (known == address)
            {
                return name;
            }
        }

        return null;
    }
}
