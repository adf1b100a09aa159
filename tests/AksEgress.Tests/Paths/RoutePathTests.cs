using AksEgress.Core.Paths;
using static AksEgress.Core.Paths.PathVerdict;
using static AksEgress.Tests.Paths.PathSources;

namespace AksEgress.Tests.Paths;

/// <summary>System routes, user-defined routes, and what gateways, peerings, and service endpoints add.</summary>
public sealed class RoutePathTests
{
    public static TheoryData<PathCase> Cases => new()
    {
        new("The Internet is the default", SystemRoutes, "8.8.8.8:443", Allowed, "load balancer"),
        new("Private ranges outside the network are dropped", SystemRoutes, "10.99.0.1:443", Denied, "system route"),
        new("The shared range of RFC 6598 is dropped", SystemRoutes, "100.64.0.1:443", Denied, "system route"),
        new("An address of the network", SystemRoutes, "10.42.200.1:443", Allowed, "system route"),
        new("An address of a peered network", SystemRoutes, "10.1.0.9:443", Allowed, "system route"),
        new(
            "A user-defined default route replaces the routes that drop private ranges",
            RouteExample, "10.99.0.1:443", Allowed, "net200")
        {
            Routes = PathWorld.ToFirewall,
            NetworkRules = PathWorld.AllowAll,
        },
        new("The appliance then decides about private ranges", RouteExample, "10.99.0.1:443", Denied, "default deny")
        {
            Routes = PathWorld.ToFirewall,
        },
        new("Other routes don't replace them", RouteExample, "10.99.0.1:443", Denied, "system route")
        {
            Routes = "[{'addressPrefix':'20.0.0.0/8','nextHopType':'VirtualAppliance','nextHopIpAddress':'10.1.0.4'}]",
        },
        new("The longest prefix wins", Routes, "8.8.8.8:443", Denied, "r1")
        {
            Routes = "[{'addressPrefix':'0.0.0.0/0','nextHopType':'VirtualAppliance','nextHopIpAddress':'10.1.0.4'},"
                + "{'addressPrefix':'8.8.8.0/24','nextHopType':'None'}]",
            NetworkRules = PathWorld.AllowAll,
        },
        new("Addresses outside the longest prefix", Routes, "8.8.9.8:443", Allowed, "net200")
        {
            Routes = "[{'addressPrefix':'0.0.0.0/0','nextHopType':'VirtualAppliance','nextHopIpAddress':'10.1.0.4'},"
                + "{'addressPrefix':'8.8.8.0/24','nextHopType':'None'}]",
            NetworkRules = PathWorld.AllowAll,
        },
        new("A user-defined route precedes a system route", RouteExample, "10.1.0.9:443", Denied, "r0")
        {
            Routes = "[{'addressPrefix':'10.1.0.0/16','nextHopType':'None'}]",
        },
        new("A shorter user-defined route doesn't", Routes, "10.1.0.9:443", Allowed, "system route")
        {
            Routes = "[{'addressPrefix':'10.0.0.0/8','nextHopType':'None'}]",
        },
        new("A route for the network's own range precedes its system route", RouteExample, "10.42.9.9:443", Unknown, "10.42.0.4")
        {
            Routes = "[{'addressPrefix':'10.42.0.0/16','nextHopType':'VirtualAppliance','nextHopIpAddress':'10.42.0.4'}]",
            Reason = UnknownReason.OtherAppliance,
        },
        new("A longer route keeps the subnet's traffic in the network", RouteExample, "10.42.1.9:443", Allowed, "r1")
        {
            Routes = "[{'addressPrefix':'10.42.0.0/16','nextHopType':'VirtualAppliance','nextHopIpAddress':'10.42.0.4'},"
                + "{'addressPrefix':'10.42.1.0/24','nextHopType':'VnetLocal'}]",
        },
        new("The type of a next hop is compared without case", UserRoutes, "10.42.1.9:443", Allowed, "r1")
        {
            Routes = "[{'addressPrefix':'10.42.0.0/16','nextHopType':'VirtualAppliance','nextHopIpAddress':'10.42.0.4'},"
                + "{'addressPrefix':'10.42.1.0/24','nextHopType':'VNetLocal'}]",
        },
        new("Nothing in the network has a public address", UserRoutes, "20.1.2.3:443", Denied, "r0")
        {
            Routes = "[{'addressPrefix':'20.1.0.0/16','nextHopType':'VnetLocal'}]",
        },
        new("A route that drops", UserRoutes, "8.8.8.8:443", Denied, "r0")
        {
            Routes = "[{'addressPrefix':'0.0.0.0/0','nextHopType':'None'}]",
        },
        new("An appliance of another vendor", UserRoutes, "8.8.8.8:443", Unknown, "10.1.0.99")
        {
            Routes = "[{'addressPrefix':'0.0.0.0/0','nextHopType':'VirtualAppliance','nextHopIpAddress':'10.1.0.99'}]",
            Reason = UnknownReason.OtherAppliance,
        },
        new("A firewall that the network doesn't reach isn't the next hop", UserRoutes, "8.8.8.8:443", Unknown, "10.1.0.4")
        {
            Routes = PathWorld.ToFirewall,
            NetworkRules = PathWorld.AllowAll,
            FirewallNetwork = "elsewhere",
            Reason = UnknownReason.OtherAppliance,
        },
        new("A firewall in the network itself", UserRoutes, "8.8.8.8:443", Allowed, "net200")
        {
            Routes = PathWorld.ToFirewall,
            NetworkRules = PathWorld.AllowAll,
            FirewallNetwork = "vnet",
        },
        new("A gateway as next hop", UserRoutes, "8.8.8.8:443", Unknown, "r0")
        {
            Routes = "[{'addressPrefix':'0.0.0.0/0','nextHopType':'VirtualNetworkGateway'}]",
        },
        new("Several appliances", UserRoutes, "8.8.8.8:443", Unknown, "r0")
        {
            Routes = "[{'addressPrefix':'0.0.0.0/0','nextHopType':'VirtualApplianceEcmp','nextHop':{'nextHopIpAddresses':['10.1.0.4',"
                + "'10.1.0.5']}}]",
        },
        new("A remote gateway can advertise a default route", Bgp, "8.8.8.8:443", Unknown, "BGP")
        {
            Peering = "{'useRemoteGateways':true}",
            Reason = UnknownReason.GatewayRoutes,
        },
        new("Its routes can be kept away from the subnet", Bgp, "8.8.8.8:443", Allowed, "load balancer")
        {
            Peering = "{'useRemoteGateways':true}",
            Routes = "[]",
            Type = "loadBalancer",
            RouteTable = "{'disableBgpRoutePropagation':true}",
        },
        new("A user-defined default route precedes an advertised one", Routes, "8.8.8.8:443", Allowed, "net200")
        {
            Peering = "{'useRemoteGateways':true}",
            Routes = PathWorld.ToFirewall,
            NetworkRules = PathWorld.AllowAll,
        },
        new("A peering's routes precede even longer ones of BGP", Routes, "10.1.0.9:443", Allowed, "system route")
        {
            Peering = "{'useRemoteGateways':true}",
        },
        new("The network's routes precede even longer ones of BGP", Routes, "10.42.9.9:443", Allowed, "system route")
        {
            Peering = "{'useRemoteGateways':true}",
        },
        new("A gateway can have a longer route to a private range than the default route", Routes, "10.99.0.1:443", Unknown, "BGP")
        {
            Peering = "{'useRemoteGateways':true}",
            Routes = PathWorld.ToFirewall,
            NetworkRules = PathWorld.AllowAll,
        },
        new("Not if its routes are kept away", Bgp, "10.99.0.1:443", Allowed, "net200")
        {
            Peering = "{'useRemoteGateways':true}",
            Routes = PathWorld.ToFirewall,
            NetworkRules = PathWorld.AllowAll,
            RouteTable = "{'disableBgpRoutePropagation':true}",
        },
        new("A gateway in the network", Bgp, "8.8.8.8:443", Unknown, "BGP")
        {
            Network = "{'subnets':[{'name':'GatewaySubnet','properties':{'ipConfigurations':[{'id':'/g'}]}}]}",
        },
        new("An empty gateway subnet advertises nothing", Bgp, "8.8.8.8:443", Allowed, "load balancer")
        {
            Network = "{'subnets':[{'name':'GatewaySubnet','properties':{}}]}",
        },
        new("A virtual hub can advertise a default route", Hub, "8.8.8.8:443", Unknown, "BGP")
        {
            Peering = "{'allowForwardedTraffic':true,'x':'@hub'}",
        },
        new("A disabled peering", Peering, "10.1.0.9:443", Denied, "system route") { Peering = "{'allowVirtualNetworkAccess':false}" },
        new("A disconnected peering", Peering, "10.1.0.9:443", Denied, "system route") { Peering = "{'peeringState':'Disconnected'}" },
        new("A connected peering", Peering, "10.1.0.9:443", Allowed, "system route")
        {
            Peering = "{'peeringState':'Connected','allowVirtualNetworkAccess':true}",
        },
        new("Two halves are a default route", Routes, "8.8.8.8:443", Denied, "default deny")
        {
            Routes = "[{'addressPrefix':'0.0.0.0/1','nextHopType':'VirtualAppliance','nextHopIpAddress':'10.1.0.4'},"
                + "{'addressPrefix':'128.0.0.0/1','nextHopType':'VirtualAppliance','nextHopIpAddress':'10.1.0.4'}]",
        },
        new("Names are in either half", Routes, "example.org:443", Denied, "default deny")
        {
            Routes = "[{'addressPrefix':'0.0.0.0/1','nextHopType':'VirtualAppliance','nextHopIpAddress':'10.1.0.4'},"
                + "{'addressPrefix':'128.0.0.0/1','nextHopType':'VirtualAppliance','nextHopIpAddress':'10.1.0.4'}]",
        },
        new("One half: an address of it", Routes, "8.8.8.8:443", Denied, "default deny")
        {
            Routes = "[{'addressPrefix':'0.0.0.0/1','nextHopType':'VirtualAppliance','nextHopIpAddress':'10.1.0.4'}]",
            Type = "loadBalancer",
        },
        new("One half: an address of the other", Routes, "200.1.1.1:443", Allowed, "load balancer")
        {
            Routes = "[{'addressPrefix':'0.0.0.0/1','nextHopType':'VirtualAppliance','nextHopIpAddress':'10.1.0.4'}]",
            Type = "loadBalancer",
        },
        new("One half: a name", Routes, "example.org:443", Unknown, "isn't known")
        {
            Routes = "[{'addressPrefix':'0.0.0.0/1','nextHopType':'VirtualAppliance','nextHopIpAddress':'10.1.0.4'}]",
            Type = "loadBalancer",
        },
        new("Two routes with one prefix", Routes, "8.8.8.8:443", Unknown, "r1")
        {
            Routes = "[{'addressPrefix':'0.0.0.0/0','nextHopType':'VirtualAppliance','nextHopIpAddress':'10.1.0.4'},"
                + "{'addressPrefix':'0.0.0.0/0','nextHopType':'None'}]",
            NetworkRules = PathWorld.AllowAll,
        },
        new("A tag's route may apply to a name", TagRoutes, "example.org:443", Unknown, "isn't known")
        {
            Routes = "[{'addressPrefix':'0.0.0.0/0','nextHopType':'VirtualAppliance','nextHopIpAddress':'10.1.0.4'},"
                + "{'addressPrefix':'AzureCloud','nextHopType':'Internet'}]",
            Type = "loadBalancer",
        },
        new("A tag's route applies to its regions", TagRoutes, "ServiceTag:AzureCloud.eastus:443", Allowed, "load balancer")
        {
            Routes = "[{'addressPrefix':'0.0.0.0/0','nextHopType':'VirtualAppliance','nextHopIpAddress':'10.1.0.4'},"
                + "{'addressPrefix':'AzureCloud','nextHopType':'Internet'}]",
            Type = "loadBalancer",
        },
        new("The route of a region precedes that of its tag", TagRoutes, "ServiceTag:Storage.EastUS:443", Allowed, "load balancer")
        {
            Routes = "[{'addressPrefix':'0.0.0.0/0','nextHopType':'VirtualAppliance','nextHopIpAddress':'10.1.0.4'},"
                + "{'addressPrefix':'Storage','nextHopType':'VirtualAppliance','nextHopIpAddress':'10.1.0.4'},"
                + "{'addressPrefix':'Storage.EastUS','nextHopType':'Internet'}]",
            Type = "loadBalancer",
        },
        new("The route of a service precedes that of AzureCloud", TagRoutes, "ServiceTag:Storage:443", Allowed, "load balancer")
        {
            Routes = "[{'addressPrefix':'0.0.0.0/0','nextHopType':'VirtualAppliance','nextHopIpAddress':'10.1.0.4'},"
                + "{'addressPrefix':'AzureCloud','nextHopType':'VirtualAppliance','nextHopIpAddress':'10.1.0.4'},"
                + "{'addressPrefix':'Storage','nextHopType':'Internet'}]",
            Type = "loadBalancer",
        },
        new("An explicit prefix can precede a tag's", TagRoutes, "ServiceTag:Storage:443", Unknown, "isn't known")
        {
            Routes = "[{'addressPrefix':'20.0.0.0/8','nextHopType':'None'},{'addressPrefix':'Storage','nextHopType':'Internet'}]",
            Type = "loadBalancer",
        },
        new(
            "A service endpoint's route can precede the default route",
            ServiceEndpoints, "x.blob.core.windows.net:443", Unknown, "service endpoint Microsoft.Storage")
        {
            Routes = PathWorld.ToFirewall,
            Subnet = "{'serviceEndpoints':[{'service':'Microsoft.Storage'}]}",
        },
        new("A service endpoint concerns no other service", ServiceEndpoints, "x.vault.azure.net:443", Denied, "default deny")
        {
            Routes = PathWorld.ToFirewall,
            Subnet = "{'serviceEndpoints':[{'service':'Microsoft.Storage'}]}",
        },
        new("Without a service endpoint the firewall decides", ServiceEndpoints, "x.blob.core.windows.net:443", Denied, "default deny")
        {
            Routes = PathWorld.ToFirewall,
        },
        new(
            "A service endpoint's route has the prefixes of its tag",
            ServiceEndpoints, "ServiceTag:Storage.EastUS:443", Unknown, "service endpoint")
        {
            Routes = PathWorld.ToFirewall,
            Subnet = "{'serviceEndpoints':[{'service':'Microsoft.Storage'}]}",
        },
        new("A service endpoint needs no other egress", ServiceEndpoints, "x.vault.azure.net:443", Unknown, "service endpoint")
        {
            Type = "none",
            Subnet = "{'defaultOutboundAccess':false,'serviceEndpoints':[{'service':'Microsoft.KeyVault'}]}",
        },
        new(
            "With a firewall that allows it, a service endpoint changes nothing",
            ServiceEndpoints, "x.blob.core.windows.net:443", Allowed, "net200")
        {
            Routes = PathWorld.ToFirewall,
            NetworkRules = PathWorld.AllowAll,
            Subnet = "{'serviceEndpoints':[{'service':'Microsoft.Storage'}]}",
        },
        new("Routes don't apply to Azure DNS", HostAddress, "UDP 168.63.129.16:53", Allowed, "Azure platform")
        {
            Routes = PathWorld.ToFirewall,
        },
        new("Azure DNS as the network's DNS server is reached", HostAddress, "UDP 168.63.129.16:53", Allowed, "Azure platform")
        {
            Routes = PathWorld.ToFirewall,
            Network = "{'dhcpOptions':{'dnsServers':['168.63.129.16']}}",
            IsRequired = true,
        },
        new("Another DNS server is behind the firewall", RequiredRules, "UDP 10.99.0.53:53", Denied, "default deny")
        {
            Routes = PathWorld.ToFirewall,
            Network = "{'dhcpOptions':{'dnsServers':['10.99.0.53']}}",
            IsRequired = true,
        },
        new("A route to the Internet needs a public address", Udr, "8.8.8.8:443", Denied, "no egress")
        {
            Routes = "[{'addressPrefix':'0.0.0.0/0','nextHopType':'Internet'}]",
            Subnet = "{'defaultOutboundAccess':false}",
        },
        new("A route to the Internet with outbound rules", UserRoutes, "20.1.2.3:443", Allowed, "load balancer")
        {
            Routes = "[{'addressPrefix':'0.0.0.0/0','nextHopType':'VirtualAppliance','nextHopIpAddress':'10.1.0.4'},"
                + "{'addressPrefix':'20.1.0.0/16','nextHopType':'Internet'}]",
            Type = "loadBalancer",
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public Task The_verdict_is_that_of_the_source(PathCase item) => PathWorld.CheckAsync(item);
}
