using System.Management.Automation;
using System.Reflection;
using AksEgress.Hosting;

namespace AksEgress.Tests.Cmdlets;

/// <summary>-WhatIf sends no write. The list contains every cmdlet that can write.</summary>
[Trait("Engine", "Both")]
public class WhatIfTests
{
    /// <summary>Creates one of each resource that the commands below refer to.</summary>
    internal const string Prepare = """
        $null = New-AksEgressResourceGroup rg -Location eastus
        $ip = New-AksEgressPublicIp ip rg
        $null = New-AksEgressPublicIpPrefix prefix rg -PrefixLength 31
        $null = New-AksEgressNatGateway nat rg -PublicIp $ip
        $null = New-AksEgressIdentity acting rg
        $null = Grant-AksEgressAccess acting (Get-AksEgressResourceGroup rg)
        $null = New-AksEgressPublicIp free rg
        $null = New-AksEgressTopology whole rg LoadBalancer
        $null = New-AksEgressVirtualNetwork vnet rg -AddressPrefix 10.0.0.0/16 -Subnet @{ aks = '10.0.1.0/24' }
        $null = New-AksEgressRouteTable rt rg -DefaultRouteTo 10.0.2.4
        $null = New-AksEgressPublicIp fwip rg
        $null = New-AksEgressPublicIp hubip rg
        $null = New-AksEgressVirtualNetwork hub rg -AddressPrefix 10.9.0.0/16 -Subnet @{ AzureFirewallSubnet = '10.9.0.0/26' }
        $null = New-AksEgressVirtualNetwork fwvnet rg -AddressPrefix 10.8.0.0/16 -Subnet @{ AzureFirewallSubnet = '10.8.0.0/26' }
        $null = New-AksEgressFirewallPolicy policy rg
        $null = New-AksEgressFirewall fw rg fwvnet -PublicIp fwip
        $null = Add-AksEgressFirewallRule fw old -ResourceGroupName rg -Network -CollectionName c -Protocol TCP `
            -DestinationAddress 1.2.3.4 -DestinationPort 443
        $null = New-AksEgressNetworkSecurityGroup nsg rg
        $null = Add-AksEgressSecurityRule nsg web -ResourceGroupName rg -DestinationPort 443
        """;

    private static readonly Dictionary<string, string> s_commands = new(StringComparer.OrdinalIgnoreCase)
    {
        ["New-AksEgressResourceGroup"] = "New-AksEgressResourceGroup other -Location eastus",
        ["Remove-AksEgressResourceGroup"] = "Remove-AksEgressResourceGroup rg",
        ["New-AksEgressVirtualNetwork"] = "New-AksEgressVirtualNetwork other rg -AddressPrefix 10.1.0.0/16",
        ["Remove-AksEgressVirtualNetwork"] = "Remove-AksEgressVirtualNetwork vnet rg",
        ["New-AksEgressSubnet"] =
            "New-AksEgressSubnet -Name other -VirtualNetworkName vnet -ResourceGroupName rg -AddressPrefix 10.0.9.0/24",
        ["Set-AksEgressSubnet"] = "Set-AksEgressSubnet -Name aks -VirtualNetworkName vnet -ResourceGroupName rg -NatGateway nat",
        ["Remove-AksEgressSubnet"] = "Remove-AksEgressSubnet -Name aks -VirtualNetworkName vnet -ResourceGroupName rg",
        ["New-AksEgressRouteTable"] = "New-AksEgressRouteTable other rg",
        ["Remove-AksEgressRouteTable"] = "Remove-AksEgressRouteTable rt rg",
        ["Add-AksEgressRoute"] =
            "Add-AksEgressRoute -RouteTableName rt -ResourceGroupName rg -Name x -AddressPrefix 10.0.0.0/8 -NextHopType None",
        ["Set-AksEgressRoute"] = "Set-AksEgressRoute -RouteTableName rt -ResourceGroupName rg -Name default -NextHopIpAddress 10.0.2.5",
        ["Remove-AksEgressRoute"] = "Remove-AksEgressRoute -RouteTableName rt -ResourceGroupName rg -Name default",
        ["New-AksEgressNetworkSecurityGroup"] = "New-AksEgressNetworkSecurityGroup other rg",
        ["Remove-AksEgressNetworkSecurityGroup"] = "Remove-AksEgressNetworkSecurityGroup nsg rg",
        ["Add-AksEgressSecurityRule"] = "Add-AksEgressSecurityRule nsg more -ResourceGroupName rg -DestinationPort 80",
        ["Set-AksEgressSecurityRule"] = "Set-AksEgressSecurityRule nsg web -ResourceGroupName rg -DestinationPort 8443",
        ["Remove-AksEgressSecurityRule"] = "Remove-AksEgressSecurityRule nsg web -ResourceGroupName rg",
        ["New-AksEgressPublicIp"] = "New-AksEgressPublicIp other rg",
        ["Remove-AksEgressPublicIp"] = "Remove-AksEgressPublicIp free rg",
        ["New-AksEgressPublicIpPrefix"] = "New-AksEgressPublicIpPrefix other rg -PrefixLength 31",
        ["Remove-AksEgressPublicIpPrefix"] = "Remove-AksEgressPublicIpPrefix prefix rg",
        ["New-AksEgressNatGateway"] = "New-AksEgressNatGateway other rg -PublicIp free",
        ["Set-AksEgressNatGateway"] = "Set-AksEgressNatGateway nat rg -IdleTimeoutInMinutes 20",
        ["Remove-AksEgressNatGateway"] = "Remove-AksEgressNatGateway nat rg",
        ["New-AksEgressFirewall"] = "New-AksEgressFirewall hubfw rg hub -PublicIp hubip",
        ["New-AksEgressFirewallPolicy"] = "New-AksEgressFirewallPolicy other rg",
        ["Remove-AksEgressFirewallPolicy"] = "Remove-AksEgressFirewallPolicy policy rg",
        ["Add-AksEgressFirewallRule"] = "Add-AksEgressFirewallRule fw new -ResourceGroupName rg -Network -CollectionName c -Protocol TCP "
            + "-DestinationAddress 1.2.3.4 -DestinationPort 80",
        ["Set-AksEgressFirewall"] = "Set-AksEgressFirewall fw rg -ThreatIntelMode Deny",
        ["Set-AksEgressFirewallRule"] = "Set-AksEgressFirewallRule fw old -ResourceGroupName rg -DestinationPort 8443",
        ["Remove-AksEgressFirewallRule"] = "Remove-AksEgressFirewallRule fw old -ResourceGroupName rg",
        ["Remove-AksEgressFirewall"] = "Remove-AksEgressFirewall fw rg",
        ["New-AksEgressIdentity"] = "New-AksEgressIdentity other rg",
        ["Remove-AksEgressIdentity"] = "Remove-AksEgressIdentity acting rg",
        ["Grant-AksEgressAccess"] = "Grant-AksEgressAccess acting (Get-AksEgressVirtualNetwork vnet rg)",
        ["Revoke-AksEgressAccess"] = "Revoke-AksEgressAccess acting (Get-AksEgressResourceGroup rg)",
        ["New-AksEgressTopology"] = "New-AksEgressTopology another rg FirewallRouting",
        ["Remove-AksEgressTopology"] = "Remove-AksEgressTopology whole rg",
        ["Register-AksEgressFeature"] = "Register-AksEgressFeature AKS-KedaPreview",
        ["New-AksEgressCluster"] = "New-AksEgressCluster other rg",
        ["Remove-AksEgressCluster"] = "Remove-AksEgressCluster contoso-aks contoso-rg",
        ["Update-AksEgressCluster"] = "Update-AksEgressCluster contoso-aks contoso-rg",
        ["Stop-AksEgressOperation"] = "Stop-AksEgressOperation contoso-aks contoso-rg",
        ["Add-AksEgressNodePool"] = "Add-AksEgressNodePool other contoso-rg contoso-aks",
        ["Remove-AksEgressNodePool"] = "Remove-AksEgressNodePool win1 contoso-rg contoso-aks",
        ["Update-AksEgressNodeImage"] = "Update-AksEgressNodeImage contoso-aks contoso-rg",
        ["Add-AksEgressAuthorizedIpRange"] = "Add-AksEgressAuthorizedIpRange contoso-aks contoso-rg 20.62.9.8",
        ["Remove-AksEgressAuthorizedIpRange"] = "Remove-AksEgressAuthorizedIpRange contoso-aks contoso-rg 198.51.100.7",
        ["Invoke-AksEgressCommand"] = "Invoke-AksEgressCommand contoso-aks contoso-rg 'kubectl get nodes'",
        ["Import-AksEgressCredential"] = "Import-AksEgressCredential contoso-aks contoso-rg -Path no-such-folder/config",
        ["Set-AksEgressContext"] = "Set-AksEgressContext -ResourceGroupName rg",
        ["Set-AksOutboundType"] = "Set-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerIdleTimeoutInMinutes 10",
        ["Undo-AksOutboundType"] = "Undo-AksOutboundType $change.Record",
        ["Wait-AksEgressOperation"] = "$operation | Wait-AksEgressOperation",
    };

    [Fact]
    public void The_list_contains_every_cmdlet_that_can_write()
    {
        var able = Assembly.LoadFrom(Path.Combine(Path.GetDirectoryName(Engine.Manifest)!, "bin", "AksEgress.PowerShell.dll"))
            .GetExportedTypes()
            .Select(type => type.GetCustomAttribute<CmdletAttribute>())
            .Where(attribute => attribute is { SupportsShouldProcess: true })
            .Select(attribute => $"{attribute!.VerbName}-{attribute.NounName}");
        Assert.Equal(able.Order(StringComparer.Ordinal), s_commands.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void WhatIf_writes_nothing_and_without_it_each_command_writes()
    {
        using var session = Session.Simulated();
        session.Script(Prepare).Ok();
        session.Script(
            "$change = Set-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerIdleTimeoutInMinutes 8 -Confirm:$false").Ok();
        session.Script(
            "$operation = Set-AksOutboundType fabrikam-aks fabrikam-rg managedNATGateway -NatGatewayManagedOutboundIpCount 3 "
                + "-ReimageNodePool -NoWait -Confirm:$false").Ok();
        foreach (var (name, command) in s_commands)
        {
            var dry = session.Script(command + " -WhatIf -Verbose");
            Assert.True(dry.Terminating is null && dry.Errors.Count == 0, $"{name}: {dry.Terminating ?? dry.Errors.FirstOrDefault()}");
            Assert.True(!dry.Writes.Any(), $"{name} wrote under -WhatIf: {string.Join("; ", dry.Writes)}");
            Assert.True(dry.Output.Count == 0, $"{name} wrote an object under -WhatIf");
        }

        // The reverse check, so that the test above can't pass because a command does nothing at all.
        foreach (var command in s_commands
            .Where(pair =>
                pair.Key.StartsWith("New-", StringComparison.Ordinal)
                    || (pair.Key.StartsWith("Set-", StringComparison.Ordinal) && pair.Key != "Set-AksEgressContext"))
            .Select(pair => pair.Value))
        {
            var real = session.Script(command + " -Confirm:$false -Verbose").Ok();
            Assert.True(real.Writes.Any(), $"{command} wrote nothing");
        }
    }

    [Fact]
    public void Declining_the_prompt_writes_nothing()
    {
        var host = new AnsweringHost(answer: "&No");
        using var session = Session.Simulated(host: host);
        var outcome = session.Script(
            "Set-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerIdleTimeoutInMinutes 10 -Verbose").Ok();
        Assert.Empty(outcome.Writes);
        Assert.Contains("idleTimeoutInMinutes", Assert.Single(host.Questions), StringComparison.Ordinal);

        host.Answer = "&Yes";
        Assert.Single(
            session.Script(
                "Set-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerIdleTimeoutInMinutes 10 -Verbose").Ok().Writes);
    }
}
