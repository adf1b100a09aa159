namespace AksEgress.Tests.Help;

/// <summary>
/// Scripts for permissions that no example needs: other egress paths, your own addresses, policies, and other kinds of operations.
/// </summary>
internal static class PermissionScripts
{
    private const string Table = """
        $null = Add-AksEgressFirewallRule contoso-fw -ResourceGroupName contoso-rg -AksRequired -Cluster contoso-aks -WarningAction Ignore
        New-AksEgressRouteTable rt contoso-rg -DefaultRouteTo 10.42.2.4 |
            Set-AksEgressSubnet -VirtualNetworkName contoso-vnet -Name aks -Force
        $null = Set-AksOutboundType contoso-aks contoso-rg userDefinedRouting -Force
        """;

    private const string Gateway = """
        $prefix = New-AksEgressPublicIpPrefix natp contoso-rg -PrefixLength 31
        New-AksEgressNatGateway natg contoso-rg -PublicIpPrefix $prefix |
            Set-AksEgressSubnet -VirtualNetworkName contoso-vnet -Name aks -Force
        $null = Set-AksOutboundType contoso-aks contoso-rg userAssignedNATGateway -Force
        """;

    // An operation is still running when the next command comes.
    private const string Slow = "$null = Connect-AksEgress -Simulated -TimeScale 20\n";

    private const string Prefix = """
        $prefix = New-AksEgressPublicIpPrefix lbp contoso-rg -PrefixLength 31
        $null = Set-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerOutboundIpPrefix $prefix -Force
        """;

    private const string Policy = """
        $null = New-AksEgressFirewallPolicy policy contoso-rg
        $null = New-AksEgressPublicIp fwip contoso-rg
        $null = New-AksEgressVirtualNetwork hub contoso-rg -AddressPrefix 10.9.0.0/16 -Subnet @{ AzureFirewallSubnet = '10.9.0.0/26' }
        $null = New-AksEgressFirewall fw contoso-rg hub -PublicIp fwip -Policy policy
        $null = Add-AksEgressFirewallRule fw old -ResourceGroupName contoso-rg -Network -CollectionName c -Protocol TCP `
            -DestinationAddress 1.2.3.4 -DestinationPort 443
        """;

    private const string Routes =
        "$null = New-AksEgressRouteTable routes contoso-rg -Route (New-AksEgressRoute one 10.9.0.0/16 None)";

    private const string Address = """
        $own = New-AksEgressPublicIp own contoso-rg
        $null = Set-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerOutboundIp $own -Force
        """;

    // The egress paths that the sample resources don't have, for cmdlets that read the egress path.
    private static readonly string[] s_paths = [Table, Gateway, Prefix, Address];

    private static readonly Dictionary<string, (string? Prepare, string Code)[]> s_all = new(StringComparer.Ordinal)
    {
        ["Get-AksEgressIp"] = Each("Get-AksEgressIp contoso-aks contoso-rg"),
        ["Get-AksOutboundType"] = Each("Get-AksOutboundType contoso-aks contoso-rg"),
        ["Test-AksEgressPath"] =
        [
            .. Each("Test-AksEgressPath contoso-aks contoso-rg"),
            (Policy, "Test-AksEgressPath contoso-aks contoso-rg -Firewall fw"),
            (null, "Test-AksEgressPath contoso-aks contoso-rg -OutboundType userDefinedRouting"),
        ],
        ["Get-AksEgressRoute"] =
        [
            .. Each("Get-AksEgressRoute -Cluster contoso-aks -ResourceGroupName contoso-rg"),
            (
                "$subnet = Get-AksEgressSubnet aks contoso-rg contoso-vnet",
                "Get-AksEgressRoute -Subnet $subnet"),
        ],
        ["Get-AksEgressNetworkSecurityGroup"] =
            Each("Get-AksEgressCluster contoso-aks contoso-rg | Get-AksEgressNetworkSecurityGroup"),
        ["Test-AksEgress"] = Each("Test-AksEgress contoso-aks contoso-rg"),
        ["Get-AksEgressAuthorizedIpRange"] = Each("Get-AksEgressAuthorizedIpRange contoso-aks contoso-rg"),
        ["Add-AksEgressAuthorizedIpRange"] = Each("Add-AksEgressAuthorizedIpRange contoso-aks contoso-rg 20.62.9.8 -PassThru"),
        ["Remove-AksEgressAuthorizedIpRange"] = Each("Remove-AksEgressAuthorizedIpRange contoso-aks contoso-rg 198.51.100.7"),
        ["Test-AksOutboundType"] =
        [
            .. Each("Test-AksOutboundType contoso-aks contoso-rg loadBalancer"),
            (null, "Test-AksOutboundType contoso-aks contoso-rg userDefinedRouting"),
            (
                "$null = New-AksEgressPublicIp own contoso-rg",
                "Test-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerOutboundIp own"),
        ],
        ["Set-AksOutboundType"] =
        [
            .. Each("Set-AksOutboundType contoso-aks contoso-rg loadBalancer -Force"),
            (null, "Set-AksOutboundType contoso-aks contoso-rg none -SkipPreflight -WhatIf"),
            (
                "$own = New-AksEgressPublicIpPrefix own contoso-rg -PrefixLength 31",
                "Set-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerOutboundIpPrefix $own -Force"),
            (
                "$null = New-AksEgressPublicIp own contoso-rg",
                "Set-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerOutboundIp own -Force -UpdateAuthorizedIpRange"),
            (
                null,
                "Set-AksOutboundType fabrikam-aks fabrikam-rg managedNATGateway -NatGatewayManagedOutboundIpCount 3 -Force "
                    + "-ReimageNodePool"),
        ],
        ["Undo-AksOutboundType"] =
        [
            (
                Gateway.Replace("$null = Set-", "$change = Set-", StringComparison.Ordinal),
                "Undo-AksOutboundType $change.Record -Force"),
            (
                Prefix + "\n$change = Set-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerManagedOutboundIpCount 2 -Force",
                "Undo-AksOutboundType $change.Record -Force"),
            (
                Table + "\n$change = Set-AksOutboundType contoso-aks contoso-rg loadBalancer -Force",
                "Undo-AksOutboundType $change.Record -Force"),
            (
                Address
                    + "\n$change = Set-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerManagedOutboundIpCount 2 -Force",
                "Undo-AksOutboundType $change.Record -Force"),
        ],
        ["Add-AksEgressNodePool"] =
        [
            .. Each("Add-AksEgressNodePool more contoso-rg contoso-aks"),
            (
                "$null = New-AksEgressSubnet aks2 contoso-rg contoso-vnet -AddressPrefix 10.42.8.0/24",
                "Add-AksEgressNodePool more contoso-rg contoso-aks -Subnet (Get-AksEgressSubnet aks2 contoso-rg contoso-vnet)"),
        ],
        ["New-AksEgressCluster"] =
        [
            (
                "$null = Add-AksEgressFirewallRule contoso-fw aks -ResourceGroupName contoso-rg -Application -CollectionName aks -FqdnTag "
                    + "AzureKubernetesService -Protocol Http=80, Https=443\n"
                    + "New-AksEgressRouteTable rt contoso-rg -DefaultRouteTo 10.42.2.4 | Set-AksEgressSubnet -VirtualNetworkName "
                    + "contoso-vnet -Name aks -Force",
                "Get-AksEgressSubnet aks contoso-rg contoso-vnet | New-AksEgressCluster more contoso-rg -OutboundType userDefinedRouting "
                    + "-Identity contoso-aks-identity"),
            (
                "$p = New-AksEgressPublicIpPrefix p contoso-rg -PrefixLength 31\n"
                + "New-AksEgressNatGateway natg contoso-rg -PublicIpPrefix $p | Set-AksEgressSubnet -VirtualNetworkName contoso-vnet -Name "
                + "aks -Force",
                "Get-AksEgressSubnet aks contoso-rg contoso-vnet | New-AksEgressCluster more contoso-rg -OutboundType "
                    + "userAssignedNATGateway -Identity contoso-aks-identity"),
            ("$own = New-AksEgressPublicIp own contoso-rg", "New-AksEgressCluster more contoso-rg -LoadBalancerOutboundIp $own"),
            (
                "$own = New-AksEgressPublicIpPrefix own contoso-rg -PrefixLength 31",
                "New-AksEgressCluster more contoso-rg -LoadBalancerOutboundIpPrefix $own"),
        ],
        ["Update-AksEgressCluster"] =
        [
            .. Each("Update-AksEgressCluster contoso-aks contoso-rg -Force"),
            (null, "Update-AksEgressCluster contoso-aks contoso-rg -Force -NoWait"),
        ],
        ["Update-AksEgressNodeImage"] = [(null, "Update-AksEgressNodeImage contoso-aks contoso-rg -Force")],
        ["Get-AksEgressNodePool"] = [(null, "Get-AksEgressNodePool"), (null, "Get-AksEgressNodePool -ResourceGroupName contoso-rg")],
        ["Get-AksEgressSubnet"] =
        [
            (null, "Get-AksEgressSubnet"),
            (null, "Get-AksEgressSubnet -ResourceGroupName contoso-rg -VirtualNetworkName contoso-vnet")
        ],
        ["New-AksEgressSubnet"] =
        [
            (
                "$null = New-AksEgressRouteTable rt contoso-rg -DefaultRouteTo 10.42.2.4",
                "New-AksEgressSubnet more contoso-rg contoso-vnet -AddressPrefix 10.42.20.0/24 -RouteTable rt -NetworkSecurityGroup "
                    + "contoso-aks-nsg"),
        ],
        ["Set-AksEgressSubnet"] = [(null, "Set-AksEgressSubnet aks contoso-rg contoso-vnet -NetworkSecurityGroup contoso-aks-nsg -Force")],
        ["New-AksEgressVirtualNetwork"] =
        [
            (Table, "New-AksEgressVirtualNetwork contoso-vnet contoso-rg 10.42.0.0/16 -Force -Subnet @{ more = '10.42.200.0/28' }"),
            (Gateway, "New-AksEgressVirtualNetwork contoso-vnet contoso-rg 10.42.0.0/16 -Force -Subnet @{ more = '10.42.200.0/28' }"),
        ],
        ["Grant-AksEgressAccess"] =
        [
            (
                null,
                "Grant-AksEgressAccess contoso-aks-identity (Get-AksEgressVirtualNetwork contoso-vnet contoso-rg) -Role 'Private DNS Zone "
                    + "Contributor'")
        ],
        ["Get-AksEgressTopology"] =
        [
            ("$null = New-AksEgressTopology balanced contoso-rg LoadBalancer", "Get-AksEgressTopology"),
        ],
        ["Revoke-AksEgressAccess"] =
        [
            (
                "$network = Get-AksEgressVirtualNetwork contoso-vnet contoso-rg\n"
                    + "$null = Grant-AksEgressAccess contoso-aks-identity $network -Role 'Private DNS Zone Contributor'",
                "Revoke-AksEgressAccess contoso-aks-identity $network -Role 'Private DNS Zone Contributor' -Force"),
        ],
        ["Add-AksEgressFirewallRule"] =
        [
            (
                Policy,
                "Add-AksEgressFirewallRule fw new -ResourceGroupName contoso-rg -Network -CollectionName c -Protocol TCP "
                    + "-DestinationAddress 1.2.3.4 -DestinationPort 80 -NoWait"),
        ],
        ["Remove-AksEgressFirewallRule"] = [(Policy, "Remove-AksEgressFirewallRule fw old -ResourceGroupName contoso-rg -NoWait")],
        ["Add-AksEgressRoute"] =
            [(Routes, "Add-AksEgressRoute more routes contoso-rg -AddressPrefix 10.8.0.0/16 -NextHopType None -NoWait")],
        ["Set-AksEgressRoute"] = [(Routes, "Set-AksEgressRoute one routes contoso-rg -NextHopType Internet -NoWait")],
        ["Remove-AksEgressRoute"] = [(Routes, "Remove-AksEgressRoute one routes contoso-rg -Force -NoWait")],
        ["Set-AksEgressFirewall"] =
        [
            (
                "$null = New-AksEgressFirewallPolicy policy contoso-rg\n"
                    + "$null = New-AksEgressPublicIp fwip contoso-rg\n"
                    + "$null = New-AksEgressVirtualNetwork hub contoso-rg -AddressPrefix 10.9.0.0/16 "
                    + "-Subnet @{ AzureFirewallSubnet = '10.9.0.0/26' }\n"
                    + "$null = New-AksEgressFirewall fw contoso-rg hub -PublicIp fwip",
                "Set-AksEgressFirewall fw contoso-rg -Policy policy -Force"),
            (null, "Set-AksEgressFirewall contoso-fw contoso-rg -ThreatIntelMode Deny -NoWait"),
        ],
        ["Set-AksEgressFirewallRule"] =
        [
            (Policy, "Set-AksEgressFirewallRule fw old -ResourceGroupName contoso-rg -DestinationPort 8443 -Force -NoWait"),
        ],
        ["Get-AksEgressFirewallRule"] = [(Policy, "Get-AksEgressFirewallRule fw -ResourceGroupName contoso-rg")],
        ["Remove-AksEgressFirewall"] = [(
                "$null = New-AksEgressVirtualNetwork far contoso-rg -AddressPrefix 10.77.0.0/16 -Subnet @{ x = '10.77.1.0/24' }\n"
                + "New-AksEgressRouteTable rt contoso-rg -DefaultRouteTo 10.42.2.4 | Set-AksEgressSubnet -VirtualNetworkName far -Name x "
                + "-Force",
                "Remove-AksEgressFirewall contoso-fw contoso-rg")],
        ["Remove-AksEgressTopology"] =
        [
            (
                "$null = New-AksEgressTopology behind contoso-rg FirewallRouting -AddressPrefix 10.80.0.0/16 -SubnetPrefix 10.80.1.0/24 "
                    + "-FirewallSubnetPrefix 10.80.2.0/26",
                "Remove-AksEgressTopology behind contoso-rg"),
        ],
        ["New-AksEgressFirewall"] =
        [
            (
                """
                $null = New-AksEgressPublicIp fwip contoso-rg
                $null = New-AksEgressVirtualNetwork hub contoso-rg -AddressPrefix 10.9.0.0/16 `
                    -Subnet @{ AzureFirewallSubnet = '10.9.0.0/26' }
                """,
                "New-AksEgressFirewall fw contoso-rg hub -PublicIp fwip -NoWait"),
        ],
        ["Stop-AksEgressOperation"] =
        [
            (
                Slow + "$operation = Set-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerManagedOutboundIpCount 2 -Force "
                    + "-NoWait",
                "$operation | Stop-AksEgressOperation"),
            (
                Slow + "$null = Update-AksEgressNodeImage contoso-aks contoso-rg -Name nodepool1 -Force -NoWait",
                "Stop-AksEgressOperation contoso-aks contoso-rg -NoWait"),
        ],
        ["Wait-AksEgressOperation"] = Operations("Wait-AksEgressOperation"),
        ["Get-AksEgressOperation"] = Operations("Get-AksEgressOperation"),
    };

    /// <summary>The scripts for a command; most have none.</summary>
    public static IReadOnlyList<(string? Prepare, string Code)> For(string command) => s_all.GetValueOrDefault(command, []);

    /// <summary>The commands with scripts.</summary>
    public static IEnumerable<string> Commands => s_all.Keys;

    private static (string?, string)[] Each(string code) => [.. s_paths.Select(way => ((string?)way, code))];

    private static (string?, string)[] Operations(string command) =>
    [
        ("$operation = Add-AksEgressNodePool more contoso-rg contoso-aks -NoWait", $"$operation | {command}"),
        ("$operation = Update-AksEgressNodeImage contoso-aks contoso-rg -Name nodepool1 -Force -NoWait", $"$operation | {command}"),
        (
            "$operation = Set-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerManagedOutboundIpCount 2 -Force -NoWait",
            $"$operation | {command}"),
        (
            """
            Add-AksEgressAuthorizedIpRange fabrikam-aks fabrikam-rg (Get-AksEgressIp fabrikam-aks fabrikam-rg).IpAddress -Force
            $operation = Set-AksOutboundType fabrikam-aks fabrikam-rg managedNATGateway -NatGatewayManagedOutboundIpCount 3 `
                -UpdateAuthorizedIpRange -Force -NoWait
            """,
            $"$operation | {command}"),
        (
            """
            $null = New-AksEgressPublicIp fwip contoso-rg
            $null = New-AksEgressVirtualNetwork hub contoso-rg -AddressPrefix 10.9.0.0/16 -Subnet @{ AzureFirewallSubnet = '10.9.0.0/26' }
            $operation = New-AksEgressFirewall fw contoso-rg hub -PublicIp fwip -NoWait
            """,
            $"$operation | {command}"),
    ];
}
