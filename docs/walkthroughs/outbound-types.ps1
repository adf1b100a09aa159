# Tries every change of the outbound type in the two migration tables of the AKS article on a cluster, and compares the
# results with the current table of the module.
#
# You can run this script unchanged on the simulator, in PowerShell 7.4 or later and in the lab. It creates about thirty
# clusters, so don't run all of it in Azure.
#
# Source: the AKS article "Customize cluster egress with outbound types", an edition without date. Microsoft has changed
# its tables several times since: from 2026-03-27 on, managedNATGateway -> loadBalancer is "Not Supported", although the same
# page still has a section about it. The module has tables with source and date, marks such a change as Disputed, and lets
# ARM decide. The simulated ARM follows the table of 2026-08-05.
# The tables never contained managedNATGateway -> userDefinedRouting, which has its own section: the first requires a virtual
# network managed by AKS, and the second a bring-your-own one. It's still rejected. The article doesn't mention that nodes keep
# parts of the previous egress configuration until they're reimaged (-ReimageNodePool), and that none and block require a
# network isolated cluster.

$ErrorActionPreference = 'Stop'
$group = 'outbound-rg'
$types = 'loadBalancer', 'managedNATGateway', 'userAssignedNATGateway', 'userDefinedRouting', 'none', 'block'

Connect-AksEgress -Simulated -TimeScale 100000

# 1. The tables of the article, for virtual networks managed by AKS and for bring-your-own ones, without N/A.

$managed = @{
    loadBalancer           = 'managedNATGateway', 'none', 'block'
    managedNATGateway      = 'loadBalancer', 'none', 'block'
    userAssignedNATGateway = @()
    none                   = 'loadBalancer', 'managedNATGateway', 'block'
    block                  = 'loadBalancer', 'managedNATGateway', 'none'
}
$own = @{
    loadBalancer           = 'userAssignedNATGateway', 'userDefinedRouting', 'none'
    managedNATGateway      = @()
    userAssignedNATGateway = 'loadBalancer', 'userDefinedRouting', 'none'
    userDefinedRouting     = 'loadBalancer', 'userAssignedNATGateway', 'none'
    none                   = 'loadBalancer', 'userAssignedNATGateway', 'userDefinedRouting'
}

# What the module currently returns for the same changes.

Get-AksOutboundTypeMigration -From managedNATGateway -VirtualNetworkMode Managed
Get-AksOutboundTypeMigration -VirtualNetworkMode BringYourOwn

# 2. A virtual network that meets the requirements of every outbound type: a NAT gateway on the subnet, and a route table
#    with a default route to an appliance. The identity of the clusters can change them. The region has no StandardV2 NAT
#    gateways yet, so managedNATGateway has the same meaning as in the article.

New-AksEgressResourceGroup -Name $group -Location westcentralus
$gateway = New-AksEgressPublicIp -Name nat-ip -ResourceGroupName $group | New-AksEgressNatGateway -Name nat
$table = New-AksEgressRouteTable -Name rt -ResourceGroupName $group -DefaultRouteTo 10.7.2.4
New-AksEgressVirtualNetwork -Name vnet -ResourceGroupName $group -AddressPrefix 10.7.0.0/16
$subnet = New-AksEgressSubnet -Name aks -VirtualNetworkName vnet -ResourceGroupName $group -AddressPrefix 10.7.4.0/22 -NatGateway $gateway -RouteTable $table
$identity = New-AksEgressIdentity -Name outbound-id -ResourceGroupName $group
$identity | Grant-AksEgressAccess -Scope $subnet
$identity | Grant-AksEgressAccess -Scope $table

# 3. All changes in virtual networks managed by AKS. The script creates a cluster with the outbound type of the row, and
#    changes it to the outbound type of each column. A cluster that ARM doesn't change is used for the next column.
#    -SkipPreflight lets ARM decide. none and block require network isolated clusters, so each cluster caches its bootstrap
#    artifacts. A row whose outbound type can't be created has no cluster to change.

$cells = @()
$number = 0
foreach ($from in 'loadBalancer', 'managedNATGateway', 'userAssignedNATGateway', 'none', 'block') {
    $cluster = $null
    foreach ($to in $types) {
        if ($to -ne $from) {
            $arm = 'Supported'
            try {
                if (-not $cluster) {
                    $number = $number + 1
                    $cluster = New-AksEgressCluster "managed$number" $group -OutboundType $from -BootstrapArtifactSource Cache -NodeCount 1 -SkipPreflight -WarningAction SilentlyContinue
                }
                $null = $cluster | Set-AksOutboundType -OutboundType $to -SkipPreflight -Confirm:$false -WarningAction SilentlyContinue
                $cluster = $null
            } catch {
                $arm = 'NotSupported'
            }
            $module = (Get-AksOutboundTypeMigration -From $from -To $to -VirtualNetworkMode Managed).Support
            $article = if ($managed[$from] -contains $to) { 'Supported' } else { 'NotSupported' }
            $cells += [pscustomobject]@{ Network = 'Managed'; From = $from; To = $to; Article = $article; Module = "$module"; Arm = $arm }
        }
    }
}

# 4. All changes in bring-your-own virtual networks. AKS rejects a new cluster that uses the load balancer in a subnet with a
#    NAT gateway, but not the change of an existing one, so those clusters are created with the gateway first.

foreach ($from in 'loadBalancer', 'managedNATGateway', 'userAssignedNATGateway', 'userDefinedRouting', 'none') {
    $cluster = $null
    foreach ($to in $types) {
        if ($to -ne $from) {
            $arm = 'Supported'
            try {
                if (-not $cluster) {
                    $number = $number + 1
                    $first = if ($from -eq 'loadBalancer') { 'userAssignedNATGateway' } else { $from }
                    $cluster = New-AksEgressCluster "own$number" $group -OutboundType $first -Subnet $subnet -Identity $identity -BootstrapArtifactSource Cache -NodeCount 1 -SkipPreflight -WarningAction SilentlyContinue
                    if ($first -ne $from) {
                        $null = $cluster | Set-AksOutboundType -OutboundType $from -SkipPreflight -Confirm:$false -WarningAction SilentlyContinue
                    }
                }
                $null = $cluster | Set-AksOutboundType -OutboundType $to -SkipPreflight -Confirm:$false -WarningAction SilentlyContinue
                $cluster = $null
            } catch {
                $arm = 'NotSupported'
            }
            $module = (Get-AksOutboundTypeMigration -From $from -To $to -VirtualNetworkMode BringYourOwn).Support
            $article = if ($own[$from] -contains $to) { 'Supported' } else { 'NotSupported' }
            $cells += [pscustomobject]@{ Network = 'BringYourOwn'; From = $from; To = $to; Article = $article; Module = "$module"; Arm = $arm }
        }
    }
}

# 5. The difference is one change: managedNATGateway to loadBalancer, which the article supports, the current table doesn't
#    support, and the module marks as disputed.

$cells | Where-Object { $_.Article -ne $_.Arm -or $_.Article -ne $_.Module } | Format-Table

# 6. For this change, the pre-flight check returns a warning: you can try it, and ARM decides.

New-AksEgressCluster disputed $group -OutboundType managedNATGateway -NatGatewaySku Standard -NodeCount 1
$readiness = Test-AksOutboundType disputed $group loadBalancer
$readiness

# The example of the article: from the load balancer to a managed NAT gateway with two addresses ...

New-AksEgressCluster article $group -NodeCount 1
$there = Set-AksOutboundType article $group managedNATGateway -NatGatewayManagedOutboundIpCount 2 -NatGatewaySku Standard -Confirm:$false
$there

# ... and to the gateway on the bring-your-own subnet. Its route table sends all traffic to an appliance, and a route takes
# precedence over a NAT gateway: the pre-flight check warns, and Get-AksEgressIp shows the actual egress path.

New-AksEgressCluster article-own $group -OutboundType userAssignedNATGateway -Subnet $subnet -Identity $identity -NodeCount 1 -WarningAction SilentlyContinue
$null = Set-AksOutboundType article-own $group loadBalancer -Confirm:$false -WarningAction SilentlyContinue
Test-AksOutboundType article-own $group userAssignedNATGateway

# The three kinds of addresses for the load balancer, one kind at a time. The article advises against reusing an address of
# a previous configuration, because other clients might still have connections to it.

$prefix = New-AksEgressPublicIpPrefix -Name lb-prefix -ResourceGroupName $group -PrefixLength 31
$address = New-AksEgressPublicIp -Name lb-ip -ResourceGroupName $group
$count = Set-AksOutboundType article-own $group loadBalancer -LoadBalancerManagedOutboundIpCount 2 -Confirm:$false -WarningAction SilentlyContinue
$own = Set-AksOutboundType article-own $group loadBalancer -LoadBalancerOutboundIp $address -Confirm:$false -WarningAction SilentlyContinue
$whole = Set-AksOutboundType article-own $group loadBalancer -LoadBalancerOutboundIpPrefix $prefix -Confirm:$false -WarningAction SilentlyContinue
$count, $own, $whole
$kinds = Test-AksOutboundType article-own $group loadBalancer -LoadBalancerOutboundIp $address -LoadBalancerManagedOutboundIpCount 2
$kinds

# The section that contradicts the tables: a cluster with a managed gateway has no subnet for a route table.

$unrouted = Test-AksOutboundType article $group userDefinedRouting
$unrouted

# 7. Check the results.

if ($cells.Count -ne 50) { throw "$($cells.Count) changes were tried, not 50." }
$different = @($cells | Where-Object { $_.Article -ne $_.Arm })
if ($different.Count -ne 1) { throw "The article and the simulated ARM differ in $($different.Count) changes, not in one: $($different.From) -> $($different.To)" }
if ("$($different[0].Network) $($different[0].From) -> $($different[0].To)" -ne 'Managed managedNATGateway -> loadBalancer') { throw "They differ in $($different[0].From) -> $($different[0].To)." }
if ($different[0].Module -ne 'Disputed') { throw "The module returns $($different[0].Module)." }
$unlike = @($cells | Where-Object { $_.Module -ne $_.Arm -and $_.Module -ne 'Disputed' })
if ($unlike.Count -ne 0) { throw "The module and the simulated ARM differ: $($unlike[0].From) -> $($unlike[0].To) in $($unlike[0].Network)." }
if ($readiness.Findings.Id -notcontains 'DisputedMigration') { throw 'The pre-flight check doesn''t report the dispute.' }
if ("$((Get-AksOutboundType article-own $group).LoadBalancerProfile)" -notlike "*$($prefix.Id)*") { throw 'The load balancer doesn''t have the prefix.' }
if ("$($count.Verified) $($own.Verified) $($whole.Verified)" -ne 'ReadBack ReadBack ReadBack') { throw 'A change of the load balancer''s addresses wasn''t verified.' }
if ($kinds.Findings.Id -notcontains 'OutboundIpKindsExclusive') { throw 'Two kinds of addresses at a time weren''t rejected.' }
if ($unrouted.Findings.Id -notcontains 'ByoNetworkRequired') { throw 'Routing in a virtual network managed by AKS wasn''t rejected.' }
if ($there.AddressesAfterState -eq 'Known' -and $there.AddressesAfter.Count -ne 2) { throw "The managed gateway has $($there.AddressesAfter.Count) addresses." }
Remove-AksEgressResourceGroup -Name $group -Confirm:$false
