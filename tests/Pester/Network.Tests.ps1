# The network building blocks on the built module, in real PowerShell, over the simulator.

BeforeDiscovery {
    $module = Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.psd1'
    Import-Module $module -Force
    $script:changing = Get-Command -Module AksEgress -Noun @(
        'AksEgressResourceGroup', 'AksEgressVirtualNetwork', 'AksEgressSubnet', 'AksEgressRouteTable', 'AksEgressRoute'
        'AksEgressPublicIp', 'AksEgressPublicIpPrefix', 'AksEgressNatGateway'
    ) | Where-Object { $_.Verb -ne 'Get' -and $_.Name -ne 'New-AksEgressRoute' } | ForEach-Object Name
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.psd1') -Force
    $script:subscription = '00000000-0000-0000-0000-000000000000'
    $script:network = "/subscriptions/$subscription/resourceGroups/rg/providers/Microsoft.Network"

    # A virtual network whose subnet 'busy' is in use by the frontend of an internal load balancer.
    function Connect-Lab {
        $state = Join-Path $TestDrive "$([guid]::NewGuid()).json"
        @(
            @{ id = "/subscriptions/$subscription/resourceGroups/rg"; name = 'rg'; type = 'Microsoft.Resources/resourceGroups'; location = 'eastus' }
            @{
                id = "$network/loadBalancers/ilb"; name = 'ilb'; type = 'Microsoft.Network/loadBalancers'; location = 'eastus'; sku = @{ name = 'Standard' }
                properties = @{ frontendIPConfigurations = @(@{ id = "$network/loadBalancers/ilb/frontendIPConfigurations/f"; name = 'f'; properties = @{ subnet = @{ id = "$network/virtualNetworks/vnet/subnets/busy" } } }) }
            }
            @{
                id = "$network/virtualNetworks/vnet"; name = 'vnet'; type = 'Microsoft.Network/virtualNetworks'; location = 'eastus'
                properties = @{
                    addressSpace = @{ addressPrefixes = @('10.0.0.0/16') }
                    subnets = @(
                        @{ id = "$network/virtualNetworks/vnet/subnets/aks"; name = 'aks'; properties = @{ addressPrefix = '10.0.1.0/24' } }
                        @{ id = "$network/virtualNetworks/vnet/subnets/busy"; name = 'busy'; properties = @{ addressPrefix = '10.0.2.0/24' } }
                    )
                }
            }
        ) | ConvertTo-Json -Depth 20 | Set-Content $state
        $null = Connect-AksEgress -Simulated -TimeScale 100000 -StatePath $state
    }

    # Runs a block and returns the one error that it writes.
    function Get-Failure ([scriptblock] $Block) {
        $failures = $null
        $null = & { [CmdletBinding()] param () & $Block } -ErrorAction SilentlyContinue -ErrorVariable failures 2>$null
        $records = @($failures | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })
        $records.Count | Should -BeGreaterThan 0 -Because "'$Block' must fail"
        $records[0]
    }

    # The paths that a block writes to, from -Verbose.
    function Get-Write ([scriptblock] $Block) {
        $VerbosePreference = 'Continue'
        $all = & $Block 4>&1
        @($all | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] } | ForEach-Object Message | Where-Object { $_ -match '^(PUT|DELETE|PATCH|POST) ' })
    }
}

AfterAll { Disconnect-AksEgress }

Describe 'Chains' {
    BeforeEach { Connect-Lab }

    It 'creates an address and a gateway, and associates a subnet' {
        $pip = New-AksEgressPublicIp -ResourceGroupName rg -Name nat-ip
        $subnet = $pip | New-AksEgressNatGateway -Name nat -IdleTimeoutInMinutes 10 |
            Set-AksEgressSubnet -VirtualNetworkName vnet -Name aks -PassThru

        $subnet.NatGateway | Should -Be "$network/natGateways/nat"
        $subnet.AddressPrefix | Should -Be '10.0.1.0/24'
        (Get-AksEgressNatGateway nat rg).IdleTimeoutInMinutes | Should -Be 10
        (Get-AksEgressPublicIp nat-ip rg).UsedBy | Should -Be "$network/natGateways/nat"
    }

    It 'creates one gateway from all piped addresses' {
        $gateway = 'one', 'two' | ForEach-Object { New-AksEgressPublicIp $_ rg } | New-AksEgressNatGateway nat

        @($gateway).Count | Should -Be 1
        $gateway.PublicIp.Count | Should -Be 2
    }

    It 'creates nothing from an empty pipeline' {
        New-AksEgressPublicIp one rg -WhatIf | New-AksEgressNatGateway nat rg
        @() | New-AksEgressRouteTable rt rg

        Get-AksEgressNatGateway | Should -BeNullOrEmpty
        Get-AksEgressRouteTable | Should -BeNullOrEmpty
    }

    It 'creates nothing from addresses in several groups' {
        $null = New-AksEgressResourceGroup other eastus
        $failure = Get-Failure { @((New-AksEgressPublicIp one rg), (New-AksEgressPublicIp two other)) | New-AksEgressNatGateway nat }
        $failure.FullyQualifiedErrorId | Should -BeLike 'ContradictingParameters,*'
        Get-AksEgressNatGateway | Should -BeNullOrEmpty
        (Get-AksEgressPublicIp | New-AksEgressNatGateway nat rg).PublicIp.Count | Should -Be 2
    }

    It 'uses the SKU of the addresses' {
        (New-AksEgressPublicIp v2 rg -Sku StandardV2 | New-AksEgressNatGateway nat).Sku | Should -Be StandardV2
    }

    It 'allocates an address from a prefix' {
        $ip = New-AksEgressPublicIpPrefix prefix rg -PrefixLength 30 -Zone 2, 1 | New-AksEgressPublicIp ip

        $ip.PublicIpPrefix | Should -Be "$network/publicIPPrefixes/prefix"
        (Get-AksEgressPublicIpPrefix prefix rg).UsedBy | Should -Contain $ip.Id
    }

    It 'creates a table from piped routes and associates it with a subnet' {
        $subnet = New-AksEgressRoute spoke 10.9.0.0/16 VnetLocal |
            New-AksEgressRouteTable rt rg -DefaultRouteTo 10.0.0.4 -DisableBgpRoutePropagation |
            Set-AksEgressSubnet aks -VirtualNetworkName vnet -PassThru

        $subnet.RouteTable | Should -Be "$network/routeTables/rt"
        $table = Get-AksEgressRouteTable rt rg
        $table.DisableBgpRoutePropagation | Should -BeTrue
        $table.RoutesByPrecedence.Name | Should -Be 'spoke', 'default'
    }

    It 'copies routes from table to table by property name' {
        $null = New-AksEgressRouteTable one rg -DefaultRouteTo 10.0.0.4 -Route (New-AksEgressRoute fw 20.62.9.8/32 Internet)
        $null = New-AksEgressRouteTable two rg
        $null = (Get-AksEgressRouteTable one rg).Routes | Add-AksEgressRoute -RouteTableName two -ResourceGroupName rg

        (Get-AksEgressRouteTable two rg).Routes.Name | Should -Be 'fw', 'default'
    }

    It 'changes and removes routes by object' {
        $null = New-AksEgressRouteTable rt rg -DefaultRouteTo 10.0.0.4
        $table = (Get-AksEgressRouteTable rt rg).Routes | Set-AksEgressRoute -NextHopIpAddress 10.0.0.5 -PassThru
        $table.Routes[0].NextHopIpAddress | Should -Be '10.0.0.5'

        $table | Set-AksEgressRoute default -NextHopType Internet -PassThru | ForEach-Object { $_.Routes[0].NextHopIpAddress } | Should -BeNullOrEmpty
        (Get-AksEgressRouteTable rt rg).Routes | Remove-AksEgressRoute -Confirm:$false -PassThru | Should -BeTrue
        (Get-AksEgressRouteTable rt rg).Routes.Count | Should -Be 0
    }

    It 'finds subnets by network, by pattern and from the pipeline' {
        (Get-AksEgressSubnet).Name | Should -Be 'aks', 'busy'
        (Get-AksEgressSubnet b* -VirtualNetworkName v*).Name | Should -Be 'busy'
        (Get-AksEgressVirtualNetwork vnet rg | Get-AksEgressSubnet aks).Id | Should -Be "$network/virtualNetworks/vnet/subnets/aks"
        (Get-AksEgressResourceGroup rg | Get-AksEgressSubnet).Count | Should -Be 2
        "$network/virtualNetworks/vnet/subnets/aks" | ForEach-Object { (Get-AksEgressSubnet -ResourceId $_).Name } | Should -Be 'aks'
    }

    It 'creates a group, a network and a subnet, and removes all' {
        $network = New-AksEgressResourceGroup lab 'West Europe' -Tag @{ team = 'net' } |
            New-AksEgressVirtualNetwork vnet -AddressPrefix 10.0.0.0/16 -Subnet ([ordered]@{ b = '10.0.1.0/24'; a = '10.0.2.0/24' }) -DnsServer 10.0.0.4
        $network.Location | Should -Be 'westeurope'
        $network.Subnets.Name | Should -Be 'b', 'a'
        ($network | New-AksEgressSubnet c -AddressPrefix 10.0.3.0/24).VirtualNetworkName | Should -Be 'vnet'
        (New-AksEgressVirtualNetwork vnet lab 10.0.0.0/16 -Subnet @{ d = '10.0.4.0/24' } -Force).Subnets.Count | Should -Be 4

        $network | Get-AksEgressSubnet c | Remove-AksEgressSubnet -Confirm:$false
        $network | Remove-AksEgressVirtualNetwork -Confirm:$false -PassThru | Should -BeTrue
        Get-AksEgressResourceGroup lab | Remove-AksEgressResourceGroup -Confirm:$false
        (Get-AksEgressResourceGroup).Name | Should -Be 'rg'
    }

    It 'filters groups by tag' {
        $null = New-AksEgressResourceGroup lab eastus -Tag @{ team = 'net' }
        (Get-AksEgressResourceGroup -Tag @{ team = '*' }).Name | Should -Be 'lab'
    }
}

Describe 'Set-AksEgressSubnet' {
    BeforeEach {
        Connect-Lab
        'one', 'two' | ForEach-Object { $null = New-AksEgressPublicIp "$_-ip" rg | New-AksEgressNatGateway $_ }
        Set-AksEgressSubnet busy rg vnet -NatGateway one -Force
    }

    It 'writes nothing the second time' {
        Get-Write { Set-AksEgressSubnet busy rg vnet -NatGateway one -PassThru } | Should -BeNullOrEmpty
    }

    It 'doesn''t replace silently' {
        $failure = Get-Failure { Set-AksEgressSubnet busy rg vnet -NatGateway two }
        $failure.FullyQualifiedErrorId | Should -BeLike 'AssociationExists,*'
        $failure.TargetObject | Should -Be "$network/natGateways/one"
    }

    It 'prompts before connections are cut, unless -Force or -Confirm:$false is specified' {
        # There is no user to prompt: the prompt itself fails, and nothing is written.
        { Set-AksEgressSubnet busy rg vnet -NatGateway two -Replace -ErrorAction Stop } | Should -Throw
        (Get-AksEgressSubnet busy rg vnet).NatGateway | Should -BeLike '*/one'

        Set-AksEgressSubnet busy rg vnet -NatGateway two -Replace -Force
        (Get-AksEgressSubnet busy rg vnet).NatGateway | Should -BeLike '*/two'
        Set-AksEgressSubnet busy rg vnet -NoNatGateway -Confirm:$false
        (Get-AksEgressSubnet busy rg vnet).NatGateway | Should -BeNullOrEmpty
    }

    It 'prompts before the first change of the egress path of a subnet in use' {
        Set-AksEgressSubnet busy rg vnet -NoNatGateway -Force
        { Set-AksEgressSubnet busy rg vnet -NatGateway two -ErrorAction Stop } | Should -Throw
        $null = New-AksEgressRouteTable out rg -DefaultRouteTo 10.0.0.4
        { Set-AksEgressSubnet busy rg vnet -RouteTable out -ErrorAction Stop } | Should -Throw
        $busy = Get-AksEgressSubnet busy rg vnet
        $busy.NatGateway | Should -BeNullOrEmpty
        $busy.RouteTable | Should -BeNullOrEmpty

        Set-AksEgressSubnet busy rg vnet -RouteTable out -Confirm:$false
        { Set-AksEgressRoute default out rg -NextHopIpAddress 10.0.0.5 -ErrorAction Stop } | Should -Throw
        { Remove-AksEgressRoute default out rg -ErrorAction Stop } | Should -Throw
        (Get-AksEgressRouteTable out rg).Routes[0].NextHopIpAddress | Should -Be '10.0.0.4'

        (Add-AksEgressRoute onprem out rg -AddressPrefix 10.9.0.0/16 -NextHopType None).Routes.Count | Should -Be 2
        ((Set-AksEgressRoute default out rg -NextHopIpAddress 10.0.0.5 -Force -PassThru).Routes | Where-Object Name -EQ default).NextHopIpAddress | Should -Be '10.0.0.5'
        Remove-AksEgressRoute default out rg -Confirm:$false
        { Add-AksEgressRoute default out rg -AddressPrefix 0.0.0.0/0 -NextHopType Internet -ErrorAction Stop } | Should -Throw
        (Add-AksEgressRoute default out rg -AddressPrefix 0.0.0.0/0 -NextHopType Internet -Force).Routes.Count | Should -Be 2
    }

    It 'removes an association of an unused subnet without a prompt' {
        Set-AksEgressSubnet aks rg vnet -NatGateway one
        (Get-AksEgressSubnet aks rg vnet | Set-AksEgressSubnet -NoNatGateway -PassThru).NatGateway | Should -BeNullOrEmpty
    }

    It 'keeps the other association' {
        $null = New-AksEgressRouteTable rt rg
        $subnet = Set-AksEgressSubnet busy rg vnet -RouteTable rt -PassThru
        $subnet.NatGateway | Should -BeLike '*/one'
        $subnet.RouteTable | Should -BeLike '*/rt'
    }

    It 'shows the associations before and after' {
        $whatIf = pwsh -NoProfile -Command "
            Import-Module '$((Get-Module AksEgress).Path)'
            `$null = Connect-AksEgress -Simulated -TimeScale 100000
            `$null = New-AksEgressResourceGroup g eastus | New-AksEgressVirtualNetwork v -AddressPrefix 10.0.0.0/16 -Subnet @{ s = '10.0.0.0/24' }
            `$null = New-AksEgressPublicIp ip g | New-AksEgressNatGateway nat
            Set-AksEgressSubnet s g v -NatGateway nat -WhatIf"
        $whatIf | Should -Contain "What if: Subnet 's' of 'v': NAT gateway (none) -> nat (eTag checked before the update)"
    }

    It 'shows with -WhatIf what the second prompt says' {
        $whatIf = pwsh -NoProfile -Command "
            Import-Module '$((Get-Module AksEgress).Path)'
            `$null = Connect-AksEgress -Simulated -TimeScale 100000
            `$null = New-AksEgressRouteTable rt contoso-rg
            Set-AksEgressSubnet aks contoso-rg contoso-vnet -RouteTable rt -WhatIf"
        $whatIf -match '^What if: This interrupts open connections of .* egress IP address: ' | Should -Not -BeNullOrEmpty
    }

    It 'changes two subnets of one network concurrently' {
        $session = Get-AksEgressSubnet -ResourceGroupName rg
        $session | Set-AksEgressSubnet -NetworkSecurityGroup nope -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures.Count | Should -Be 2 -Because 'one bad record is not the end of the others'
    }
}

Describe 'Refusals' {
    BeforeAll {
        Connect-Lab
        $null = New-AksEgressPublicIp ip rg | New-AksEgressNatGateway nat
        $null = New-AksEgressPublicIp v2 rg -Sku StandardV2
        $null = New-AksEgressRouteTable rt rg -DefaultRouteTo 10.0.0.4
        Set-AksEgressSubnet aks rg vnet -NatGateway nat -RouteTable rt
    }

    It '<id>: <command>' -TestCases @(
        @{ id = 'ResourceInUse'; category = 'ResourceBusy'; command = 'Remove-AksEgressNatGateway nat rg -Confirm:$false' }
        @{ id = 'ResourceInUse'; category = 'ResourceBusy'; command = 'Remove-AksEgressPublicIp ip rg -Confirm:$false' }
        @{ id = 'ResourceInUse'; category = 'ResourceBusy'; command = 'Remove-AksEgressRouteTable rt rg -Confirm:$false' }
        @{ id = 'ResourceInUse'; category = 'ResourceBusy'; command = 'Remove-AksEgressSubnet busy rg vnet -Confirm:$false' }
        @{ id = 'ResourceInUse'; category = 'ResourceBusy'; command = 'Remove-AksEgressVirtualNetwork vnet rg -Confirm:$false' }
        @{ id = 'ResourceNotFound'; category = 'ObjectNotFound'; command = 'Get-AksEgressNatGateway nope rg' }
        @{ id = 'ResourceNotFound'; category = 'ObjectNotFound'; command = 'Set-AksEgressSubnet aks rg vnet -NetworkSecurityGroup nope' }
        @{ id = 'ResourceGroupNotFound'; category = 'ObjectNotFound'; command = 'New-AksEgressPublicIp x nope' }
        @{ id = 'ResourceExists'; category = 'ResourceExists'; command = 'New-AksEgressPublicIp ip rg' }
        @{ id = 'RouteExists'; category = 'ResourceExists'; command = 'Add-AksEgressRoute default rt rg -AddressPrefix 10.0.0.0/8 -NextHopType None' }
        @{ id = 'RouteConflict'; category = 'ResourceExists'; command = 'Add-AksEgressRoute other rt rg -AddressPrefix 0.0.0.0/0 -NextHopType None' }
        @{ id = 'SubnetOverlaps'; category = 'InvalidArgument'; command = 'New-AksEgressSubnet x rg vnet -AddressPrefix 10.0.1.128/25' }
        @{ id = 'SubnetOutsideNetwork'; category = 'InvalidArgument'; command = 'New-AksEgressSubnet x rg vnet -AddressPrefix 10.1.0.0/24' }
        @{ id = 'InvalidValue'; category = 'InvalidArgument'; command = 'New-AksEgressVirtualNetwork x rg 10.0.0.1/16' }
        @{ id = 'InvalidValue'; category = 'InvalidArgument'; command = 'New-AksEgressRoute x 0.0.0.0/0 VirtualAppliance' }
        @{ id = 'InvalidValue'; category = 'InvalidArgument'; command = 'New-AksEgressRoute x 0.0.0.0/0 Internet 10.0.0.4' }
        @{ id = 'InvalidValue'; category = 'InvalidArgument'; command = 'New-AksEgressPublicIpPrefix x rg 124' }
        @{ id = 'InvalidValue'; category = 'InvalidArgument'; command = 'New-AksEgressPublicIp x rg -AllocationMethod Dynamic' }
        @{ id = 'SkuMismatch'; category = 'InvalidArgument'; command = 'New-AksEgressNatGateway x rg -PublicIp v2 -Sku Standard' }
        @{ id = 'AddressInUse'; category = 'ResourceBusy'; command = 'New-AksEgressNatGateway x rg -PublicIp ip' }
        @{ id = 'NatGatewayWithoutAddresses'; category = 'InvalidOperation'; command = 'Set-AksEgressNatGateway nat rg -PublicIp @()' }
        @{ id = 'ContradictingParameters'; category = 'InvalidArgument'; command = 'Set-AksEgressSubnet aks rg vnet -RouteTable rt -NoRouteTable' }
    ) {
        $failure = Get-Failure ([scriptblock]::Create($command))
        $failure.FullyQualifiedErrorId.Split(',')[0] | Should -Be $id
        $failure.CategoryInfo.Category | Should -Be $category
        $failure.TargetObject | Should -Not -BeNullOrEmpty
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'refuses a route table as a NAT gateway' {
        { Set-AksEgressSubnet aks rg vnet -NatGateway (Get-AksEgressRouteTable rt rg) -ErrorAction Stop } | Should -Throw -ErrorId 'CannotConvertArgumentNoMessage,*'
    }
}

Describe '-WhatIf' {
    BeforeAll {
        Connect-Lab
        $null = New-AksEgressPublicIp ip rg | New-AksEgressNatGateway nat
        $null = New-AksEgressPublicIp free rg
        $null = New-AksEgressPublicIpPrefix prefix rg 30
        $null = New-AksEgressRouteTable rt rg -DefaultRouteTo 10.0.0.4
        $script:commands = @{
            'New-AksEgressResourceGroup'     = { New-AksEgressResourceGroup x eastus -WhatIf }
            'Remove-AksEgressResourceGroup'  = { Remove-AksEgressResourceGroup rg -WhatIf }
            'New-AksEgressVirtualNetwork'    = { New-AksEgressVirtualNetwork x rg 10.0.0.0/16 -WhatIf }
            'Remove-AksEgressVirtualNetwork' = { New-AksEgressVirtualNetwork empty rg 10.9.0.0/16 -WhatIf; Get-AksEgressSubnet aks rg vnet | Remove-AksEgressSubnet -WhatIf }
            'New-AksEgressSubnet'            = { New-AksEgressSubnet x rg vnet -AddressPrefix 10.0.9.0/24 -WhatIf }
            'Set-AksEgressSubnet'            = { Set-AksEgressSubnet aks rg vnet -NatGateway nat -WhatIf }
            'Remove-AksEgressSubnet'         = { Remove-AksEgressSubnet aks rg vnet -WhatIf }
            'New-AksEgressRouteTable'        = { New-AksEgressRouteTable x rg -WhatIf }
            'Remove-AksEgressRouteTable'     = { Remove-AksEgressRouteTable rt rg -WhatIf }
            'Add-AksEgressRoute'             = { Add-AksEgressRoute x rt rg -AddressPrefix 10.0.0.0/8 -NextHopType None -WhatIf }
            'Set-AksEgressRoute'             = { Set-AksEgressRoute default rt rg -NextHopIpAddress 10.0.0.5 -WhatIf }
            'Remove-AksEgressRoute'          = { Remove-AksEgressRoute default rt rg -WhatIf }
            'New-AksEgressPublicIp'          = { New-AksEgressPublicIp x rg -WhatIf }
            'Remove-AksEgressPublicIp'       = { Remove-AksEgressPublicIp free rg -WhatIf }
            'New-AksEgressPublicIpPrefix'    = { New-AksEgressPublicIpPrefix x rg 30 -WhatIf }
            'Remove-AksEgressPublicIpPrefix' = { Remove-AksEgressPublicIpPrefix prefix rg -WhatIf }
            'New-AksEgressNatGateway'        = { New-AksEgressNatGateway x rg -PublicIp free -WhatIf }
            'Set-AksEgressNatGateway'        = { Set-AksEgressNatGateway nat rg -IdleTimeoutInMinutes 20 -WhatIf }
            'Remove-AksEgressNatGateway'     = { Remove-AksEgressNatGateway nat rg -WhatIf }
        }
    }

    It '<_> writes nothing' -ForEach $changing {
        $commands.ContainsKey($_) | Should -BeTrue -Because "each command that changes something is tried here"
        Get-Write $commands[$_] | Should -BeNullOrEmpty
    }

    It '<_> has the right impact' -ForEach $changing {
        $attribute = (Get-Command $_).ImplementingType.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)[0]
        $attribute.SupportsShouldProcess | Should -BeTrue
        $attribute.ConfirmImpact | Should -Be $(if ($_ -like 'Remove-*') { 'High' } else { 'Medium' })
    }
}

Describe 'Views' {
    BeforeAll {
        Connect-Lab
        $long = 'a-name-of-forty-characters-12345678901234'
        $null = New-AksEgressPublicIp $long rg | New-AksEgressNatGateway $long
        $null = New-AksEgressPublicIpPrefix $long rg 30
        $null = New-AksEgressRouteTable $long rg -DefaultRouteTo 10.0.0.4
        Set-AksEgressSubnet aks rg vnet -NatGateway $long -RouteTable $long
        $script:gets = @{
            ResourceGroup  = { Get-AksEgressResourceGroup }
            VirtualNetwork = { Get-AksEgressVirtualNetwork }
            Subnet         = { Get-AksEgressSubnet }
            RouteTable     = { Get-AksEgressRouteTable }
            Route          = { (Get-AksEgressRouteTable).Routes }
            PublicIp       = { Get-AksEgressPublicIp }
            PublicIpPrefix = { Get-AksEgressPublicIpPrefix }
            NatGateway     = { Get-AksEgressNatGateway }
        }
        $script:labels = @{
            ResourceGroup  = 'Name', 'Location', 'ProvisioningState'
            VirtualNetwork = 'Name', 'ResourceGroupName', 'AddressPrefix', 'Subnets'
            Subnet         = 'Name', 'VirtualNetwork', 'AddressPrefix', 'RouteTable', 'NatGateway'
            RouteTable     = 'Name', 'ResourceGroupName', 'Location', 'Routes', 'Subnets'
            Route          = 'AddressPrefix', 'NextHopType', 'NextHopIpAddress', 'Name'
            PublicIp       = 'Name', 'ResourceGroup', 'IpAddress', 'Sku', 'UsedBy'
            PublicIpPrefix = 'Name', 'ResourceGroup', 'IpPrefix', 'Sku', 'UsedBy'
            NatGateway     = 'Name', 'ResourceGroup', 'Sku', 'PublicIp', 'PublicIpPrefix', 'Subnets'
        }
    }

    It '<_> fits 100 columns, and its table keeps its columns in 80' -ForEach 'ResourceGroup', 'VirtualNetwork', 'Subnet', 'RouteTable', 'Route', 'PublicIp', 'PublicIpPrefix', 'NatGateway' {
        $objects = & $gets[$_]
        $wide = $objects | Out-String -Width 100
        ($wide -split '\r?\n' | Measure-Object -Maximum { $_.TrimEnd().Length }).Maximum | Should -BeLessOrEqual 100
        $narrow = $objects | Format-Table | Out-String -Width 80
        foreach ($label in $labels[$_]) { $narrow | Should -Match "\b$label\b" }
        ($objects | Format-List | Out-String -Width 100) | Should -Match '(?m)^ResourceId\s+:'
    }

    It 'shows ids by their last segment' {
        (Get-AksEgressSubnet aks | Format-Table | Out-String -Width 160) | Should -Not -Match '/subscriptions/'
    }

    It 'draws a route table' {
        (Get-AksEgressRouteTable | Out-String -Width 100) | Should -Match '(?s)1 route, used by vnet/aks.*0\.0\.0\.0/0\s+VirtualAppliance\s+10\.0\.0\.4\s+default'
    }
}

Describe 'Completion' {
    BeforeAll {
        Connect-Lab
        $null = New-AksEgressPublicIp nat-ip rg | New-AksEgressNatGateway nat
        $null = New-AksEgressRouteTable rt rg -DefaultRouteTo 10.0.0.4
        function Get-Completion ($Text) { (TabExpansion2 $Text $Text.Length).CompletionMatches.CompletionText }
    }

    It '<line> gives <expected>' -TestCases @(
        @{ line = 'Get-AksEgressSubnet a'; expected = 'aks' }
        @{ line = 'Set-AksEgressSubnet -VirtualNetworkName vnet -ResourceGroupName rg -Name b'; expected = 'busy' }
        @{ line = 'Set-AksEgressSubnet aks rg vnet -NatGateway '; expected = 'nat' }
        @{ line = 'Set-AksEgressSubnet aks rg vnet -RouteTable '; expected = 'rt' }
        @{ line = 'Set-AksEgressSubnet aks rg '; expected = 'vnet' }
        @{ line = 'Remove-AksEgressRoute '; expected = 'default' }
        @{ line = 'New-AksEgressNatGateway x rg -PublicIp '; expected = 'nat-ip' }
        @{ line = 'Get-AksEgressResourceGroup '; expected = 'rg' }
        @{ line = 'New-AksEgressVirtualNetwork x rg -Location '; expected = 'eastus' }
    ) {
        Get-Completion $line | Should -Contain $expected
    }
}
