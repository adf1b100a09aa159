# The runbooks on the built module, in real PowerShell, over the simulator: many clusters, a failure of one, and a job that is
# killed.

BeforeAll {
    $script:manifest = Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.psd1'
    Import-Module $manifest -Force -Global
    $script:books = Join-Path $PSScriptRoot '../../docs/runbooks'
    $script:change = Join-Path $books 'Set-OutboundTypeByTag.ps1'
    $script:nightly = Join-Path $books 'Test-EgressNightly.ps1'

    # Clusters in virtual networks managed by AKS can get a managed NAT gateway; clusters in BYO networks can't.
    function New-Fleet($Path, $Count = 3, [switch] $WithBad) {
        Remove-Item $Path -ErrorAction Ignore
        $null = Connect-AksEgress -Simulated -StatePath $Path -TimeScale 100000
        $null = New-AksEgressResourceGroup fleet -Location eastus
        1..$Count | ForEach-Object { $null = New-AksEgressCluster "aks$_" fleet -NodeCount 1 -Tag @{ rollout = 'now' } }
        $null = New-AksEgressCluster other fleet -NodeCount 1 -Tag @{ rollout = 'later' }
        if ($WithBad) {
            $null = New-AksEgressVirtualNetwork vnet fleet -AddressPrefix 10.20.0.0/16 -Subnet @{ aks = '10.20.1.0/24' }
            $null = Get-AksEgressSubnet aks -VirtualNetworkName vnet -ResourceGroupName fleet | New-AksEgressCluster aks0bad fleet -NodeCount 1 -Tag @{ rollout = 'now' }
        }
        Disconnect-AksEgress
    }

    function Invoke-Book($Book, [hashtable] $Parameters) {
        $all = [System.Collections.Generic.List[object]]::new()
        $thrown = $null
        try { & $Book @Parameters -Verbose 4>&1 3>$null | ForEach-Object { $all.Add($_) } } catch { $thrown = $_ }
        [pscustomobject]@{
            Results = @($all | Where-Object { $_.PSTypeNames -like 'AksEgress.Runbook.*' })
            Puts    = @($all | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] -and "$_" -match '^PUT .*/managedClusters/(\w+)' } | ForEach-Object { "$_" -replace '^PUT .*/managedClusters/(\w+).*$', '$1' })
            Writes  = @($all | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] -and "$_" -match '^(PUT|PATCH|POST|DELETE) ' })
            Thrown  = $thrown
        }
    }
}

AfterAll { Disconnect-AksEgress }

Describe 'The runbook <_>' -ForEach 'Set-OutboundTypeByTag.ps1', 'Test-EgressNightly.ps1' {
    It 'has help for every parameter, and no syntax error' {
        $path = Join-Path $books $_
        $errors = $null
        $ast = [System.Management.Automation.Language.Parser]::ParseFile($path, [ref] $null, [ref] $errors)
        $errors | Should -BeNullOrEmpty
        $ast.ScriptRequirements.RequiredPSVersion | Should -Be '7.4'
        $help = Get-Help $path
        $help.Synopsis | Should -Not -BeNullOrEmpty
        $help.examples.example | Should -Not -BeNullOrEmpty
        foreach ($parameter in $ast.ParamBlock.Parameters.Name.VariablePath.UserPath) {
            ($help.parameters.parameter | Where-Object name -eq $parameter).description.Text | Should -Not -BeNullOrEmpty -Because $parameter
        }
        Get-Content $path -Raw | Should -Match "Set-StrictMode -Version 3\.0\r?\n\`$ErrorActionPreference = 'Stop'"
    }
}

Describe 'Set-OutboundTypeByTag' {
    BeforeEach {
        $script:state = Join-Path $TestDrive "$([guid]::NewGuid()).json"
        $script:ledger = Join-Path $TestDrive "$([guid]::NewGuid()).ledger.json"
        $script:common = @{ TagName = 'rollout'; TagValue = 'now'; OutboundType = 'managedNATGateway'; NatGatewaySku = 'StandardV2'; LedgerPath = $ledger; Simulated = $true; StatePath = $state; TimeScale = 100000 }
    }

    It 'changes the tagged clusters in batches, and no others; a second job needs no change' {
        New-Fleet $state
        $run = Invoke-Book $change ($common + @{ BatchSize = 2 })
        $run.Thrown | Should -BeNullOrEmpty
        $run.Results.ClusterName | Should -Be 'aks1', 'aks2', 'aks3'
        $run.Results.Status | Should -Be 'Changed', 'Changed', 'Changed'
        $run.Results[0].AddressesAfter | Should -Match '^\d+\.\d+\.\d+\.\d+$'
        $run.Results[0].AllowListAdd | Should -Be $run.Results[0].AddressesAfter
        $run.Puts | Should -Be 'aks1', 'aks2', 'aks3'
        (Get-AksEgressCluster -ResourceGroupName fleet | Where-Object OutboundType -eq managedNATGateway).Name | Should -Be 'aks1', 'aks2', 'aks3'
        (Get-AksEgressCluster other fleet).OutboundType | Should -Be 'loadBalancer'

        $again = Invoke-Book $change $common
        $again.Thrown | Should -BeNullOrEmpty
        $again.Writes | Should -BeNullOrEmpty
        $again.Results.Status | Should -Be 'NoChangeRequired', 'NoChangeRequired', 'NoChangeRequired'
    }

    It 'writes nothing with -WhatIf, not even the ledger' {
        New-Fleet $state 2
        $before = (Get-FileHash $state).Hash
        $run = Invoke-Book $change ($common + @{ WhatIf = $true })
        $run.Thrown | Should -BeNullOrEmpty
        $run.Results.Status | Should -Be 'WhatIf', 'WhatIf'
        $run.Writes | Should -BeNullOrEmpty
        Test-Path $ledger | Should -BeFalse
        (Get-FileHash $state).Hash | Should -Be $before
    }

    It 'fails at the end with the name of the failed cluster, after the others succeeded' {
        New-Fleet $state 2 -WithBad
        $run = Invoke-Book $change ($common + @{ BatchSize = 1 })
        "$($run.Thrown)" | Should -Match '^1 of 3 clusters weren''t changed to managedNATGateway: aks0bad \('
        ($run.Results | Where-Object Status -eq Failed).ClusterName | Should -Be 'aks0bad'
        ($run.Results | Where-Object Status -eq Failed).Message | Should -Match 'ManagedNetworkRequired'
        ($run.Results | Where-Object Status -eq Changed).ClusterName | Should -Be 'aks1', 'aks2'

        # It was refused before any request, so the next job tries only this one again.
        $again = Invoke-Book $change $common
        ($again.Results | Where-Object Status -eq NoChangeRequired).ClusterName | Should -Be 'aks1', 'aks2'
        ($again.Results | Where-Object Status -ne NoChangeRequired).ClusterName | Should -Be 'aks0bad'
        $again.Puts | Should -BeNullOrEmpty
    }

    It 'resumes the changes of a killed job by their tokens, and starts none of them twice' {
        New-Fleet $state
        $arguments = "-TagName rollout -TagValue now -OutboundType managedNATGateway -NatGatewaySku StandardV2 -BatchSize 2 -LedgerPath '$ledger' -Simulated -StatePath '$state' -TimeScale 5"
        $line = "Import-Module '$manifest'; & '$change' $arguments"
        $job = Start-Process (Get-Process -Id $PID).Path -ArgumentList '-NoProfile', '-NonInteractive', '-EncodedCommand', ([Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($line))) -PassThru -RedirectStandardOutput (Join-Path $TestDrive 'out.txt') -RedirectStandardError (Join-Path $TestDrive 'err.txt')
        $begun = @()
        foreach ($i in 1..300) {
            if (Test-Path $ledger) { $begun = @((Get-Content $ledger -Raw | ConvertFrom-Json).Clusters | Where-Object State -eq Started) }
            if ($begun.Count -eq 2 -or $job.HasExited) { break }
            Start-Sleep -Milliseconds 100
        }
        $job.HasExited | Should -BeFalse -Because (Get-Content (Join-Path $TestDrive 'err.txt') -Raw)
        Stop-Process -Id $job.Id -Force
        $job.WaitForExit()
        $begun.ResourceId.ForEach({ ($_ -split '/')[-1] }) | Should -Be 'aks1', 'aks2'

        $run = Invoke-Book $change ($common + @{ BatchSize = 2 })
        $run.Thrown | Should -BeNullOrEmpty
        $run.Results.ClusterName | Should -Be 'aks1', 'aks2', 'aks3'
        $run.Results.Status | Should -Be 'Resumed', 'Resumed', 'Changed'
        $run.Puts | Should -Be 'aks3'
        @(Get-AksEgressCluster -ResourceGroupName fleet | Where-Object OutboundType -eq managedNATGateway).Count | Should -Be 3
        (Get-Content $ledger -Raw | ConvertFrom-Json).Clusters.State | Should -Be 'Done', 'Done', 'Done'
    }

    It 'finds the result of a change whose token was lost, and starts the changes that were never sent' {
        New-Fleet $state 2
        $null = Connect-AksEgress -Simulated -StatePath $state -TimeScale 100000
        $null = Set-AksOutboundType aks1 fleet managedNATGateway -NatGatewaySku StandardV2 -Confirm:$false -WarningAction Ignore
        $ids = (Get-AksEgressCluster -ResourceGroupName fleet | Where-Object Name -in aks1, aks2).Id
        $origin = Get-AksEgressContext -Origin
        Disconnect-AksEgress
        @{
            Version = 2; Origin = $origin; OutboundType = 'managedNATGateway'; Tag = 'rollout=now'
            Clusters = @($ids | ForEach-Object { @{ ResourceId = $_; From = 'loadBalancer'; State = 'Starting'; Message = ''; Operation = ''; Token = ''; Record = '' } })
        } | ConvertTo-Json -Depth 5 | Set-Content $ledger
        $run = Invoke-Book $change $common
        $run.Thrown | Should -BeNullOrEmpty
        $run.Results.Status | Should -Be 'Resumed', 'Changed'
        $run.Puts | Should -Be 'aks2'
    }

    It 'keeps the change record of a change whose response was lost, and finds the result' {
        New-Fleet $state 1

        # Sends the change, and loses the response as a dropped connection does.
        function global:Set-AksOutboundType {
            [CmdletBinding(SupportsShouldProcess)]
            param([Parameter(ValueFromPipeline)] $InputObject, $OutboundType, $NatGatewaySku, [switch] $UpdateAuthorizedIpRange, [switch] $NoWait)
            process {
                $sent = $InputObject | AksEgress\Set-AksOutboundType -OutboundType $OutboundType -NatGatewaySku $NatGatewaySku -NoWait:$NoWait -Confirm:$false -WarningAction Ignore
                $lost = [pscustomobject]@{ Record = $sent.Record }
                $PSCmdlet.ThrowTerminatingError([System.Management.Automation.ErrorRecord]::new([System.IO.IOException]::new('lost'), 'ChangeResultUnknown', 'ConnectionError', $lost))
            }
        }
        try { $run = Invoke-Book $change $common } finally { Remove-Item Function:Set-AksOutboundType }
        $run.Thrown | Should -BeNullOrEmpty
        $run.Results.Status | Should -Be 'Changed'
        $run.Results.AddressesAfter | Should -Not -BeNullOrEmpty -Because 'the record was awaited, and not just the cluster looked at'
        $entry = (Get-Content $ledger -Raw | ConvertFrom-Json).Clusters
        $entry.State | Should -Be 'Done'
        ($entry.Record | ConvertFrom-Json).from | Should -Be 'loadBalancer'
    }

    It 'refuses the ledger of another change' {
        New-Fleet $state 1
        $null = Connect-AksEgress -Simulated -StatePath $state -TimeScale 100000
        @{ Version = 2; Origin = Get-AksEgressContext -Origin; OutboundType = 'loadBalancer'; Tag = 'wave=2'; Clusters = @() } | ConvertTo-Json -Depth 5 | Set-Content $ledger
        Disconnect-AksEgress
        "$((Invoke-Book $change $common).Thrown)" | Should -Match 'ledger belongs to another change'
    }

    It 'refuses a ledger without its origin' {
        New-Fleet $state 1
        '{ "Version": 1, "OutboundType": "managedNATGateway", "Tag": "rollout=now", "Clusters": [] }' | Set-Content $ledger
        $run = Invoke-Book $change $common
        "$($run.Thrown)" | Should -Match 'is a ledger of version 1'
        $run.Writes | Should -BeNullOrEmpty
    }

    It 'reports an invalid ledger, and changes nothing' -ForEach '{ "x": ', '{}', '[]', 'hello' {
        New-Fleet $state
        Set-Content $ledger $_
        $run = Invoke-Book $change $common
        "$($run.Thrown)" | Should -BeLike "*isn't a ledger of this runbook*"
        $run.Writes | Should -BeNullOrEmpty
        Get-Content $ledger -Raw | Should -Match ([regex]::Escape($_))
    }

    It 'keeps the ledger in an Automation variable if there is one' {
        New-Fleet $state 1
        $global:variable = ''
        function global:Get-AutomationVariable { param($Name) $global:variable }
        function global:Set-AutomationVariable { [CmdletBinding(SupportsShouldProcess)] param($Name, $Value) $global:variable = $Value }
        try {
            $parameters = $common.Clone()
            $parameters.Remove('LedgerPath')
            $run = Invoke-Book $change ($parameters + @{ LedgerVariable = 'wave3' })
            $run.Thrown | Should -BeNullOrEmpty
            ($global:variable | ConvertFrom-Json).Clusters.State | Should -Be 'Done'
        }
        finally { Remove-Item Function:Get-AutomationVariable, Function:Set-AutomationVariable; Remove-Variable variable -Scope Global }
    }
}

Describe 'Test-EgressNightly' {
    BeforeEach {
        $script:state = Join-Path $TestDrive "$([guid]::NewGuid()).json"
        $script:file = Join-Path $TestDrive "$([guid]::NewGuid()).expected.json"
        $script:common = @{ ExpectationPath = $file; Simulated = $true; StatePath = $state; TimeScale = 100000 }
        $null = Connect-AksEgress -Simulated -StatePath $state -TimeScale 100000
        $script:clusters = @(Get-AksOutboundType | ForEach-Object {
                @{
                    name             = $_.ClusterName; resourceGroup = $_.ResourceGroupName; outboundType = $_.OutboundType; egressAddresses = @($_.EgressAddresses)
                    authorizedRanges = @($_ | Get-AksEgressAuthorizedIpRange | ForEach-Object IpRange)
                }
            })
        @{ clusters = $clusters } | ConvertTo-Json -Depth 5 | Set-Content $file
    }

    It 'succeeds if everything matches the file' {
        $run = Invoke-Book $nightly ($common + @{ RequireAll = $true })
        $run.Thrown | Should -BeNullOrEmpty
        $run.Results.Result | Sort-Object -Unique | Should -Be 'Same'
        $run.Results.Check | Sort-Object -Unique | Should -Contain 'AuthorizedNodes'
        $run.Writes | Should -BeNullOrEmpty
    }

    It 'fails on another address, on an added range, and on nodes without access' {
        $null = New-AksEgressPublicIp nat-ip contoso-rg | New-AksEgressNatGateway nat | Set-AksEgressSubnet -VirtualNetworkName contoso-vnet -Name aks -Force
        $null = Add-AksEgressAuthorizedIpRange contoso-aks contoso-rg 8.8.8.8
        Disconnect-AksEgress
        $run = Invoke-Book $nightly $common
        "$($run.Thrown)" | Should -Match '^3 checks differ'
        "$($run.Thrown)" | Should -Match 'contoso-aks \(EgressAddresses: expected 20\.81\.4\.17, actual '
        $ranges = $run.Results | Where-Object { $_.Check -eq 'AuthorizedRanges' -and $_.ClusterName -eq 'contoso-aks' }
        $ranges.Result | Should -Be 'Different'
        $ranges.Unexpected | Should -Be '8.8.8.8/32'
        ($run.Results | Where-Object { $_.Check -eq 'AuthorizedNodes' -and $_.ClusterName -eq 'contoso-aks' }).Result | Should -Be 'Different'
        ($run.Results | Where-Object ClusterName -ne 'contoso-aks').Result | Sort-Object -Unique | Should -Be 'Same'
    }

    It 'fails on a cluster that no longer exists, and with -RequireAll on an unexpected one' {
        @{ clusters = @(@{ name = 'gone'; resourceGroup = 'contoso-rg' }) } | ConvertTo-Json -Depth 5 | Set-Content $file
        $run = Invoke-Book $nightly $common
        $run.Results.Result | Should -Be 'CouldNotRead'
        "$($run.Thrown)" | Should -Match 'gone \(Cluster: '
        @{ clusters = @($clusters | Select-Object -First 1) } | ConvertTo-Json -Depth 5 | Set-Content $file
        (Invoke-Book $nightly $common).Thrown | Should -BeNullOrEmpty
        "$((Invoke-Book $nightly ($common + @{ RequireAll = $true })).Thrown)" | Should -Match 'not in the file'
    }

    It 'treats a misspelled member as an error' {
        @{ clusters = @(@{ name = 'contoso-aks'; resourceGroup = 'contoso-rg'; outboundTyp = 'none' }) } | ConvertTo-Json -Depth 5 | Set-Content $file
        $run = Invoke-Book $nightly $common
        "$($run.Thrown)" | Should -Match 'unknown members: outboundTyp'
        $run.Results | Should -BeNullOrEmpty
    }

    It 'ends a process with a nonzero exit code' {
        @{ clusters = @(@{ name = 'contoso-aks'; resourceGroup = 'contoso-rg'; outboundType = 'none' }) } | ConvertTo-Json -Depth 5 | Set-Content $file
        $null = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command "Import-Module '$manifest'; & '$nightly' -ExpectationPath '$file' -Simulated -StatePath '$state'" 2>&1
        $LASTEXITCODE | Should -Not -Be 0
    }
}
