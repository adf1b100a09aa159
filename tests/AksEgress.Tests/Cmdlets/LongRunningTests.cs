using System.Management.Automation;
using AksEgress.Core.Operations;

namespace AksEgress.Tests.Cmdlets;

/// <summary>
/// Every cmdlet whose operation takes longer than 10 seconds has -NoWait and -AsJob, and both have the same result as waiting.
/// </summary>
[Trait("Engine", "Both")]
public sealed class LongRunningTests
{
    private const string Ip = "$null = New-AksEgressPublicIp ip contoso-rg";
    private const string Nat = Ip + "; $null = New-AksEgressNatGateway nat contoso-rg -PublicIp ip";

    private const string Firewall =
        Ip + "; $null = New-AksEgressVirtualNetwork hub contoso-rg 10.60.0.0/16 -Subnet @{ AzureFirewallSubnet = '10.60.0.0/26' }";

    private const string FirewallWithRules = Firewall + "; $null = New-AksEgressFirewall fw contoso-rg hub -PublicIp ip";

    private const string FirewallWithPolicy =
        Firewall
            + "; $null = New-AksEgressFirewallPolicy p contoso-rg; $null = New-AksEgressFirewall fw contoso-rg hub -PublicIp ip -Policy p";

    private const string AddRule =
        "Add-AksEgressFirewallRule fw web -ResourceGroupName contoso-rg -Network -CollectionName more -Protocol TCP"
            + " -DestinationAddress 20.1.2.3 -DestinationPort 443";

    private const string RouteTable =
        "$null = New-AksEgressRouteTable rt contoso-rg -Route (New-AksEgressRoute one 10.8.0.0/16 None)";

    // The preparation, the command, and the condition that is true afterwards.
    public static TheoryData<string, string, string> Commands => new()
    {
        { "", "New-AksEgressCluster made contoso-rg", "(Get-AksEgressCluster made contoso-rg).ProvisioningState -eq 'Succeeded'" },
        { "", "Remove-AksEgressCluster contoso-aks contoso-rg", "-not (Get-AksEgressCluster contoso-ak* contoso-rg)" },
        {
            "$before = (Get-AksEgressCluster contoso-aks contoso-rg).ETag",
            "Update-AksEgressCluster contoso-aks contoso-rg",
            "(Get-AksEgressCluster contoso-aks contoso-rg).ETag -ne $before"
        },
        {
            "",
            "Add-AksEgressNodePool extra contoso-rg contoso-aks",
            "(Get-AksEgressNodePool extra contoso-rg contoso-aks).ProvisioningState -eq 'Succeeded'"
        },
        { "", "Remove-AksEgressNodePool win1 contoso-rg contoso-aks", "-not (Get-AksEgressNodePool win* contoso-rg contoso-aks)" },
        {
            "$before = (Get-AksEgressNodePool nodepool1 contoso-rg contoso-aks).NodeImageVersion",
            "Update-AksEgressNodeImage contoso-aks contoso-rg nodepool1",
            "(Get-AksEgressNodePool nodepool1 contoso-rg contoso-aks).NodeImageVersion -ne $before"
        },
        {
            Firewall, "New-AksEgressFirewall fw contoso-rg hub -PublicIp ip",
            "(Get-AksEgressFirewall fw contoso-rg).ProvisioningState -eq 'Succeeded'"
        },
        {
            FirewallWithRules, "Set-AksEgressFirewall fw contoso-rg -ThreatIntelMode Deny",
            "(Get-AksEgressFirewall fw contoso-rg).ThreatIntelMode -eq 'Deny'"
        },
        {
            FirewallWithRules, "Remove-AksEgressFirewall fw contoso-rg",
            "-not (Get-AksEgressFirewall f* contoso-rg)"
        },
        { Ip, "New-AksEgressNatGateway nat contoso-rg -PublicIp ip", "(Get-AksEgressNatGateway nat contoso-rg).PublicIp.Count -eq 1" },
        {
            Nat,
            "Set-AksEgressNatGateway nat contoso-rg -IdleTimeoutInMinutes 9",
            "(Get-AksEgressNatGateway nat contoso-rg).IdleTimeoutInMinutes -eq 9"
        },
        { Nat, "Remove-AksEgressNatGateway nat contoso-rg", "-not (Get-AksEgressNatGateway na* contoso-rg)" },
        { "", "New-AksEgressFirewallPolicy p contoso-rg", "(Get-AksEgressFirewallPolicy p contoso-rg).Tier -eq 'Standard'" },
        {
            Nat,
            "Set-AksEgressSubnet aks contoso-rg contoso-vnet -NatGateway nat",
            "(Get-AksEgressSubnet aks contoso-rg contoso-vnet).NatGateway"
        },
        {
            "", "Add-AksEgressAuthorizedIpRange contoso-aks contoso-rg 20.1.2.3",
            "(Get-AksEgressAuthorizedIpRange contoso-aks contoso-rg).IpRange -contains '20.1.2.3/32'"
        },
        {
            "$null = Add-AksEgressAuthorizedIpRange contoso-aks contoso-rg 20.1.2.3, 20.1.2.4 -Force",
            "Remove-AksEgressAuthorizedIpRange contoso-aks contoso-rg 20.1.2.4",
            "(Get-AksEgressAuthorizedIpRange contoso-aks contoso-rg).IpRange -notcontains '20.1.2.4/32'"
        },
        { "", "New-AksEgressResourceGroup made -Location eastus", "(Get-AksEgressResourceGroup made).Location -eq 'eastus'" },
        {
            "$null = New-AksEgressResourceGroup made -Location eastus",
            "Remove-AksEgressResourceGroup made",
            "-not (Get-AksEgressResourceGroup mad*)"
        },
        {
            "$null = New-AksEgressCluster made contoso-rg",
            "Set-AksOutboundType made contoso-rg managedNATGateway -NatGatewaySku StandardV2",
            "(Get-AksOutboundType made contoso-rg).OutboundType -eq 'managedNATGateway'"
        },
        {
            FirewallWithRules,
            AddRule,
            "(Get-AksEgressFirewallRule fw web -ResourceGroupName contoso-rg).CollectionName -eq 'more'"
        },
        {
            FirewallWithRules + "; $null = " + AddRule,
            "Set-AksEgressFirewallRule fw web -ResourceGroupName contoso-rg -DestinationPort 8443",
            "(Get-AksEgressFirewallRule fw web -ResourceGroupName contoso-rg).DestinationPort -contains '8443'"
        },
        {
            FirewallWithRules + "; $null = " + AddRule,
            "Remove-AksEgressFirewallRule fw web -ResourceGroupName contoso-rg",
            "-not (Get-AksEgressFirewallRule fw w* -ResourceGroupName contoso-rg)"
        },
        {
            FirewallWithRules,
            "Add-AksEgressFirewallRule fw -ResourceGroupName contoso-rg -AksRequired -Cluster contoso-aks",
            "[bool](Get-AksEgressFirewallRule fw contoso-aks-* -ResourceGroupName contoso-rg)"
        },
        {
            FirewallWithPolicy,
            AddRule,
            "(Get-AksEgressFirewallRule fw web -ResourceGroupName contoso-rg).CollectionName -eq 'more'"
        },
        {
            FirewallWithPolicy + "; $null = " + AddRule,
            "Remove-AksEgressFirewallRule fw web -ResourceGroupName contoso-rg",
            "-not (Get-AksEgressFirewallRule fw w* -ResourceGroupName contoso-rg)"
        },
        {
            RouteTable,
            "Add-AksEgressRoute more rt contoso-rg -AddressPrefix 10.9.0.0/16 -NextHopType None",
            "(Get-AksEgressRouteTable rt contoso-rg).Routes.Name -contains 'more'"
        },
        {
            RouteTable,
            "Set-AksEgressRoute one rt contoso-rg -NextHopType Internet",
            "(Get-AksEgressRouteTable rt contoso-rg).Routes.NextHopType -contains 'Internet'"
        },
        {
            RouteTable,
            "Remove-AksEgressRoute one rt contoso-rg",
            "(Get-AksEgressRouteTable rt contoso-rg).Routes.Count -eq 0"
        },
    };

    // Tasks with several writes, or with none that Wait-AksEgressOperation can wait for, so that -NoWait isn't possible or returns none.
    public static TheoryData<string, string, string> Jobs => new()
    {
        {
            "",
            "New-AksEgressTopology top contoso-rg ManagedNatGateway -NatGatewaySku StandardV2",
            "(Get-AksEgressCluster top contoso-rg).OutboundType -eq 'managedNATGateway'"
        },
        {
            "",
            "Register-AksEgressFeature AKS-KedaPreview",
            "(Get-AksEgressFeature AKS-KedaPreview).IsRegistered"
        },
        {
            "$null = New-AksEgressTopology top contoso-rg ManagedNatGateway -NatGatewaySku StandardV2",
            "Remove-AksEgressTopology top contoso-rg",
            "-not (Get-AksEgressCluster to* contoso-rg)"
        },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public void NoWait_ThenWait_LeadsToTheSame(string prepare, string command, string check)
    {
        using var session = Session.Simulated();
        session.Script(prepare).Ok();

        var outcome = session.Script(
            $"$operation = {command} -NoWait -Confirm:$false -WarningAction Ignore; $operation; $null = $operation | "
                + "Wait-AksEgressOperation -Confirm:$false").Ok();

        Assert.IsType<EgressOperation>(outcome.Single.BaseObject);
        Assert.Contains(
            session.Script("Get-AksEgressOperation").Ok().Output,
            operation => ((EgressOperation)operation.BaseObject).Status == "Succeeded");
        Assert.True(LanguagePrimitives.IsTrue(session.Script(check).Ok().Single), check);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    [MemberData(nameof(Jobs))]
    public void AsJob_ThenReceive_LeadsToTheSame(string prepare, string command, string check)
    {
        using var session = Session.Simulated();
        session.Script(prepare).Ok();

        session.Script(
            $"$job = {command} -AsJob -Confirm:$false -WarningAction Ignore; $null = $job | Receive-Job -Wait -AutoRemoveJob").Ok();

        Assert.True(LanguagePrimitives.IsTrue(session.Script(check).Ok().Single), check);
    }

    [Theory]
    [InlineData("$o = {0} -NoWait -Confirm:$false; $null = $o | Wait-AksEgressOperation -Confirm:$false; $o")]
    [InlineData("$null = {0} -NoWait -Confirm:$false | Wait-AksEgressOperation -Confirm:$false; Get-AksEgressOperation")]
    [InlineData("$null = {0} -Confirm:$false; Get-AksEgressOperation")]
    public void Wait_ForWhatIsDone_ReplacesNoNodeAgain(string operations)
    {
        using var session = Session.Simulated();
        session.Script("$null = New-AksEgressCluster made contoso-rg").Ok();
        const string command = "Set-AksOutboundType made contoso-rg managedNATGateway -NatGatewaySku StandardV2 -ReimageNodePool";
        session.Script("$operations = & { " + operations.Replace("{0}", command, StringComparison.Ordinal) + " }").Ok();

        var outcome = session.Script("$operations | Wait-AksEgressOperation -Confirm:$false -Verbose").Ok();

        Assert.Equal("managedNATGateway", outcome.Single.Properties["To"].Value);
        Assert.NotEmpty((IEnumerable<string>)outcome.Single.Properties["NodePoolsReimaged"].Value);
        Assert.Empty(outcome.Writes);
    }

    [Fact]
    public void Wait_ForWhatWasRemovedSince_ReturnsNothing()
    {
        using var session = Session.Simulated();
        session.Script(
            "$operation = New-AksEgressCluster made contoso-rg -NoWait; $null = $operation | Wait-AksEgressOperation; "
                + "Remove-AksEgressCluster made contoso-rg -Confirm:$false").Ok();
        Assert.Empty(session.Script("$operation | Wait-AksEgressOperation").Ok().Output);
    }

    [Fact]
    public void NoWait_BesideAsJob_IsRefused()
    {
        using var session = Session.Simulated();
        var outcome = session.Script("New-AksEgressCluster made contoso-rg -NoWait -AsJob -Verbose");
        Assert.StartsWith("ContradictingParameters,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(outcome.Writes);
    }

    [Theory]
    [InlineData("New-AksEgressPublicIp made no-such-rg")]
    [InlineData("Update-AksEgressNodeImage contoso-aks contoso-rg")]
    public void NoWait_BesideAsJob_IsRefusedBeforeAnythingIsRead(string command)
    {
        using var session = Session.Simulated();
        var outcome = session.Script($"{command} -NoWait -AsJob");
        Assert.StartsWith("ContradictingParameters,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("-AsJob", outcome.Error.Exception.Message, StringComparison.Ordinal);
    }

    // If all pools were replaced concurrently, workloads couldn't move to another pool.
    [Fact]
    public void AsJob_OnSeveralNodePools_ReplacesOnePoolAfterAnother()
    {
        using var session = Session.Simulated();
        session.Script("$job = Update-AksEgressNodeImage contoso-aks contoso-rg -AsJob -Confirm:$false; $null = $job | Wait-Job").Ok();

        Assert.Single(session.Script("$job").Ok().Output);
        var requests = session.Script("$job.Verbose | ForEach-Object { $_.Message }").Ok().Output.Select(text => text.ToString()).ToList();
        var replaced = requests.FindIndex(text => text.Contains("/agentPools/nodepool1 -> 200", StringComparison.Ordinal));
        var next = requests.FindLastIndex(text => text.StartsWith("POST ", StringComparison.Ordinal));
        Assert.Contains("/agentPools/win1/", requests[next], StringComparison.Ordinal);
        Assert.InRange(replaced, 1, next);
        Assert.Equal(2, session.Script("$job | Receive-Job").Ok().Output.Count);
    }

    [Theory]
    [InlineData("", "Set-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerIdleTimeoutInMinutes 10",
        "contoso-aks", "Set-AksOutboundType contoso-aks loadBalancer")]
    [InlineData("$null = New-AksEgressTopology top contoso-rg LoadBalancer", "Remove-AksEgressTopology top contoso-rg",
        "top", "Remove-AksEgressTopology top")]
    public void AsJob_JobHasNameAndCommandOfWhatChanges(string prepare, string command, string name, string shown)
    {
        using var session = Session.Simulated();
        session.Script(prepare).Ok();

        session.Script($"$job = {command} -AsJob -Confirm:$false -WarningAction Ignore; $null = $job | Wait-Job").Ok();

        Assert.Equal(name, session.Script("$job.Name").Ok().Single.ToString());
        Assert.Equal(shown, session.Script("$job.Command").Ok().Single.ToString());
    }

    // The requests of a job appear in the job, not in the pipeline that started it.
    [Fact]
    public void AsJob_OnTopologyWithRoles_ShowsRoleRequestsInJob()
    {
        using var session = Session.Simulated();
        session.Script("$job = New-AksEgressTopology top contoso-rg FirewallRouting -AsJob; $null = $job | Wait-Job").Ok();

        Assert.Contains(
            session.Script("$job.Verbose | ForEach-Object { $_.Message }").Ok().Output,
            text => text.ToString().Contains("PUT ", StringComparison.Ordinal)
                && text.ToString().Contains("/roleAssignments/", StringComparison.Ordinal));
    }
}
