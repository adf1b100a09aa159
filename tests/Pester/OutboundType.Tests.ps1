BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.psd1') -Force
    $PSStyle.OutputRendering = 'PlainText'
}

Describe 'The outbound type' {
    BeforeEach {
        $null = Connect-AksEgress -Simulated -TimeScale 100000
    }

    It 'binds by property name from one cmdlet to the next' {
        $readiness = Get-AksOutboundType contoso-aks | Test-AksOutboundType -OutboundType userDefinedRouting
        $readiness.ClusterName | Should -Be 'contoso-aks'
        (Get-AksEgressCluster contoso-aks | Get-AksEgressIp).IpAddress | Should -Be '20.81.4.17'
        ([pscustomobject]@{ ClusterName = 'contoso-aks'; ResourceGroupName = 'contoso-rg' } | Get-AksOutboundType).OutboundType | Should -Be 'loadBalancer'
        ([pscustomobject]@{ ResourceId = $readiness.ResourceId } | Get-AksOutboundType).ClusterName | Should -Be 'contoso-aks'
    }

    It 'binds objects that came through a file' {
        $file = Join-Path $TestDrive 'clusters.xml'
        Get-AksEgressCluster contoso-aks contoso-rg | Export-Clixml $file
        (Import-Clixml $file | Get-AksOutboundType).OutboundType | Should -Be 'loadBalancer'
    }

    It 'takes an operation as the first argument of Wait- and Stop-' {
        $operation = New-AksEgressPublicIp waited contoso-rg -NoWait
        (Wait-AksEgressOperation $operation).Name | Should -Be 'waited'
        $file = Join-Path $TestDrive 'operation.xml'
        $operation | Export-Clixml $file
        (Wait-AksEgressOperation (Import-Clixml $file)).Name | Should -Be 'waited'
        $null = Connect-AksEgress -Simulated -TimeScale 20
        $change = Set-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerIdleTimeoutInMinutes 9 -NoWait -Force
        (Stop-AksEgressOperation $change -Force -PassThru).ProvisioningState | Should -Be 'Canceled'
    }

    It 'writes nothing with -WhatIf, and shows the plan' {
        $verbose = Set-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerIdleTimeoutInMinutes 10 -WhatIf -Verbose 4>&1 6>&1
        $verbose -match '^(PUT|PATCH|POST|DELETE)' | Should -BeNullOrEmpty
        (Get-AksOutboundType contoso-aks contoso-rg).LoadBalancerProfile | Should -Not -Match '"idleTimeoutInMinutes":10'
    }

    It 'completes clusters, groups and outbound types' {
        $complete = { param($line) (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText }
        & $complete 'Set-AksOutboundType con' | Should -Be 'contoso-aks'
        & $complete 'Get-AksOutboundType -ResourceGroupName con' | Should -Contain 'contoso-rg'
        & $complete 'Set-AksOutboundType contoso-aks contoso-rg user' | Should -Be @('userAssignedNATGateway', 'userDefinedRouting')
        & $complete 'Get-AksOutboundType -ResourceGroupName fabrikam-rg -Name ' | Should -Be 'fabrikam-aks'
    }

    It 'completes nothing and shows no error when not connected' {
        Disconnect-AksEgress
        $line = 'Get-AksEgressCluster -ResourceGroupName con'
        (TabExpansion2 $line $line.Length).CompletionMatches | Where-Object ResultType -eq ParameterValue | Should -BeNullOrEmpty
    }

    It 'has error records with id, category, target and remedy' {
        $failure = { Set-AksOutboundType contoso-aks contoso-rg userDefinedRouting -Confirm:$false -ErrorAction Stop } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -Be 'PreflightFailed,AksEgress.PowerShell.Commands.SetAksOutboundTypeCommand'
        $failure.CategoryInfo.Category | Should -Be 'InvalidOperation'
        $failure.TargetObject | Should -Match '/managedClusters/contoso-aks$'
        $failure.ErrorDetails.RecommendedAction | Should -Match 'Set-AksEgressSubnet aks'
    }

    It 'shows the remedy of an error' {
        if ($PSVersionTable.PSVersion -lt '7.5') { Set-ItResult -Skipped -Because 'ConciseView shows no recommended action before PowerShell 7.5'; return }
        $failure = { Set-AksOutboundType contoso-aks contoso-rg userDefinedRouting -Confirm:$false -ErrorAction Stop } | Should -Throw -PassThru
        $failure | Out-String | Should -Match 'Recommendation'
    }

    It 'shows every view within 100 columns' {
        $null = New-AksEgressPublicIp nat-ip contoso-rg | New-AksEgressNatGateway nat | Set-AksEgressSubnet -VirtualNetworkName contoso-vnet -Name aks -Force
        $change = Set-AksOutboundType contoso-aks contoso-rg userAssignedNATGateway -Confirm:$false
        $all = @(
            { Get-AksEgressContext }, { Get-AksOutboundType }, { Get-AksEgressIp }, { Get-AksEgressCluster }, { (Get-AksEgressCluster contoso-aks contoso-rg).AgentPools },
            { Get-AksOutboundTypeMigration }, { $change }, { Test-AksOutboundType contoso-aks contoso-rg userDefinedRouting }, { (Test-AksOutboundType contoso-aks contoso-rg userDefinedRouting).Findings },
            { (Test-AksOutboundType contoso-aks contoso-rg userDefinedRouting).Plan }
        )
        foreach ($command in $all) {
            $lines = (& $command | Out-String -Width 100) -split '\r?\n'
            $lines.Count | Should -BeGreaterThan 3
            # A plan's lines contain JSON as long as the cluster's own members; everything else is truncated to fit.
            if ("$command" -notmatch 'Plan|Findings|Test-') { ($lines | ForEach-Object { $_.TrimEnd().Length } | Measure-Object -Maximum).Maximum | Should -BeLessOrEqual 100 -Because "$command" }
            $lines -join "`n" | Should -Not -Match 'AksEgress\.Core\.'
        }
    }

    It 'runs as a job' {
        $job = Set-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerIdleTimeoutInMinutes 12 -AsJob -Confirm:$false
        $job | Should -BeOfType System.Management.Automation.Job
        $job | Wait-Job -Timeout 20 | Should -Not -BeNullOrEmpty
        ($job | Receive-Job).Verified | Should -Be 'ReadBack'
        $job.State | Should -Be 'Completed'
        $job | Remove-Job
    }

    It 'respects strict mode and ErrorActionPreference' {
        Set-StrictMode -Version Latest
        $ErrorActionPreference = 'Stop'
        { Get-AksEgressCluster nope contoso-rg } | Should -Throw -ErrorId 'ResourceNotFound,*'
        (Get-AksOutboundType).Count | Should -BeGreaterThan 1
    }
}
