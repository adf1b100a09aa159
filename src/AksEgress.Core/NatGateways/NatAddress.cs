using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.PublicIps;
using AksEgress.Core.Resources;

namespace AksEgress.Core.NatGateways;

/// <summary>A public IP address or prefix of a NAT gateway.</summary>
/// <param name="Resource">The address or prefix.</param>
/// <param name="Sku">Standard, StandardV2 or Basic.</param>
/// <param name="IsIPv6">True for IPv6.</param>
/// <param name="Count">The number of its addresses.</param>
/// <param name="Users">The IDs of the resources that use it.</param>
internal sealed record NatAddress(ArmResource Resource, string Sku, bool IsIPv6, int Count, IReadOnlyList<string> Users)
{
    public bool IsPrefix => Resource is PublicIpPrefix;

    public string Words => ResourceNouns.Describe(IsPrefix ? ResourceTypes.PublicIpPrefixes : ResourceTypes.PublicIps);

    public static NatAddress Of(PublicIp ip) =>
        new(ip, ip.Sku ?? "Basic", ip.IpVersion == "IPv6", 1, ip.UsedBy is { } user ? [user] : []);

    // Single addresses from a prefix are validated by ARM. A NAT gateway or a frontend uses the whole prefix.
    public static NatAddress Of(PublicIpPrefix prefix)
    {
        var isIPv6 = prefix.IpVersion == "IPv6";
        return new(
            prefix, prefix.Sku ?? "Standard", isIPv6, prefix.PrefixLength is { } length ? 1 << ((isIPv6 ? 128 : 32) - length) : 1,
            [.. new[]
            {
                prefix.Document.Root.Text("properties", "natGateway", "id"),
                prefix.Document.Root.Text("properties", "loadBalancerFrontendIpConfiguration", "id")
            }.OfType<string>()]);
    }
}
