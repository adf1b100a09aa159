using AksEgress.Core.Paths;
using static AksEgress.Core.Paths.PathVerdict;
using static AksEgress.Tests.Paths.PathSources;

namespace AksEgress.Tests.Paths;

/// <summary>Destinations by name or service tag against rules and routes by address.</summary>
public sealed class NamePathTests
{
    public static TheoryData<PathCase> Cases => new()
    {
        new("A name can have the address of a rule", RequiredRules, "example.org:443", Unknown, "r100")
        {
            Nsg = "[{'priority':100,'destinationAddressPrefix':'8.8.8.8'}]",
            Reason = UnknownReason.AddressUnknown,
        },
        new("A rule for one address concerns no required service", RequiredRules, "mcr.microsoft.com:443", Allowed, "load balancer")
        {
            Nsg = "[{'priority':100,'destinationAddressPrefix':'8.8.8.8'}]",
            IsRequired = true,
        },
        new("A rule for many addresses can concern a required service", RequiredRules, "mcr.microsoft.com:443", Unknown, "r100")
        {
            Nsg = "[{'priority':100,'destinationAddressPrefix':'20.0.0.0/8'}]",
            IsRequired = true,
        },
        new("A required service is on the Internet", Tags, "mcr.microsoft.com:443", Denied, "r100")
        {
            Nsg = "[{'priority':100,'destinationAddressPrefix':'Internet'}]",
            IsRequired = true,
        },
        new("Private ranges contain no public name", Tags, "example.org:443", Allowed, "load balancer")
        {
            Nsg = "[{'priority':100,'destinationAddressPrefix':'10.0.0.0/8'}]",
        },
        new("A name can be of a tagged service", Tags, "example.org:443", Unknown, "r100")
        {
            Nsg = "[{'priority':100,'destinationAddressPrefix':'Storage'}]",
        },
        new("Denying the Internet after a tag denies what the tag doesn't have", Tags, "mcr.microsoft.com:443", Unknown, "r100")
        {
            Nsg = "[{'priority':100,'access':'Allow','destinationAddressPrefix':'AzureCloud'},{'priority':200,"
                + "'destinationAddressPrefix':'Internet'}]",
            IsRequired = true,
        },
        new("A tag contains its regions", Tags, "ServiceTag:Storage.EastUS:443", Denied, "r100")
        {
            Nsg = "[{'priority':100,'destinationAddressPrefix':'Storage'}]",
        },
        new("A region is a part of its tag", Tags, "ServiceTag:Storage:443", Unknown, "r100")
        {
            Nsg = "[{'priority':100,'destinationAddressPrefix':'Storage.WestUS'}]",
        },
        new("Internet includes the addresses of Azure", Tags, "ServiceTag:AzureCloud.eastus:443", Denied, "r100")
        {
            Nsg = "[{'priority':100,'destinationAddressPrefix':'Internet'}]",
        },
        new("A tag is compared without case", Tags, "ServiceTag:azurecloud.EASTUS:9000", Denied, "r100")
        {
            Nsg = "[{'priority':100,'destinationAddressPrefix':'AzureCloud.eastus'}]",
        },
        new("The tag of Azure DNS is its address", Platform, "UDP ServiceTag:AzurePlatformDNS:53", Denied, "r100")
        {
            Nsg = "[{'priority':100,'destinationAddressPrefix':'AzurePlatformDNS'}]",
        },
        new("A firewall rule for a tag contains its regions", FirewallTags, "ServiceTag:AzureCloud.eastus:443", Allowed, "net200")
        {
            Routes = PathWorld.ToFirewall,
            NetworkRules = "[{'priority':200,'action':'Allow','rules':[{'destinationAddresses':['AzureCloud']}]}]",
        },
        new("A firewall rule for a tag may contain a name", FirewallTags, "example.org:443", Unknown, "net200")
        {
            Routes = PathWorld.ToFirewall,
            NetworkRules = "[{'priority':200,'action':'Allow','rules':[{'destinationAddresses':['AzureCloud']}]}]",
        },
        new("A range that is partly denied", Nsg, "20.1.0.0/16:443", Unknown, "r100")
        {
            Nsg = "[{'priority':100,'destinationAddressPrefix':'20.1.2.0/24'}]",
        },
        new("A range that is denied completely", Nsg, "20.1.2.0/25:443", Denied, "r100")
        {
            Nsg = "[{'priority':100,'destinationAddressPrefix':'20.1.2.0/24'}]",
        },
        new("A name that a private endpoint may answer can be in the network", PrivateEndpointDns, "x.azurecr.io:443", Unknown, "")
        {
            Type = "none",
            Subnet = "{'defaultOutboundAccess':false}",
            Network = "{'subnets':[{'name':'pe','properties':{'privateEndpoints':[{'id':'/pe'}]}}]}",
        },
        new("With egress, a private endpoint changes nothing", PrivateEndpointDns, "x.azurecr.io:443", Allowed, "load balancer")
        {
            Network = "{'subnets':[{'name':'pe','properties':{'privateEndpoints':[{'id':'/pe'}]}}]}",
        },
        new("Other names aren't those of private endpoints", PrivateEndpointDns, "example.org:443", Denied, "no egress")
        {
            Type = "none",
            Subnet = "{'defaultOutboundAccess':false}",
            Network = "{'subnets':[{'name':'pe','properties':{'privateEndpoints':[{'id':'/pe'}]}}]}",
        },
        new("A route for one address concerns no required service", RequiredRules, "mcr.microsoft.com:443", Allowed, "app200")
        {
            Routes = "[{'addressPrefix':'0.0.0.0/0','nextHopType':'VirtualAppliance','nextHopIpAddress':'10.1.0.4'},"
                + "{'addressPrefix':'20.7.7.7/32','nextHopType':'None'}]",
            ApplicationRules = "[{'priority':200,'action':'Allow','rules':[{'fqdnTags':['AzureKubernetesService']}]}]",
            IsRequired = true,
        },
        new("A route for one address can concern another name", Routes, "example.org:443", Unknown, "r1")
        {
            Routes = "[{'addressPrefix':'0.0.0.0/0','nextHopType':'VirtualAppliance','nextHopIpAddress':'10.1.0.4'},"
                + "{'addressPrefix':'20.7.7.7/32','nextHopType':'None'}]",
            ApplicationRules = "[{'priority':200,'action':'Allow','rules':[{'targetFqdns':['example.org']}]}]",
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public Task The_verdict_is_that_of_the_source(PathCase item) => PathWorld.CheckAsync(item);
}
