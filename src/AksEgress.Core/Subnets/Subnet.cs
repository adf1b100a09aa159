using AksEgress.Core.Documents;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Subnets;

/// <summary>A subnet of a virtual network.</summary>
public sealed class Subnet(ArmDocument document) : ArmResource(document)
{
    /// <summary>The virtual network's name.</summary>
    public string VirtualNetworkName => ResourceId.Names[0];

    /// <summary>The address ranges, as CIDR.</summary>
    public IReadOnlyList<string> AddressPrefix =>
        Document.Root.Text("properties", "addressPrefix") is { } prefix ? [prefix] : Document.Root.Texts("properties", "addressPrefixes");

    /// <summary>The id of the route table, or null.</summary>
    public string? RouteTable => Document.Root.Text("properties", "routeTable", "id");

    /// <summary>The id of the NAT gateway, or null.</summary>
    public string? NatGateway => Document.Root.Text("properties", "natGateway", "id");

    /// <summary>The id of the network security group, or null.</summary>
    public string? NetworkSecurityGroup => Document.Root.Text("properties", "networkSecurityGroup", "id");

    /// <summary>The services that the subnet is delegated to.</summary>
    public IReadOnlyList<string> Delegation =>
        [.. Document.Root.Items("properties", "delegations").Select(item => item.Text("properties", "serviceName")).OfType<string>()];

    /// <summary>What lives in the subnet: ids of network interfaces, load balancer frontends, firewalls.</summary>
    public IReadOnlyList<string> IpConfigurations => Document.Root.Ids("properties", "ipConfigurations");
}
