using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.NatGateways;

/// <summary>A NAT gateway, of your own or made by AKS: a view over the document of a Microsoft.Network/natGateways.</summary>
public sealed class NatGateway(ArmDocument document) : ArmResource(document), IArmResource<NatGateway>
{
    /// <inheritdoc/>
    static string IArmResource<NatGateway>.Type => ResourceTypes.NatGateways;

    /// <summary>Standard or StandardV2.</summary>
    public string? Sku => Document.Root.Text("sku", "name");

    /// <summary>The ids of its public IP addresses, of both versions.</summary>
    public OutputList<string> PublicIp =>
        (string[])[.. Document.Root.Ids("properties", "publicIpAddresses"), .. Document.Root.Ids("properties", "publicIpAddressesV6")];

    /// <summary>The ids of its public IP prefixes, of both versions.</summary>
    public OutputList<string> PublicIpPrefix =>
        (string[])[.. Document.Root.Ids("properties", "publicIpPrefixes"), .. Document.Root.Ids("properties", "publicIpPrefixesV6")];

    /// <summary>Minutes until an idle connection is dropped, 4 to 120.</summary>
    public int? IdleTimeoutInMinutes => Document.Root.Number("properties", "idleTimeoutInMinutes");

    /// <summary>The availability zones; none means that Azure chooses.</summary>
    public OutputList<string> Zone => Document.Root.Texts("zones");

    /// <summary>The ids of the subnets that leave through it.</summary>
    public OutputList<string> Subnets => Document.Root.Ids("properties", "subnets");

    /// <summary>The ids of all that keeps the gateway from being removed: subnets, and for StandardV2 a whole virtual network.</summary>
    public OutputList<string> UsedBy =>
        Document.Root.Text("properties", "sourceVirtualNetwork", "id") is { } network ? (string[])[.. Subnets, network] : Subnets;

    /// <inheritdoc/>
    static NatGateway IArmResource<NatGateway>.Of(ArmDocument document) => new(document);

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Users => UsedBy;
}
