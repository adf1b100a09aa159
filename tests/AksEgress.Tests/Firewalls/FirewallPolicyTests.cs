using System.Management.Automation;
using AksEgress.Core.Firewalls;
using AksEgress.Core.Operations;
using AksEgress.Tests.Cmdlets;

namespace AksEgress.Tests.Firewalls;

/// <summary>Firewalls with a policy: creation, rules through rule collection groups, waiting, removal.</summary>
[Trait("Engine", "Both")]
public sealed class FirewallPolicyTests : IDisposable
{
    private const string Network = "-Network -Protocol TCP -DestinationAddress 1.2.3.4 -DestinationPort 443";
    private readonly Session _session = Session.Simulated();

    public FirewallPolicyTests() => _session.Script("""
        $null = New-AksEgressResourceGroup rg -Location eastus
        $null = New-AksEgressVirtualNetwork hub rg -AddressPrefix 10.9.0.0/16 `
            -Subnet @{ AzureFirewallSubnet = '10.9.0.0/26'; AzureFirewallManagementSubnet = '10.9.2.0/26' }
        $null = New-AksEgressPublicIp one rg
        $null = New-AksEgressPublicIp two rg
        $policy = New-AksEgressFirewallPolicy p rg -Tier Premium -EnableDnsProxy -DnsServer 10.9.1.4 -ThreatIntelMode Deny
        """).Ok();

    [Fact]
    public void A_policy_has_tier_and_DNS_and_lists_its_users()
    {
        var policy = (FirewallPolicy)_session.Script("$policy").Ok().Single.BaseObject;
        Assert.Equal(("Premium", true, "Deny"), (policy.Tier, policy.EnableDnsProxy, policy.ThreatIntelMode));
        Assert.Equal(["10.9.1.4"], policy.DnsServer);
        Assert.Empty(policy.UsedBy);

        // The default tier is the policy's.
        Assert.Equal("Premium", Make("-Policy $policy").Tier);
        Assert.EndsWith(
            "/fw",
            Assert.Single(((FirewallPolicy)_session.Script("Get-AksEgressFirewallPolicy p rg").Ok().Single.BaseObject).UsedBy),
            StringComparison.Ordinal);
        Refused("Remove-AksEgressFirewallPolicy p rg -Confirm:$false", "ResourceInUse");
        _session.Script("Remove-AksEgressFirewall fw rg -Confirm:$false; Remove-AksEgressFirewallPolicy p rg -Confirm:$false").Ok();
        Assert.Empty(_session.Script("Get-AksEgressFirewallPolicy").Ok().Output);
    }

    [Theory]
    [InlineData("New-AksEgressFirewall fw rg hub -PublicIp one -Policy p -Tier Standard", "FirewallTierDiffers")]
    [InlineData("New-AksEgressFirewall fw rg hub -PublicIp one -Policy nope", "ResourceNotFound")]
    [InlineData("New-AksEgressFirewall fw rg hub -PublicIp one -Policy basic", "ContradictingParameters")]
    [InlineData("New-AksEgressFirewallPolicy q rg -Tier Basic -EnableDnsProxy", "ContradictingParameters")]
    [InlineData("New-AksEgressFirewallPolicy q rg -DnsServer nope", "InvalidValue")]
    [InlineData("New-AksEgressFirewallPolicy p rg -Tier Standard -Force", "InvalidValue")]
    [InlineData("New-AksEgressFirewall own rg other -PublicIp two -Policy standard -Force", "FirewallHasRules")]
    [InlineData("New-AksEgressFirewall own rg other -PublicIp two -Zone 1 -Force", "InvalidValue")]
    [InlineData(
        "Add-AksEgressFirewallRule own r -ResourceGroupName rg -CollectionName c -CollectionGroupName g " + Network, "FirewallHasNoPolicy")]
    public void A_request_that_ARM_would_refuse_is_refused_before_it_is_sent(string command, string id)
    {
        _session.Script("""
            $null = New-AksEgressFirewallPolicy basic rg -Tier Basic
            $null = New-AksEgressFirewallPolicy standard rg
            $null = New-AksEgressVirtualNetwork other rg -AddressPrefix 10.8.0.0/16 -Subnet @{ AzureFirewallSubnet = '10.8.0.0/26' }
            $null = New-AksEgressFirewall own rg other -PublicIp two
            $null = Add-AksEgressFirewallRule own r -ResourceGroupName rg -Network -CollectionName c -Protocol TCP `
                -DestinationAddress 1.2.3.4 -DestinationPort 80
            """).Ok();
        var outcome = _session.Script(command + " -Verbose");
        Assert.StartsWith(id + ",", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(outcome.Writes);
    }

    [Fact]
    public void Rules_of_each_kind_are_added_to_groups_and_removed()
    {
        Make("-Policy p");
        _session.Script($$"""
            $fw = Get-AksEgressFirewall fw rg
            $null = $fw | Add-AksEgressFirewallRule -Name net -CollectionName n {{Network}}
            $null = $fw | Add-AksEgressFirewallRule -Name web -Application -CollectionName a -TargetFqdn '*.contoso.com' -Priority 700
            $null = $fw | Add-AksEgressFirewallRule -Name in -Dnat -CollectionName d -DestinationPort 443 -TranslatedAddress 10.9.1.10 `
                -TranslatedPort 8443
            $null = $fw | Add-AksEgressFirewallRule -Name deny -CollectionName n2 -CollectionGroupName mine -Action Deny {{Network}}
            """).Ok();
        var rules = Rules();
        Assert.Equal(
            [
                "in DefaultDnatRuleCollectionGroup 100 Dnat", "net DefaultNetworkRuleCollectionGroup 100 Allow", "deny mine 100 Deny",
                "web DefaultApplicationRuleCollectionGroup 700 Allow"
            ],
            rules.Select(rule => $"{rule.Name} {rule.CollectionGroupName} {rule.Priority} {rule.Action}"));
        Assert.Equal("TCP * -> 1.2.3.4:443", rules[1].ToString());
        Assert.Equal("Https=443 * -> *.contoso.com", rules[3].ToString());
        Assert.EndsWith(" => 10.9.1.10:8443", rules[0].ToString(), StringComparison.Ordinal);
        Assert.Empty(((Firewall)_session.Script("Get-AksEgressFirewall fw rg").Ok().Single.BaseObject).Rules);

        // Another rule joins its collection in whatever group that is, not in the default group for its kind.
        _session.Script(
            "$null = $fw | Add-AksEgressFirewallRule -Name more -CollectionName n2 "
                + $"{Network.Replace("1.2.3.4", "5.6.7.8", StringComparison.Ordinal)}").Ok();
        Assert.Equal(["deny", "more"], Rules("-CollectionGroupName mine").Select(rule => rule.Name));
        Assert.Empty(_session.Script($"$fw | Add-AksEgressFirewallRule -Name net -CollectionName n {Network} -Verbose").Ok().Writes);
        Refused(
            "$fw | Add-AksEgressFirewallRule -Name net -CollectionName n "
                + $"{Network.Replace("1.2.3.4", "5.6.7.8", StringComparison.Ordinal)}",
            "FirewallRuleExists");
        Refused($"$fw | Add-AksEgressFirewallRule -Name x -CollectionName n -Action Deny {Network}", "FirewallCollectionDiffers");
        Refused(
            "$fw | Add-AksEgressFirewallRule -Name x -CollectionName a -CollectionGroupName DefaultApplicationRuleCollectionGroup "
                + $"{Network}",
            "FirewallCollectionKindDiffers");
        Refused(
            $"$fw | Add-AksEgressFirewallRule -Name x -CollectionName z -CollectionGroupName mine -Priority 100 {Network}", "InvalidValue");
        Refused(
            "$fw | Add-AksEgressFirewallRule -Name sql -Application -CollectionName a -Protocol Mssql=1433 -TargetFqdn db.contoso.com",
            "InvalidValue");

        _session.Script(
            "$fw | Remove-AksEgressFirewallRule -Name more -Confirm:$false; Get-AksEgressFirewallRule $fw -Name in | "
                + "Remove-AksEgressFirewallRule -Confirm:$false").Ok();
        Assert.Equal(["net", "deny", "web"], Rules().Select(rule => rule.Name));
        Refused("$fw | Remove-AksEgressFirewallRule -Name more -Confirm:$false", "FirewallRuleNotFound");
    }

    [Fact]
    public void A_rule_name_in_two_groups_is_distinguished()
    {
        Make("-Policy p");
        _session.Script(
            "'g1', 'g2' | ForEach-Object { $null = Add-AksEgressFirewallRule fw same -ResourceGroupName rg -CollectionName $_ "
                + $"-CollectionGroupName $_ {Network} }}").Ok();
        Assert.Contains(
            "g1/g1",
            Refused("Remove-AksEgressFirewallRule fw same -ResourceGroupName rg -Confirm:$false", "FirewallRuleAmbiguous").ToString(),
            StringComparison.Ordinal);
        _session.Script("Remove-AksEgressFirewallRule fw same -ResourceGroupName rg -CollectionGroupName g1 -Confirm:$false").Ok();
        Assert.Equal("g2", Assert.Single(Rules("-ResourceGroupName rg", "fw")).CollectionGroupName);
    }

    [Fact]
    public void The_rules_that_a_cluster_needs_are_added_to_one_group_in_one_write()
    {
        Make("-Policy p");
        const string command = "Add-AksEgressFirewallRule fw -ResourceGroupName rg -AksRequired -Cluster (Get-AksEgressCluster contoso-aks "
            + "contoso-rg) -Verbose";
        var outcome = _session.Script(command).Ok();
        Assert.Single(outcome.Writes);
        Assert.Empty(outcome.Warnings);
        var rules = outcome.Output.Select(item => (FirewallRule)item.BaseObject).ToList();
        Assert.All(rules, rule => Assert.Equal("aks-required", rule.CollectionGroupName));
        Assert.Equal(["aks-required-network", "aks-required-application"], rules.Select(rule => rule.CollectionName).Distinct());
        Assert.Contains(rules, rule => rule.FqdnTag.Contains("AzureKubernetesService"));

        var again = _session.Script(command).Ok();
        Assert.Empty(again.Writes);
        Assert.Equal(rules.Count, again.Output.Count);
    }

    [Fact]
    public void NoWait_leaves_operations_that_can_be_awaited()
    {
        var begun = (EgressOperation)_session.Script(
            "$op = New-AksEgressFirewall fw rg hub -PublicIp one -NoWait; $op").Ok().Single.BaseObject;
        Assert.Equal(("fw", "create", "InProgress"), (begun.Name, begun.Operation, begun.Status));
        var firewall = (Firewall)_session.Script("$op | Wait-AksEgressOperation").Ok().Single.BaseObject;
        Assert.Equal("10.9.0.4", firewall.PrivateIpAddress);
        _session.Script("New-AksEgressFirewall fw rg hub -PublicIp one, two -Force -NoWait | Wait-AksEgressOperation").Ok();
        Assert.Equal(2, ((Firewall)_session.Script("Get-AksEgressFirewall fw rg").Ok().Single.BaseObject).PublicIp.Count);
        Assert.Empty(_session.Script("Remove-AksEgressFirewall fw rg -NoWait -Confirm:$false | Wait-AksEgressOperation").Ok().Output);
        Assert.Empty(_session.Script("Get-AksEgressFirewall -ResourceGroupName rg").Ok().Output);
    }

    [Fact]
    public void A_job_returns_the_firewall()
    {
        var outcome = _session.Script(
            "$job = New-AksEgressFirewall fw rg hub -PublicIp one -AsJob; $null = Wait-Job $job; Receive-Job $job").Ok();
        Assert.Equal("10.9.0.4", ((Firewall)outcome.Single.BaseObject).PrivateIpAddress);
        _session.Script("$job = Remove-AksEgressFirewall fw rg -AsJob -Confirm:$false; $null = Wait-Job $job").Ok();
        Assert.Empty(_session.Script("Get-AksEgressFirewall -ResourceGroupName rg").Ok().Output);
    }

    public void Dispose() => _session.Dispose();

    private Firewall Make(string more) =>
        (Firewall)_session.Script("New-AksEgressFirewall fw rg hub -PublicIp one " + more).Ok().Single.BaseObject;

    private List<FirewallRule> Rules(string more = "", string firewall = "$fw") =>
        [.. _session.Script($"Get-AksEgressFirewallRule {firewall} {more}").Ok().Output.Select(item => (FirewallRule)item.BaseObject)];

    private ErrorRecord Refused(string command, string id)
    {
        var error = _session.Script(command).Error;
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        return error;
    }
}
