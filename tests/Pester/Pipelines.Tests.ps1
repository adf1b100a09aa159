# Pipelines as administrators type them. docs/design/pipelines.md has the rules; the matrix of all pairs is in
# PipelineMatrixTests.cs.
BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.psd1')
    $script:hasThreadJob = [bool] (Get-Command Start-ThreadJob -ErrorAction Ignore)
    $script:forms = 'live', 'Clixml', 'job', 'JSON', 'CSV'
    if ($hasThreadJob) { $script:forms += 'thread job' }
}

BeforeAll {
    $script:manifest = Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.psd1'
    Import-Module $manifest
    $script:subscription = '00000000-0000-0000-0000-000000000000'
    $script:world = Join-Path $TestDrive 'world.json'

    # Four clusters in one resource group besides the two sample clusters, and one cluster whose network is in other groups. The
    # groups app-rg and net-rg have resources of the same names, which no relation may return.
    $null = Connect-AksEgress -Simulated -StatePath $world -TimeScale 100000
    $null = New-AksEgressResourceGroup rg -Location eastus
    $null = New-AksEgressTopology t1 rg LoadBalancer
    $null = New-AksEgressTopology t2 rg NatGateway
    $null = New-AksEgressTopology t3 rg FirewallRouting
    $null = New-AksEgressTopology t4 rg LoadBalancer
    $null = New-AksEgressPublicIp free rg
    'app-rg', 'net-rg', 'hub-rg' | ForEach-Object { $null = New-AksEgressResourceGroup $_ -Location eastus }
    $gateway = New-AksEgressPublicIp nat-ip hub-rg | New-AksEgressNatGateway nat
    $routes = New-AksEgressRouteTable routes hub-rg
    'app-rg', 'net-rg' | ForEach-Object {
        $null = New-AksEgressPublicIp nat-ip $_ | New-AksEgressNatGateway nat
        $null = New-AksEgressRouteTable routes $_
        $null = New-AksEgressIdentity app-identity $_
    }
    $null = New-AksEgressVirtualNetwork vnet net-rg 10.60.0.0/16
    $subnet = New-AksEgressSubnet aks net-rg vnet -AddressPrefix 10.60.1.0/24 -NatGateway $gateway -RouteTable $routes
    $null = New-AksEgressSubnet other net-rg vnet -AddressPrefix 10.60.2.0/24
    $null = New-AksEgressVirtualNetwork vnet app-rg 10.61.0.0/16 | New-AksEgressSubnet aks -AddressPrefix 10.61.1.0/24
    $identity = New-AksEgressIdentity app-identity hub-rg
    $null = $identity | Grant-AksEgressAccess -Scope $subnet.Id
    $null = $identity | Grant-AksEgressAccess -Scope $routes.Id
    $null = New-AksEgressCluster app app-rg -Subnet $subnet -OutboundType userAssignedNATGateway -Identity $identity -NodeCount 1 -WarningAction Ignore
    Disconnect-AksEgress

    # Each test has its own copy, so that it can change and remove anything.
    function Connect-World {
        $script:copy = Join-Path $TestDrive "$([guid]::NewGuid()).json"
        Copy-Item $world $copy
        $null = Connect-AksEgress -Simulated -StatePath $copy -TimeScale 100000
    }

    # The only error of a block.
    function Get-Failure ([scriptblock] $Block) {
        $ErrorActionPreference = 'Stop'
        try { $output = & $Block } catch { return $_ }
        throw "'$Block' must fail, and it wrote: $output"
    }

    # The writing requests of a block, from -Verbose.
    function Get-Write ([scriptblock] $Block) {
        $VerbosePreference = 'Continue'
        $all = & $Block 4>&1
        @($all | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] } | ForEach-Object Message | Where-Object { $_ -match '^(PUT|DELETE|PATCH|POST) ' })
    }

    # The output of a script, in the form that another process, another session, or a file contains.
    function Get-Form ([string] $Script, [string] $Form) {
        $block = [scriptblock]::Create($Script)
        $file = Join-Path $TestDrive "$([guid]::NewGuid()).txt"
        switch ($Form) {
            'live' { & $block }
            'Clixml' { & $block | Export-Clixml $file; Import-Clixml $file }
            'JSON' { & $block | ConvertTo-Json -Depth 5 -AsArray | Set-Content $file; Get-Content $file -Raw | ConvertFrom-Json }
            'CSV' { & $block | Export-Csv $file; Import-Csv $file }
            { $_ -in 'job', 'thread job' } {
                # It has its own copy: two sessions don't share a state file.
                Copy-Item $copy $file
                $work = {
                    Import-Module $using:manifest
                    $null = Connect-AksEgress -Simulated -StatePath $using:file -TimeScale 100000
                    & ([scriptblock]::Create($using:Script))
                    Disconnect-AksEgress
                }
                $(if ($Form -eq 'job') { Start-Job $work } else { Start-ThreadJob $work }) | Receive-Job -Wait -AutoRemoveJob
            }
        }
    }

    # Runs commands in a separate process with this test's state, and returns its output and error streams as lines.
    function Invoke-Child ([string] $Script) {
        $file = Join-Path $TestDrive "$([guid]::NewGuid())"
        Copy-Item $copy "$file.json"
        Set-Content "$file.ps1" "Import-Module '$manifest'; `$null = Connect-AksEgress -Simulated -StatePath '$file.json' -TimeScale 100000`n$Script"
        @(& (Get-Process -Id $PID).Path -NoProfile -NonInteractive -File "$file.ps1" 2>&1 | ForEach-Object { "$_" })
    }
}

AfterAll { Disconnect-AksEgress }

Describe 'A positional argument with a piped resource' {
    BeforeEach { Connect-World }

    It 'is refused, and the error names <Parameter>: <Script>' -ForEach @(
        @{ Script = 'Get-AksEgressCluster contoso-aks | Set-AksOutboundType managedNATGateway'; Parameter = '-OutboundType' }
        @{ Script = 'Get-AksEgressCluster contoso-aks | Set-AksOutboundType rubbish'; Parameter = '-OutboundType' }
        @{ Script = 'Get-AksEgressCluster contoso-aks | Test-AksOutboundType userAssignedNATGateway -Quiet'; Parameter = '-OutboundType' }
        @{ Script = "Get-AksEgressCluster contoso-aks | Invoke-AksEgressCommand 'kubectl get ns'"; Parameter = '-Command' }
        @{ Script = 'Get-AksEgressCluster contoso-aks | Add-AksEgressAuthorizedIpRange 20.1.2.3'; Parameter = '-IpRange' }
        @{ Script = 'Get-AksEgressFirewall t3-fw | Get-AksEgressFirewallRule r'; Parameter = '-Name' }
    ) {
        $writes = Get-Write { $script:failure = Get-Failure ([scriptblock]::Create($Script)) }
        $failure.FullyQualifiedErrorId | Should -BeLike 'PipelineInputConflict,*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike "*$Parameter*"
        $writes | Should -BeNullOrEmpty
    }

    It 'isn''t lost by Import-AksEgressCredential, which writes no file' {
        $before = $env:KUBECONFIG
        $env:KUBECONFIG = Join-Path $TestDrive 'default-kubeconfig'
        Push-Location $TestDrive
        try {
            (Get-Failure { Get-AksEgressCluster contoso-aks | Import-AksEgressCredential kc.yaml }).ErrorDetails.RecommendedAction | Should -BeLike '*-Path*'
            'kc.yaml', 'default-kubeconfig' | Where-Object { Test-Path $_ } | Should -BeNullOrEmpty
            $null = Get-AksEgressCluster contoso-aks | Import-AksEgressCredential -Path kc.yaml
            'kc.yaml', 'default-kubeconfig' | Where-Object { Test-Path $_ } | Should -Be 'kc.yaml'
        }
        finally {
            Pop-Location
            $env:KUBECONFIG = $before
        }
    }

    It 'is accepted with its parameter name' {
        (Get-AksEgressCluster t4 | Set-AksOutboundType -OutboundType managedNATGateway -NatGatewaySku StandardV2 -Confirm:$false).To | Should -Be 'managedNATGateway'
        (Get-AksEgressCluster t4).OutboundType | Should -Be 'managedNATGateway'
        Get-AksEgressCluster contoso-aks | Test-AksOutboundType -OutboundType userAssignedNATGateway -Quiet | Should -BeFalse
        Test-AksOutboundType contoso-aks contoso-rg userAssignedNATGateway -Quiet | Should -BeFalse
        (Get-AksEgressCluster contoso-aks | Invoke-AksEgressCommand -Command 'echo hello').Logs | Should -Match 'hello'
        Get-AksEgressCluster contoso-aks | Add-AksEgressAuthorizedIpRange -IpRange 20.1.2.3 -Confirm:$false
        (Get-AksEgressAuthorizedIpRange contoso-aks contoso-rg).IpRange | Should -Contain '20.1.2.3/32'
        (Get-AksEgressFirewall t3-fw | Get-AksEgressFirewallRule).Count | Should -BeGreaterThan 1
    }

    It 'that isn''t an outbound type is refused by name, and nothing is sent' {
        Get-Write { $script:failure = Get-Failure { Get-AksEgressCluster contoso-aks | Set-AksOutboundType -OutboundType rubbish } } | Should -BeNullOrEmpty
        "$failure" | Should -Match 'managedNATGateway'
    }

    It 'doesn''t prompt without a user' {
        $lines = Invoke-Child "Get-AksEgressCluster contoso-aks | Invoke-AksEgressCommand 'kubectl get ns'; Get-AksEgressCluster contoso-aks | Invoke-AksEgressCommand; 'end'"
        @($lines -match 'cluster ''contoso-aks''|Cluster ''contoso-aks''').Count | Should -BeGreaterThan 0
        $lines -match 'NonInteractive mode' | Should -BeNullOrEmpty
        $lines[-1] | Should -Be 'end'
    }
}

Describe 'A typed resource with a piped one' {
    BeforeEach { Connect-World }

    It 'that differs is an error that names both: <Script>' -ForEach @(
        @{ Script = 'Get-AksEgressCluster fabrikam-aks | Test-AksEgress contoso-aks contoso-rg'; Piped = 'fabrikam-aks'; Typed = 'contoso-aks' }
        @{ Script = 'Get-AksEgressCluster t1 | Get-AksEgressIp t2'; Piped = 't1'; Typed = 't2' }
        @{ Script = 'Get-AksEgressCluster t1 | Get-AksEgressCluster -ResourceGroupName contoso-rg'; Piped = 't1'; Typed = 'contoso-rg' }
        @{ Script = 'Get-AksEgressCluster t1 | Remove-AksEgressCluster t2 rg -Confirm:$false'; Piped = 't1'; Typed = 't2' }
        @{ Script = "'t1' | Get-AksEgressCluster t2"; Piped = 't1'; Typed = 't2' }
        @{ Script = 'Get-AksEgressSubnet aks net-rg vnet | Remove-AksEgressSubnet -VirtualNetworkName other -Confirm:$false'; Piped = 'aks'; Typed = 'other' }
    ) {
        $writes = Get-Write { $script:failure = Get-Failure ([scriptblock]::Create($Script)) }
        $failure.FullyQualifiedErrorId | Should -BeLike 'PipelineInputConflict,*'
        "$failure" | Should -BeLike "*'$Piped'*"
        "$failure" | Should -BeLike "*'$Typed'*"
        $writes | Should -BeNullOrEmpty
    }

    It 'that is equal is accepted: <_>' -ForEach @(
        'Get-AksEgressCluster t1 | Get-AksEgressCluster T1 RG'
        'Get-AksEgressCluster t1 | Get-AksEgressCluster -ResourceGroupName rg -SubscriptionId 00000000-0000-0000-0000-000000000000'
        'Get-AksEgressIp t1 rg | Get-AksEgressCluster t1'
        '"t1" | Get-AksEgressCluster -Name t1 -ResourceGroupName rg'
    ) {
        (& ([scriptblock]::Create($_))).Name | Should -Be 't1'
    }
}

Describe 'Identity from the pipeline' {
    BeforeEach { Connect-World }

    It 'is never the group alone: an address identifies its cluster' {
        $writes = Get-Write { Get-AksEgressIp t2 | Get-AksEgressCluster | Remove-AksEgressCluster -Confirm:$false }
        @($writes -match '^DELETE ').Count | Should -Be 1
        (Get-AksEgressCluster -ResourceGroupName rg).Name | Sort-Object | Should -Be 't1', 't3', 't4'
    }

    It 'shows with -WhatIf only what it removes' {
        $lines = Invoke-Child 'Get-AksEgressIp t2 | Get-AksEgressCluster | Remove-AksEgressCluster -WhatIf'
        @($lines -match '^What if: ').Count | Should -Be 1
        $lines -match "^What if: Remove cluster 't2'" | Should -Not -BeNullOrEmpty
    }

    It 'of a CSV row is its name together with its group' {
        $file = Join-Path $TestDrive 'names.csv'
        Set-Content $file 'Name,ResourceGroupName', 't2,rg', 'contoso-aks,contoso-rg', 'missing,rg', 't1,contoso-rg'
        $found = Import-Csv $file | Get-AksEgressCluster -ErrorAction SilentlyContinue -ErrorVariable failures
        $found.Name | Should -Be 't2', 'contoso-aks'
        @($failures.FullyQualifiedErrorId | Where-Object { $_ -like 'ResourceNotFound,*' }).Count | Should -Be 2
        (Import-Csv $file | Select-Object -First 2 | Get-AksEgressIp).ClusterName | Select-Object -Unique | Should -Be 't2', 'contoso-aks'
    }

    It 'of a range isn''t its resource group' {
        $writes = Get-Write { $script:failure = Get-Failure { Get-AksEgressAuthorizedIpRange contoso-aks contoso-rg | Get-AksEgressResourceGroup | Remove-AksEgressResourceGroup -Confirm:$false } }
        $failure.FullyQualifiedErrorId | Should -BeLike 'PipelineInputNotSupported,*'
        $writes | Should -BeNullOrEmpty
    }

    It 'without a name is an error, and not a list' {
        (Get-Failure { [pscustomobject] @{ ResourceGroupName = 'rg' } | Get-AksEgressCluster }).FullyQualifiedErrorId | Should -BeLike 'PipelineInputIncomplete,*'
        (Get-Failure { @{ Name = 't1' } | Get-AksEgressCluster }).FullyQualifiedErrorId | Should -BeLike 'PipelineInputIncomplete,*'
        (@{ Name = 't1' } | Get-AksEgressCluster -ResourceGroupName rg).Name | Should -Be 't1'
    }

    It 'of a string is a name or an id' {
        ('t1', 't3' | Get-AksEgressCluster).Name | Should -Be 't1', 't3'
        ((Get-AksEgressCluster app).SubnetIds | Get-AksEgressSubnet).Id | Should -Be (Get-AksEgressSubnet aks net-rg vnet).Id
        ((Get-AksEgressCluster -ResourceGroupName rg).Id | Get-AksOutboundType).ClusterName | Sort-Object | Should -Be 't1', 't2', 't3', 't4'
        (Get-Failure { 'missing' | Get-AksEgressCluster }).FullyQualifiedErrorId | Should -BeLike 'ResourceNotFoundInSubscription,*'
    }

    It 'doesn''t exist in an object of another product: <_>' -ForEach @(
        'Get-Process -Id $PID'
        'Get-Item $TestDrive'
        'Get-Date'
        '42'
        '[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize((Get-Process -Id $PID)))'
    ) {
        $null = Set-AksEgressContext -ResourceGroupName rg
        $PSDefaultParameterValues = @{ '*-Aks*:ResourceGroupName' = 'rg' }
        $foreign = & ([scriptblock]::Create($_))
        $writes = Get-Write { $script:failure = Get-Failure { $foreign | Remove-AksEgressCluster -Confirm:$false } }
        $failure.FullyQualifiedErrorId | Should -BeLike 'PipelineInputNotSupported,*'
        $writes | Should -BeNullOrEmpty
    }
}

Describe 'An object as <_>' -ForEach $forms {
    BeforeAll {
        $script:form = $_
        Connect-World
    }

    It 'selects exactly <Names>: <Source> | <Command>' -ForEach @(
        @{ Source = 'Get-AksEgressCluster t2 rg'; Command = 'Get-AksEgressNodePool'; Property = 'ClusterName'; Names = 't2' }
        @{ Source = 'Get-AksEgressCluster app'; Command = 'Get-AksEgressNatGateway'; Property = 'ResourceGroupName'; Names = 'hub-rg' }
        @{ Source = 'Get-AksEgressNodePool nodepool1 rg t2'; Command = 'Get-AksEgressNodePool'; Property = 'ClusterName'; Names = 't2' }
        @{ Source = 'Get-AksEgressSubnet aks net-rg vnet'; Command = 'Get-AksEgressCluster'; Property = 'Name'; Names = 'app' }
        @{ Source = 'Get-AksEgressIp t3 rg'; Command = 'Get-AksEgressPublicIp'; Property = 'Name'; Names = 't3-fw-ip' }
        @{ Source = 'Get-AksEgressIp t3 rg'; Command = 'Get-AksEgressCluster'; Property = 'Name'; Names = 't3' }
        @{ Source = 'Get-AksOutboundType t2 rg'; Command = 'Get-AksEgressCluster'; Property = 'Name'; Names = 't2' }
        @{ Source = 'Get-AksEgressPublicIp t2-nat-ip rg'; Command = 'Get-AksEgressNatGateway'; Property = 'Name'; Names = 't2-nat' }
        @{ Source = 'Get-AksEgressFirewall t3-fw rg'; Command = 'Get-AksEgressFirewall'; Property = 'Name'; Names = 't3-fw' }
        @{ Source = 'Test-AksEgress t2 rg -SkipEndpoint -WarningAction Ignore'; Command = 'Get-AksEgressCluster'; Property = 'Name'; Names = 't2' }
        @{ Source = 'Get-AksEgressResourceGroup hub-rg'; Command = 'Get-AksEgressNatGateway'; Property = 'Name'; Names = 'nat' }
    ) {
        $found = Get-Form $Source $form | & ([scriptblock]::Create("process { `$_ | $Command -ErrorAction Stop }"))
        @($found.$Property) | Select-Object -Unique | Should -Be $Names
    }

    It 'of a pool updates only that pool' {
        $pool = Get-Form 'Get-AksEgressNodePool nodepool1 rg t2' $form
        $writes = Get-Write { $null = $pool | Update-AksEgressNodeImage -Force -Confirm:$false -WarningAction Ignore }
        @($writes -match '/upgradeNodeImageVersion').Count | Should -Be 1
        @($writes) -notmatch '/managedClusters/t2/agentPools/nodepool1/' | Should -BeNullOrEmpty
    }

    It 'of a subnet creates a cluster in that subnet' {
        $subnet = Get-Form 'Get-AksEgressSubnet aks rg t2-vnet' $form
        $made = $subnet | New-AksEgressCluster made -NodeCount 1 -OutboundType userAssignedNATGateway -Identity (Get-AksEgressIdentity t2-identity rg) -Confirm:$false -WarningAction Ignore
        $made.SubnetIds | Should -Be (Get-AksEgressSubnet aks rg t2-vnet).Id
        $made.VirtualNetworkMode | Should -Be 'BringYourOwn'
    }

    It 'of a public IP creates a NAT gateway with that address' {
        $address = Get-Form 'Get-AksEgressPublicIp free rg' $form
        ($address | New-AksEgressNatGateway made-nat -Confirm:$false).PublicIp | Should -Be (Get-AksEgressPublicIp free rg).Id
    }

    It 'of a firewall creates a route table with a route to it' {
        $firewall = Get-Form 'Get-AksEgressFirewall t3-fw rg' $form
        $made = $firewall | New-AksEgressRouteTable made-routes -Confirm:$false
        ($made.Routes | Where-Object AddressPrefix -EQ '0.0.0.0/0').NextHopIpAddress | Should -Be (Get-AksEgressFirewall t3-fw rg).PrivateIpAddress
    }

    It 'of an address adds that address to the ranges of another cluster' {
        $address = Get-Form 'Get-AksEgressIp t3 rg' $form
        $warnings = $address | Add-AksEgressAuthorizedIpRange contoso-aks contoso-rg -Confirm:$false 3>&1
        $warnings | Should -BeNullOrEmpty
        (Get-AksEgressAuthorizedIpRange contoso-aks contoso-rg).IpRange | Should -Contain "$((Get-AksEgressIp t3 rg).IpAddress)/32"
    }

    It 'of a readiness result is its target, and that of a cluster isn''t its current type' {
        $ready = Get-Form 'Test-AksOutboundType contoso-aks contoso-rg loadBalancer' $form
        ($ready | Test-AksOutboundType).OutboundType | Should -Be 'loadBalancer'
        $cluster = Get-Form 'Get-AksEgressCluster contoso-aks' $form
        (Get-Failure { $cluster | Set-AksOutboundType -Confirm:$false }).FullyQualifiedErrorId | Should -BeLike 'ParameterRequired,*'
    }
}

Describe 'Default parameter values' {
    BeforeEach { Connect-World }

    It 'don''t replace the group of a piped object' {
        $PSDefaultParameterValues = @{ '*-Aks*:ResourceGroupName' = 'contoso-rg' }
        (Get-AksEgressCluster t1 rg | Get-AksOutboundType).ClusterName | Should -Be 't1'
        (Get-AksEgressCluster t2 rg | Get-AksEgressIp | Get-AksEgressPublicIp).Name | Should -Be 't2-nat-ip'
        (Import-Clixml (& { $file = Join-Path $TestDrive 't3.xml'; Get-AksEgressCluster t3 rg | Export-Clixml $file; $file }) | Get-AksEgressCluster).Name | Should -Be 't3'
        ([pscustomobject] @{ Name = 't1'; ResourceGroupName = 'rg' } | Get-AksEgressCluster).Name | Should -Be 't1'
        Get-AksEgressCluster t4 rg | Remove-AksEgressCluster -Confirm:$false
        (Get-AksEgressCluster -ResourceGroupName rg).Name | Sort-Object | Should -Be 't1', 't2', 't3'
    }

    It 'complete typed names and strings, and typed values replace them' {
        $PSDefaultParameterValues = @{ '*-Aks*:ResourceGroupName' = 'rg' }
        (Test-AksOutboundType t1 -OutboundType loadBalancer).ClusterName | Should -Be 't1'
        (Get-AksEgressCluster).Name | Sort-Object | Should -Be 't1', 't2', 't3', 't4'
        ('t2' | Get-AksEgressCluster).ResourceGroupName | Should -Be 'rg'
        (Get-AksEgressCluster contoso-aks contoso-rg).Name | Should -Be 'contoso-aks'
    }

    It 'apply where they are set: in a module of the caller, and globally' {
        $module = New-Module {
            $PSDefaultParameterValues = @{ 'Get-AksEgressCluster:ResourceGroupName' = 'contoso-rg' }
            function Get-PipedCluster { Get-AksEgressIp t1 rg | Get-AksEgressCluster }
        }
        (Get-PipedCluster).Name | Should -Be 't1'
        $module | Remove-Module
        $lines = Invoke-Child "`$PSDefaultParameterValues['*-Aks*:ResourceGroupName'] = 'contoso-rg'; (Get-AksEgressCluster t1 rg | Get-AksEgressCluster).Name; (Get-AksEgressCluster).Name"
        $lines | Should -Be 't1', 'contoso-aks'
    }
}

Describe 'Session defaults' {
    BeforeEach { Connect-World }

    It 'of Set-AksEgressContext complete names and strings, and not objects' {
        (Set-AksEgressContext -ResourceGroupName rg).ResourceGroupName | Should -Be 'rg'
        (Get-AksEgressContext).ResourceGroupName | Should -Be 'rg'
        (Get-AksEgressCluster).Name | Sort-Object | Should -Be 't1', 't2', 't3', 't4'
        ('t2' | Get-AksOutboundType).ClusterName | Should -Be 't2'
        (Test-AksOutboundType t1 -OutboundType loadBalancer).ClusterName | Should -Be 't1'
        (Get-AksEgressCluster contoso-aks contoso-rg | Get-AksOutboundType).ClusterName | Should -Be 'contoso-aks'
        (Get-Failure { [pscustomobject] @{ Name = 't1' } | Remove-AksEgressCluster -Confirm:$false }).FullyQualifiedErrorId | Should -BeLike 'PipelineInputIncomplete,*'
        $null = Set-AksEgressContext -ResourceGroupName ''
        @(Get-AksEgressCluster).Count | Should -BeGreaterThan 4
        (Get-Failure { Test-AksOutboundType t1 -OutboundType loadBalancer }).FullyQualifiedErrorId | Should -BeLike 'ResourceGroupRequired,*'
    }

    It 'are shown but not set with -WhatIf' {
        $null = Set-AksEgressContext -ResourceGroupName rg -WhatIf
        (Get-AksEgressContext).ResourceGroupName | Should -BeNullOrEmpty
    }

    It 'can be set with Connect-AksEgress' {
        $null = Connect-AksEgress -Simulated -StatePath $copy -TimeScale 100000 -ResourceGroupName rg
        (Get-AksEgressContext).ResourceGroupName | Should -Be 'rg'
        (Get-AksEgressCluster).Name | Sort-Object | Should -Be 't1', 't2', 't3', 't4'
    }
}

Describe 'Relations across resource groups' {
    BeforeAll { Connect-World }

    It 'follow the resource: <Script>' -ForEach @(
        @{ Script = 'Get-AksEgressCluster app | Get-AksEgressSubnet'; Names = 'net-rg/aks' }
        @{ Script = 'Get-AksEgressCluster app | Get-AksEgressVirtualNetwork'; Names = 'net-rg/vnet' }
        @{ Script = 'Get-AksEgressCluster app | Get-AksEgressRouteTable'; Names = 'hub-rg/routes' }
        @{ Script = 'Get-AksEgressCluster app | Get-AksEgressNatGateway'; Names = 'hub-rg/nat' }
        @{ Script = 'Get-AksEgressCluster app | Get-AksEgressPublicIp'; Names = 'hub-rg/nat-ip' }
        @{ Script = 'Get-AksEgressCluster app | Get-AksEgressIdentity app-*ity'; Names = 'hub-rg/app-identity' }
        @{ Script = 'Get-AksEgressCluster app | Get-AksEgressNodePool'; Names = 'app-rg/nodepool1' }
        @{ Script = 'Get-AksEgressCluster t3 | Get-AksEgressFirewall'; Names = 'rg/t3-fw' }
        @{ Script = 'Get-AksEgressSubnet aks net-rg vnet | Get-AksEgressRouteTable'; Names = 'hub-rg/routes' }
        @{ Script = 'Get-AksEgressSubnet aks net-rg vnet | Get-AksEgressNatGateway'; Names = 'hub-rg/nat' }
        @{ Script = 'Get-AksEgressSubnet aks net-rg vnet | Get-AksEgressVirtualNetwork'; Names = 'net-rg/vnet' }
        @{ Script = 'Get-AksEgressSubnet aks net-rg vnet | Get-AksEgressCluster'; Names = 'app-rg/app' }
        @{ Script = 'Get-AksEgressSubnet other net-rg vnet | Get-AksEgressNatGateway'; Names = $null }
        @{ Script = 'Get-AksEgressVirtualNetwork vnet net-rg | Get-AksEgressSubnet'; Names = 'net-rg/aks', 'net-rg/other' }
        @{ Script = 'Get-AksEgressIp app | Get-AksEgressPublicIp'; Names = 'hub-rg/nat-ip' }
        @{ Script = 'Get-AksEgressIp app | Get-AksEgressPublicIp | Get-AksEgressCluster'; Names = 'app-rg/app' }
        @{ Script = 'Get-AksEgressPublicIp nat-ip net-rg | Get-AksEgressCluster'; Names = $null }
    ) {
        @(& ([scriptblock]::Create($Script)) | ForEach-Object { "$($_.ResourceGroupName)/$($_.Name)" } | Sort-Object) | Should -Be $Names
    }

    It 'that don''t exist are refused before any request: <_>' -ForEach @(
        'Get-AksEgressIdentity app-identity hub-rg | Get-AksEgressFirewall'
        'Get-AksEgressNatGateway nat hub-rg | Get-AksEgressIdentity'
        'Get-AksEgressNodePool nodepool1 rg t2 | Get-AksEgressResourceGroup'
    ) {
        $failure = Get-Failure ([scriptblock]::Create($_))
        $failure.FullyQualifiedErrorId | Should -BeLike 'PipelineInputNotSupported,*'
    }
}

Describe 'Rows of a CSV file' {
    BeforeAll {
        Connect-World
        function Get-Row { Set-Content (Join-Path $TestDrive 'rows.csv') $args; Import-Csv (Join-Path $TestDrive 'rows.csv') }
    }

    It 'create resources by column names' {
        $rows = Get-Row 'Name,ResourceGroupName,IdleTimeoutInMinutes,Zone,Comment' 'c1,rg,10,"1,2",first' 'c2,rg,,,' 'c3,rg,99,,'
        $made = $rows | New-AksEgressPublicIp -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failures -WarningVariable warnings 3>$null
        $made.Name | Should -Be 'c1', 'c2'
        $made[0].Zone | Should -Be '1', '2'
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'PipelineValueInvalid,*'
        "$warnings" | Should -Match 'Comment'
        $gateways = Get-Row 'Name,ResourceGroupName,PublicIp' 'cn1,rg,c1' 'cn2,rg,c2' | New-AksEgressNatGateway -Confirm:$false
        $gateways[1].PublicIp | Should -Be (Get-AksEgressPublicIp c2 rg).Id
    }

    It 'add routes and ranges' {
        Get-Row 'RouteTableName,ResourceGroupName,Name,AddressPrefix,NextHopType,NextHopIpAddress' 'routes,app-rg,r1,10.1.0.0/16,VirtualAppliance,10.60.9.4' 'routes,net-rg,r2,10.2.0.0/16,None,' |
            Add-AksEgressRoute -Confirm:$false | Out-Null
        (Get-AksEgressRouteTable routes app-rg).Routes.Name | Should -Be 'r1'
        (Get-AksEgressRouteTable routes net-rg).Routes.NextHopType | Should -Be 'None'
        (Get-AksEgressRouteTable routes hub-rg).Routes | Should -BeNullOrEmpty
        Get-Row 'Name,ResourceGroupName,IpRange' 'contoso-aks,contoso-rg,"20.5.6.7;20.5.6.8"' | Add-AksEgressAuthorizedIpRange -Confirm:$false
        (Get-AksEgressAuthorizedIpRange contoso-aks contoso-rg).IpRange | Where-Object { $_ -like '20.5.*' } | Should -Be '20.5.6.7/32', '20.5.6.8/32'
    }

    It 'set the values of their columns, and keep the others' {
        $before = Get-AksEgressNatGateway nat hub-rg
        Get-Row 'Name,ResourceGroupName,IdleTimeoutInMinutes' 'nat,hub-rg,33' | Set-AksEgressNatGateway -Confirm:$false
        $after = Get-AksEgressNatGateway nat hub-rg
        $after.IdleTimeoutInMinutes | Should -Be 33
        $after.PublicIp | Should -Be $before.PublicIp
        (Get-AksEgressNatGateway nat app-rg).IdleTimeoutInMinutes | Should -Not -Be 33
        $changes = Get-Row 'Name,ResourceGroupName,OutboundType,LoadBalancerManagedOutboundIpCount,NatGatewaySku' 't1,rg,loadBalancer,2,' 't4,rg,managedNATGateway,,StandardV2' | Set-AksOutboundType -Confirm:$false
        $changes.ClusterName | Should -Be 't1', 't4'
        $changes.To | Should -Be 'loadBalancer', 'managedNATGateway'
        @((Get-AksEgressIp t1 rg).IpAddress).Count | Should -Be 2
    }

    It 'remove what they name, and the others are processed after a row that isn''t found' {
        'x1', 'x2' | New-AksEgressPublicIp -ResourceGroupName rg | Out-Null
        Get-Row 'Name,ResourceGroupName' 'x1,rg' 'missing,rg' 'x2,rg' | Remove-AksEgressPublicIp -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failures
        (Get-AksEgressPublicIp -ResourceGroupName rg).Name | Should -Not -Contain 'x1'
        (Get-AksEgressPublicIp -ResourceGroupName rg).Name | Should -Not -Contain 'x2'
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'ResourceNotFound,*'
    }

    It 'are refused if Export-Csv didn''t keep a list' {
        [pscustomobject] @{ Name = 'listed'; ResourceGroupName = 'rg'; Zone = '1', '2' } | Export-Csv (Join-Path $TestDrive 'list.csv')
        (Get-Failure { Import-Csv (Join-Path $TestDrive 'list.csv') | New-AksEgressPublicIp -Confirm:$false }).FullyQualifiedErrorId | Should -BeLike 'PipelineValueInvalid,*'
    }
}

Describe 'A change without effect' {
    BeforeAll { Connect-World }

    It 'is shown as such in its table' {
        $script:change = $null
        $writes = Get-Write { $script:change = Get-AksEgressCluster contoso-aks | Set-AksOutboundType -OutboundType loadBalancer -Confirm:$false }
        $writes | Should -BeNullOrEmpty
        $change.Verified | Should -Be 'NoChange'
        $lines = ($change | Out-String -Width 80) -split '\r?\n'
        $lines -match 'Verified' | Should -Not -BeNullOrEmpty
        $lines -match '^NoChange\s+loadBalancer ->\s+20\.' | Should -Not -BeNullOrEmpty
    }

    It 'differs from one that changes the outbound type' {
        $lines = (Set-AksOutboundType t4 rg managedNATGateway -NatGatewaySku StandardV2 -Confirm:$false | Out-String -Width 80) -split '\r?\n'
        $lines -match '^ReadBack\s+loadBalancer ->\s' | Should -Not -BeNullOrEmpty
        $lines -match '^\s+managedNATGateway\s' | Should -Not -BeNullOrEmpty
    }
}
