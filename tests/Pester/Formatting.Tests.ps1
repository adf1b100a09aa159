# The output that an administrator sees: tables that fit, complete lists, diagrams, color where it is supported, errors with their
# remedy.
BeforeDiscovery {
    $file = Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.Format.ps1xml'
    $views = ([xml] (Get-Content $file -Raw)).Configuration.ViewDefinitions.View
    $types = $views | ForEach-Object { $_.ViewSelectedBy.TypeName } | Select-Object -Unique | ForEach-Object { @{ Type = $_ } }
    $tables = $views | Where-Object TableControl | ForEach-Object { @{ Name = $_.Name; View = $_ } }
}

BeforeAll {
    $script:manifest = (Resolve-Path (Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.psd1')).Path
    Import-Module $manifest
    $script:file = Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.Format.ps1xml'
    $script:rendering = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'PlainText'
    $null = Connect-AksEgress -Simulated -TimeScale 100000

    function Show($Objects, [int] $Width = 100) { @(($Objects | Out-String -Width $Width) -split '\r?\n') }
    function Unattended([string] $Script) {
        $path = Join-Path $TestDrive "$([guid]::NewGuid()).ps1"
        Set-Content $path "Import-Module '$manifest'; `$null = Connect-AksEgress -Simulated`n$Script"
        @(& (Get-Process -Id $PID).Path -NoProfile -NonInteractive -File $path)
    }
}

AfterAll {
    $PSStyle.OutputRendering = $rendering
    Disconnect-AksEgress
}

Describe 'The views of <Type>' -ForEach $types {
    It 'are of an existing type, and one of them is a list or a diagram' {
        $assembly = [AksEgress.Core.Arm.ArmSession].Assembly
        $assembly.GetType($Type) | Should -Not -BeNullOrEmpty
        $mine = ([xml] (Get-Content $file -Raw)).Configuration.ViewDefinitions.View | Where-Object { $_.ViewSelectedBy.TypeName -eq $Type }
        foreach ($item in $mine.ListControl.ListEntries.ListEntry.ListItems.ListItem + $mine.TableControl.TableRowEntries.TableRowEntry.TableColumnItems.TableColumnItem) {
            if ($item.PropertyName) { $assembly.GetType($Type).GetProperty($item.PropertyName) | Should -Not -BeNullOrEmpty -Because "$Type has no $($item.PropertyName)" }
        }
    }
}

Describe 'The table <Name>' -ForEach $tables {
    It 'fits all but its last column at 80 columns, and wraps longer values' {
        $headers = @($View.TableControl.TableHeaders.TableColumnHeader)
        $width = ($headers | Where-Object Width | ForEach-Object { [int] $_.Width + 1 } | Measure-Object -Sum).Sum
        $width | Should -BeLessOrEqual $(if ($headers[-1].Width) { 80 } else { 75 })
        foreach ($header in $headers | Where-Object Width) { [int] $header.Width | Should -BeGreaterOrEqual $header.Label.Length -Because $header.Label }
        $View.TableControl.TableRowEntries.TableRowEntry.OuterXml | Should -Match '<Wrap'
        $headers.Count | Should -Be @($View.TableControl.TableRowEntries.TableRowEntry.TableColumnItems.TableColumnItem).Count
    }

    # In a terminal of 80 columns, PowerShell uses 79, because it leaves the last column empty.
    It 'breaks no header within a word at <_> columns' -ForEach 79, 80, 100, 120 {
        $object = [pscustomobject] @{ PSTypeName = $View.ViewSelectedBy.TypeName; ResourceId = 'any' }
        $lines = @(($object | Format-Table -View $View.Name | Out-String -Width $_) -split '\r?\n' | ForEach-Object Trim)
        $end = [array]::FindIndex($lines, [Predicate[string]] { $args[0] -match '^-[- ]*$' })
        $start = [array]::FindLastIndex($lines, $end, [Predicate[string]] { $args[0] -eq '' }) + 1
        $start | Should -BeLessThan $end
        -split $lines[$start] | Should -HaveCount @($View.TableControl.TableHeaders.TableColumnHeader).Count
        foreach ($part in -split ($lines[$start..($end - 1)] -join ' ')) { $part | Should -MatchExactly '^[A-Z]' -Because $lines[$start] }
    }
}

Describe 'Every output' {
    BeforeAll {
        $null = New-AksEgressRouteTable rt contoso-rg -DefaultRouteTo contoso-fw
        $null = New-AksEgressPublicIp nat-ip contoso-rg | New-AksEgressNatGateway nat
        $null = New-AksEgressPublicIpPrefix prefix contoso-rg -PrefixLength 31
        $null = New-AksEgressFirewallPolicy policy contoso-rg
        $null = Add-AksEgressFirewallRule contoso-fw -ResourceGroupName contoso-rg -AksRequired -Cluster contoso-aks -WarningAction SilentlyContinue
        $script:change = Set-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerIdleTimeoutInMinutes 10 -Confirm:$false
    }

    It 'fits <Width> columns as a table, with no truncated value and no id: <Script>' -ForEach @(
        foreach ($width in 80, 100, 120) {
            foreach ($script in 'Get-AksEgressContext', 'Get-AksEgressResourceGroup', 'Get-AksEgressVirtualNetwork', 'Get-AksEgressSubnet', 'Get-AksEgressRouteTable', '(Get-AksEgressRouteTable).Routes',
                'Get-AksEgressPublicIp', 'Get-AksEgressPublicIpPrefix', 'Get-AksEgressNatGateway', 'Get-AksEgressFirewall', 'Get-AksEgressFirewallPolicy', 'Get-AksEgressFirewallRule contoso-fw -ResourceGroupName contoso-rg',
                'Get-AksEgressNetworkSecurityGroup', 'Get-AksEgressSecurityRule contoso-aks-nsg -ResourceGroupName contoso-rg -IncludeDefault', 'Get-AksEgressRoute -Cluster contoso-aks -ResourceGroupName contoso-rg',
                'Test-AksEgressPath contoso-aks contoso-rg -Firewall contoso-fw', 'Get-AksEgressIdentity', 'Get-AksEgressCluster', 'Get-AksEgressNodePool', 'Get-AksEgressFeature', 'Get-AksEgressIp', 'Get-AksEgressAuthorizedIpRange contoso-aks contoso-rg', 'Get-AksOutboundType',
                'Get-AksOutboundTypeMigration', 'Get-AksEgressOperation', 'Get-AksEgressRequiredEndpoint -Feature core', 'Test-AksEgress contoso-aks contoso-rg', '(Test-AksEgress contoso-aks contoso-rg).EndpointResults',
                'Test-AksOutboundType contoso-aks contoso-rg userDefinedRouting', '(Test-AksOutboundType contoso-aks contoso-rg userDefinedRouting).Findings', '(Test-AksOutboundType contoso-aks contoso-rg userDefinedRouting).Plan', '$change') {
                @{ Width = $width; Script = $script }
            }
        }
    ) {
        $objects = @(& ([scriptblock]::Create($Script)))
        $objects.Count | Should -BeGreaterThan 0
        $lines = Show $objects $Width
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual $Width
        $lines -match [char] 0x2026 | Should -BeNullOrEmpty
        $lines -match '^/?subscriptions/|/subscriptions/' | Should -BeNullOrEmpty
    }

    It 'has its id in its list, and no list in braces' -ForEach 'Get-AksEgressCluster', 'Get-AksEgressVirtualNetwork', 'Get-AksEgressSubnet', 'Get-AksEgressRouteTable', 'Get-AksEgressPublicIp', 'Get-AksEgressNatGateway', 'Get-AksEgressFirewall', 'Get-AksEgressNodePool', 'Get-AksEgressResourceGroup', 'Get-AksEgressIdentity', 'Get-AksEgressNetworkSecurityGroup', { Get-AksEgressSecurityRule contoso-aks-nsg -ResourceGroupName contoso-rg }, { Test-AksEgressPath contoso-aks contoso-rg } {
        $text = (Show (& $_ | Format-List) 200) -join "`n"
        $text | Should -Match '(?m)^ResourceId\s+: /subscriptions/'
        $text | Should -Not -Match '(?m): \{'
        $text | Should -Not -Match 'System\.|AksEgress\.Core'
    }
}

Describe 'Diagrams' {
    It 'show a route table in order of precedence: the longest prefix first, with its next hop' {
        $null = New-AksEgressRouteTable shown contoso-rg -DefaultRouteTo 10.42.2.9
        $null = Add-AksEgressRoute -RouteTableName shown -ResourceGroupName contoso-rg -Name wide -AddressPrefix 10.0.0.0/8 -NextHopType VnetLocal
        $null = Add-AksEgressRoute -RouteTableName shown -ResourceGroupName contoso-rg -Name narrow -AddressPrefix 10.1.2.0/24 -NextHopType None
        foreach ($lines in (Show (Get-AksEgressRouteTable shown contoso-rg) 80), (Show (Get-AksEgressRouteTable shown contoso-rg | Format-Custom) 80)) {
            $rows = @($lines -match '^\d')
            ($rows -replace '\s.*') | Should -Be '10.1.2.0/24', '10.0.0.0/8', '0.0.0.0/0'
            $rows[-1] | Should -Match 'VirtualAppliance\s+10\.42\.2\.9\s+default'
            $lines -match '^   shown ' | Should -Not -BeNullOrEmpty
        }
    }

    It 'show a plan as numbered steps with before and after' {
        $lines = Show (Test-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerIdleTimeoutInMinutes 25).Plan 80
        $lines -match '^  1  networkProfile\.loadBalancerProfile\.idleTimeoutInMinutes$' | Should -Not -BeNullOrEmpty
        $lines -match '^ {9}\d+ -> 25$' | Should -Not -BeNullOrEmpty
        $lines -match '^  To undo  ' | Should -Not -BeNullOrEmpty
    }

    It 'show findings by severity, each with the requirement and the next step' {
        $text = (Show (Test-AksOutboundType contoso-aks contoso-rg userDefinedRouting) 80) -join "`n"
        $text | Should -Match '(?s)NOT READY.*   Error    RouteTableMissing.*Azure would reject the change:\s.*Next: .*   Note     NodesNeedReimage'
        $table = (Show (Test-AksOutboundType contoso-aks contoso-rg userDefinedRouting).Findings 80) -join "`n"
        $table | Should -Match '(?s)Severity: Error.*RouteTableMissing.*Severity: Information.*NodesNeedReimage'
    }
}

Describe 'Color' {
    AfterEach { $PSStyle.OutputRendering = 'PlainText' }

    It 'comes from $PSStyle, if the host supports it' {
        $PSStyle.OutputRendering = 'Ansi'
        $text = Test-AksOutboundType contoso-aks contoso-rg userDefinedRouting | Out-String
        if ($Host.UI.SupportsVirtualTerminal) { $text | Should -Match ([regex]::Escape($PSStyle.Formatting.Error + 'Error' + $PSStyle.Reset)) }
        else { $text | Should -Not -Match "`e" }
    }

    It 'isn''t used in plain text or in a file' {
        Test-AksOutboundType contoso-aks contoso-rg userDefinedRouting | Out-String | Should -Not -Match "`e"
        $PSStyle.OutputRendering = 'Host'
        $path = Join-Path $TestDrive 'readiness.txt'
        Test-AksOutboundType contoso-aks contoso-rg userDefinedRouting | Out-File $path
        (Test-AksOutboundType contoso-aks contoso-rg userDefinedRouting).Findings >> $path
        Get-Content $path -Raw | Should -Match '(?s)RouteTableMissing.*RouteTableMissing'
        Get-Content $path -Raw | Should -Not -Match "`e"
    }

    It 'isn''t used with NO_COLOR' {
        $env:NO_COLOR = '1'
        try { $text = Unattended 'Test-AksOutboundType contoso-aks contoso-rg userDefinedRouting' } finally { Remove-Item Env:NO_COLOR }
        $text -match 'RouteTableMissing' | Should -Not -BeNullOrEmpty
        $text -match "`e\[" | Should -BeNullOrEmpty
    }
}

Describe 'An error' {
    BeforeAll {
        $views = 'ConciseView', 'DetailedView', 'NormalView', 'CategoryView'
        $script:all = (Unattended "`$PSStyle.OutputRendering = 'PlainText'; foreach (`$view in '$($views -join "','")') { `$ErrorView = `$view; Get-AksEgressCluster nope contoso-rg 2>&1 | Out-String -Width 200; '=' * 5 }") -join "`n" -split '====='
    }

    It 'shows its text and its remedy in <View>' -ForEach @(
        @{ Index = 0; View = 'ConciseView'; Words = $true; Remedy = $true }
        @{ Index = 1; View = 'DetailedView'; Words = $true; Remedy = $true }
        # PowerShell's older views don't show a remedy; Get-Error shows it whatever the view. Before 7.5 it's part of the message.
        @{ Index = 2; View = 'NormalView'; Words = $true; Remedy = $PSVersionTable.PSVersion -lt '7.5' }
        @{ Index = 3; View = 'CategoryView'; Words = $false; Remedy = $false }
    ) {
        $text = $all[$Index]
        $text | Should -Match 'Get-AksEgressCluster'
        if ($Words) { $text | Should -Match "Cluster 'nope' not found in resource group 'contoso-rg'" } else { $text | Should -Match '^\s*ObjectNotFound: ' }
        if ($Remedy) { $text | Should -Match '(Recommend\w+|Remedy)\s*:[\s|]*Check the names, and the subscription' } else { $text | Should -Not -Match 'Check the names' }
        if ($View -eq 'ConciseView') { [regex]::Matches($text, 'Check the names').Count | Should -Be 1 }
    }

    It 'gives its remedy to Get-Error and to scripts' {
        $failure = $null
        Get-AksEgressCluster nope contoso-rg -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure[0].ErrorDetails.RecommendedAction | Should -Match 'Get-AksEgressCluster'
        $failure[0] | Get-Error | Out-String -Width 200 | Should -Match 'Remedy\s+: Check the names'
        $failure[0].Exception.Message | Should -Be "Cluster 'nope' not found in resource group 'contoso-rg'."
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ResourceNotFound,*'
        $shown = @("$($failure[0])" -split "`n")
        $shown[0] | Should -Be $failure[0].Exception.Message
        $shown[1] | Should -Be $(if ($PSVersionTable.PSVersion -lt '7.5') { "Recommendation: $($failure[0].ErrorDetails.RecommendedAction)" })
    }
}

Describe 'The streams' {
    It 'report each request to -Verbose with method, path, status, time and correlation id: <_>' -ForEach @(
        'Get-AksEgressCluster contoso-aks contoso-rg', 'Get-AksEgressCluster', 'Get-AksEgressFeature', 'Get-AksEgressIp', 'New-AksEgressTopology told contoso-rg LoadBalancer',
        'Invoke-AksEgressCommand contoso-aks contoso-rg "echo hello"', 'Connect-AksEgress -Simulated'
    ) {
        $all = @(& ([scriptblock]::Create("$_ -Verbose")) 4>&1)
        $told = @($all | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] } | ForEach-Object Message)
        $requests = @($told -match '^(GET|PUT|POST|PATCH|DELETE|HEAD) ')
        if ($_ -notlike 'Connect*') { $requests.Count | Should -BeGreaterThan 0 }
        $requests -notmatch '^[A-Z]+ /\S* -> \d{3} in \d+ ms, correlation [0-9a-f-]{36}$' | Should -BeNullOrEmpty
        @($all | Where-Object { $_ -isnot [System.Management.Automation.VerboseRecord] }) | ForEach-Object { $_.GetType().FullName | Should -Match '^AksEgress\.Core\.' }
    }

    It 'report polls of operations too, and never a query' {
        $all = @(Set-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerIdleTimeoutInMinutes 26 -Confirm:$false -Verbose 4>&1 | ForEach-Object { "$_" })
        $all -match '^PUT ' | Should -Not -BeNullOrEmpty
        $all -match '^GET \S+/operations/' | Should -Not -BeNullOrEmpty
        $all -match '\?' | Should -BeNullOrEmpty -Because 'a query may hold a signature'
    }

    It 'report retries' {
        . (Join-Path $PSScriptRoot 'SlowArm.ps1')
        $arm = [AksEgressTests.SlowArm]::new()
        try {
            $null = Connect-AksEgress -Endpoint $arm.Address -SubscriptionId 00000000-0000-0000-0000-000000000000 -AccessToken (ConvertTo-SecureString ('x' * 40) -AsPlainText -Force)
            $all = @(Get-AksEgressCluster aks busyonce -Verbose -ErrorAction SilentlyContinue 4>&1 | ForEach-Object { "$_" })

            # A third request finds out whether name and resource group are swapped; a fourth looks for similar names.
            $all.Count | Should -Be 4
            $all[0] | Should -Match '^GET \S+/aks -> 429 in \d+ ms, correlation 11111111-2222-3333-4444-555555555555$'
            $all[1] | Should -Match '^GET \S+/aks -> 404 in \d+ ms, correlation '
        }
        finally {
            $arm.Dispose()
            $null = Connect-AksEgress -Simulated -TimeScale 100000
        }
    }

    It 'never show a secret: not to -Verbose, not to -Debug, not in an error or an object' {
        $secret = 'S3cr3t-' + [guid]::NewGuid().ToString('N')
        $secure = ConvertTo-SecureString $secret -AsPlainText -Force
        $principal = [pscredential]::new([guid]::NewGuid().ToString(), $secure)
        $kubeconfig = Join-Path $TestDrive 'config'
        . (Join-Path $PSScriptRoot 'SlowArm.ps1')
        $arm = [AksEgressTests.SlowArm]::new()
        $transcript = Join-Path $TestDrive 'transcript.txt'
        $null = Start-Transcript -Path $transcript
        try {
            $text = & {
                $ErrorActionPreference = 'Continue'

                # PowerShell 7.4 prompts with -Debug.
                New-AksEgressCluster secret contoso-rg -NodeCount 1 -ServicePrincipal $principal -Verbose -Debug -Confirm:$false
                New-AksEgressCluster secret2 contoso-rg -NodeCount 1 -ServicePrincipal $principal -WhatIf
                Invoke-AksEgressCommand contoso-aks contoso-rg 'echo x' -ClusterToken $secure -Verbose -Debug -Confirm:$false
                Import-AksEgressCredential contoso-aks contoso-rg -Path $kubeconfig -Verbose -Debug -Confirm:$false | Format-List
                Connect-AksEgress -Endpoint $arm.Address -SubscriptionId 00000000-0000-0000-0000-000000000000 -AccessToken $secure -Verbose -Debug | Format-List
                Get-AksEgressContext | Format-List *
                Get-AksEgressCluster x forbidden -Verbose -Debug
                try { Connect-AksEgress -TenantId contoso.example -Credential $principal -Endpoint $arm.Address -SubscriptionId nonsense -Verbose -Debug } catch { $_ }
                $Error | Select-Object -First 5 | Get-Error
            } *>&1 | Out-String -Width 500
            $text | Out-Host
        }
        finally {
            $null = Stop-Transcript
            $arm.Dispose()
            $null = Connect-AksEgress -Simulated -TimeScale 100000
        }
        $text.Length | Should -BeGreaterThan 1000
        $text | Should -Not -Match $secret
        $written = Get-Content $transcript -Raw
        $written | Should -Match 'Invoke-AksEgressCommand|secret2'
        $written | Should -Not -Match $secret
        Get-Content $kubeconfig -Raw | Should -Match 'token: '
        $text | Should -Not -Match 'token: '
    }

    It 'complete every progress bar, and show each part below its parent: <Name>' -ForEach @(
        @{ Name = 'a topology'; Script = 'New-AksEgressTopology barred contoso-rg FirewallRouting'; Nested = $true }
        @{ Name = 'its removal'; Script = 'Remove-AksEgressTopology barred contoso-rg -Confirm:$false'; Nested = $true }
        @{ Name = 'a change'; Script = 'Set-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerIdleTimeoutInMinutes 27 -Confirm:$false'; Nested = $false }
        @{ Name = 'an error on the way'; Script = 'Invoke-AksEgressCommand contoso-aks contoso-rg "exit 3"'; Nested = $false; Fails = $true }
    ) {
        $shell = [powershell]::Create('NewRunspace')
        $null = $shell.AddScript("Import-Module '$manifest'; `$null = Connect-AksEgress -Context `$args[0]; $Script").AddArgument((Get-AksEgressContext))
        try { $null = $shell.Invoke() } catch { $null = $_ }
        ($shell.Streams.Error.Count -gt 0) | Should -Be ($Fails -eq $true)
        $records = @($shell.Streams.Progress | Where-Object Activity -NotLike 'Preparing modules*')
        $shell.Dispose()
        $open = @{}
        foreach ($record in $records) { if ($record.RecordType -eq 'Completed') { $open.Remove($record.ActivityId) } else { $open[$record.ActivityId] = $record.Activity } }
        $open.Values | Should -BeNullOrEmpty
        $known = [System.Collections.Generic.HashSet[int]]::new()
        foreach ($record in $records) {
            if ($record.ParentActivityId -ge 0) { $known.Contains($record.ParentActivityId) | Should -BeTrue }
            $null = $known.Add($record.ActivityId)
        }
        if ($Nested) { @($records | Where-Object ParentActivityId -GE 0).Count | Should -BeGreaterThan 0 }
    }
}

Describe 'Get-Command' {
    It 'is a readable list: verbs and nouns, nothing truncated, in 100 columns' {
        $lines = Show (Get-Command -Noun AksEgress* -Module AksEgress | Where-Object CommandType -EQ Cmdlet) 100
        $names = @(Get-Command -Noun AksEgress* -Module AksEgress | Where-Object CommandType -EQ Cmdlet).Name
        $names.Count | Should -BeGreaterThan 50
        foreach ($name in $names) { $lines -match "\b$name\b" | Should -Not -BeNullOrEmpty }
        $lines -match [char] 0x2026 | Should -BeNullOrEmpty
    }

    It 'has a one-line summary for each' {
        foreach ($command in Get-Command -Module AksEgress -CommandType Cmdlet) {
            $synopsis = (Get-Help $command.Name).Synopsis
            $synopsis | Should -Match '\.$' -Because $command.Name
            $synopsis | Should -Not -Match '\n'
        }
    }
}
