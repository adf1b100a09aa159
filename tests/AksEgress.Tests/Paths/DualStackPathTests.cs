using static AksEgress.Core.Paths.PathVerdict;
using static AksEgress.Tests.Paths.PathSources;

namespace AksEgress.Tests.Paths;

/// <summary>IPv6 and dual stack.</summary>
public sealed class DualStackPathTests
{
    private const string Ips =
        "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.Network/publicIPAddresses/";
    private const string Standard = "{'sku':{'name':'Standard'},'properties':{'publicIpAddresses':[{'id':'" + Ips + "ip4'}]}}";
    private const string WithoutIPv6 = "{'sku':{'name':'StandardV2'},'properties':{'publicIpAddresses':[{'id':'" + Ips + "ip4'}]}}";
    private const string WithIPv6 = "{'sku':{'name':'StandardV2'},'properties':{'publicIpAddressesV6':[{'id':'" + Ips + "ip6'}]}}";
    private const string WithLowerCase = "{'sku':{'name':'standardV2'},'properties':{'publicIpAddressesV6':[{'id':'" + Ips + "ip6'}]}}";

    public static TheoryData<PathCase> Cases => new()
    {
        new("A cluster with IPv4 only has no IPv6 egress", DualStack, "[2606:4700::1111]:443", Denied, "no egress"),
        new("Dual stack through the load balancer", DualStack, "[2606:4700::1111]:443", Allowed, "load balancer")
        {
            Cluster = "{'networkProfile':{'ipFamilies':['IPv4','IPv6']}}",
        },
        new("Dual stack: IPv4 is unchanged", DualStack, "8.8.8.8:443", Allowed, "load balancer")
        {
            Cluster = "{'networkProfile':{'ipFamilies':['IPv4','IPv6']}}",
        },
        new("A Standard NAT gateway leaves IPv6 to the load balancer", DualNat, "[2606:4700::1111]:443", Allowed, "load balancer")
        {
            Cluster = "{'networkProfile':{'ipFamilies':['IPv4','IPv6']}}",
            NatGateway = Standard,
        },
        new("A Standard NAT gateway has no IPv6", NatSku, "[2606:4700::1111]:443", Denied, "no egress")
        {
            Cluster = "{'networkProfile':{'ipFamilies':['IPv4','IPv6']}}",
            Type = "userAssignedNATGateway",
            NatGateway = Standard,
        },
        new("A StandardV2 NAT gateway has IPv6 with an IPv6 address", NatSku, "[2606:4700::1111]:443", Allowed, "NAT gateway nat")
        {
            Cluster = "{'networkProfile':{'ipFamilies':['IPv4','IPv6']}}",
            Type = "userAssignedNATGateway",
            NatGateway = WithIPv6,
        },
        new("A StandardV2 NAT gateway without an IPv6 address", NatSku, "[2606:4700::1111]:443", Denied, "no egress")
        {
            Cluster = "{'networkProfile':{'ipFamilies':['IPv4','IPv6']}}",
            Type = "userAssignedNATGateway",
            NatGateway = WithoutIPv6,
        },
        new("The SKU is compared without case", NatSku, "[2606:4700::1111]:443", Allowed, "NAT gateway nat")
        {
            Cluster = "{'networkProfile':{'ipFamilies':['IPv4','IPv6']}}",
            Type = "userAssignedNATGateway",
            NatGateway = WithLowerCase,
        },
        new("A managed Standard NAT gateway has no IPv6", NatSku, "[2606:4700::1111]:443", Denied, "no egress")
        {
            Cluster = "{'networkProfile':{'ipFamilies':['IPv4','IPv6']}}",
            Type = "managedNATGateway",
            IsManaged = true,
        },
        new("A managed StandardV2 NAT gateway has IPv6", AksNat, "[2606:4700::1111]:443", Allowed, "managed NAT gateway")
        {
            Cluster = "{'networkProfile':{'ipFamilies':['IPv4','IPv6'],'natGatewayProfile':{'sku':'StandardV2'}}}",
            Type = "managedNATGateway",
            IsManaged = true,
        },
        new("userDefinedRouting without a route for IPv6", DualStack, "[2606:4700::1111]:443", Denied, "no egress")
        {
            Cluster = "{'networkProfile':{'ipFamilies':['IPv4','IPv6']}}",
            Routes = PathWorld.ToFirewall,
            NetworkRules = PathWorld.AllowAll,
        },
        new("A route that drops IPv6", UserRoutes, "[2606:4700::1111]:443", Denied, "r0")
        {
            Cluster = "{'networkProfile':{'ipFamilies':['IPv4','IPv6']}}",
            Routes = "[{'addressPrefix':'::/0','nextHopType':'None'}]",
            Type = "loadBalancer",
        },
        new("A route that drops IPv6 doesn't concern IPv4", UserRoutes, "8.8.8.8:443", Allowed, "load balancer")
        {
            Cluster = "{'networkProfile':{'ipFamilies':['IPv4','IPv6']}}",
            Routes = "[{'addressPrefix':'::/0','nextHopType':'None'}]",
            Type = "loadBalancer",
        },
        new("An IPv6 appliance isn't an Azure Firewall", UserRoutes, "[2606:4700::1111]:443", Unknown, "fd00::4")
        {
            Cluster = "{'networkProfile':{'ipFamilies':['IPv4','IPv6']}}",
            Routes = "[{'addressPrefix':'::/0','nextHopType':'VirtualAppliance','nextHopIpAddress':'fd00::4'}]",
        },
        new("Any address includes IPv6", NsgDefaults, "[2606:4700::1111]:443", Denied, "r100")
        {
            Cluster = "{'networkProfile':{'ipFamilies':['IPv4','IPv6']}}",
            Nsg = "[{'priority':100}]",
        },
        new("A rule for an IPv6 range", Nsg, "[2606:4700::1111]:443", Denied, "r100")
        {
            Cluster = "{'networkProfile':{'ipFamilies':['IPv4','IPv6']}}",
            Nsg = "[{'priority':100,'destinationAddressPrefix':'2606:4700::/32'}]",
        },
        new("An IPv6 address of the network", SystemRoutes, "[fd12::9]:443", Allowed, "system route")
        {
            Cluster = "{'networkProfile':{'ipFamilies':['IPv4','IPv6']}}",
            Network = "{'addressSpace':{'addressPrefixes':['10.42.0.0/16','fd12::/48']}}",
        },
        new("Default outbound access is IPv4", DefaultAccess, "[2606:4700::1111]:443", Denied, "no egress")
        {
            Cluster = "{'networkProfile':{'ipFamilies':['IPv4','IPv6']}}",
            Type = "none",
        },
        new("Public IP addresses of nodes are IPv4", NodeIps, "[2606:4700::1111]:443", Denied, "no egress")
        {
            Cluster = "{'networkProfile':{'ipFamilies':['IPv4','IPv6']}}",
            Type = "none",
            Pool = "{'enableNodePublicIP':true}",
            Subnet = "{'defaultOutboundAccess':false}",
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public Task The_verdict_is_that_of_the_source(PathCase item) => PathWorld.CheckAsync(item);
}
