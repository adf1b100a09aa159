using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.PublicIps;

/// <summary>A public IP address.</summary>
public sealed class PublicIp(ArmDocument document) : ArmResource(document), IArmResource<PublicIp>
{
    /// <inheritdoc/>
    static string IArmResource<PublicIp>.Type => ResourceTypes.PublicIps;

    /// <summary>The address; null until Azure has assigned one.</summary>
    public string? IpAddress => Document.Root.Text("properties", "ipAddress");

    /// <summary>Standard, StandardV2 or Basic.</summary>
    public string? Sku => Document.Root.Text("sku", "name");

    /// <summary>Static or Dynamic.</summary>
    public string? AllocationMethod => Document.Root.Text("properties", "publicIPAllocationMethod");

    /// <summary>IPv4 or IPv6.</summary>
    public string? IpVersion => Document.Root.Text("properties", "publicIPAddressVersion");

    /// <summary>The availability zones.</summary>
    public OutputList<string> Zone => Document.Root.Texts("zones");

    /// <summary>The ID of the NAT gateway or the IP configuration that uses the address; null if it isn't in use.</summary>
    public string? UsedBy =>
        Document.Root.Text("properties", "natGateway", "id") ?? Document.Root.Text("properties", "ipConfiguration", "id");

    /// <summary>The ID of the prefix of the address, or null.</summary>
    public string? PublicIpPrefix => Document.Root.Text("properties", "publicIPPrefix", "id");

    /// <inheritdoc/>
    static PublicIp IArmResource<PublicIp>.Of(ArmDocument document) => new(document);

    /// <summary>True if traffic is routed over the Internet instead of Microsoft's network (ipTags RoutingPreference=Internet).</summary>
    internal bool HasInternetRoutingPreference => Document.Root.Items("properties", "ipTags").Any(tag =>
        string.Equals(tag.Text("ipTagType"), "RoutingPreference", StringComparison.OrdinalIgnoreCase)
            && string.Equals(tag.Text("tag"), "Internet", StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Users => UsedBy is { } user ? [user] : [];
}
