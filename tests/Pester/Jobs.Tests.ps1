# -AsJob returns a job for PowerShell's own job cmdlets.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.psd1')
    function Connect([int] $TimeScale = 100000) { $null = Connect-AksEgress -Simulated -TimeScale $TimeScale }

    # The progress bars on a screen after all these records.
    function Get-OpenActivity($Records) {
        $open = @{}
        foreach ($record in $Records) {
            if ($record.RecordType -eq 'Completed') { $open.Remove($record.ActivityId) } else { $open[$record.ActivityId] = $record }
        }
        $open
    }
}

AfterAll { Disconnect-AksEgress }

Describe 'A job' {
    AfterEach { Get-Job | Where-Object PSJobTypeName -eq AksEgressJob | Remove-Job -Force }

    It 'has a name, a command, a state and a time, and Get-Job lists it' {
        Connect
        $job = Set-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerIdleTimeoutInMinutes 10 -Confirm:$false -AsJob
        $job | Should -BeOfType [System.Management.Automation.Job]
        $listed = Get-Job -Name contoso-aks
        $listed.Id | Should -Be $job.Id
        $listed.Command | Should -Be 'Set-AksOutboundType contoso-aks loadBalancer'
        $listed.PSJobTypeName | Should -Be 'AksEgressJob'
        $listed.Location | Should -Be 'localhost'
        ($job | Wait-Job -Timeout 30).State | Should -Be 'Completed'
        $job.PSBeginTime | Should -Not -BeNullOrEmpty
        $job.PSEndTime | Should -BeGreaterOrEqual $job.PSBeginTime
    }

    It 'returns its objects with -Keep repeatedly, and then once' {
        Connect
        $job = Set-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerIdleTimeoutInMinutes 10 -Confirm:$false -AsJob
        $null = $job | Wait-Job -Timeout 30
        $job.HasMoreData | Should -BeTrue
        (Receive-Job $job -Keep).GetType().Name | Should -Be 'OutboundTypeChange'
        (Receive-Job $job -Keep).GetType().Name | Should -Be 'OutboundTypeChange'
        @(Receive-Job $job).Count | Should -Be 1
        Receive-Job $job | Should -BeNullOrEmpty
        $job.HasMoreData | Should -BeFalse
    }

    It 'is waited for, received and removed in one line' {
        Connect
        $made = New-AksEgressTopology one contoso-rg LoadBalancer -AsJob | Receive-Job -Wait -AutoRemoveJob
        $made.Name | Should -Be 'one'
        $made.GetType().Name | Should -Be 'Topology' -Because 'it is the object and not its picture'
        Get-Job -Name one -ErrorAction Ignore | Should -BeNullOrEmpty
    }

    It 'reports each request to -Verbose when it is received, and warnings too' {
        Connect
        $job = New-AksEgressTopology two contoso-rg LoadBalancer -AsJob
        $null = $job | Wait-Job -Timeout 60
        $told = Receive-Job $job -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
        @($told | Where-Object Message -match '^PUT /subscriptions/\S+ -> 20\d in \d+ ms, correlation [0-9a-f-]{36}$').Count | Should -BeGreaterThan 0
    }

    It 'fails with the command''s error, and shows the reason' {
        Connect
        $job = Set-AksOutboundType contoso-aks contoso-rg userDefinedRouting -SkipPreflight -Confirm:$false -AsJob -WarningAction Ignore
        $null = $job | Wait-Job -Timeout 30
        $job.State | Should -Be 'Failed'
        $job.StatusMessage | Should -Not -BeNullOrEmpty
        $failure = $null
        Receive-Job $job -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -Be 'ChangeRefused'
        $failure[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $failure[0].TargetObject | Should -Not -BeNullOrEmpty
    }

    It 'continues after a non-terminating error, and has the error and the results' {
        Connect
        $job = Invoke-AksEgressCommand contoso-aks contoso-rg 'exit 3' -AsJob
        $null = $job | Wait-Job -Timeout 30
        $job.State | Should -Be 'Completed'
        $failure = $null
        (Receive-Job $job -ErrorVariable failure -ErrorAction SilentlyContinue).ExitCode | Should -Be 3
        $failure[0].FullyQualifiedErrorId | Should -Be 'CommandFailed'
    }

    It 'shows its progress as a tree that completes' {
        Connect
        $job = New-AksEgressTopology three contoso-rg FirewallRouting -AsJob
        $null = $job | Wait-Job -Timeout 60
        $records = @($job.Progress)
        $whole = $records | Where-Object ParentActivityId -lt 0 | ForEach-Object ActivityId | Select-Object -Unique
        @($whole).Count | Should -Be 1
        $records[0].ActivityId | Should -Be $whole -Because 'a host hangs a part below what it knows'
        @($records | Where-Object ParentActivityId -eq $whole | ForEach-Object ActivityId | Select-Object -Unique).Count | Should -BeGreaterThan 3
        (Get-OpenActivity $records).Count | Should -Be 0
        Receive-Job $job | Should -Not -BeNullOrEmpty
    }

    It 'shows its current activity while it runs' {
        Connect 5
        $job = New-AksEgressTopology four contoso-rg LoadBalancer -AsJob
        foreach ($i in 1..50) { if ($job.StatusMessage) { break }; Start-Sleep -Milliseconds 50 }
        $job.State | Should -Be 'Running'
        $job.StatusMessage | Should -Match ': '
        Wait-Job $job -Timeout 1 | Should -BeNullOrEmpty
        $job.State | Should -Be 'Running'
    }

    It 'stops at once, closes its progress bars, and says that Azure continues' {
        Connect 1
        $job = Set-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerIdleTimeoutInMinutes 10 -Confirm:$false -AsJob
        foreach ($i in 1..100) { if (Get-AksEgressOperation) { break }; Start-Sleep -Milliseconds 20 }
        (Measure-Command { Stop-Job $job }).TotalMilliseconds | Should -BeLessThan 1000
        $job.State | Should -Be 'Stopped'
        $job.StatusMessage | Should -Match 'continue in Azure'
        Receive-Job $job -WarningVariable warning 3>$null | Should -BeNullOrEmpty
        "$warning" | Should -Match 'Get-AksEgressOperation'
        (Get-OpenActivity $job.Progress).Count | Should -Be 0
        (Get-AksEgressOperation).Status | Should -Be 'InProgress'
        Stop-Job $job
        $job.State | Should -Be 'Stopped'
    }

    It 'can be removed with -Force while it runs' {
        Connect 1
        $job = New-AksEgressTopology five contoso-rg LoadBalancer -AsJob
        Start-Sleep -Milliseconds 200
        { Remove-Job $job -ErrorAction Stop } | Should -Throw
        (Measure-Command { Remove-Job $job -Force }).TotalMilliseconds | Should -BeLessThan 1500
        Get-Job -Id $job.Id -ErrorAction Ignore | Should -BeNullOrEmpty
    }

    It 'continues to its end when its session disconnects or makes another connection' {
        Connect 500
        $job = New-AksEgressTopology six contoso-rg LoadBalancer -AsJob
        Disconnect-AksEgress
        { Get-AksEgressCluster -ErrorAction Stop } | Should -Throw -ErrorId 'NotConnected,*'
        Connect
        ($job | Wait-Job -Timeout 60).State | Should -Be 'Completed'
        (Receive-Job $job).Name | Should -Be 'six'
        @(Get-AksEgressCluster).Name | Should -Not -Contain 'six' -Because 'that is another world'
    }

    It 'runs concurrently with many others' {
        Connect
        $jobs = 1..8 | ForEach-Object { New-AksEgressTopology "many$_" contoso-rg LoadBalancer -AsJob }
        @($jobs | Wait-Job -Timeout 60).Count | Should -Be 8
        $jobs.State | Select-Object -Unique | Should -Be 'Completed'
        ($jobs | Receive-Job).Name | Sort-Object | Should -Be @(1..8 | ForEach-Object { "many$_" })
        @($jobs.Id | Select-Object -Unique).Count | Should -Be 8
    }

    It 'isn''t created with -WhatIf' {
        Connect
        $before = @(Get-Job).Count
        New-AksEgressTopology seven contoso-rg LoadBalancer -AsJob -WhatIf | Should -BeNullOrEmpty
        @(Get-Job).Count | Should -Be $before
    }

    It 'is created by <Name>' -ForEach @(
        @{ Name = 'New-AksEgressFirewall'; Script = { $null = New-AksEgressPublicIp fwip contoso-rg; $null = New-AksEgressVirtualNetwork hub contoso-rg -AddressPrefix 10.9.0.0/16 -Subnet @{ AzureFirewallSubnet = '10.9.0.0/26' }; New-AksEgressFirewall fw contoso-rg hub -PublicIp fwip -AsJob }; Type = 'Firewall' }
        @{ Name = 'Remove-AksEgressFirewall'; Script = { Remove-AksEgressFirewall contoso-fw contoso-rg -PassThru -Confirm:$false -AsJob }; Type = 'Boolean' }
        @{ Name = 'Remove-AksEgressTopology'; Script = { $null = New-AksEgressTopology gone contoso-rg LoadBalancer; Remove-AksEgressTopology gone contoso-rg -PassThru -Confirm:$false -AsJob }; Type = 'TopologyStepResult' }
        @{ Name = 'Undo-AksOutboundType'; Script = { $change = Set-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerIdleTimeoutInMinutes 10 -Confirm:$false; Undo-AksOutboundType $change.Record -Confirm:$false -AsJob }; Type = 'OutboundTypeChange' }
    ) {
        Connect
        $job = & $Script
        ($job | Wait-Job -Timeout 60).State | Should -Be 'Completed'
        @(Receive-Job $job)[0].GetType().Name | Should -Be $Type
        $job.Command | Should -BeLike "$Name *"
    }
}
