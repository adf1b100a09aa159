# Ctrl+C takes effect within a second wherever a command is, and leaves no thread behind.
BeforeAll {
    $script:manifest = (Resolve-Path (Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.psd1')).Path
    Import-Module $manifest
    . (Join-Path $PSScriptRoot 'SlowArm.ps1')
    $script:arm = [AksEgressTests.SlowArm]::new()

    # A separate runspace like that of a terminal, with the module and a given connection.
    function New-Terminal([string] $Connect) {
        $runspace = [runspacefactory]::CreateRunspace()
        $runspace.Open()
        $runspace.SessionStateProxy.SetVariable('endpoint', $arm.Address)
        $shell = [powershell]::Create()
        $shell.Runspace = $runspace
        $null = $shell.AddScript("Import-Module '$manifest'; $Connect").Invoke()
        if ($shell.HadErrors) { throw $shell.Streams.Error[0] }
        $shell.Dispose()
        $runspace
    }

    # Runs a script until a condition is met, and stops it there.
    function Stop-While($Runspace, [string] $Script, [scriptblock] $Reached) {
        $shell = [powershell]::Create()
        $shell.Runspace = $Runspace
        $null = $shell.AddScript($Script)
        $running = $shell.BeginInvoke()
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $there = $false
        while (-not $there -and $clock.Elapsed.TotalSeconds -lt 20 -and -not $running.IsCompleted) {
            Start-Sleep -Milliseconds 20
            $there = & $Reached $shell
        }

        $early = $running.IsCompleted
        $clock.Restart()

        # Not Stop(): if stopping doesn't end, the test must fail and not hang.
        $null = $shell.BeginStop($null, $null).AsyncWaitHandle.WaitOne(15000)
        $took = $clock.Elapsed.TotalMilliseconds
        $result = [pscustomobject]@{
            Reached = $there; Early = $early; Milliseconds = $took; State = $shell.InvocationStateInfo.State
            Errors = @($shell.Streams.Error); Progress = @($shell.Streams.Progress)
        }
        $shell.Dispose()
        $result
    }

    $script:simulated = '$null = Connect-AksEgress -Simulated -TimeScale 1'
    $script:slow = '$null = Connect-AksEgress -Endpoint $endpoint -SubscriptionId 00000000-0000-0000-0000-000000000000 -AccessToken (ConvertTo-SecureString (-join ((1..40) | ForEach-Object { "x" })) -AsPlainText -Force)'
    $script:sent = { param($shell) @($shell.Streams.Verbose | Where-Object Message -match '^(PUT|POST) ').Count -gt 0 }
    $script:throttled = { $arm.Answered -gt 0 }
    $script:begun = { param($shell) if ($shell.Streams.Warning.Count) { Start-Sleep -Milliseconds 400; $true } }
    $script:asked = { $arm.Waiting -gt 0 }
}

AfterAll {
    $arm.Dispose()
    Disconnect-AksEgress
}

Describe 'Ctrl+C' {
    BeforeEach { $arm.Reset() }

    It 'takes effect within a second while <Name>' -ForEach @(
        @{ Name = 'an operation runs'; Over = 'simulated'; At = 'sent'; Script = 'Set-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerIdleTimeoutInMinutes 10 -Confirm:$false -Verbose' }
        @{ Name = 'an operation is waited for'; Over = 'simulated'; At = 'sent'; Script = 'Set-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerIdleTimeoutInMinutes 10 -Confirm:$false -NoWait -Verbose | Wait-AksEgressOperation' }
        @{ Name = 'a command runs in the cluster'; Over = 'simulated'; At = 'sent'; Script = 'Invoke-AksEgressCommand contoso-aks contoso-rg "sleep 60" -Verbose' }
        @{ Name = 'egress is tested'; Over = 'simulated'; At = 'sent'; Script = 'Test-AksEgress contoso-aks contoso-rg -Verbose' }
        @{ Name = 'several operations of a topology run'; Over = 'simulated'; At = 'sent'; Script = 'New-AksEgressTopology t contoso-rg FirewallRouting -Verbose' }
        @{ Name = 'a job is waited for'; Over = 'simulated'; At = 'begun'; Script = '$global:job = New-AksEgressTopology t contoso-rg LoadBalancer -AsJob; Write-Warning begun; $job | Wait-Job' }
        @{ Name = 'ARM does not answer'; Over = 'slow'; At = 'asked'; Script = 'Get-AksEgressCluster aks hang' }
        @{ Name = 'a second page does not come'; Over = 'slow'; At = 'asked'; Script = 'Get-AksEgressRouteTable -ResourceGroupName pages' }
        @{ Name = 'it waits as a 429 asks'; Over = 'slow'; At = 'throttled'; Script = 'Get-AksEgressCluster aks throttled' }
        @{ Name = 'an answer trickles'; Over = 'slow'; At = 'asked'; Script = 'Get-AksEgressCluster aks trickle' }
    ) {
        $runspace = New-Terminal (Get-Variable $Over -ValueOnly)
        try {
            $stopped = Stop-While $runspace $Script (Get-Variable $At -ValueOnly)
            $stopped.Early | Should -BeFalse -Because "it ended before: $($stopped.Errors)"
            $stopped.Reached | Should -BeTrue
            $stopped.Milliseconds | Should -BeLessThan 1000
            $stopped.State | Should -Be 'Stopped'
            $stopped.Errors | Should -BeNullOrEmpty
        }
        finally { $runspace.Dispose() }
    }

    It 'takes effect within a second while signing in with <Name>' -ForEach @(
        @{ Name = 'a managed identity whose endpoint does not answer'; Connect = 'Connect-AksEgress -Identity' }
        @{ Name = 'an Azure CLI that does not answer'; Connect = 'Connect-AksEgress -FromAzureCli' }
    ) {
        $saved = $env:PATH
        $env:IDENTITY_ENDPOINT = "$($arm.Address)hang"
        $env:IDENTITY_HEADER = 'header'
        $tools = Join-Path $TestDrive 'tools'
        $null = New-Item $tools -ItemType Directory -Force
        if (-not $IsWindows) {
            $az = Join-Path $tools 'az'
            Set-Content $az "#!/bin/sh`necho `$`$ > '$tools/pid'`nexec sleep 60"
            chmod +x $az
        }
        $env:PATH = $tools + [IO.Path]::PathSeparator + $env:PATH
        $runspace = New-Terminal '$null = 1'
        try {
            $cli = $Connect -like '*Cli'
            if ($cli -and $IsWindows) { Set-ItResult -Skipped -Because 'the stand-in for az is a shell script'; return }
            $stopped = Stop-While $runspace $Connect { if ($cli) { Test-Path "$tools/pid" } else { $arm.Waiting -gt 0 } }
            $stopped.Early | Should -BeFalse -Because "it ended before: $($stopped.Errors)"
            $stopped.Reached | Should -BeTrue
            $stopped.Milliseconds | Should -BeLessThan 1000
        }
        finally {
            $runspace.Dispose()
            $env:PATH = $saved

            # Azure.Identity ends the shell in which it starts az, but not az itself.
            if (Test-Path "$tools/pid") { Stop-Process -Id (Get-Content "$tools/pid") -ErrorAction Ignore }
            Remove-Item Env:IDENTITY_ENDPOINT, Env:IDENTITY_HEADER
        }
    }

    It 'takes effect within a second while the operating system blocks the work' -Skip:$IsWindows {
        # A pipe without a writer, in place of a file on an unavailable share: no cancellation token reaches the call that opens
        # it.
        $pipe = Join-Path $TestDrive 'config'
        mkfifo $pipe
        $runspace = New-Terminal $simulated
        try {
            $runspace.SessionStateProxy.SetVariable('pipe', $pipe)
            $stopped = Stop-While $runspace 'Write-Warning begun; Import-AksEgressCredential contoso-aks contoso-rg -Path $pipe' $begun
            $stopped.Early | Should -BeFalse -Because "it ended before: $($stopped.Errors)"
            $stopped.Milliseconds | Should -BeLessThan 1000
            $stopped.State | Should -Be 'Stopped'
        }
        finally {
            # Now the call ends, and its thread too.
            '' > $pipe
            $runspace.Dispose()
        }
    }

    It 'leaves no thread behind, however often it is pressed' {
        $before = 0
        foreach ($round in 1..15) {
            $arm.Reset()
            $runspace = New-Terminal $slow
            (Stop-While $runspace 'Get-AksEgressCluster aks hang' $asked).State | Should -Be 'Stopped'
            $runspace.Dispose()
            $runspace = New-Terminal $simulated
            (Stop-While $runspace 'New-AksEgressTopology t contoso-rg LoadBalancer -Verbose' $sent).State | Should -Be 'Stopped'
            $runspace.Dispose()

            # The first rounds fill the runtime's pools.
            if ($round -eq 5) { $before = [Diagnostics.Process]::GetCurrentProcess().Threads.Count }
        }

        # A runspace's own thread takes a moment to end.
        foreach ($i in 1..50) {
            $after = [Diagnostics.Process]::GetCurrentProcess().Threads.Count
            if ($after -le $before + 2) { break }
            Start-Sleep -Milliseconds 100
        }
        $after | Should -BeLessOrEqual ($before + 2)
        [Threading.ThreadPool]::PendingWorkItemCount | Should -BeLessThan 10
    }

    It 'ends only the waiting: the change continues, and Get-AksEgressOperation lists it' {
        $runspace = New-Terminal $simulated
        try {
            $null = Stop-While $runspace 'Set-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerIdleTimeoutInMinutes 10 -Confirm:$false -Verbose' $sent
            $shell = [powershell]::Create()
            $shell.Runspace = $runspace
            $shell.AddScript('(Get-AksEgressOperation).Status').Invoke() | Should -Be 'InProgress'
            $shell.Dispose()
        }
        finally { $runspace.Dispose() }
    }
}

Describe 'A press of Tab' {
    BeforeEach { $arm.Reset() }

    It 'takes less than a second and shows no error when ARM <Name>' -ForEach @(
        @{ Name = 'does not answer'; Line = 'Get-AksEgressCluster -ResourceGroupName hang -Name ' }
        @{ Name = 'throttles'; Line = 'Get-AksEgressCluster -ResourceGroupName throttled -Name ' }
        @{ Name = 'answers nonsense'; Line = 'Get-AksEgressCluster -ResourceGroupName nonsense -Name ' }
        @{ Name = 'refuses'; Line = 'Get-AksEgressCluster -ResourceGroupName forbidden -Name ' }
    ) {
        $endpoint = $arm.Address
        . ([scriptblock]::Create($slow))
        $errors = $Error.Count
        $null = TabExpansion2 'Get-ChildItem ' 14
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $found = TabExpansion2 $Line $Line.Length
        $clock.Elapsed.TotalMilliseconds | Should -BeLessThan 1300
        $found.CompletionMatches | Where-Object ResultType -eq ParameterValue | Should -BeNullOrEmpty
        $Error.Count | Should -Be $errors
    }

    It 'finds at the second press the names that arrived too late for the first' {
        $endpoint = $arm.Address
        . ([scriptblock]::Create($slow))
        $line = 'Get-AksEgressCluster -ResourceGroupName late -Name '
        (TabExpansion2 $line $line.Length).CompletionMatches | Where-Object CompletionText -eq late-aks | Should -BeNullOrEmpty
        Start-Sleep -Milliseconds 1500
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain 'late-aks'
    }
}
