# The change record and the operation of a rehearsal change nothing elsewhere, although ids and subscription are the same: neither
# in a copy of its state nor in a lab over HTTP.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.psd1')
    $script:state = Join-Path $TestDrive 'rehearsal.json'

    function Get-Address { Get-AksEgressCluster | Sort-Object Id | ForEach-Object { "$($_.Name): $(($_ | Get-AksEgressIp).IpAddress)" } }

    $null = Connect-AksEgress -Simulated -StatePath $state -TimeScale 100000
    $script:change = Set-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerManagedOutboundIpCount 3 -Confirm:$false
    $operation = Set-AksOutboundType fabrikam-aks fabrikam-rg managedNATGateway -NatGatewayManagedOutboundIpCount 3 -ReimageNodePool -NoWait -Confirm:$false -WarningAction Ignore
    $change | Export-Clixml (Join-Path $TestDrive 'change.xml')
    $operation | Export-Clixml (Join-Path $TestDrive 'operation.xml')
    Disconnect-AksEgress
}

AfterAll { Disconnect-AksEgress }

Describe 'A rehearsal' {
    It 'is refused in <Name>, and the addresses stay' -ForEach @(
        @{ Name = 'another simulation'; Place = 'fresh' }
        @{ Name = 'a copy of its state'; Place = 'copy' }
        @{ Name = 'a lab over HTTP with the same ids'; Place = 'http' }
    ) {
        $server = $null
        try {
            $copy = Join-Path $TestDrive "$Place.json"
            Copy-Item $state $copy
            switch ($Place) {
                'fresh' { $null = Connect-AksEgress -Simulated -TimeScale 100000 }
                'copy' { $null = Connect-AksEgress -Simulated -StatePath $copy -TimeScale 100000 }
                'http' {
                    $lab = Get-ChildItem (Join-Path $PSScriptRoot '../Lab/bin/*/net*/Lab.dll') | Sort-Object LastWriteTime | Select-Object -Last 1
                    $lab | Should -Not -BeNullOrEmpty -Because 'dotnet build makes it'
                    $out = Join-Path $TestDrive 'served.txt'
                    $server = Start-Process dotnet -ArgumentList $lab.FullName, 'serve', '--port', '0', '--state', $copy, '--time-scale', '100000' -PassThru -RedirectStandardOutput $out -RedirectStandardError (Join-Path $TestDrive 'served-errors.txt')
                    $address = $null
                    foreach ($i in 1..200) {
                        $line = Get-Content $out -ErrorAction Ignore | Select-Object -First 1
                        if ($line) { $address = ($line -split ' ')[-1]; break }
                        Start-Sleep -Milliseconds 100
                    }
                    $token = ConvertTo-SecureString 'a-token-of-a-test' -AsPlainText -Force
                    $null = Connect-AksEgress -Endpoint $address -AccessToken $token -SubscriptionId 00000000-0000-0000-0000-000000000000
                }
            }
            $before = Get-Address
            $before | Should -Not -BeNullOrEmpty
            { Import-Clixml (Join-Path $TestDrive 'change.xml') | Undo-AksOutboundType -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'OriginMismatch,*'
            { Import-Clixml (Join-Path $TestDrive 'operation.xml') | Wait-AksEgressOperation -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'OriginMismatch,*'
            { Import-Clixml (Join-Path $TestDrive 'operation.xml') | Get-AksEgressOperation -ErrorAction Stop } | Should -Throw -ErrorId 'OriginMismatch,*'
            Get-Address | Should -Be $before
        }
        finally { if ($server) { Stop-Process -Id $server.Id -ErrorAction Ignore } }
    }

    It 'is accepted in another session of the same simulation' {
        $null = Connect-AksEgress -Simulated -StatePath $state -TimeScale 100000
        (Import-Clixml (Join-Path $TestDrive 'operation.xml') | Wait-AksEgressOperation -Confirm:$false).Verified | Should -Be 'ReadBack'
        (Import-Clixml (Join-Path $TestDrive 'change.xml') | Undo-AksOutboundType -Confirm:$false).Verified | Should -Be 'ReadBack'
    }

    It 'prompts before Wait-AksEgressOperation writes, and writes nothing with -WhatIf' {
        $null = Connect-AksEgress -Simulated -TimeScale 100000
        $operation = Set-AksOutboundType fabrikam-aks fabrikam-rg managedNATGateway -NatGatewayManagedOutboundIpCount 3 -ReimageNodePool -NoWait -Confirm:$false -WarningAction Ignore
        $all = $operation | Wait-AksEgressOperation -WhatIf -Verbose 4>&1
        @($all | Where-Object { "$_" -match '^(PUT|POST|PATCH|DELETE) ' }) | Should -BeNullOrEmpty
        $done = $operation | Wait-AksEgressOperation -Confirm:$false
        $done.NodePoolsToReimage | Should -BeNullOrEmpty
        $done.NodePoolsReimaged | Should -Not -BeNullOrEmpty
    }
}

Describe 'A ledger of Set-OutboundTypeByTag' {
    It 'of a rehearsal is refused by another simulation before any request' {
        $book = Join-Path $PSScriptRoot '../../docs/runbooks/Set-OutboundTypeByTag.ps1'
        $ledger = Join-Path $TestDrive 'ledger.json'
        $here = Join-Path $TestDrive 'here.json'
        $null = Connect-AksEgress -Simulated -StatePath $here -TimeScale 100000
        $null = New-AksEgressResourceGroup fleet -Location eastus
        $null = New-AksEgressCluster aks1 fleet -NodeCount 1 -Tag @{ rollout = 'now' }
        Disconnect-AksEgress
        $there = Join-Path $TestDrive 'there.json'
        Copy-Item $here $there
        $common = @{ TagName = 'rollout'; OutboundType = 'managedNATGateway'; NatGatewaySku = 'StandardV2'; LedgerPath = $ledger; Simulated = $true; TimeScale = 100000; WarningAction = 'Ignore' }
        (& $book @common -StatePath $here).Status | Should -Be 'Changed'
        (& $book @common -StatePath $here).Status | Should -Be 'NoChangeRequired'
        { & $book @common -StatePath $there } | Should -Throw '*has another origin: its SimulationId is*'
        (Get-AksEgressCluster aks1 fleet).OutboundType | Should -Be 'loadBalancer'
    }
}
