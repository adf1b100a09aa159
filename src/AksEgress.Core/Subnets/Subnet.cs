using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Subnets;

/// <summary>A subnet of a virtual network.</summary>
public sealed class Subnet(ArmDocument document) : ArmResource(document), IArmResource<Subnet>
{
    /// <inheritdoc/>
    static string IArmResource<Subnet>.Type => ResourceTypes.Subnets;

    /// <summary>The name of the subnet's virtual network.</summary>
    public string VirtualNetworkName => ParsedId.Names[0];

    /// <summary>The address ranges, as CIDR.</summary>
    public OutputList<string> AddressPrefix => Prefixes(Document.Root);

    /// <summary>The id of the route table, or null.</summary>
    public string? RouteTable => Document.Root.Text("properties", "routeTable", "id");

    /// <summary>The id of the NAT gateway, or null.</summary>
    public string? NatGateway => Document.Root.Text("properties", "natGateway", "id");

    /// <summary>The id of the network security group, or null.</summary>
    public string? NetworkSecurityGroup => Document.Root.Text("properties", "networkSecurityGroup", "id");

    /// <summary>
    /// False for a private subnet, whose resources have no default outbound access; null if the document doesn't tell: subnets that were
    /// created before API version 2025-07-01 without this setting have it.
    /// </summary>
    public bool? DefaultOutboundAccess => Document.Root.Flag("properties", "defaultOutboundAccess");

    /// <summary>The services that the subnet is delegated to.</summary>
    public OutputList<string> Delegation =>
        (string[])[.. Document.Root.Items("properties", "delegations")
            .Select(item => item.Text("properties", "serviceName"))
            .OfType<string>()];

    /// <summary>The IDs of the resources in the subnet: network interfaces, load balancer frontends, firewalls.</summary>
    public OutputList<string> IpConfigurations => Document.Root.Ids("properties", "ipConfigurations");

    /// <summary>
    /// The IDs of all resources that prevent the removal of the subnet: IP configurations, private endpoints, service links.
    /// </summary>
    public OutputList<string> UsedBy =>
    (string[])[
        .. IpConfigurations,
        .. Document.Root.Ids("properties", "ipConfigurationProfiles"),
        .. Document.Root.Ids("properties", "privateEndpoints"),
        .. Document.Root.Ids("properties", "serviceAssociationLinks"),
        .. Document.Root.Ids("properties", "resourceNavigationLinks"),
    ];

    /// <summary>The ranges in a subnet's document, from the member that ARM uses.</summary>
    internal static OutputList<string> Prefixes(JsonNode subnet) =>
        subnet.Text("properties", "addressPrefix") is { } prefix ? (string[])[prefix] : subnet.Texts("properties", "addressPrefixes");

    /// <inheritdoc/>
    static Subnet IArmResource<Subnet>.Of(ArmDocument document) => new(document);

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Users => UsedBy;

    /// <inheritdoc/>
    internal override string RemovalText =>
        $"Remove subnet '{Name}' ({string.Join(", ", AddressPrefix)}) from virtual network '{ParsedId.Parent!.Name}'";
}
