using AksEgress.Core.NetworkSecurityGroups;
using AksEgress.Core.Paths;
using AksEgress.Tests.Cmdlets;

namespace AksEgress.Tests.NetworkSecurityGroups;

/// <summary>The cmdlets of network security groups and their rules on the simulator.</summary>
[Trait("Engine", "Both")]
public sealed class SecurityRuleCmdletTests : IDisposable
{
    private const string Group = "contoso-aks-nsg";
    private const string InGroup = "-ResourceGroupName contoso-rg";
    private const string Test = "Test-AksEgressPath contoso-aks contoso-rg -Destination example.com";

    private readonly Session _session = Session.Simulated();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void The_command_that_a_denied_path_names_allows_it()
    {
        _session.Script(
            $"$null = Add-AksEgressSecurityRule {Group} deny-web {InGroup} -Access Deny -Priority 200 -DestinationAddress Internet "
                + "-DestinationPort 443 -Protocol TCP").Ok();
        var denied = (EgressPathResult)_session.Script(Test).Ok().Single.BaseObject;
        Assert.Equal((PathVerdict.Denied, "NSG contoso-aks-nsg, deny-web (200)"), (denied.Verdict, denied.DecidedBy));
        Assert.StartsWith($"Add-AksEgressSecurityRule {Group} allow-443 {InGroup}", denied.Next, StringComparison.Ordinal);

        var added = Rule($"{denied.Next}");
        Assert.Equal(
            ("allow-443", "Allow", "Outbound", "Tcp", 100),
            (added.Name, added.Access, added.Direction, added.Protocol, added.Priority));
        Assert.Equal(["Internet"], added.DestinationAddressPrefix);
        Assert.Equal(["443"], added.DestinationPortRange);
        Assert.Equal(PathVerdict.Allowed, ((EgressPathResult)_session.Script(Test).Ok().Single.BaseObject).Verdict);
    }

    [Fact]
    public void Rules_are_listed_in_the_order_in_which_they_are_processed()
    {
        _session.Script(
            $"$null = Add-AksEgressSecurityRule {Group} b {InGroup} -Priority 300; "
                + $"$null = Add-AksEgressSecurityRule {Group} a {InGroup} -Priority 400").Ok();
        Assert.Equal(["b", "a"], Names($"Get-AksEgressSecurityRule {Group} {InGroup} -Direction outbound"));
        Assert.Equal(
            ["b", "a", "AllowVnetOutBound", "AllowInternetOutBound", "DenyAllOutBound"],
            Names($"Get-AksEgressSecurityRule {Group} {InGroup} -Direction Outbound -IncludeDefault"));
        Assert.Equal(["AllowInternetOutBound"], Names($"Get-AksEgressSecurityRule {Group} *internet* {InGroup} -IncludeDefault"));
        Assert.Equal(["a"], Names($"Get-AksEgressSecurityRule {Group} A {InGroup}"));
        Assert.Equal(["DenyAllInBound"], Names($"Get-AksEgressSecurityRule {Group} DenyAllInBound {InGroup}"));
        Assert.Empty(Names($"Get-AksEgressSecurityRule {Group} none* {InGroup}"));
        Assert.StartsWith(
            "ResourceNotFound,",
            _session.Script($"Get-AksEgressSecurityRule {Group} none {InGroup}").Error.FullyQualifiedErrorId,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_is_selected_by_name_object_or_id()
    {
        _session.Script($"$rule = Add-AksEgressSecurityRule {Group} web {InGroup} -DestinationPort 443").Ok();
        Assert.Equal(["web"], Names("$rule | Get-AksEgressSecurityRule"));
        Assert.Equal(["web"], Names("Get-AksEgressSecurityRule -ResourceId $rule.ResourceId"));
        Assert.Equal(["web"], Names("$rule.ResourceId | Get-AksEgressSecurityRule"));
        Assert.Equal(["web"], Names($"Get-AksEgressNetworkSecurityGroup {Group} contoso-rg | Get-AksEgressSecurityRule -Name web"));
        Assert.Equal(["web"], Names($"Get-AksEgressSecurityRule (Get-AksEgressNetworkSecurityGroup {Group} contoso-rg) web"));
        _session.Script("$rule | Set-AksEgressSecurityRule -DestinationPort 8443").Ok();
        Assert.Equal(["8443"], Rule("Get-AksEgressSecurityRule -ResourceId $rule.Id").DestinationPortRange);
        _session.Script("Set-AksEgressSecurityRule -ResourceId $rule.Id -Access Deny").Ok();
        Assert.Equal("Deny", Rule("$rule | Get-AksEgressSecurityRule").Access);
        Assert.True((bool)_session.Script("$rule | Remove-AksEgressSecurityRule -Force -PassThru").Ok().Single.BaseObject);
        Assert.StartsWith(
            "ResourceNotFound,",
            _session.Script("$rule | Get-AksEgressSecurityRule").Error.FullyQualifiedErrorId,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$rule | Set-AksEgressSecurityRule -Name other -Access Deny", "PipelineInputConflict")]
    [InlineData("Set-AksEgressSecurityRule -ResourceId $rule.Id -Name other -Access Deny", "ContradictingParameters")]
    [InlineData("Set-AksEgressSecurityRule -ResourceId $rule.Id -NetworkSecurityGroup other", "ContradictingParameters")]
    [InlineData("Remove-AksEgressSecurityRule contoso-aks-nsg -ResourceGroupName contoso-rg -Force", "ParameterRequired")]
    [InlineData("Remove-AksEgressSecurityRule -Name web -Force", "ParameterRequired")]
    [InlineData("Add-AksEgressSecurityRule contoso-aks-nsg x", "ResourceGroupRequired")]
    [InlineData("Add-AksEgressSecurityRule contoso-aks-nsg -ResourceGroupName contoso-rg", "ParameterRequired")]
    [InlineData("Remove-AksEgressSecurityRule contoso-aks-nsg DenyAllOutBound -ResourceGroupName contoso-rg -Force", "DefaultSecurityRule")]
    [InlineData("Add-AksEgressSecurityRule nope x -ResourceGroupName contoso-rg", "ResourceNotFound")]
    [InlineData("Add-AksEgressSecurityRule contoso-aks-nsg web -ResourceGroupName contoso-rg -Access Deny", "SecurityRuleExists")]
    public void What_does_not_identify_one_rule_is_an_error(string command, string expected)
    {
        _session.Script($"$rule = Add-AksEgressSecurityRule {Group} web {InGroup} -DestinationPort 443").Ok();
        _session.Wire.Forget();
        Assert.StartsWith(expected + ",", _session.Script(command).Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(_session.Wire.Writes);
    }

    [Fact]
    public void Rules_are_copied_to_another_group()
    {
        _session.Script(
            $"$null = Add-AksEgressSecurityRule {Group} web {InGroup} -Priority 200 -DestinationPort 80, 443 -Protocol TCP").Ok();
        _session.Script("$null = New-AksEgressNetworkSecurityGroup copy contoso-rg").Ok();
        var copied = Rule(
            $"Get-AksEgressSecurityRule {Group} web {InGroup} | Add-AksEgressSecurityRule -NetworkSecurityGroup copy {InGroup}");
        Assert.Equal(("copy", 200, "Tcp"), (copied.NetworkSecurityGroupName, copied.Priority, copied.Protocol));
        Assert.Equal(["80", "443"], copied.DestinationPortRange);
    }

    [Fact]
    public void Groups_are_found_by_name_subnet_network_and_cluster()
    {
        Assert.Equal([Group], Names($"Get-AksEgressNetworkSecurityGroup {Group} contoso-rg"));
        Assert.Equal([Group], Names("Get-AksEgressNetworkSecurityGroup contoso-*-nsg"));
        Assert.Equal([Group], Names("Get-AksEgressNetworkSecurityGroup -ResourceGroupName contoso-rg"));
        Assert.Equal([Group], Names("Get-AksEgressSubnet aks contoso-rg contoso-vnet | Get-AksEgressNetworkSecurityGroup"));
        Assert.Equal([Group], Names("Get-AksEgressVirtualNetwork contoso-vnet contoso-rg | Get-AksEgressNetworkSecurityGroup"));
        Assert.Equal([Group], Names("Get-AksEgressCluster contoso-aks contoso-rg | Get-AksEgressNetworkSecurityGroup"));
        Assert.Equal([Group], Names("Get-AksEgressResourceGroup contoso-rg | Get-AksEgressNetworkSecurityGroup"));
    }

    [Fact]
    public void A_group_is_created_with_default_rules_and_removed_when_nothing_uses_it()
    {
        var made = (NetworkSecurityGroup)_session.Script(
            "New-AksEgressNetworkSecurityGroup made contoso-rg -Tag @{ team = 'web' }").Ok().Single.BaseObject;
        Assert.Equal(("made", 0, 6), (made.Name, made.Rules.Count, made.DefaultRules.Count));
        Assert.StartsWith(
            "ResourceExists,",
            _session.Script("New-AksEgressNetworkSecurityGroup made contoso-rg").Error.FullyQualifiedErrorId,
            StringComparison.Ordinal);
        _session.Script("Set-AksEgressSubnet aks contoso-rg contoso-vnet -NetworkSecurityGroup made -Replace -Force").Ok();
        Assert.StartsWith(
            "ResourceInUse,",
            _session.Script("Remove-AksEgressNetworkSecurityGroup made contoso-rg -Force").Error.FullyQualifiedErrorId,
            StringComparison.Ordinal);
        Assert.True(
            (bool)_session.Script($"Remove-AksEgressNetworkSecurityGroup {Group} contoso-rg -Force -PassThru").Ok().Single.BaseObject);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(160)]
    public void The_tables_fit(int width)
    {
        _session.Script(
            $"$null = Add-AksEgressSecurityRule {Group} web {InGroup} -DestinationPort 80, 443 -DestinationAddress Internet").Ok();
        foreach (var command in (string[])[
            $"Get-AksEgressSecurityRule {Group} {InGroup} -IncludeDefault", "Get-AksEgressNetworkSecurityGroup",
            "Get-AksEgressRoute -Cluster contoso-aks -ResourceGroupName contoso-rg"])
        {
            var lines = _session.Script($"{command} | Out-String -Stream -Width {width}").Ok()
                .Output.Select(line => line.ToString()).ToList();
            Assert.All(lines, line => Assert.True(line.Length <= width, line));
            Assert.DoesNotContain(lines, line => line.Contains("/subscriptions/", StringComparison.Ordinal));
            Assert.True(lines.Count > 5, command);
        }
    }

    private SecurityRule Rule(string script) => (SecurityRule)_session.Script(script).Ok().Single.BaseObject;

    private List<string> Names(string script) =>
        [.. _session.Script(script).Ok().Output.Select(output => (string)output.Properties["Name"].Value)];
}
