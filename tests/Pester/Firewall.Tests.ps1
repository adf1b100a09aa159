# The firewall cmdlets on the built module, in real PowerShell, over the simulator.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.psd1') -Force
    $PSStyle.OutputRendering = 'PlainText'
}

AfterAll { Disconnect-AksEgress }

Describe 'Azure Firewall' {
    BeforeEach {
        $null = Connect-AksEgress -Simulated -TimeScale 100000
        $null = New-AksEgressResourceGroup rg -Location eastus
        $script:network = New-AksEgressVirtualNetwork hub rg -AddressPrefix 10.9.0.0/16 -Subnet @{ AzureFirewallSubnet = '10.9.0.0/26'; aks = '10.9.1.0/24' }
        $script:ip = New-AksEgressPublicIp fw-ip rg
    }

    It 'is created in a pipeline, from an address or a network' {
        ($ip | New-AksEgressFirewall fw -VirtualNetworkName hub).PrivateIpAddress | Should -Be '10.9.0.4'
        Remove-AksEgressFirewall fw rg -Confirm:$false
        ($network | New-AksEgressFirewall fw -PublicIp $ip).PrivateIpAddress | Should -Be '10.9.0.4'
        (Get-AksEgressPublicIp fw-ip rg).UsedBy | Should -Match '/azureFirewalls/fw/'
    }

    It 'carries a cluster''s traffic: rules, routes, subnet' {
        $fw = New-AksEgressFirewall fw rg hub -PublicIp fw-ip -EnableDnsProxy
        $cluster = Get-AksEgressCluster contoso-aks contoso-rg
        $rules = $fw | Add-AksEgressFirewallRule -AksRequired -Cluster $cluster -IncludeTunnel
        $rules.FqdnTag | Should -Be 'AzureKubernetesService'
        $rules.Where({ $_.Kind -eq 'Network' }).DestinationPort | Should -Contain '1194'
        $table = New-AksEgressRouteTable rt rg -DefaultRouteTo fw
        $table.Routes.Count | Should -Be 2
        { Remove-AksEgressFirewall fw rg -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'ResourceInUse,*'
        Remove-AksEgressRouteTable rt rg -Confirm:$false
        $fw | Remove-AksEgressFirewall -Confirm:$false
        Get-AksEgressFirewall -ResourceGroupName rg | Should -BeNullOrEmpty
    }

    It 'completes firewalls, collections and rules' {
        $null = New-AksEgressFirewall fw rg hub -PublicIp fw-ip | Add-AksEgressFirewallRule -Name dns -Network -CollectionName net -Protocol UDP -DestinationAddress 10.9.1.4 -DestinationPort 53
        $complete = { param($line) (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText }
        & $complete 'Get-AksEgressFirewall -ResourceGroupName rg -Name ' | Should -Be 'fw'
        & $complete 'Get-AksEgressFirewallRule -ResourceGroupName rg -Firewall ' | Should -Be 'fw'
        & $complete 'Remove-AksEgressFirewallRule -ResourceGroupName rg -Firewall fw -Name ' | Should -Be 'dns'
        & $complete 'Add-AksEgressFirewallRule -ResourceGroupName rg -Firewall fw -CollectionName ' | Should -Be 'net'
    }

    It 'shows firewalls, rules and endpoints in 100 columns' {
        $fw = New-AksEgressFirewall fw rg hub -PublicIp fw-ip -EnableDnsProxy
        $rules = $fw | Add-AksEgressFirewallRule -AksRequired -Cluster (Get-AksEgressCluster contoso-aks contoso-rg) -Explicit -IncludeTunnel
        $endpoints = Get-AksEgressRequiredEndpoint -Location eastus
        foreach ($shown in $fw, $rules, $endpoints) {
            $lines = ($shown | Out-String -Width 100) -split '\r?\n'
            $lines.Where({ $_ }).Count | Should -BeGreaterThan 2
            $lines.ForEach({ $_.Length }) | ForEach-Object { $_ | Should -BeLessOrEqual 100 }
        }
        ($fw | Out-String -Width 100) | Should -Match '10\.9\.0\.4 +Standard +fw +rg +fw-ip'
        ($rules[0] | Out-String -Width 100) | Should -Match 'contoso-aks-core-udp-1194 +aks-required'
    }

    It 'gets its rules from a policy, and shows both in 100 columns' {
        $policy = New-AksEgressFirewallPolicy policy rg -EnableDnsProxy
        $operation = $ip | New-AksEgressFirewall fw -VirtualNetworkName hub -Policy $policy -NoWait
        $file = Join-Path $TestDrive 'operation.xml'
        $operation | Export-Clixml $file
        $fw = Import-Clixml $file | Wait-AksEgressOperation
        $fw.PrivateIpAddress | Should -Be '10.9.0.4'
        $rules = $fw | Add-AksEgressFirewallRule -AksRequired -Cluster (Get-AksEgressCluster contoso-aks contoso-rg)
        $rules.CollectionGroupName | Sort-Object -Unique | Should -Be 'aks-required'
        $compared = Get-AksEgressRequiredEndpoint contoso-aks contoso-rg -Live
        $policy = Get-AksEgressFirewallPolicy policy rg
        $policy.UsedBy | Should -Be $fw.Id
        foreach ($shown in $policy, $rules, $compared, ($policy | Format-List), ($rules[0] | Format-List), ($compared[0] | Format-List)) {
            $lines = ($shown | Out-String -Width 100) -split '\r?\n'
            $lines.Where({ $_ }).Count | Should -BeGreaterThan 2
            $lines.ForEach({ $_.Length }) | ForEach-Object { $_ | Should -BeLessOrEqual 100 }
        }
        ($policy | Out-String -Width 100) | Should -Match 'Standard +True +policy +rg +fw'
        Get-AksEgressFirewallRule $fw -CollectionGroupName aks-* | Remove-AksEgressFirewallRule -Confirm:$false
        Get-AksEgressFirewallRule $fw | Should -BeNullOrEmpty
    }

    It 'is created and removed in jobs' {
        $job = New-AksEgressFirewall fw rg hub -PublicIp fw-ip -AsJob
        (Receive-Job $job -Wait -AutoRemoveJob).PrivateIpAddress | Should -Be '10.9.0.4'
        Receive-Job (Remove-AksEgressFirewall fw rg -PassThru -AsJob -Confirm:$false) -Wait -AutoRemoveJob | Should -BeTrue
    }

    It 'writes nothing with -WhatIf' {
        $verbose = New-AksEgressFirewall fw rg hub -PublicIp fw-ip -WhatIf -Verbose 4>&1 6>&1
        $verbose -match '^(PUT|PATCH|POST|DELETE)' | Should -BeNullOrEmpty
        Get-AksEgressFirewall -ResourceGroupName rg | Should -BeNullOrEmpty
    }
}
