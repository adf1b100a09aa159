using static AksEgress.Core.Paths.PathVerdict;
using static AksEgress.Tests.Paths.PathSources;

namespace AksEgress.Tests.Paths;

/// <summary>Network security groups.</summary>
public sealed class SecurityGroupPathTests
{
    public static TheoryData<PathCase> Cases => new()
    {
        new("A group without rules of its own allows the Internet", NsgDefaults, "8.8.8.8:443", Allowed, "load balancer") { Nsg = "[]" },
        new("Without any group everything is allowed", NsgBoth, "8.8.8.8:443", Allowed, "load balancer"),
        new("A rule for the Internet precedes the default rule", NsgDefaults, "8.8.8.8:443", Denied, "NSG nsg, r100 (100)")
        {
            Nsg = "[{'priority':100,'destinationAddressPrefix':'Internet','destinationPortRange':'443'}]",
        },
        new("The lower number is processed first: allow", Nsg, "8.8.8.8:443", Allowed, "load balancer")
        {
            Nsg = "[{'priority':200,'destinationAddressPrefix':'Internet'},{'priority':100,'access':'Allow',"
                + "'destinationAddressPrefix':'8.8.8.8'}]",
        },
        new("The lower number is processed first: deny", Nsg, "8.8.8.8:443", Denied, "r100 (100)")
        {
            Nsg = "[{'priority':200,'access':'Allow','destinationAddressPrefix':'8.8.8.8'},{'priority':100,"
                + "'destinationAddressPrefix':'Internet'}]",
        },
        new("A rule for UDP doesn't concern TCP", Nsg, "8.8.8.8:443", Allowed, "load balancer")
        {
            Nsg = "[{'priority':100,'protocol':'Udp'}]",
        },
        new("A rule for UDP concerns UDP", Nsg, "UDP 8.8.8.8:53", Denied, "r100") { Nsg = "[{'priority':100,'protocol':'Udp'}]" },
        new("A rule for ICMP concerns neither TCP nor UDP", Nsg, "8.8.8.8:443", Allowed, "load balancer")
        {
            Nsg = "[{'priority':100,'protocol':'Icmp'}]",
        },
        new("A range of ports contains its ends", Nsg, "8.8.8.8:443", Denied, "r100")
        {
            Nsg = "[{'priority':100,'destinationPortRange':'400-443'}]",
        },
        new("Another port isn't in the range", Nsg, "TCP 8.8.8.8:444", Allowed, "load balancer")
        {
            Nsg = "[{'priority':100,'destinationPortRange':'400-443'}]",
        },
        new("An augmented rule has several ports", Augmented, "8.8.8.8:443", Denied, "r100")
        {
            Nsg = "[{'priority':100,'destinationPortRanges':['80','440-450']}]",
        },
        new("An augmented rule has several prefixes", Augmented, "8.8.8.8:443", Denied, "r100")
        {
            Nsg = "[{'priority':100,'destinationAddressPrefixes':['20.1.0.0/16','8.8.8.0/24']}]",
        },
        new("An inbound rule doesn't concern egress", Nsg, "8.8.8.8:443", Allowed, "load balancer")
        {
            Nsg = "[{'priority':100,'direction':'Inbound'}]",
        },
        new("A rule for another subnet's sources doesn't apply", Nsg, "8.8.8.8:443", Allowed, "load balancer")
        {
            Nsg = "[{'priority':100,'sourceAddressPrefix':'10.42.2.0/24'}]",
        },
        new("A rule for half of the subnet applies to some nodes", Nsg, "8.8.8.8:443", Unknown, "isn't known")
        {
            Nsg = "[{'priority':100,'sourceAddressPrefix':'10.42.1.0/25'}]",
        },
        new("A rule for the network's sources applies", Nsg, "8.8.8.8:443", Denied, "r100")
        {
            Nsg = "[{'priority':100,'sourceAddressPrefix':'VirtualNetwork'}]",
        },
        new("The source port is compared, and clients use any", Nsg, "8.8.8.8:443", Unknown, "r100")
        {
            Nsg = "[{'priority':100,'sourcePortRange':'22'}]",
        },
        new("A rule that allows one source port doesn't allow the others", Nsg, "8.8.8.8:443", Unknown, "r100")
        {
            Nsg = "[{'priority':100,'access':'Allow','sourcePortRange':'1024-2000'},{'priority':200}]",
        },
        new("All source ports are any source port", NsgDefaults, "8.8.8.8:443", Denied, "r100")
        {
            Nsg = "[{'priority':100,'sourcePortRange':'0-65535'}]",
        },
        new("Whether nodes are in an application security group isn't known", Groups, "8.8.8.8:443", Unknown, "r100")
        {
            Nsg = "[{'priority':100,'sourceApplicationSecurityGroups':[{'id':'/x'}]}]",
        },
        new("Members of an application security group aren't on the Internet", Groups, "8.8.8.8:443", Allowed, "load balancer")
        {
            Nsg = "[{'priority':100,'destinationApplicationSecurityGroups':[{'id':'/x'}]}]",
        },
        new("A name on the Internet isn't in an application security group", Groups, "example.org:443", Allowed, "load balancer")
        {
            Nsg = "[{'priority':100,'destinationApplicationSecurityGroups':[{'id':'/x'}]}]",
        },
        new("An address of the network can be in an application security group", Groups, "10.42.9.9:443", Unknown, "r100")
        {
            Nsg = "[{'priority':100,'destinationApplicationSecurityGroups':[{'id':'/x'}]}]",
        },
        new("VirtualNetwork includes peered networks", Tags, "10.1.0.9:443", Denied, "r100")
        {
            Nsg = "[{'priority':100,'destinationAddressPrefix':'VirtualNetwork'}]",
        },
        new("VirtualNetwork doesn't include the Internet without routes", Tags, "8.8.8.8:443", Allowed, "load balancer")
        {
            Nsg = "[{'priority':100,'destinationAddressPrefix':'VirtualNetwork'}]",
        },
        new("VirtualNetwork might include the default route", Tags, "8.8.8.8:443", Unknown, "r100")
        {
            Nsg = "[{'priority':100,'destinationAddressPrefix':'VirtualNetwork'}]",
            Routes = PathWorld.ToFirewall,
            NetworkRules = PathWorld.AllowAll,
        },
        new("VirtualNetwork includes the prefixes of user-defined routes", Tags, "10.50.1.1:443", Allowed, "firewall fw, net200/r0")
        {
            Nsg = "[]",
            Routes = "[{'addressPrefix':'10.50.0.0/16','nextHopType':'VirtualAppliance','nextHopIpAddress':'10.1.0.4'}]",
            NetworkRules = PathWorld.AllowAll,
        },
        new("Internet doesn't include the network", Tags, "10.42.9.9:443", Allowed, "system route")
        {
            Nsg = "[{'priority':100,'destinationAddressPrefix':'Internet'}]",
        },
        new("AzureLoadBalancer is the source of probes only", Tags, "8.8.8.8:443", Denied, "r4096")
        {
            Nsg = "[{'priority':100,'access':'Allow','destinationAddressPrefix':'AzureLoadBalancer'},{'priority':4096}]",
        },
        new("The nodes' group is processed first", NsgBoth, "8.8.8.8:443", Denied, "NSG node-nsg")
        {
            Nsg = "[{'priority':100}]",
            NodeNsg = "[{'priority':110}]",
        },
        new("Both groups must allow: the nodes' denies", NsgBoth, "8.8.8.8:443", Denied, "NSG node-nsg")
        {
            Nsg = "[]",
            NodeNsg = "[{'priority':110}]",
        },
        new("Both groups must allow: the subnet's denies", NsgBoth, "8.8.8.8:443", Denied, "NSG nsg")
        {
            Nsg = "[{'priority':100}]",
            NodeNsg = "[]",
        },
        new("A denial of one group is certain, whatever the other does", NsgBoth, "8.8.8.8:443", Denied, "NSG nsg")
        {
            Nsg = "[{'priority':100}]",
            NodeNsg = "[{'priority':110,'sourcePortRange':'22'}]",
        },
        new("Rules don't apply to Azure DNS", Platform, "UDP 168.63.129.16:53", Allowed, "Azure platform") { Nsg = "[{'priority':100}]" },
        new("A rule with its address doesn't apply to Azure DNS", Platform, "UDP 168.63.129.16:53", Allowed, "Azure platform")
        {
            Nsg = "[{'priority':100,'destinationAddressPrefix':'168.63.129.16'}]",
        },
        new("Only its service tag denies Azure DNS", Platform, "UDP 168.63.129.16:53", Denied, "r100")
        {
            Nsg = "[{'priority':100,'destinationAddressPrefix':'AzurePlatformDNS'}]",
        },
        new("Rules don't apply to the metadata service", Platform, "169.254.169.254:80", Allowed, "Azure platform")
        {
            Nsg = "[{'priority':100,'destinationAddressPrefix':'Internet'}]",
        },
        new("Only its service tag denies the metadata service", Platform, "169.254.169.254:80", Denied, "r100")
        {
            Nsg = "[{'priority':100,'destinationAddressPrefix':'AzurePlatformIMDS'}]",
        },
        new("The tag of the metadata service isn't that of DNS", Platform, "UDP 168.63.129.16:53", Allowed, "Azure platform")
        {
            Nsg = "[{'priority':100,'destinationAddressPrefix':'AzurePlatformIMDS'}]",
        },
        new("The platform's tags concern nothing else", Platform, "example.org:443", Allowed, "load balancer")
        {
            Nsg = "[{'priority':100,'destinationAddressPrefix':'AzurePlatformDNS'},{'priority':110,"
                + "'destinationAddressPrefix':'AzurePlatformIMDS'}]",
        },
        new("All addresses written as a range are any address", NsgDefaults, "example.org:443", Denied, "r100")
        {
            Nsg = "[{'priority':100,'destinationAddressPrefix':'0.0.0.0/0'}]",
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public Task The_verdict_is_that_of_the_source(PathCase item) => PathWorld.CheckAsync(item);
}
