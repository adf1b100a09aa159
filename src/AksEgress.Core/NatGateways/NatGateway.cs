using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.NatGateways;

/// <summary>A NAT gateway, created by the user or by AKS: a view of the document of a Microsoft.Network/natGateways.</summary>
public sealed class NatGateway(ArmDocument document) : ArmResource(document), IArmResource<NatGateway>
{
    /// <inheritdoc/>
    static string IArmResource<NatGateway>.Type => ResourceTypes.NatGateways;

    /// <summary>Standard or StandardV2.</summary>
    public string? Sku => Document.Root.Text("sku", "name");

    /// <summary>The IDs of its public IP addresses, IPv4 and IPv6.</summary>
    public OutputList<string> PublicIp =>
        (string[])[.. Document.Root.Ids("properties", "publicIpAddresses"), .. Document.Root.Ids("properties", "publicIpAddressesV6")];

    /// <summary>The IDs of its public IP prefixes, IPv4 and IPv6.</summary>
    public OutputList<string> PublicIpPrefix =>
        (string[])[.. Document.Root.Ids("properties", "publicIpPrefixes"), .. Document.Root.Ids("properties", "publicIpPrefixesV6")];

    /// <summary>Minutes until an idle connection is dropped, 4 to 120.</summary>
    public int? IdleTimeoutInMinutes => Document.Root.Number("properties", "idleTimeoutInMinutes");

    /// <summary>The availability zones; empty if Azure selects one.</summary>
    public OutputList<string> Zone => Document.Root.Texts("zones");

    /// <summary>The IDs of the associated subnets.</summary>
    public OutputList<string> Subnets => Document.Root.Ids("properties", "subnets");

    /// <summary>The IDs of the resources that prevent its removal: subnets, or a virtual network for StandardV2.</summary>
    public OutputList<string> UsedBy =>
        Document.Root.Text("properties", "sourceVirtualNetwork", "id") is { } network ? (string[])[.. Subnets, network] : Subnets;

    /// <inheritdoc/>
    static NatGateway IArmResource<NatGateway>.Of(ArmDocument document) => new(document);

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Users => UsedBy;
}
