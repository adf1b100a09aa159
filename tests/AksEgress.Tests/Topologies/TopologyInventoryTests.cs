using AksEgress.Core.Topologies;
using AksEgress.Tests.Cmdlets;

namespace AksEgress.Tests.Topologies;

/// <summary>Get-AksEgressTopology over the simulator.</summary>
[Trait("Engine", "Both")]
public sealed class TopologyInventoryTests : IDisposable
{
    private readonly Session _session = Session.Simulated();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("FirewallRouting", "userDefinedRouting", "a-rg a-vnet a-fw-ip a-fw a-routes a-identity a")]
    [InlineData("NatGateway", "userAssignedNATGateway", "a-rg a-vnet a-nat-ip a-nat a-identity a")]
    [InlineData("ManagedNatGateway", "managedNATGateway", "a-rg a")]
    [InlineData("LoadBalancer", "loadBalancer", "a-rg a")]
    public void Get_TopologyThatWasCreated_IsWhatNewReturned(string kind, string outboundType, string parts)
    {
        var sku = kind == "ManagedNatGateway" ? "-NatGatewaySku StandardV2" : string.Empty;
        var made = Made($"New-AksEgressTopology a a-rg {kind} {sku} -Location eastus -WarningAction Ignore");

        var read = Made("Get-AksEgressTopology a a-rg");

        Assert.Equal(
            (kind, outboundType, "a-rg", "eastus", made.ResourceId, PartState.Present),
            (read.Kind.ToString(), read.OutboundType, read.ResourceGroupName, read.Location, read.ResourceId, read.State));
        Assert.Equal(made.EgressAddress, read.EgressAddress);
        Assert.NotEmpty(read.EgressAddress);
        Assert.Equal(parts.Split(' '), read.Parts.Select(part => part.Name));
        Assert.Equal(parts.Split(' ').Order(), made.Parts.Select(part => part.Name).Order());
        Assert.All(read.Parts.Concat(made.Parts), part => Assert.Equal(PartState.Present, part.State));
    }

    [Fact]
    public void Get_PartThatWasRemoved_IsMissing_AndOneWithoutTheTagIsForeign()
    {
        _session.Script("""
            $null = New-AksEgressTopology a a-rg NatGateway -Location eastus
            Remove-AksEgressCluster a a-rg -Force
            $null = Get-AksEgressSubnet aks a-rg a-vnet | Set-AksEgressSubnet -NoNatGateway -Force
            Remove-AksEgressNatGateway a-nat a-rg -Force
            $null = New-AksEgressNatGateway a-nat a-rg
            """).Ok();

        var read = Made("Get-AksEgressTopology a");

        Assert.Equal((TopologyKind.NatGateway, PartState.Incomplete, "userAssignedNATGateway"), (read.Kind, read.State, read.OutboundType));
        Assert.Equal(
            ["a", "a-nat"], read.Parts.Where(part => part.State != PartState.Present).Select(part => part.Name).Order());
        Assert.Equal(PartState.Missing, read.Parts.Single(part => part.Name == "a").State);
        Assert.Equal(PartState.Foreign, read.Parts.Single(part => part.Name == "a-nat").State);
        Assert.Empty(read.EgressAddress);
    }

    [Fact]
    public void Get_NamesGroupsAndPatterns_SelectTopologies()
    {
        _session.Script("""
            $null = New-AksEgressTopology one a-rg LoadBalancer -Location eastus
            $null = New-AksEgressTopology two a-rg LoadBalancer
            $null = New-AksEgressTopology one b-rg LoadBalancer -Location eastus
            """).Ok();

        Assert.Equal(["a-rg/one", "a-rg/two", "b-rg/one"], Names("Get-AksEgressTopology"));
        Assert.Equal(["a-rg/one", "b-rg/one"], Names("Get-AksEgressTopology o*"));
        Assert.Equal(["a-rg/one", "a-rg/two"], Names("Get-AksEgressTopology -ResourceGroupName a-rg"));
        Assert.Equal(["a-rg/one", "b-rg/one"], Names("Get-AksEgressTopology one ?-rg"));
        Refused("Get-AksEgressTopology two b*", "ResourceNotFoundInSubscription");
        Assert.Equal(["a-rg/two"], Names("'two' | Get-AksEgressTopology"));
        Assert.Equal(["a-rg/one", "a-rg/two"], Names("Get-AksEgressResourceGroup a-rg | Get-AksEgressTopology"));
        Assert.Equal(["b-rg/one"], Names("Get-AksEgressCluster one b-rg | Get-AksEgressTopology"));
        Assert.Empty(Names("Get-AksEgressTopology x*"));
        Refused("Get-AksEgressTopology three a-rg", "TopologyNotFound");
        Refused("Get-AksEgressTopology three", "ResourceNotFoundInSubscription");
        Refused("Get-AksEgressTopology one no-such-rg", "ResourceGroupNotFound");
        Refused("'two' | Get-AksEgressTopology one", "PipelineInputConflict");
    }

    [Fact]
    public void Get_Topology_CanBePiped()
    {
        _session.Script("$null = New-AksEgressTopology a a-rg NatGateway -Location eastus").Ok();

        Assert.Equal("a", _session.Script("(Get-AksEgressTopology a | Get-AksEgressCluster).Name").Ok().Single.ToString());
        Assert.Equal("a-nat", _session.Script("(Get-AksEgressTopology | Get-AksEgressNatGateway).Name").Ok().Single.ToString());
        _session.Script("Get-AksEgressTopology a | Remove-AksEgressTopology -Force").Ok();
        Refused("Get-AksEgressResourceGroup a-rg", "ResourceGroupNotFound");
    }

    private Topology Made(string script) => Assert.IsType<Topology>(_session.Script(script).Ok().Single.BaseObject);

    private List<string> Names(string script) => [.. _session.Script(script)
        .Ok()
        .Output.Select(item => (Topology)item.BaseObject)
        .Select(topology => $"{topology.ResourceGroupName}/{topology.Name}")];

    private void Refused(string script, string error) =>
        Assert.StartsWith(error + ",", _session.Script(script).Error.FullyQualifiedErrorId, StringComparison.Ordinal);
}
