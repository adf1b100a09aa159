# Tab completes existing names, in the engine that the user types in.
BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.psd1')

    # The names of existing resources; a New- cmdlet's own -Name doesn't exist yet.
    $naming = '^(Name|ClusterName|Cluster|ResourceGroupName|VirtualNetworkName|RouteTableName|RouteTable|NatGateway|NetworkSecurityGroup|Firewall|Policy|FirewallPolicy|PublicIp|PublicIpPrefix|ManagementPublicIp|DefaultRouteTo|Identity|Location|NextHopType|NextHopIpAddress|OutboundType|Kind|Namespace|FqdnTag|CollectionName|CollectionGroupName|RoleName|VmSize|NodeVmSize|KubernetesVersion|PodSubnet|Environment|Tier|OsSku|OsType|Mode|Feature)$'
    $parameters = foreach ($command in Get-Command -Module AksEgress -CommandType Cmdlet) {
        foreach ($parameter in $command.Parameters.Values | Where-Object Name -Match $naming) {
            $type = $parameter.ParameterType
            if ($type.IsArray) { $type = $type.GetElementType() }
            if ($type -in [switch], [bool]) { continue }
            if ($parameter.Name -eq 'Name' -and $command.Verb -in 'New', 'Add') { continue }

            # A parameter that takes only objects: there is no text to complete.
            if ($type.FullName -match '^AksEgress\.Core\.(?!Resources\.ArmReference)\w+\.\w+$' -and -not $type.IsEnum) { continue }
            @{ Command = $command.Name; Parameter = $parameter.Name; Type = $type }
        }
    }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.psd1')
    function Complete([string] $Line) { @((TabExpansion2 $Line $Line.Length).CompletionMatches | Where-Object ResultType -eq ParameterValue | ForEach-Object CompletionText) }
}

AfterAll { Disconnect-AksEgress }

Describe 'A parameter that names a resource' {
    It 'is completed: <Command> -<Parameter>' -ForEach $parameters {
        $attributes = (Get-Command $Command).Parameters[$Parameter].Attributes
        $one = [Nullable]::GetUnderlyingType($Type) ?? $Type
        ($one.IsEnum -or $attributes.Where({ $_ -is [ValidateSet] -or $_ -is [ArgumentCompleter] }).Count -gt 0) | Should -BeTrue
    }
}

Describe 'Tab' {
    BeforeAll {
        $null = Connect-AksEgress -Simulated -TimeScale 100000
        $null = New-AksEgressResourceGroup 'odd(1)' -Location eastus
        $null = New-AksEgressRouteTable rt contoso-rg -DefaultRouteTo contoso-fw
        $null = New-AksEgressPublicIp nat-ip contoso-rg | New-AksEgressNatGateway nat
        $null = Set-AksOutboundType fabrikam-aks fabrikam-rg managedNATGateway -NatGatewayIdleTimeoutInMinutes 9 -Confirm:$false -NoWait
    }

    It '<Line> completes to <Expected>' -ForEach @(
        @{ Line = 'Get-AksEgressCluster '; Expected = 'contoso-aks', 'fabrikam-aks' }
        @{ Line = 'Set-AksOutboundType con'; Expected = , 'contoso-aks' }
        @{ Line = 'Set-AksOutboundType CON'; Expected = , 'contoso-aks' }
        @{ Line = "Set-AksOutboundType 'con"; Expected = , 'contoso-aks' }
        @{ Line = 'Set-AksOutboundType -Name "fab'; Expected = , 'fabrikam-aks' }
        @{ Line = 'Get-AksEgressCluster -ResourceGroupName fabrikam-rg -Name '; Expected = , 'fabrikam-aks' }
        @{ Line = 'Get-AksEgressCluster contoso-aks '; Expected = , 'contoso-rg' }
        @{ Line = 'Get-AksEgressSubnet -VirtualNetworkName contoso-vnet -ResourceGroupName '; Expected = , 'contoso-rg' }
        @{ Line = 'Set-AksEgressOutboundType fabrikam-aks '; Expected = , 'fabrikam-rg' }
        @{ Line = 'Get-AksEgressCluster nothing-begins-so'; Expected = @() }
        @{ Line = 'Get-AksEgressCluster -ResourceGroupName contoso'; Expected = , 'contoso-rg' }
        @{ Line = 'Get-AksEgressCluster -ResourceGroupName odd'; Expected = , "'odd(1)'" }
        @{ Line = 'Set-AksOutboundType contoso-aks contoso-rg user'; Expected = 'userAssignedNATGateway', 'userDefinedRouting' }
        @{ Line = 'New-AksEgressRoute r 0.0.0.0/0 V'; Expected = 'VirtualAppliance', 'VirtualNetworkGateway', 'VnetLocal' }
        @{ Line = 'New-AksEgressRoute r 0.0.0.0/0 VirtualAppliance '; Expected = , '10.42.2.4' }
        @{ Line = 'New-AksEgressResourceGroup g -Location eastu'; Expected = 'eastus', 'eastus2' }
        @{ Line = 'Register-AksEgressFeature AKS-N'; Expected = , 'AKS-NATGatewayPreview' }
        @{ Line = 'Get-AksEgressVirtualNetwork con'; Expected = , 'contoso-vnet' }
        @{ Line = 'Get-AksEgressSubnet -VirtualNetworkName contoso-vnet -ResourceGroupName contoso-rg -Name '; Expected = 'aks', 'AzureFirewallSubnet' }
        @{ Line = 'Set-AksEgressSubnet aks -VirtualNetworkName contoso-vnet -ResourceGroupName contoso-rg -RouteTable '; Expected = , 'rt' }
        @{ Line = 'Set-AksEgressSubnet aks -VirtualNetworkName contoso-vnet -ResourceGroupName contoso-rg -NatGateway '; Expected = , 'nat' }
        @{ Line = 'Remove-AksEgressRoute -RouteTableName rt -ResourceGroupName contoso-rg -Name de'; Expected = , 'default' }
        @{ Line = 'New-AksEgressRouteTable x contoso-rg -DefaultRouteTo '; Expected = , 'contoso-fw' }
        @{ Line = 'New-AksEgressNatGateway n contoso-rg -PublicIp nat'; Expected = , 'nat-ip' }
        @{ Line = 'Get-AksEgressPublicIp contoso'; Expected = , 'contoso-fw-ip' }
        @{ Line = 'Get-AksEgressIdentity contoso-aks-i'; Expected = , 'contoso-aks-identity' }
        @{ Line = 'Update-AksEgressNodeImage -ClusterName contoso-aks -ResourceGroupName contoso-rg -Name '; Expected = 'nodepool1', 'win1' }
        @{ Line = 'Remove-AksEgressAuthorizedIpRange contoso-aks contoso-rg 198'; Expected = , "'198.51.100.7/32'" }
        @{ Line = 'Add-AksEgressAuthorizedIpRange contoso-aks contoso-rg 20.62'; Expected = , '20.62.9.8' }
        @{ Line = 'Add-AksEgressNodePool p contoso-rg contoso-aks -Subnet aks-s'; Expected = , "'/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/MC_fabrikam-rg_fabrikam-aks_westeurope/providers/Microsoft.Network/virtualNetworks/aks-vnet-27160943/subnets/aks-subnet'" }
        @{ Line = 'Get-AksEgressOperation '; Expected = , 'fabrikam-aks' }
        @{ Line = 'New-AksEgressCluster x g -KubernetesVersion '; Expected = , '1.33.5' }
        @{ Line = 'Add-AksEgressNodePool p contoso-rg contoso-aks -VmSize Standard_D'; Expected = , 'Standard_D4s_v5' }
        @{ Line = 'Add-AksEgressFirewallRule contoso-fw n -FqdnTag AzureK'; Expected = , 'AzureKubernetesService' }
        @{ Line = 'Get-AksEgressCluster | Set-AksOutboundType -OutboundType no'; Expected = , 'none' }
    ) {
        Complete $Line | Should -Be $Expected
    }

    It 'is read again for another runspace, and not cached from this one' {
        $found = [powershell]::Create().AddScript("Import-Module '$((Get-Module AksEgress).Path)'; (TabExpansion2 'Get-AksEgressCluster -Name ' 27).CompletionMatches.CompletionText").Invoke()
        $found | Where-Object { $_ -like '*-aks' } | Should -BeNullOrEmpty
    }

    It 'shows no error and no prompt without a connection' {
        Disconnect-AksEgress
        $errors = $Error.Count
        Complete 'Get-AksEgressCluster -Name ' | Should -BeNullOrEmpty
        $Error.Count | Should -Be $errors
    }
}
