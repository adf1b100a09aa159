using System.Management.Automation;
using AksEgress.Core.Firewalls;
using AksEgress.Tests.Cmdlets;

namespace AksEgress.Tests.Firewalls;

/// <summary>The firewall cmdlets over the simulator.</summary>
[Trait("Engine", "Both")]
public sealed class FirewallCmdletTests : IDisposable
{
    private readonly Session _session = Session.Simulated();

    public FirewallCmdletTests() => _session.Script("""
        $null = New-AksEgressResourceGroup rg -Location eastus
        $null = New-AksEgressVirtualNetwork hub rg -AddressPrefix 10.9.0.0/16 `
            -Subnet @{ AzureFirewallSubnet = '10.9.0.0/26'; aks = '10.9.1.0/24' }
        $null = New-AksEgressVirtualNetwork plain rg -AddressPrefix 10.8.0.0/16 -Subnet @{ aks = '10.8.1.0/24' }
        $one = New-AksEgressPublicIp one rg
        $two = New-AksEgressPublicIp two rg
        $null = New-AksEgressPublicIp v2 rg -Sku StandardV2
        """).Ok();

    [Fact]
    public void Piped_addresses_make_one_firewall()
    {
        var firewall = Make("$one, $two | New-AksEgressFirewall fw -VirtualNetworkName hub -EnableDnsProxy -DnsServer 10.9.1.4");
        Assert.Equal("10.9.0.4", firewall.PrivateIpAddress);
        Assert.Equal(2, firewall.PublicIp.Count);
        Assert.True(firewall.EnableDnsProxy);
        Assert.Equal(["10.9.1.4"], firewall.DnsServer);
        Assert.Equal("Standard", firewall.Tier);
    }

    [Fact]
    public void A_piped_network_gives_the_group()
    {
        Assert.EndsWith(
            "/hub/subnets/AzureFirewallSubnet",
            Make("Get-AksEgressVirtualNetwork hub rg | New-AksEgressFirewall fw -PublicIp one -Zone 1, 2").SubnetId,
            StringComparison.Ordinal);

        // With -Force, the firewall keeps only the named addresses; it stays in its subnet.
        var changed = Make("New-AksEgressFirewall fw rg hub -PublicIp two -Force");
        Assert.EndsWith("/two", Assert.Single(changed.PublicIp), StringComparison.Ordinal);
        Assert.Equal("10.9.0.4", changed.PrivateIpAddress);
        Assert.Equal(["1", "2"], changed.Zone);
    }

    [Fact]
    public void Addresses_are_added_and_removed_without_moving_the_firewall()
    {
        Make("New-AksEgressFirewall fw rg hub -PublicIp one");
        _session.Script("$null = New-AksEgressPublicIp three rg").Ok();
        var joined = Make("New-AksEgressFirewall fw rg hub -PublicIp three, one, two -Force");
        Assert.Equal(["one", "three", "two"], joined.PublicIp.Select(id => id[(id.LastIndexOf('/') + 1)..]));
        var left = Make("New-AksEgressFirewall fw rg hub -PublicIp two -Force");
        Assert.Equal(["two"], left.PublicIp.Select(id => id[(id.LastIndexOf('/') + 1)..]));
        Assert.Equal(("10.9.0.4", joined.SubnetId), (left.PrivateIpAddress, left.SubnetId));
        Refused("New-AksEgressFirewall fw rg plain -PublicIp two -Force", "FirewallSubnetMissing");
    }

    [Fact]
    public void A_Basic_firewall_has_its_own_management_address_and_subnet()
    {
        const string command = "New-AksEgressFirewall fw rg hub -PublicIp one -ManagementPublicIp two -Tier Basic";
        Refused(command, "FirewallSubnetMissing");
        _session.Script(
            "$null = New-AksEgressSubnet -Name AzureFirewallManagementSubnet -VirtualNetworkName hub -ResourceGroupName rg -AddressPrefix "
                + "10.9.2.0/26").Ok();
        Assert.Equal("Basic", Make(command).Tier);
        Refused("Remove-AksEgressPublicIp two rg -Confirm:$false", "ResourceInUse");
        _session.Script("Remove-AksEgressFirewall fw rg -Confirm:$false; Remove-AksEgressPublicIp two rg -Confirm:$false").Ok();
    }

    [Fact]
    public void A_policy_is_specified_by_name_or_id_and_must_exist()
    {
        var id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Network/firewallPolicies/p";
        Refused(
            "New-AksEgressFirewall fw rg hub -PublicIp one -Policy "
                + $"{id.Replace("firewallPolicies", "natGateways", StringComparison.Ordinal)}",
            "WrongResourceType");
        var outcome = _session.Script($"New-AksEgressFirewall fw rg hub -PublicIp one -Tier Premium -Policy {id}");
        Assert.NotNull(outcome.Error);
    }

    [Theory]
    [InlineData("New-AksEgressFirewall fw rg plain -PublicIp one", "FirewallSubnetMissing")]
    [InlineData("New-AksEgressFirewall fw rg nope -PublicIp one", "ResourceNotFound")]
    [InlineData("New-AksEgressFirewall fw rg hub -PublicIp v2", "InvalidValue")]
    [InlineData("New-AksEgressFirewall fw rg hub -PublicIp one -Tier Basic", "ContradictingParameters")]
    [InlineData("New-AksEgressFirewall fw rg hub -PublicIp one -Policy p -EnableDnsProxy", "ContradictingParameters")]
    [InlineData("New-AksEgressFirewall fw rg hub -PublicIp one -DnsServer x", "InvalidValue")]
    public void A_request_that_ARM_would_refuse_is_refused_before_it_is_sent(string command, string id)
    {
        var outcome = _session.Script(command + " -Verbose");
        Assert.StartsWith(id + ",", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(outcome.Writes);
    }

    [Fact]
    public void A_second_firewall_and_a_taken_address_are_refused()
    {
        Make("New-AksEgressFirewall fw rg hub -PublicIp one");
        Refused("New-AksEgressFirewall other rg hub -PublicIp two", "FirewallSubnetInUse");
        Refused("New-AksEgressFirewall fw rg hub -PublicIp one", "ResourceExists");
        _session.Script("$null = New-AksEgressNatGateway nat rg -PublicIp two").Ok();
        Refused("New-AksEgressFirewall fw rg hub -PublicIp two -Force", "AddressInUse");
    }

    [Theory]
    [InlineData("$one, $two | New-AksEgressFirewall fw -VirtualNetworkName hub | New-AksEgressRouteTable rt")]
    [InlineData("$fw = New-AksEgressFirewall fw rg hub -PublicIp one, two; New-AksEgressRouteTable rt spoke -DefaultRouteTo $fw")]
    [InlineData("$fw = New-AksEgressFirewall fw rg hub -PublicIp one, two; New-AksEgressRouteTable rt spoke -DefaultRouteTo $fw.Id")]
    [InlineData(
        "$fw = New-AksEgressFirewall fw rg hub -PublicIp one, two; New-AksEgressRouteTable rt spoke -DefaultRouteTo $fw.PrivateIpAddress")]
    [InlineData("$null = New-AksEgressFirewall fw rg hub -PublicIp one, two; Get-AksEgressFirewall fw | New-AksEgressRouteTable rt spoke")]
    public void A_default_route_to_a_firewall_adds_Internet_routes_for_its_public_addresses(string command)
    {
        _session.Script("$null = New-AksEgressResourceGroup spoke -Location eastus").Ok();
        var table = (Core.RouteTables.RouteTable)_session.Script(command).Ok().Output.Last().BaseObject;
        string[] expected =
        [
            .. _session.Script("$one.IpAddress; $two.IpAddress").Ok().Output.Select(ip => $"{ip}/32 -> Internet"),
            "0.0.0.0/0 -> VirtualAppliance 10.9.0.4"
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), table.Routes.Select(route => route.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_firewall_without_an_address_is_no_next_hop_and_a_name_is_resolved_in_the_tables_group()
    {
        // 300 s of the firewall are 5 s here, and everything before it takes less than one.
        using var slow = Session.Simulated(timeScale: 60);
        slow.Script("""
            $null = New-AksEgressResourceGroup rg -Location eastus
            $null = New-AksEgressVirtualNetwork hub rg -AddressPrefix 10.9.0.0/16 -Subnet @{ AzureFirewallSubnet = '10.9.0.0/26' }
            $op = New-AksEgressPublicIp one rg | New-AksEgressFirewall fw -VirtualNetworkName hub -NoWait
            """).Ok();
        var error = slow.Script("New-AksEgressRouteTable rt rg -DefaultRouteTo fw").Error;
        Assert.StartsWith("FirewallNotReady,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("(state Updating)", error.ToString(), StringComparison.Ordinal);
        Assert.StartsWith(
            "FirewallNotFound,",
            slow.Script("New-AksEgressRouteTable rt rg -DefaultRouteTo contoso-fw").Error.FullyQualifiedErrorId,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_firewall_that_routes_point_to_is_not_removed()
    {
        Make("New-AksEgressFirewall fw rg hub -PublicIp one");
        _session.Script("$null = New-AksEgressRouteTable rt rg -DefaultRouteTo fw").Ok();
        var error = Refused("Remove-AksEgressFirewall fw rg -Confirm:$false", "ResourceInUse");
        Assert.Contains("/routeTables/rt", error.ToString(), StringComparison.Ordinal);

        // A route table that only another, unconnected network uses has the address by coincidence.
        _session.Script("$null = Set-AksEgressSubnet -Name aks -VirtualNetworkName plain -ResourceGroupName rg -RouteTable rt").Ok();
        Assert.Equal(
            true,
            _session.Script("Get-AksEgressFirewall fw rg | Remove-AksEgressFirewall -PassThru -Confirm:$false").Ok().Single.BaseObject);
        Assert.Null(_session.Script("Get-AksEgressPublicIp one rg").Ok().Single.Properties["UsedBy"].Value);
    }

    [Fact]
    public void Rules_of_each_kind_are_added_listed_and_removed()
    {
        Make("New-AksEgressFirewall fw rg hub -PublicIp one");
        _session.Script("""
            $fw = Get-AksEgressFirewall fw rg
            $null = $fw | Add-AksEgressFirewallRule -Name dns -Network -CollectionName net -Protocol UDP -DestinationAddress 10.9.1.4 `
                -DestinationPort 53
            $null = Add-AksEgressFirewallRule fw web -ResourceGroupName rg -Application -CollectionName app -Protocol Https=443, Http=80 `
                -TargetFqdn '*.contoso.com' -Priority 500
            $null = Add-AksEgressFirewallRule $fw ingress -Dnat -CollectionName nat -DestinationPort 443 -TranslatedAddress 10.9.1.10 `
                -TranslatedPort 8443
            """).Ok();
        var rules = _session.Script("Get-AksEgressFirewallRule $fw").Ok().Output.Select(item => (FirewallRule)item.BaseObject).ToList();
        Assert.Equal(["ingress", "dns", "web"], rules.Select(rule => rule.Name));
        Assert.Equal(
            (string?)_session.Script("Get-AksEgressPublicIp one rg").Ok().Single.Properties["IpAddress"].Value,
            Assert.Single(rules[0].DestinationAddress));
        Assert.Equal("8443", rules[0].TranslatedPort);
        Assert.Equal(500, rules[2].Priority);

        Refused(
            "Add-AksEgressFirewallRule $fw dns -Network -CollectionName net -Protocol TCP -DestinationAddress * -DestinationPort 53",
            "FirewallRuleExists");
        Assert.Equal(3, _session.Script("Get-AksEgressFirewallRule fw").Ok().Output.Count);
        Assert.NotEmpty(
            _session.Script(
                "Add-AksEgressFirewallRule $fw name -Network -CollectionName net -Protocol TCP -DestinationFqdn contoso.com "
                    + "-DestinationPort 22").Ok().Warnings);
        _session.Script("$fw | Remove-AksEgressFirewallRule -Name dns -Confirm:$false").Ok();
        _session.Script("Get-AksEgressFirewallRule $fw | Remove-AksEgressFirewallRule -Confirm:$false").Ok();
        Assert.Empty(_session.Script("Get-AksEgressFirewallRule $fw").Ok().Output);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" -IncludeTunnel")]
    [InlineData(" -Explicit")]
    public void The_rules_that_a_cluster_needs_are_added_once(string more)
    {
        Make("New-AksEgressFirewall fw rg hub -PublicIp one -EnableDnsProxy");
        var command = "Add-AksEgressFirewallRule fw -ResourceGroupName rg -AksRequired -Cluster (Get-AksEgressCluster contoso-aks "
            + "contoso-rg) -Verbose" + more;
        var outcome = _session.Script(command).Ok();
        Assert.Single(outcome.Writes);
        Assert.Empty(outcome.Warnings);
        var rules = outcome.Output.Select(item => (FirewallRule)item.BaseObject).ToList();
        Assert.All(rules, rule => Assert.StartsWith("contoso-aks-", rule.Name, StringComparison.Ordinal));
        var isExplicit = more.Contains("Explicit", StringComparison.Ordinal);
        Assert.Equal(!isExplicit, rules.Any(rule => rule.FqdnTag.Contains("AzureKubernetesService")));
        Assert.Equal(isExplicit, rules.Any(rule => rule.TargetFqdn.Contains("*.hcp.eastus.azmk8s.io")));
        Assert.Equal(
            more.Contains("IncludeTunnel", StringComparison.Ordinal),
            rules.Any(rule => rule.DestinationAddress.Contains("AzureCloud.eastus")));

        var again = _session.Script(command).Ok();
        Assert.Empty(again.Writes);
        Assert.Equal(rules.Count, again.Output.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" -Policy p")]
    public void Required_rules_with_source_addresses_are_not_added_again(string policy)
    {
        _session.Script("$null = New-AksEgressFirewallPolicy p rg -EnableDnsProxy").Ok();
        Make("New-AksEgressFirewall fw rg hub -PublicIp one" + (policy.Length == 0 ? " -EnableDnsProxy" : policy));
        const string command = "Add-AksEgressFirewallRule fw -ResourceGroupName rg -AksRequired -Cluster (Get-AksEgressCluster contoso-aks "
            + "contoso-rg) -Verbose";
        var count = _session.Script(command + " -SourceAddress 10.240.0.0/16, 10.241.0.0/16").Ok().Output.Count;
        Assert.Empty(_session.Script(command).Ok().Writes);
        Assert.Empty(_session.Script(command + " -SourceAddress 10.241.0.0/16").Ok().Writes);

        _session.Script("Remove-AksEgressFirewallRule fw contoso-aks-core -ResourceGroupName rg -Confirm:$false").Ok();
        var again = _session.Script(command).Ok();
        Assert.Single(again.Writes);
        var rules = again.Output.Select(item => (FirewallRule)item.BaseObject).ToList();
        Assert.Equal(count, rules.Count);
        Assert.Equal(["*"], rules.Single(rule => rule.Name == "contoso-aks-core").SourceAddress);
        Assert.All(
            rules.Where(rule => rule.Name != "contoso-aks-core"),
            rule => Assert.Equal(["10.240.0.0/16", "10.241.0.0/16"], rule.SourceAddress));

        // Sources that an existing rule doesn't have aren't added silently.
        Refused(command + " -SourceAddress 10.99.0.0/16", "FirewallRuleExists");
    }

    [Fact]
    public void A_rule_without_a_firewall_is_refused_with_an_example()
    {
        Assert.Contains(
            "Add-AksEgressFirewallRule contoso-fw", Refused("Add-AksEgressFirewallRule", "ParameterRequired").ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Endpoints_are_listed_by_cloud_region_feature_or_cluster()
    {
        var gov = _session.Script(
            "Get-AksEgressRequiredEndpoint -Cloud AzureUSGovernment -Location usgovvirginia -Feature core").Ok().Output;
        Assert.Contains(
            gov, item => (string)item.Properties["Destination"].Value == "*.hcp.usgovvirginia.cx.aks.containerservice.azure.us");
        Assert.All(gov, item => Assert.Equal("core", item.Properties["Feature"].Value));
        Assert.NotEmpty(
            _session.Script(
                "Get-AksEgressCluster contoso-aks contoso-rg | Get-AksEgressRequiredEndpoint -Feature clusterExtensions").Ok().Output);
    }

    public void Dispose() => _session.Dispose();

    private Firewall Make(string command) => (Firewall)_session.Script(command).Ok().Single.BaseObject;

    private ErrorRecord Refused(string command, string id)
    {
        var error = _session.Script(command).Error;
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        return error;
    }
}
