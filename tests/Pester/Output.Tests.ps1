# The output of each cmdlet for scripts: CSV and JSON with values, consistent names, and tables for any width.
BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.psd1')
    $outputs = Get-Command -Module AksEgress -CommandType Cmdlet | ForEach-Object { $_.OutputType.Type } |
        Where-Object { $_.FullName -like 'AksEgress.*' } | Sort-Object FullName -Unique | ForEach-Object { @{ Type = $_.FullName } }
}

BeforeAll {
    Import-Module (Resolve-Path (Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.psd1')).Path
    $script:rendering = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'PlainText'
    $null = Connect-AksEgress -Simulated -TimeScale 100000

    # One object of each output type, and of each type in a list of an output.
    $kubeconfig = Join-Path $TestDrive 'config'
    $script:objects = & {
        $WarningPreference = 'SilentlyContinue'
        $ConfirmPreference = 'None'
        $cluster = @{ Name = 'contoso-aks'; ResourceGroupName = 'contoso-rg' }
        $context = Get-AksEgressContext
        $context
        $readiness = Test-AksOutboundType @cluster userDefinedRouting
        $readiness
        $readiness.Findings
        $readiness.Plan
        $identity = New-AksEgressIdentity shown contoso-rg -Tag @{ team = 'web'; env = 'test' }
        $identity
        New-AksEgressPublicIp nat-ip contoso-rg
        Get-AksEgressPublicIp nat-ip contoso-rg | New-AksEgressNatGateway nat
        New-AksEgressPublicIpPrefix prefix contoso-rg -PrefixLength 31
        New-AksEgressFirewallPolicy policy contoso-rg -DnsServer 10.42.2.4, 10.42.2.5
        Add-AksEgressFirewallRule contoso-fw -ResourceGroupName contoso-rg -AksRequired -Cluster contoso-aks
        Get-AksEgressFirewall contoso-fw contoso-rg
        New-AksEgressRouteTable shown contoso-rg -DefaultRouteTo 10.42.2.9
        (Get-AksEgressRouteTable shown contoso-rg).Routes
        Get-AksEgressVirtualNetwork
        Get-AksEgressSubnet
        Get-AksEgressResourceGroup
        Grant-AksEgressAccess $identity (Get-AksEgressVirtualNetwork contoso-vnet contoso-rg)
        $topology = New-AksEgressTopology shown contoso-rg LoadBalancer
        $topology
        $topology.Steps
        $clusters = Get-AksEgressCluster
        $clusters
        $clusters.AgentPools
        Get-AksEgressNodePool
        Get-AksEgressAuthorizedIpRange @cluster
        Get-AksEgressFeature
        Get-AksEgressIp
        Get-AksOutboundType
        Get-AksOutboundTypeMigration
        Get-AksEgressRequiredEndpoint -Feature core
        Get-AksEgressRequiredEndpoint contoso-aks contoso-rg -Live
        $path = Test-AksEgressPath @cluster -Destination mcr.microsoft.com -Firewall contoso-fw
        $path
        $path.Hops
        New-AksEgressNetworkSecurityGroup shown contoso-rg
        Add-AksEgressSecurityRule shown web -ResourceGroupName contoso-rg -DestinationPort 443, 8443 -DestinationAddress 20.1.2.3, 20.1.3.0/24
        Get-AksEgressRoute -Cluster contoso-aks -ResourceGroupName contoso-rg
        $test = Test-AksEgress @cluster
        $test
        $test.EndpointResults
        Invoke-AksEgressCommand @cluster 'echo hello'
        Import-AksEgressCredential @cluster -Path $kubeconfig
        $change = Set-AksOutboundType @cluster loadBalancer -LoadBalancerIdleTimeoutInMinutes 10
        $change
        $change.Origin
        Set-AksOutboundType @cluster loadBalancer -LoadBalancerIdleTimeoutInMinutes 11 -NoWait
        Get-AksEgressOperation
    }

    function Of([string] $Type) { @($objects | Where-Object { $_.PSObject.TypeNames[0] -eq $Type }) }

    # A column read from top to bottom, without the line breaks of its cells.
    function Down([string[]] $Lines, [string] $Header) {
        $head = @($Lines -match "(^| )$Header")[0]
        $from = $head.IndexOf($Header)
        $next = [regex]::Match($head.Substring($from), '^\S+\s+(?=\S)').Length
        -join ($Lines | Where-Object { $_.Length -gt $from } | ForEach-Object { ($next ? $_.Substring($from, [Math]::Min($next, $_.Length - $from)) : $_.Substring($from)).Trim() })
    }
    function Show($Objects, [int] $Width) { @(($Objects | Format-Table | Out-String -Width $Width) -split '\r?\n') }
}

AfterAll {
    $PSStyle.OutputRendering = $rendering
    Disconnect-AksEgress
}

Describe 'The output <Type>' -ForEach $outputs {
    BeforeAll { $script:mine = Of $Type }

    It 'shows the values of its lists in CSV, and no type name' {
        $mine.Count | Should -BeGreaterThan 0
        foreach ($object in $mine) {
            $row = $object | ConvertTo-Csv | ConvertFrom-Csv
            foreach ($property in $object.PSObject.Properties) {
                $cell = $row.($property.Name)
                $cell | Should -Not -Match 'System\.|AksEgress\.Core\.|\[\]$|Collection|Dictionary' -Because $property.Name
                if ($property.Value -is [System.Collections.IList]) {
                    foreach ($value in $property.Value) { $cell | Should -BeLike "*$([WildcardPattern]::Escape("$value"))*" -Because $property.Name }
                }
            }
        }
    }

    It 'has no internal properties of plans in JSON, and fits its default depth' {
        $text = Test-AksOutboundType contoso-aks contoso-rg userDefinedRouting | ConvertTo-Json -WarningAction Stop
        $text | Should -Not -Match 'CriticalPrompt|UsualDuration|"Activity"|"Repeats"'
        ($text | ConvertFrom-Json).Changes[0].Path | Should -Match '^properties\.'
    }

    It 'has lists as lists, and text for enumerations and times, in JSON' {
        foreach ($object in $mine) {
            $text = $object | ConvertTo-Json -Depth 9 -WarningAction Stop
            $json = $text | ConvertFrom-Json
            foreach ($property in $object.PSObject.Properties | Where-Object { $null -ne $_.Value }) {
                $value = $json.($property.Name)
                if ($property.Value -is [System.Collections.IDictionary]) { $value | Should -BeOfType pscustomobject }
                elseif ($property.Value -is [System.Collections.IList]) {
                    , $value | Should -BeOfType array -Because $property.Name
                    $value.Count | Should -Be $property.Value.Count
                }
                elseif ($property.Value -is [enum]) { $value | Should -Be "$($property.Value)" -Because $property.Name; $value | Should -BeOfType string }
                elseif ($property.Value -is [DateTimeOffset]) { $text | Should -Match "`"$($property.Name)`": `"$($property.Value.ToString('yyyy-MM-ddTHH:mm:ss'))" }
                else { $property.Value | Should -Not -BeOfType timespan -Because "$($property.Name) would be an object of twelve members" }
            }
        }
    }

    It 'keeps its type in the pipeline, and its lists index and compare' {
        foreach ($object in $mine) {
            $object.PSObject.BaseObject.GetType().FullName | Should -Be $Type
            foreach ($property in $object.PSObject.Properties | Where-Object { $_.Value -is [System.Collections.IList] -and $_.Value.Count -gt 0 }) {
                "$($object.($property.Name)[0])" | Should -Be "$(@($property.Value)[0])"
                "$($object.($property.Name)[-1])" | Should -Be "$(@($property.Value)[-1])"
            }
        }
    }

    It 'can be read after Export-Clixml' {
        $path = Join-Path $TestDrive 'objects.xml'
        $mine[0] | Export-Clixml $path
        $copy = Import-Clixml $path
        foreach ($property in $mine[0].PSObject.Properties) {
            if ($property.Value -is [System.Collections.IList] -and $property.Value[0] -is [string]) {
                @($copy.($property.Name)) -join '|' | Should -Be (@($property.Value) -join '|')
            }
            elseif ($property.Value -is [string] -or $property.Value -is [enum]) { $copy.($property.Name).ToString() | Should -Be "$($property.Value)" }
        }
    }

    It 'has the properties ResourceId, SubscriptionId and ResourceGroupName if it has these values' {
        $names = $mine[0].PSObject.Properties.Name
        if ($names -contains 'Id' -and $Type -notlike '*.Finding') { $mine[0].ResourceId | Should -Be $mine[0].Id }
        if ($mine[0].ResourceId -match '^/subscriptions/([^/]+)/resourceGroups/' -and $names -contains 'ResourceGroupName' -and $Type -notlike '*.Route') {
            $mine[0].SubscriptionId | Should -Be $Matches[1]
        }
        $names | Should -Not -Contain 'PublicIpAddressId'
    }
}

Describe 'Tables' {
    BeforeAll {
        # A cluster's name may have 63 characters; with its resource group and region, the name of the node resource group may have 80.
        $script:clusterName = 'contoso-production-westeurope-payments-and-settlement-cluster-1'
        $script:groupName = 'rg-001'
        $null = New-AksEgressResourceGroup $groupName -Location eastus
        $null = New-AksEgressCluster $clusterName $groupName -NodeCount 1 -LoadBalancerManagedOutboundIpCount 20
    }

    It 'have headers that are properties: <Type>' -ForEach $outputs {
        $file = Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.Format.ps1xml'
        $views = ([xml] (Get-Content $file -Raw)).Configuration.ViewDefinitions.View | Where-Object { $_.ViewSelectedBy.TypeName -eq $Type }
        $names = [AksEgress.Core.Arm.ArmSession].Assembly.GetType($Type).GetProperties().Name
        foreach ($label in $views.TableControl.TableHeaders.TableColumnHeader.Label + $views.ListControl.ListEntries.ListEntry.ListItems.ListItem.Label) {
            if ($label) { $names | Should -Contain $label }
        }
    }

    It 'break no address, and have one per line: <Width> columns' -ForEach @{ Width = 80 }, @{ Width = 120 }, @{ Width = 160 }, @{ Width = 200 } {
        $clusterName.Length | Should -Be 63
        "MC_${groupName}_${clusterName}_eastus".Length | Should -Be 80
        foreach ($objects in (Get-AksOutboundType $clusterName $groupName), (Get-AksEgressIp $clusterName $groupName)) {
            $addresses = @($objects.EgressAddresses) + @($objects.IpAddress) -ne $null
            $addresses.Count | Should -Be 20
            $lines = Show $objects $Width
            foreach ($address in $addresses) { @($lines -match "(^|\s)$([regex]::Escape($address))(\s|$)").Count | Should -Be 1 }
            ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual $Width
            $lines -match [char] 0x2026 | Should -BeNullOrEmpty

            # Read from top to bottom, the column contains the whole name.
            Down $lines ClusterName | Should -BeLike "*$clusterName*"
            if ($objects[0].PSObject.Properties['EgressAddresses']) { Down $lines ResourceGroup | Should -BeLike "*$groupName*" }
        }
    }

    It 'show complete names if the terminal is wide enough' {
        (Show (Get-AksOutboundType $clusterName $groupName) 220) -match "^loadBalancer .* $clusterName +$groupName" | Should -Not -BeNullOrEmpty
        (Show (Get-AksEgressIp $clusterName $groupName) 200) -match "^\S+ +LoadBalancer +$clusterName +kubernetes" | Should -Not -BeNullOrEmpty
        foreach ($command in 'Get-AksOutboundType', 'Get-AksEgressCluster', 'Get-AksEgressNodePool') {
            (Show (& $command) 200) -match "(^| )$clusterName( |$)" | Should -Not -BeNullOrEmpty -Because $command
        }
    }

    It 'share the width of the terminal: a first column without a width would let PowerShell drop the last ones' {
        $file = Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.Format.ps1xml'
        $tables = ([xml] (Get-Content $file -Raw)).Configuration.ViewDefinitions.View.TableControl | Where-Object { $_ }
        foreach ($table in $tables) {
            $headers = @($table.TableHeaders.TableColumnHeader)
            [int] $headers[0].Width | Should -BeGreaterThan 0 -Because $headers.Label
            $free = @($headers | Where-Object { -not $_.Width }).Count
            $fixed = ($headers | Where-Object Width | ForEach-Object { [int] $_.Width } | Measure-Object -Sum).Sum + $headers.Count - 1
            if ($free) { (80 - $fixed) / $free | Should -BeGreaterOrEqual 11 -Because "$($headers.Label)" } else { $fixed | Should -BeLessOrEqual 80 }
        }
        $tables.TableHeaders.TableColumnHeader | Where-Object { $_.Width -and $_.Label -match '^(ClusterName|ResourceGroupName|VirtualNetworkName|Account|Context|UsedBy)$' } | Should -BeNullOrEmpty
    }
}

Describe 'The properties' {
    It 'have one name for egress IP addresses' {
        $topology = (Of 'AksEgress.Core.Topologies.Topology')[0]
        $topology.EgressAddresses.Count | Should -BeGreaterThan 0
        $topology.EgressAddress | Should -Be $topology.EgressAddresses
    }

    It 'contain the addresses to allow before a change, too' {
        $null = New-AksEgressPublicIp allowed-ip contoso-rg | New-AksEgressNatGateway allowed | Set-AksEgressSubnet -VirtualNetworkName contoso-vnet -Name aks -Force
        $readiness = Test-AksOutboundType contoso-aks contoso-rg userAssignedNATGateway
        $readiness.AllowListAdd | Should -Be (Get-AksEgressPublicIp allowed-ip contoso-rg).IpAddress
        $readiness.AllowListRemove.Count | Should -BeGreaterThan 0
        $change = Set-AksOutboundType contoso-aks contoso-rg userAssignedNATGateway -Confirm:$false -WarningAction SilentlyContinue
        $change.AllowListAdd | Should -Be $readiness.AllowListAdd
        $change.AllowListRemove | Should -Be $readiness.AllowListRemove
        $unknown = Test-AksOutboundType fabrikam-aks fabrikam-rg loadBalancer -LoadBalancerManagedOutboundIpCount 2 -WarningAction SilentlyContinue
        if ($null -eq $unknown.AddressesAfter) { $unknown.AllowListAdd | Should -Be 'Unknown' }
    }

    It 'of an error contain no template' {
        $failure = $null
        Get-AksEgressCluster nope contoso-rg -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure[0].Exception.PSObject.Properties.Name | Should -Not -Contain 'Error'
        $failure[0].Exception | Format-List * -Force | Out-String | Should -Not -Match '\{\d+\}|\{[a-z]+[A-Za-z]*\}'
    }
}

Describe 'A cluster without egress' {
    It 'causes a warning, and has no row' {
        $null = New-AksEgressCluster closed contoso-rg -NodeCount 1 -OutboundType none -BootstrapArtifactSource Cache -PrivateCluster -WarningAction SilentlyContinue -Confirm:$false
        $rows = @(Get-AksEgressIp closed contoso-rg -WarningVariable told -WarningAction SilentlyContinue)
        $rows.Count | Should -Be 0
        $told | Should -BeLike "Cluster 'closed' has no egress IP address: outbound type none*"
        $null = Get-AksEgressIp contoso-aks contoso-rg -WarningVariable told -WarningAction SilentlyContinue
        $told | Should -BeNullOrEmpty
    }
}

Describe 'Progress' {
    It 'appears within 2 seconds if Azure doesn''t answer' {
        . (Join-Path $PSScriptRoot 'SlowArm.ps1')
        $arm = [AksEgressTests.SlowArm]::new()
        $shell = [powershell]::Create('NewRunspace')
        try {
            $manifest = (Resolve-Path (Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.psd1')).Path
            $null = $shell.AddScript("Import-Module '$manifest'; `$null = Connect-AksEgress -Endpoint $($arm.Address) -SubscriptionId 00000000-0000-0000-0000-000000000000 -AccessToken (ConvertTo-SecureString ('x' * 40) -AsPlainText -Force)").Invoke()
            $shell.Commands.Clear()
            $shell.Streams.ClearStreams()
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $running = $shell.AddCommand('Get-AksEgressCluster').AddArgument('aks').AddArgument('hang').BeginInvoke()
            while ($shell.Streams.Progress.Count -eq 0 -and $watch.Elapsed.TotalSeconds -lt 10) { Start-Sleep -Milliseconds 20 }
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 2.5
            $shell.Streams.Progress[0].Activity | Should -Be 'Get-AksEgressCluster'
            $shell.Streams.Progress[0].StatusDescription | Should -Match '^Working 0:0[12]$'
            $running.IsCompleted | Should -BeFalse
            $shell.Stop()
        }
        finally {
            $shell.Dispose()
            $arm.Dispose()
        }
    }

    It 'is replaced by the bar of an operation, and ends with the command' {
        . (Join-Path $PSScriptRoot 'SlowArm.ps1')
        $arm = [AksEgressTests.SlowArm]::new()
        $shell = [powershell]::Create('NewRunspace')
        try {
            $manifest = (Resolve-Path (Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.psd1')).Path
            $null = $shell.AddScript("Import-Module '$manifest'; `$null = Connect-AksEgress -Endpoint $($arm.Address) -SubscriptionId 00000000-0000-0000-0000-000000000000 -AccessToken (ConvertTo-SecureString ('x' * 40) -AsPlainText -Force); Get-AksEgressCluster x late; Get-AksEgressCluster x late; Get-AksEgressCluster -ResourceGroupName late").Invoke()
            $records = @($shell.Streams.Progress | Where-Object Activity -eq 'Get-AksEgressCluster')
            foreach ($group in $records | Group-Object ActivityId) { $group.Group[-1].RecordType | Should -Be 'Completed' }
        }
        finally {
            $shell.Dispose()
            $arm.Dispose()
        }
    }
}
