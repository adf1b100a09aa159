namespace AksEgress.Tests.Cmdlets;

/// <summary>Input of users who know Az PowerShell but not this module.</summary>
[Trait("Engine", "Both")]
public sealed class TypingTests : IDisposable
{
    private readonly Session _session = Session.Simulated();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Get-AksEgressCluster contoso-rg contoso-aks", "-Name contoso-aks -ResourceGroupName contoso-rg")]
    [InlineData("Get-AksOutboundType contoso-rg contoso-aks", "-Name contoso-aks -ResourceGroupName contoso-rg")]
    [InlineData("Set-AksOutboundType contoso-rg contoso-aks none", "-Name contoso-aks -ResourceGroupName contoso-rg")]
    [InlineData("New-AksEgressRouteTable contoso-rg rt", "-Name rt -ResourceGroupName contoso-rg")]
    [InlineData("Remove-AksEgressSubnet aks contoso-vnet contoso-rg -Force", "-VirtualNetworkName contoso-vnet")]
    public void Name_and_group_in_the_wrong_order_are_recognized(string command, string suggestion)
    {
        var error = _session.Script(command).Error;
        Assert.StartsWith("NamesSwapped,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(suggestion, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-AksEgressCluster no-such-cluster contoso-rg", "ResourceNotFound")]
    [InlineData("Get-AksEgressCluster contoso-aks no-such-rg", "ResourceGroupNotFound")]
    [InlineData("Get-AksEgressIp contoso-aks no-such-rg", "ResourceGroupNotFound")]
    [InlineData("New-AksEgressRouteTable rt no-such-rg", "ResourceGroupNotFound")]
    public void A_group_that_does_not_exist_is_named(string command, string id)
    {
        var error = _session.Script(command).Error;
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("no-such", error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(New-AksEgressPublicIp x contoso-rg -Sku standard).Sku", "Standard")]
    [InlineData("(New-AksEgressRoute r 0.0.0.0/0 INTERNET).NextHopType", "Internet")]
    [InlineData("(New-AksEgressCluster c contoso-rg -NetworkPlugin AZURE).NetworkPlugin", "azure")]
    [InlineData("([pscustomobject]@{ Name = 'x'; Sku = 'STANDARD' } | New-AksEgressPublicIp -ResourceGroupName contoso-rg).Sku",
        "Standard")]
    public void Values_of_a_ValidateSet_are_sent_in_Azures_casing(string expression, string expected) =>
        Assert.Equal(expected, _session.Script(expression).Ok().Single.ToString(), StringComparer.Ordinal);

    [Theory]
    [InlineData("Get-AksEgressCluster -ResourceGroupName contoso*", "contoso-aks")]
    [InlineData("Get-AksEgressCluster contoso-aks *-rg", "contoso-aks")]
    [InlineData("Get-AksOutboundType contoso-aks con*", "contoso-aks")]
    [InlineData("Get-AksEgressVirtualNetwork * contoso*", "contoso-vnet")]
    [InlineData("Get-AksEgressSubnet aks contoso*", "aks")]
    [InlineData("Get-AksEgressNodePool nodepool1 contoso* contoso-aks", "nodepool1")]
    public void Resource_groups_accept_wildcards(string command, string expected) =>
        Assert.Contains(
            _session.Script(command).Ok().Output,
            item => (item.Properties["Name"] ?? item.Properties["ClusterName"])?.Value as string == expected);

    [Fact]
    public void A_pattern_of_resource_groups_filters()
    {
        Assert.Empty(_session.Script("Get-AksEgressCluster -ResourceGroupName nothing*").Ok().Output);
        Assert.All(
            _session.Script("Get-AksEgressCluster -ResourceGroupName fabrikam*").Ok().Output,
            cluster => Assert.Equal("fabrikam-rg", cluster.Properties["ResourceGroupName"].Value));
    }

    [Fact]
    public void Az_names_of_parameters_are_aliases()
    {
        var table = _session.Script("New-AksEgressRouteTable rt contoso-rg -Tags @{ wave = '3' }").Ok().Single;
        Assert.Equal("rt", table.Properties["Name"].Value);
        Assert.Equal("3", _session.Script("(Get-AksEgressRouteTable rt contoso-rg).Tags['wave']").Ok().Single.ToString());
        _session.Script("""
            $null = New-AksEgressPublicIp ip contoso-rg -Sku Standard
            $null = New-AksEgressNatGateway ng contoso-rg -PublicIpAddress ip
            """).Ok();
    }

    [Fact]
    public void A_firewall_without_a_resource_group_is_searched_in_the_subscription()
    {
        _session.Script("""
            $null = Add-AksEgressFirewallRule contoso-fw -Name dns -Network -CollectionName c -Protocol UDP -SourceAddress * `
                -DestinationAddress 1.1.1.1 -DestinationPort 53 -Force
            """).Ok();
        Assert.Single(_session.Script("Get-AksEgressFirewallRule contoso-fw").Ok().Output);
        var missing = _session.Script("Get-AksEgressFirewallRule no-such-fw").Error;
        Assert.StartsWith("ResourceNotFoundInSubscription,", missing.FullyQualifiedErrorId, StringComparison.Ordinal);
        _session.Script("""
            $null = New-AksEgressVirtualNetwork n fabrikam-rg 10.9.0.0/16 -Subnet @{ AzureFirewallSubnet = '10.9.0.0/26' }
            $null = New-AksEgressPublicIp fw-ip fabrikam-rg -Sku Standard
            $null = New-AksEgressFirewall contoso-fw fabrikam-rg -VirtualNetwork n -PublicIp fw-ip
            """).Ok();
        var several = _session.Script("Get-AksEgressFirewallRule contoso-fw").Error;
        Assert.StartsWith("ResourceGroupRequired,", several.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_names_for_one_route_table_are_not_called_several_groups()
    {
        var error = _session.Script("'a', 'b' | New-AksEgressRouteTable -ResourceGroupName contoso-rg").Error;
        Assert.StartsWith("ContradictingParameters,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("several resources", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Block_in_a_BYO_network_does_not_advise_a_NAT_gateway()
    {
        var finding = _session.Script("(Test-AksOutboundType contoso-aks contoso-rg block).Findings | "
            + "Where-Object Id -eq ManagedNetworkRequired").Ok().Single;
        Assert.Contains("-OutboundType block", (string)finding.Properties["Next"].Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_topology_is_removed_beside_a_route_table_without_subnets() =>
        _session.Script("""
            $null = New-AksEgressTopology lab lab-rg FirewallRouting -Location eastus
            $null = New-AksEgressRouteTable prepared contoso-rg -DefaultRouteTo contoso-fw
            Remove-AksEgressTopology lab lab-rg -Force
            """).Ok();
}
