# In runbooks, scheduled tasks and parallel work nobody answers and everything is strict.
BeforeAll {
    $manifest = (Resolve-Path (Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.psd1')).Path
    Import-Module $manifest

    # A script in a process of its own, as a scheduler starts it: its standard input is closed.
    function Invoke-Unattended([string] $Script) {
        $file = Join-Path $TestDrive "$([guid]::NewGuid()).ps1"
        Set-Content $file "Import-Module '$manifest'; `$null = Connect-AksEgress -Simulated`n$Script"
        $null | & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -File $file 2>&1 | ForEach-Object { "$_" }
    }
}

Describe 'Where nobody answers' {
    It 'asks nothing: an unanswered question is an error, and nothing is changed' {
        $answer = @(Invoke-Unattended @'
try { Remove-AksEgressCluster contoso-aks contoso-rg -ErrorAction Stop; 'removed' } catch { 'refused' }
(Get-AksEgressCluster contoso-aks contoso-rg).Name
'@)
        $answer | Should -Contain 'refused'
        $answer | Should -Not -Contain 'removed'
        $answer[-1] | Should -Be 'contoso-aks'
    }

    It 'does what it is told with -Confirm:$false' {
        $answer = @(Invoke-Unattended @'
Remove-AksEgressCluster contoso-aks contoso-rg -Confirm:$false -ErrorAction Stop
@(Get-AksEgressCluster | Where-Object Name -eq contoso-aks).Count
'@)
        $answer[-1] | Should -Be '0'
    }

    It 'does not ask for a missing mandatory parameter' {
        $answer = @(Invoke-Unattended "try { New-AksEgressRouteTable } catch { `$_.FullyQualifiedErrorId }")
        $answer[-1] | Should -BeLike 'MissingMandatoryParameter,*NewAksEgressRouteTableCommand'
    }
}

Describe 'Where everything is strict' {
    It 'ends a script with ErrorActionPreference Stop at its first error, which keeps its id' {
        $answer = @(Invoke-Unattended @'
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
try { Get-AksOutboundType nothing contoso-rg; 'went on' } catch { $_.FullyQualifiedErrorId }
'@)
        $answer[-1] | Should -BeLike 'ResourceNotFound,*'
        $answer | Should -Not -Contain 'went on'
    }

    It 'goes on after one bad record without it' {
        $answer = @(Invoke-Unattended @'
Set-StrictMode -Version Latest
$found = 'nothing', 'contoso-aks' | ForEach-Object { Get-AksOutboundType $_ contoso-rg -ErrorAction SilentlyContinue }
$found.ClusterName
'@)
        $answer[-1] | Should -Be 'contoso-aks'
    }

    It 'prints its tables and plans where nothing but text is taken' {
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

Describe 'In parallel' {
    It 'gives each runspace a connection of its own, and a change in one is in none of the others' {
        $names = 1..3 | ForEach-Object -ThrottleLimit 3 -Parallel {
            Import-Module $using:manifest
            $null = Connect-AksEgress -Simulated -TimeScale 10000
            $null = New-AksEgressRouteTable "own-$_" contoso-rg -ErrorAction Stop
            @(@((Get-AksEgressRouteTable -ResourceGroupName contoso-rg).Name) -like 'own-*') -join ','
        }
        $names | Sort-Object | Should -Be @('own-1', 'own-2', 'own-3')
    }

    It 'shares a connection where it is handed over, and changes at the same time lose nothing' {
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
