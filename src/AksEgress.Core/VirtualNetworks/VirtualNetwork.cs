using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;
using AksEgress.Core.Subnets;
using AksEgress.Core.Texts;

namespace AksEgress.Core.VirtualNetworks;

/// <summary>A virtual network with its subnets: a view over the document of a Microsoft.Network/virtualNetworks.</summary>
public sealed class VirtualNetwork(ArmDocument document) : ArmResource(document), IArmResource<VirtualNetwork>
{
    /// <inheritdoc/>
    static string IArmResource<VirtualNetwork>.Type => ResourceTypes.VirtualNetworks;

    /// <summary>The address ranges, as CIDR.</summary>
    public OutputList<string> AddressPrefix => Document.Root.Texts("properties", "addressSpace", "addressPrefixes");

    /// <summary>The subnets, in ARM's order.</summary>
    public OutputList<Subnet> Subnets =>
        (Subnet[])[.. Document.Root.Items("properties", "subnets")
            .OfType<JsonObject>()
            .Select(subnet => new Subnet(new ArmDocument(subnet)))];

    /// <summary>The network's own DNS servers; none means Azure's.</summary>
    public OutputList<string> DnsServers => Document.Root.Texts("properties", "dhcpOptions", "dnsServers");

    /// <summary>The address ranges of the networks peered with this one, as CIDR.</summary>
    public OutputList<string> PeeredAddressPrefix =>
        (string[])[.. Document.Root.Items("properties", "virtualNetworkPeerings")
            .SelectMany(peering => peering.Texts("properties", "remoteAddressSpace", "addressPrefixes"))];

    /// <inheritdoc/>
    static VirtualNetwork IArmResource<VirtualNetwork>.Of(ArmDocument document) => new(document);

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Users => [.. Subnets.SelectMany(subnet => subnet.UsedBy)];
}
