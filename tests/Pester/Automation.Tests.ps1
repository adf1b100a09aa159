# Runbooks, scheduled tasks, and parallel work: no user answers prompts, and everything is strict.
BeforeAll {
    $manifest = (Resolve-Path (Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.psd1')).Path
    Import-Module $manifest

    # A script in its own process, as a scheduler starts it: its standard input is closed.
    function Invoke-Unattended([string] $Script, [string[]] $Switches = @('-NonInteractive')) {
        $file = Join-Path $TestDrive "$([guid]::NewGuid()).ps1"
        Set-Content $file "Import-Module '$manifest'; `$null = Connect-AksEgress -Simulated`n$Script"
        $null | & (Get-Process -Id $PID).Path -NoProfile @Switches -File $file 2>&1 | ForEach-Object { "$_" }
    }
}

Describe 'Without a user who answers' {
    It 'shows no prompt: an unavailable prompt is an error, and nothing is changed' {
        $answer = @(Invoke-Unattended @'
try { Remove-AksEgressCluster contoso-aks contoso-rg -ErrorAction Stop; 'removed' } catch { 'refused'; $_.FullyQualifiedErrorId; $_.ErrorDetails.RecommendedAction }
(Get-AksEgressCluster contoso-aks contoso-rg).Name
'@)
        $answer | Should -Contain 'refused'
        $answer | Should -Not -Contain 'removed'
        $answer | Should -Contain 'ConfirmationUnavailable,AksEgress.PowerShell.Commands.RemoveAksEgressClusterCommand'
        @($answer -like '*Add -Confirm:$false to run without the confirmation prompt*') | Should -HaveCount 1
        $answer[-1] | Should -Be 'contoso-aks'
    }

    It 'has the same error if the console would prompt and its input is closed' {
        $answer = @(Invoke-Unattended -Switches @() @'
try { Remove-AksEgressCluster contoso-aks contoso-rg -ErrorAction Stop } catch { "id: $($_.FullyQualifiedErrorId)" }
(Get-AksEgressCluster contoso-aks contoso-rg).Name
'@)
        $answer -join "`n" | Should -Match 'id: ConfirmationUnavailable,'
        $answer[-1] | Should -Be 'contoso-aks'
    }

    It 'ends the whole pipeline at the first prompt, because the next one would be unavailable too' {
        $answer = @(Invoke-Unattended @'
try { Get-AksEgressCluster | Remove-AksEgressCluster -ErrorAction Continue; 'continued' } catch { "ended: $($_.FullyQualifiedErrorId)" }
@(Get-AksEgressCluster).Count
'@)
        $answer | Should -Contain 'ended: ConfirmationUnavailable,AksEgress.PowerShell.Commands.RemoveAksEgressClusterCommand'
        $answer[-1] | Should -Be '2'
    }

    It 'needs no answer for a change that cuts connections with -Confirm:$false or -Force' {
        $answer = @(Invoke-Unattended @'
$ErrorActionPreference = 'Stop'
$null = New-AksEgressRouteTable rt1 contoso-rg -Confirm:$false
$null = Add-AksEgressRoute default -RouteTableName rt1 -ResourceGroupName contoso-rg -AddressPrefix 0.0.0.0/0 -NextHopType VirtualAppliance -NextHopIpAddress 10.42.2.4 -Confirm:$false
Remove-AksEgressRoute default -RouteTableName rt1 -ResourceGroupName contoso-rg -Force -Confirm:$false
Remove-AksEgressRouteTable rt1 contoso-rg -Confirm:$false
Remove-AksEgressCluster contoso-aks contoso-rg -Confirm:$false
'done'
'@)
        $answer[-1] | Should -Be 'done' -Because "$answer"
    }

    It 'makes the change with -Confirm:$false' {
        $answer = @(Invoke-Unattended @'
Remove-AksEgressCluster contoso-aks contoso-rg -Confirm:$false -ErrorAction Stop
@(Get-AksEgressCluster | Where-Object Name -eq contoso-aks).Count
'@)
        $answer[-1] | Should -Be '0'
    }

    It 'doesn''t prompt for a missing mandatory parameter' {
        $answer = @(Invoke-Unattended "try { New-AksEgressRouteTable } catch { `$_.FullyQualifiedErrorId }")
        $answer[-1] | Should -BeLike 'MissingMandatoryParameter,*NewAksEgressRouteTableCommand'
    }
}

Describe 'In strict mode' {
    It 'ends a script with ErrorActionPreference Stop at its first error, which keeps its id' {
        $answer = @(Invoke-Unattended @'
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
try { Get-AksOutboundType nothing contoso-rg; 'continued' } catch { $_.FullyQualifiedErrorId }
'@)
        $answer[-1] | Should -BeLike 'ResourceNotFound,*'
        $answer | Should -Not -Contain 'continued'
    }

    It 'continues after a bad record with -ErrorAction SilentlyContinue' {
        $answer = @(Invoke-Unattended @'
Set-StrictMode -Version Latest
$found = 'nothing', 'contoso-aks' | ForEach-Object { Get-AksOutboundType $_ contoso-rg -ErrorAction SilentlyContinue }
$found.ClusterName
'@)
        $answer[-1] | Should -Be 'contoso-aks'
    }

    It 'prints its tables and plans to a host that accepts only text' {
        $answer = @(Invoke-Unattended @'
Set-StrictMode -Version Latest
$PSStyle.OutputRendering = 'PlainText'
Get-AksOutboundType | Out-String -Width 80
Test-AksOutboundType contoso-aks contoso-rg userDefinedRouting | Out-String -Width 80
'@)
        $text = $answer -join "`n"
        $text | Should -Match 'contoso-aks'
        $text | Should -Match 'RouteTableMissing'
        $text | Should -Not -Match "`e\["
    }
}

Describe 'In a host <What>' -ForEach @(
    @{ What = 'without a user interface'; Kind = 'Without' }
    @{ What = 'whose user interface can nothing but take text'; Kind = 'Poor' }
) {
    BeforeAll {
        # Like runbook hosts: no user interface, or one that implements neither prompts nor the raw interface.
        if (-not ('AksEgressTest.BareHost' -as [type])) {
            Add-Type -TypeDefinition @'
using System; using System.Collections.Generic; using System.Collections.ObjectModel; using System.Globalization; using System.Management.Automation; using System.Management.Automation.Host; using System.Security; using System.Text;
namespace AksEgressTest
{
    public sealed class BareHost : PSHost
    {
        public BareHost(bool poor) { Interface = poor ? new PoorInterface() : null; }
        public PoorInterface Interface { get; }
        public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;
        public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;
        public override Guid InstanceId { get; } = Guid.NewGuid();
        public override string Name => "BareHost";
        public override PSHostUserInterface UI => Interface;
        public override Version Version => new Version(1, 0);
        public override void EnterNestedPrompt() => throw new NotImplementedException();
        public override void ExitNestedPrompt() => throw new NotImplementedException();
        public override void NotifyBeginApplication() { }
        public override void NotifyEndApplication() { }
        public override void SetShouldExit(int exitCode) { }
    }

    public sealed class PoorRawInterface : PSHostRawUserInterface
    {
        public override ConsoleColor BackgroundColor { get => throw new NotImplementedException(); set => throw new NotImplementedException(); }
        public override Size BufferSize { get => throw new NotImplementedException(); set => throw new NotImplementedException(); }
        public override Coordinates CursorPosition { get => throw new NotImplementedException(); set => throw new NotImplementedException(); }
        public override int CursorSize { get => throw new NotImplementedException(); set => throw new NotImplementedException(); }
        public override ConsoleColor ForegroundColor { get => throw new NotImplementedException(); set => throw new NotImplementedException(); }
        public override bool KeyAvailable => throw new NotImplementedException();
        public override Size MaxPhysicalWindowSize => throw new NotImplementedException();
        public override Size MaxWindowSize => throw new NotImplementedException();
        public override Coordinates WindowPosition { get => throw new NotImplementedException(); set => throw new NotImplementedException(); }
        public override Size WindowSize { get => throw new NotImplementedException(); set => throw new NotImplementedException(); }
        public override string WindowTitle { get => throw new NotImplementedException(); set => throw new NotImplementedException(); }
        public override void FlushInputBuffer() => throw new NotImplementedException();
        public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new NotImplementedException();
        public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotImplementedException();
        public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw new NotImplementedException();
        public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw new NotImplementedException();
        public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw new NotImplementedException();
    }

    public sealed class PoorInterface : PSHostUserInterface
    {
        public StringBuilder Text { get; } = new StringBuilder();
        public override PSHostRawUserInterface RawUI { get; } = new PoorRawInterface();
        public override bool SupportsVirtualTerminal => false;
        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) => throw new NotImplementedException();
        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) => throw new NotImplementedException();
        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw new NotImplementedException();
        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes types, PSCredentialUIOptions options) => throw new NotImplementedException();
        public override string ReadLine() => throw new NotImplementedException();
        public override SecureString ReadLineAsSecureString() => throw new NotImplementedException();
        public override void Write(ConsoleColor foreground, ConsoleColor background, string value) => Text.Append(value);
        public override void Write(string value) => Text.Append(value);
        public override void WriteDebugLine(string message) => Text.AppendLine(message);
        public override void WriteErrorLine(string value) => Text.AppendLine(value);
        public override void WriteLine(string value) => Text.AppendLine(value);
        public override void WriteProgress(long sourceId, ProgressRecord record) => throw new NotImplementedException();
        public override void WriteVerboseLine(string message) => Text.AppendLine(message);
        public override void WriteWarningLine(string message) => Text.AppendLine(message);
    }
}
'@
        }

        $bare = [AksEgressTest.BareHost]::new($Kind -eq 'Poor')
        $space = [runspacefactory]::CreateRunspace($bare)
        $space.Open()

        # Strict mode from the first line to the last.
        function Invoke-Bare([string] $Script) {
            $shell = [powershell]::Create($space)
            try {
                $null = $shell.AddScript("Set-StrictMode -Version Latest; `$ErrorActionPreference = 'Stop'; Import-Module '$manifest'; $Script")
                $shell.Invoke()
            }
            finally {
                $shell.Dispose()
            }
        }
    }

    AfterAll { $space.Dispose() }

    It 'runs the walkthrough <_> from start to end in strict mode' -ForEach (Get-ChildItem "$PSScriptRoot/../../docs/walkthroughs/*.ps1").Name {
        $path = (Resolve-Path "$PSScriptRoot/../../docs/walkthroughs/$_").Path
        $results = Invoke-Bare "& '$path' 3>`$null"
        $results.Count | Should -BeGreaterThan 3
    }

    It 'prints its tables, lists and plans as text' {
        $text = -join (Invoke-Bare "`$null = Connect-AksEgress -Simulated; Get-AksOutboundType | Out-String -Width 100; Get-AksOutboundType contoso-aks contoso-rg | Format-List | Out-String; Test-AksOutboundType contoso-aks contoso-rg userDefinedRouting | Out-String -Width 100; Set-AksOutboundType contoso-aks contoso-rg userAssignedNATGateway -WhatIf -ErrorAction SilentlyContinue")
        $text | Should -Match 'contoso-aks'
        $text | Should -Match 'RouteTableMissing'
    }

    It 'reports that it can''t prompt, and has changed nothing' {
        $said = Invoke-Bare "`$null = Connect-AksEgress -Simulated; try { Remove-AksEgressCluster contoso-aks contoso-rg } catch { `$_.FullyQualifiedErrorId }; (Get-AksEgressCluster contoso-aks contoso-rg).Name"
        $said | Should -Be @('ConfirmationUnavailable,AksEgress.PowerShell.Commands.RemoveAksEgressClusterCommand', 'contoso-aks')
    }
}

Describe 'With a managed identity' {
    BeforeAll {
        # The endpoint of a sandbox, on loopback: busy at first, then slow. It runs in its own process until its folder is deleted.
        $server = Join-Path $TestDrive 'endpoint.ps1'
        Set-Content $server @'
param($PortFile, $SeenFile, $Statuses, $DelayMs)
$listener = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
$listener.Start()
Set-Content "$PortFile.new" $listener.LocalEndpoint.Port
Move-Item "$PortFile.new" $PortFile
foreach ($status in -split $Statuses) {
    $client = $listener.AcceptTcpClient()
    $stream = $client.GetStream()
    $reader = [System.IO.StreamReader]::new($stream)
    while ($line = $reader.ReadLine()) { Add-Content $SeenFile $line }
    Start-Sleep -Milliseconds $DelayMs
    $body = if ($status -eq 200) { @{ access_token = 'eyJhbGciOiJub25lIn0.eyJvaWQiOiJydW5ib29rIn0.c2ln'; expires_on = "$([DateTimeOffset]::UtcNow.AddHours(20).ToUnixTimeSeconds())"; token_type = 'Bearer' } | ConvertTo-Json -Compress } else { '{"error":"not now","error_description":"secret-header eyJhbGciOiJub25lIn0.eyJvaWQiOiJydW5ib29rIn0.c2ln"}' }
    $bytes = [System.Text.Encoding]::ASCII.GetBytes("HTTP/1.1 $status Said`r`nContent-Type: application/json`r`nContent-Length: $($body.Length)`r`nConnection: close`r`n`r`n$body")
    $stream.Write($bytes, 0, $bytes.Length)
    $client.Dispose()
}
$listener.Stop()
'@

        # Signs in as a runbook does; the endpoint returns the given answers in order.
        function Invoke-SignIn([string] $Statuses, [int] $DelayMs = 0) {
            $port = Join-Path $TestDrive "$([guid]::NewGuid()).port"
            $seen = Join-Path $TestDrive "$([guid]::NewGuid()).seen"
            $endpoint = Start-Process (Get-Process -Id $PID).Path -PassThru -ArgumentList '-NoProfile', '-NonInteractive', '-File', $server, $port, $seen, "`"$Statuses`"", $DelayMs
            try {
                $waited = [System.Diagnostics.Stopwatch]::StartNew()
                while (-not (Test-Path $port)) { if ($waited.Elapsed.TotalSeconds -gt 60) { throw 'The endpoint did not start.' }; Start-Sleep -Milliseconds 50 }
                $said = @(Invoke-Unattended @"
Set-StrictMode -Version Latest
`$ErrorActionPreference = 'Stop'
Disconnect-AksEgress
`$env:IDENTITY_ENDPOINT = 'http://127.0.0.1:$(Get-Content $port)/oauth2/token'
`$env:IDENTITY_HEADER = 'secret-header'
try { (Connect-AksEgress -Identity -SubscriptionId 11111111-2222-3333-4444-555555555555 -Verbose | Out-String) } catch { `$_.FullyQualifiedErrorId; "`$_"; `$_ | Format-List * -Force | Out-String }
"@)
                [pscustomobject]@{ Said = $said -join "`n"; Requests = @((Get-Content $seen -ErrorAction Ignore) -like 'GET *').Count }
            }
            finally {
                if (-not $endpoint.HasExited) { $endpoint.Kill() }
                $endpoint.WaitForExit()
            }
        }
    }

    It 'waits for an endpoint that is busy and slow, and reports it' {
        $outcome = Invoke-SignIn '429 503 200' -DelayMs 1500
        $outcome.Requests | Should -Be 3
        $outcome.Said | Should -Match '11111111-2222-3333-4444-555555555555'
        $outcome.Said | Should -Match 'GET http://127\.0\.0\.1:\d+/oauth2/token -> 429 in \d+ ms'
        $outcome.Said | Should -Match 'GET http://127\.0\.0\.1:\d+/oauth2/token -> 200 in \d+ ms'
        $outcome.Said | Should -Not -Match 'secret-header|eyJ'
    }

    It 'reports what the endpoint answered without a token, and shows no secret' {
        $outcome = Invoke-SignIn '400'
        $outcome.Requests | Should -Be 1
        $outcome.Said | Should -Match 'ManagedIdentityFailed,AksEgress.PowerShell.Commands.ConnectAksEgressCommand'
        $outcome.Said | Should -Match 'responded with 400 \(not now: \*\*\* \*\*\*\)'
        $outcome.Said | Should -Not -Match 'secret-header|eyJ'
    }
}

Describe 'In parallel' {
    It 'gives each runspace its own connection, and a change in one isn''t visible in the others' {
        $names = 1..3 | ForEach-Object -ThrottleLimit 3 -Parallel {
            Import-Module $using:manifest
            $null = Connect-AksEgress -Simulated -TimeScale 10000
            $null = New-AksEgressRouteTable "own-$_" contoso-rg -ErrorAction Stop
            @(@((Get-AksEgressRouteTable -ResourceGroupName contoso-rg).Name) -like 'own-*') -join ','
        }
        $names | Sort-Object | Should -Be @('own-1', 'own-2', 'own-3')
    }

    It 'works in ten runspaces at once, each with its own jobs' {
        $sums = 1..10 | ForEach-Object -ThrottleLimit 10 -Parallel {
            Set-StrictMode -Version Latest
            $ErrorActionPreference = 'Stop'
            Import-Module $using:manifest
            $null = Connect-AksEgress -Simulated -TimeScale 100000 -Seed $_
            $null = New-AksEgressResourceGroup "group-$_" -Location eastus
            $null = New-AksEgressCluster "aks-$_" "group-$_" -NodeCount 1
            $changed = Set-AksOutboundType "aks-$_" "group-$_" managedNATGateway -NatGatewaySku StandardV2 -Confirm:$false
            $way = Get-AksOutboundType "aks-$_" "group-$_"
            Disconnect-AksEgress
            "$($changed.ClusterName) $($way.ClusterName) $($way.OutboundType)"
        }
        $sums | Sort-Object | Should -Be (1..10 | ForEach-Object { "aks-$_ aks-$_ managedNATGateway" } | Sort-Object)
    }

    It 'works in a pool of runspaces whose default one no longer exists' {
        $pool = [runspacefactory]::CreateRunspacePool(1, 5)
        $pool.Open()
        try {
            $shells = 1..10 | ForEach-Object {
                $shell = [powershell]::Create()
                $shell.RunspacePool = $pool
                $null = $shell.AddScript("Import-Module '$manifest'; `$null = Connect-AksEgress -Simulated; (Get-AksOutboundType contoso-aks contoso-rg).OutboundType; Disconnect-AksEgress")
                [pscustomobject]@{ Shell = $shell; Going = $shell.BeginInvoke() }
            }
            $answers = foreach ($one in $shells) { $one.Shell.EndInvoke($one.Going); $one.Shell.Streams.Error | Should -BeNullOrEmpty; $one.Shell.Dispose() }
            $answers | Should -Be (@('loadBalancer') * 10)
        }
        finally {
            $pool.Dispose()
        }
    }

    It 'shares a connection that is passed on, and concurrent changes lose nothing' {
        $context = Connect-AksEgress -Simulated -TimeScale 10000
        try {
            1..4 | ForEach-Object -ThrottleLimit 4 -Parallel {
                Import-Module $using:manifest
                $null = Connect-AksEgress -Context $using:context
                $null = New-AksEgressRouteTable "shared-$_" contoso-rg -ErrorAction Stop
                Disconnect-AksEgress
            }
            @(@((Get-AksEgressRouteTable -ResourceGroupName contoso-rg).Name) -like 'shared-*') | Sort-Object | Should -Be @('shared-1', 'shared-2', 'shared-3', 'shared-4')
        }
        finally {
            Disconnect-AksEgress
        }

        { Connect-AksEgress -Context $context -ErrorAction Stop } | Should -Throw -ErrorId 'ConnectionEnded,*'
    }
}
