using AksEgress.Core.Paths;
using AksEgress.Tests.Cmdlets;

namespace AksEgress.Tests.RouteTables;

/// <summary>Get-AksEgressRoute on the simulator.</summary>
[Trait("Engine", "Both")]
public sealed class EgressRouteCmdletTests : IDisposable
{
    private readonly Session _session = Session.Simulated();

    public EgressRouteCmdletTests() => _session.Script("""
        $null = New-AksEgressRouteTable rt contoso-rg -DefaultRouteTo contoso-fw
        $null = Add-AksEgressRoute spoke rt contoso-rg -AddressPrefix 10.60.0.0/16 -NextHopType None
        """).Ok();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void The_routes_of_a_table_are_listed_by_precedence()
    {
        var routes = Routes("Get-AksEgressRoute -RouteTableName rt -ResourceGroupName contoso-rg");
        Assert.Equal("0.0.0.0/0", routes[^1].AddressPrefix);
        Assert.All(routes, route => Assert.Equal((RouteSource.User, "rt", null), (route.Source, route.RouteTableName, route.Subnet)));
        Assert.Equal(["spoke"], Routes("Get-AksEgressRoute s* rt contoso-rg").Select(route => route.Name));
        Assert.Equal(["spoke"], Routes("Get-AksEgressRoute SPOKE rt contoso-rg").Select(route => route.Name));
        Assert.Equal(routes.Count, Routes("Get-AksEgressRouteTable rt contoso-rg | Get-AksEgressRoute").Count);
        Assert.Equal(["spoke"], Routes("Get-AksEgressRoute -RouteTable (Get-AksEgressRouteTable rt contoso-rg) -Name spoke").Select(
            route => route.Name));
        Assert.Equal(
            ["spoke"], Routes("Get-AksEgressRoute -ResourceId (Get-AksEgressRoute spoke rt contoso-rg).Id").Select(route => route.Name));
        Assert.StartsWith(
            "ResourceNotFound,",
            _session.Script("Get-AksEgressRoute none rt contoso-rg").Error.FullyQualifiedErrorId,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_cluster_has_system_routes_and_those_of_its_table()
    {
        var before = Routes("Get-AksEgressCluster contoso-aks contoso-rg | Get-AksEgressRoute");
        Assert.All(before, route => Assert.Equal((RouteSource.System, "aks"), (route.Source, route.Subnet)));
        Assert.Contains(before, route => route is { AddressPrefix: "0.0.0.0/0", NextHopType: "Internet", State: RouteState.Active });
        Assert.Contains(before, route => route is { AddressPrefix: "10.42.0.0/16", NextHopType: "VnetLocal" });
        Assert.Contains(before, route => route is { AddressPrefix: "192.168.0.0/16", NextHopType: "None" });

        _session.Script("Set-AksEgressSubnet aks contoso-rg contoso-vnet -RouteTable rt -Force").Ok();
        foreach (var command in (string[])[
            "Get-AksEgressRoute -Cluster contoso-aks -ResourceGroupName contoso-rg",
            "Get-AksEgressSubnet aks contoso-rg contoso-vnet | Get-AksEgressRoute",
            "Get-AksEgressRoute -Subnet (Get-AksEgressSubnet aks contoso-rg contoso-vnet)"])
        {
            var after = Routes(command);
            var everything = Assert.Single(after, route => route.AddressPrefix == "0.0.0.0/0");
            Assert.Equal(
                (RouteSource.User, "VirtualAppliance", "10.42.2.4", "rt"),
                (everything.Source, everything.NextHopType, everything.NextHopIpAddress, everything.RouteTableName));
            Assert.Contains(after, route => route is { AddressPrefix: "10.42.0.0/16", Source: RouteSource.System });
        }
    }

    [Fact]
    public void A_route_of_a_cluster_can_be_removed_and_a_system_route_cannot()
    {
        _session.Script("Set-AksEgressSubnet aks contoso-rg contoso-vnet -RouteTable rt -Force").Ok();
        const string routes = "Get-AksEgressRoute -Cluster contoso-aks -ResourceGroupName contoso-rg";
        _session.Script($"{routes} | Where-Object Name -eq spoke | Remove-AksEgressRoute -Force").Ok();
        Assert.DoesNotContain(Routes(routes), route => route.Name == "spoke");
        var error = _session.Script($"{routes} | Where-Object AddressPrefix -eq 10.42.0.0/16 | Remove-AksEgressRoute -Force").Error;
        Assert.StartsWith("PipelineInputIncomplete,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Nodes_of_scale_sets_have_no_effective_routes()
    {
        var outcome = _session.Script("Get-AksEgressRoute -Cluster contoso-aks -ResourceGroupName contoso-rg -Effective").Ok();
        Assert.Contains("scale sets", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
        Assert.NotEmpty(outcome.Output);
    }

    [Theory]
    [InlineData("Get-AksEgressRoute", "ParameterRequired")]
    [InlineData("Get-AksEgressRoute x -RouteTableName rt", "ResourceGroupRequired")]
    [InlineData("Get-AksEgressRoute -RouteTableName rt -Cluster contoso-aks -ResourceGroupName contoso-rg", "ContradictingParameters")]
    [InlineData("Get-AksEgressRoute x rt contoso-rg -Effective", "ContradictingParameters")]
    [InlineData("Get-AksEgressCluster contoso-aks contoso-rg | Get-AksEgressRoute -RouteTableName rt", "PipelineInputConflict")]
    [InlineData("Get-AksEgressFirewall contoso-fw contoso-rg | Get-AksEgressRoute", "PipelineInputNotSupported")]
    public void What_does_not_identify_routes_is_an_error(string command, string expected)
    {
        var outcome = _session.Script(command);
        Assert.StartsWith(expected + ",", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    private List<EgressRoute> Routes(string script) =>
        [.. _session.Script(script).Ok().Output.Select(output => (EgressRoute)output.BaseObject)];
}
