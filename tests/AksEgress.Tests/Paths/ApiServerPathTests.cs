using static AksEgress.Core.Paths.PathVerdict;
using static AksEgress.Tests.Paths.PathSources;

namespace AksEgress.Tests.Paths;

/// <summary>The API server: public, private, and with VNet integration.</summary>
public sealed class ApiServerPathTests
{
    public static TheoryData<PathCase> Cases => new()
    {
        new("A public API server is on the Internet", TypesPage, "c.hcp.eastus.azmk8s.io:443", Allowed, "load balancer"),
        new("A public API server behind a firewall", RequiredRules, "c.hcp.eastus.azmk8s.io:443", Denied, "default deny")
        {
            Routes = PathWorld.ToFirewall,
        },
        new("A firewall rule for its names", RequiredRules, "c.hcp.eastus.azmk8s.io:443", Allowed, "app200")
        {
            Routes = PathWorld.ToFirewall,
            ApplicationRules = "[{'priority':200,'action':'Allow','rules':[{'targetFqdns':['*.hcp.eastus.azmk8s.io']}]}]",
        },
        new("A group that denies the Internet denies a public API server", RequiredRules, "c.hcp.eastus.azmk8s.io:443", Denied, "r100")
        {
            Nsg = "[{'priority':100,'destinationAddressPrefix':'Internet'}]",
        },
        new("A private API server is in the network", PrivateCluster, "c.hcp.eastus.azmk8s.io:443", Allowed, "system route")
        {
            Cluster = "{'apiServerAccessProfile':{'enablePrivateCluster':true},'privateFQDN':'c.private.eastus.azmk8s.io'}",
            Routes = PathWorld.ToFirewall,
        },
        new("A private API server by its private name", PrivateCluster, "c.private.eastus.azmk8s.io:443", Allowed, "system route")
        {
            Cluster = "{'apiServerAccessProfile':{'enablePrivateCluster':true},'privateFQDN':'c.private.eastus.azmk8s.io'}",
            Routes = PathWorld.ToFirewall,
        },
        new(
            "A group that denies the Internet doesn't deny a private API server",
            PrivateCluster, "c.hcp.eastus.azmk8s.io:443", Allowed, "system route")
        {
            Cluster = "{'apiServerAccessProfile':{'enablePrivateCluster':true},'privateFQDN':'c.private.eastus.azmk8s.io'}",
            Nsg = "[{'priority':100,'destinationAddressPrefix':'Internet'}]",
        },
        new("A group that denies the network denies a private API server", PrivateCluster, "c.hcp.eastus.azmk8s.io:443", Denied, "r100")
        {
            Cluster = "{'apiServerAccessProfile':{'enablePrivateCluster':true},'privateFQDN':'c.private.eastus.azmk8s.io'}",
            Nsg = "[{'priority':100,'destinationAddressPrefix':'VirtualNetwork'}]",
        },
        new("A private API server needs no egress", PrivateCluster, "c.hcp.eastus.azmk8s.io:443", Allowed, "system route")
        {
            Cluster = "{'apiServerAccessProfile':{'enablePrivateCluster':true},'privateFQDN':'c.private.eastus.azmk8s.io'}",
            Type = "none",
            Subnet = "{'defaultOutboundAccess':false}",
        },
        new("A route for the network applies to a private API server", RouteExample, "c.hcp.eastus.azmk8s.io:443", Unknown, "10.42.0.4")
        {
            Cluster = "{'apiServerAccessProfile':{'enablePrivateCluster':true},'privateFQDN':'c.private.eastus.azmk8s.io'}",
            Routes = "[{'addressPrefix':'10.42.0.0/16','nextHopType':'VirtualAppliance','nextHopIpAddress':'10.42.0.4'}]",
            Type = "loadBalancer",
        },
        new(
            "VNet integration keeps the API server's traffic in the network",
            Integration, "c.hcp.eastus.azmk8s.io:443", Allowed, "system route")
        {
            Cluster = "{'apiServerAccessProfile':{'enableVnetIntegration':true}}",
            Routes = PathWorld.ToFirewall,
        },
        new(
            "VNet integration: other clusters' API servers stay public",
            Integration, "d.hcp.eastus.azmk8s.io:443", Denied, "default deny")
        {
            Cluster = "{'apiServerAccessProfile':{'enableVnetIntegration':true}}",
            Routes = PathWorld.ToFirewall,
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public Task The_verdict_is_that_of_the_source(PathCase item) => PathWorld.CheckAsync(item);
}
