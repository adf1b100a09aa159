using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.PublicIps;

/// <summary>A public IP prefix: a contiguous range of public addresses.</summary>
public sealed class PublicIpPrefix(ArmDocument document) : ArmResource(document), IArmResource<PublicIpPrefix>
{
    /// <inheritdoc/>
    static string IArmResource<PublicIpPrefix>.Type => ResourceTypes.PublicIpPrefixes;

    /// <summary>The range as CIDR; null until Azure has assigned one.</summary>
    public string? IpPrefix => Document.Root.Text("properties", "ipPrefix");

    /// <summary>The number of network bits: 28 to 31 for IPv4, 124 to 127 for IPv6.</summary>
    public int? PrefixLength => Document.Root.Number("properties", "prefixLength");

    /// <summary>Standard or StandardV2.</summary>
    public string? Sku => Document.Root.Text("sku", "name");

    /// <summary>IPv4 or IPv6.</summary>
    public string? IpVersion => Document.Root.Text("properties", "publicIPAddressVersion");

    /// <summary>The availability zones.</summary>
    public OutputList<string> Zone => Document.Root.Texts("zones");

    /// <summary>The IDs of the resources that use the prefix: a NAT gateway, a load balancer frontend, public IP addresses.</summary>
    public OutputList<string> UsedBy =>
    (string[])[
        .. new[]
        {
            Document.Root.Text("properties", "natGateway", "id"),
            Document.Root.Text("properties", "loadBalancerFrontendIpConfiguration", "id")
        }.OfType<string>(),
        .. Document.Root.Ids("properties", "publicIPAddresses"),
    ];

    /// <inheritdoc/>
    static PublicIpPrefix IArmResource<PublicIpPrefix>.Of(ArmDocument document) => new(document);

    /// <summary>True if the range is the user's own (custom IP prefix, BYOIP).</summary>
    internal bool IsCustom => Document.Root.Text("properties", "customIPPrefix", "id") is { Length: > 0 };

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Users => UsedBy;
}
