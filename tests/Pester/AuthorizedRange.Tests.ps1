BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.psd1') -Force
    $PSStyle.OutputRendering = 'PlainText'
}

Describe 'The authorized ranges' {
    BeforeEach {
        $null = Connect-AksEgress -Simulated -TimeScale 100000
    }

    It 'accept addresses from the pipeline, and keep the others' {
        $before = (Get-AksEgressAuthorizedIpRange contoso-aks contoso-rg).IpRange
        Get-AksEgressIp contoso-aks contoso-rg | Add-AksEgressAuthorizedIpRange -Name contoso-aks -ResourceGroupName contoso-rg
        (Get-AksEgressAuthorizedIpRange contoso-aks contoso-rg).IpRange | Should -Be @($before + '20.81.4.17/32')
    }

    It 'bind from Get to Remove, also through a file' {
        $null = Add-AksEgressAuthorizedIpRange contoso-aks contoso-rg 20.62.9.8, 20.62.9.16/28
        $file = Join-Path $TestDrive 'ranges.xml'
        Get-AksEgressAuthorizedIpRange contoso-aks contoso-rg | Where-Object IpRange -Like '20.62.9.*' | Export-Clixml $file
        $rest = Import-Clixml $file | Remove-AksEgressAuthorizedIpRange -Confirm:$false -PassThru
        $rest.IpRange | Should -Not -Contain '20.62.9.8/32'
        $rest.Count | Should -Be 3
    }

    It 'show with -WhatIf what is added, what is removed, and how many stay' {
        $verbose = Add-AksEgressAuthorizedIpRange contoso-aks contoso-rg 20.62.9.8 -WhatIf -Verbose 4>&1 6>&1
        @($verbose) -match '^(PUT|PATCH|POST|DELETE)' | Should -BeNullOrEmpty
        (Get-AksEgressAuthorizedIpRange contoso-aks contoso-rg).IpRange | Should -Not -Contain '20.62.9.8/32'
    }

    It 'are turned off with -Force or -Confirm:$false only' {
        Get-AksEgressAuthorizedIpRange contoso-aks contoso-rg | Remove-AksEgressAuthorizedIpRange -Force -Confirm:$false
        Get-AksEgressAuthorizedIpRange contoso-aks contoso-rg | Should -BeNullOrEmpty
        { Add-AksEgressAuthorizedIpRange contoso-aks contoso-rg 10.0.0.4 -Force -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidValue,*'
    }

    It 'are shown within 100 columns' {
        $lines = (Get-AksEgressAuthorizedIpRange contoso-aks contoso-rg | Out-String -Width 100) -split '\r?\n'
        $lines[1] | Should -Match '^IpRange\s+Covers\s+ClusterName\s+ResourceGroupName'
    }

    It 'follow a change of the outbound type without an unanswered warning' {
        $null = New-AksEgressPublicIp nat-ip contoso-rg | New-AksEgressNatGateway nat | Set-AksEgressSubnet -VirtualNetworkName contoso-vnet -Name aks -Force
        $change = Set-AksOutboundType contoso-aks contoso-rg userAssignedNATGateway -UpdateAuthorizedIpRange -Confirm:$false -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings -match 'AuthorizedRanges' | Should -BeNullOrEmpty
        $change.RangesAdded | Should -Be "$($change.AddressesAfter)/32"
        $change | Format-List | Out-String | Should -Match 'RangesAdded\s+: \d'
    }
}
