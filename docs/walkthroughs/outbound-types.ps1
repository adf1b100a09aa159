# Outbound types: what each of them is, and which may become which. Every cell of the article's two migration
# tables is tried here on a cluster, and held against the table that the module has today.
#
# Runs as it stands on the simulator, in PowerShell 7.4 or newer and in the lab. It makes some thirty
# clusters, so it is nothing for Azure; there, take the single commands.
#
# Source: the AKS article "Customize cluster egress with outbound types", an edition without date. Microsoft has
# changed its tables often since: from 2026-03-27 on, managedNATGateway -> loadBalancer is "Not Supported" there,
# although the same page still has a section on how to do it. The module keeps tables with source and date, calls
# such a cell Disputed, and lets ARM decide. The simulated ARM goes by the table of 2026-08-05.
# The article's section on managedNATGateway -> userDefinedRouting was never in its tables: the one wants AKS's network,
# the other one's own. It stays refused here. What the article does not say: nodes keep parts of the old egress until
# they are reimaged (-ReimageNodePool), and none and block ask for a network isolated cluster.

$ErrorActionPreference = 'Stop'
$group = 'outbound-rg'
$types = 'loadBalancer', 'managedNATGateway', 'userAssignedNATGateway', 'userDefinedRouting', 'none', 'block'

Connect-AksEgress -Simulated -TimeScale 100000

# 1. What the article's tables say. In a managed network (AKS made it) and in one of your own; N/A is left out.

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

# What the module says today of the same cells.

Get-AksOutboundTypeMigration -From managedNATGateway -VirtualNetworkMode Managed
Get-AksOutboundTypeMigration -VirtualNetworkMode BringYourOwn

# 2. A network in which every type has what it needs: a NAT gateway on the subnet, and a route table with a default
#    route to an appliance. The clusters act as an identity that may change them. The region has no StandardV2 NAT
#    gateways yet, so that managedNATGateway is what the article means by it.

New-AksEgressResourceGroup -Name $group -Location westcentralus
$gateway = New-AksEgressPublicIp -Name nat-ip -ResourceGroupName $group | New-AksEgressNatGateway -Name nat
$table = New-AksEgressRouteTable -Name rt -ResourceGroupName $group -DefaultRouteTo 10.7.2.4
New-AksEgressVirtualNetwork -Name vnet -ResourceGroupName $group -AddressPrefix 10.7.0.0/16
$subnet = New-AksEgressSubnet -Name aks -VirtualNetworkName vnet -ResourceGroupName $group -AddressPrefix 10.7.4.0/22 -NatGateway $gateway -RouteTable $table
$identity = New-AksEgressIdentity -Name outbound-id -ResourceGroupName $group
$identity | Grant-AksEgressAccess -Scope $subnet
$identity | Grant-AksEgressAccess -Scope $table

# 3. Every cell of the managed network's table. A cluster is made in the row's type and asked to become the column's;
#    one that ARM refuses to change serves for the next column. What the pre-flight finds is skipped, so that ARM itself
#    answers. none and block are for network isolated clusters, so each cluster has its bootstrap artifacts cached. A row
#    whose type cannot be made has nothing to start from.

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

# 4. Every cell of the own network's table.

foreach ($from in 'loadBalancer', 'managedNATGateway', 'userAssignedNATGateway', 'userDefinedRouting', 'none') {
    $cluster = $null
    foreach ($to in $types) {
        if ($to -ne $from) {
            $arm = 'Supported'
            try {
                if (-not $cluster) {
                    $number = $number + 1
                    $cluster = New-AksEgressCluster "own$number" $group -OutboundType $from -Subnet $subnet -Identity $identity -BootstrapArtifactSource Cache -NodeCount 1 -SkipPreflight -WarningAction SilentlyContinue
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

# 5. Where do they differ? In one cell: the way back from managedNATGateway to loadBalancer, which the article has,
#    today's table has not, and the module calls disputed.

$cells | Where-Object { $_.Article -ne $_.Arm -or $_.Article -ne $_.Module } | Format-Table

# 6. What the pre-flight says of that cell is a warning: it may be tried, and ARM has the last word.

New-AksEgressCluster disputed $group -OutboundType managedNATGateway -NatGatewaySku Standard -NodeCount 1
$readiness = Test-AksOutboundType disputed $group loadBalancer
$readiness

# The article's own example, one way: from the load balancer to a managed NAT gateway with two addresses ...

New-AksEgressCluster article $group -NodeCount 1
$there = Set-AksOutboundType article $group managedNATGateway -NatGatewayManagedOutboundIpCount 2 -NatGatewaySku Standard -Confirm:$false
$there

# ... and to the gateway on the own subnet. Its table sends everything to an appliance, and a route wins over a NAT
# gateway: the pre-flight warns, and the address list shows where the traffic really goes.

New-AksEgressCluster article-own $group -Subnet $subnet -Identity $identity -NodeCount 1
Test-AksOutboundType article-own $group userAssignedNATGateway

# The article's three ways to say which addresses the load balancer gets; exactly one kind at a time. It warns not to take
# an address again that an earlier configuration used: others may still have its connections.

$prefix = New-AksEgressPublicIpPrefix -Name lb-prefix -ResourceGroupName $group -PrefixLength 31
$address = New-AksEgressPublicIp -Name lb-ip -ResourceGroupName $group
$count = Set-AksOutboundType article-own $group loadBalancer -LoadBalancerManagedOutboundIpCount 2 -Confirm:$false -WarningAction SilentlyContinue
$own = Set-AksOutboundType article-own $group loadBalancer -LoadBalancerOutboundIp $address -Confirm:$false -WarningAction SilentlyContinue
$whole = Set-AksOutboundType article-own $group loadBalancer -LoadBalancerOutboundIpPrefix $prefix -Confirm:$false -WarningAction SilentlyContinue
$count, $own, $whole
$kinds = Test-AksOutboundType article-own $group loadBalancer -LoadBalancerOutboundIp $address -LoadBalancerManagedOutboundIpCount 2
$kinds

# And the section that its tables contradict: a managed gateway's cluster has no subnet to put a route table on.

$unrouted = Test-AksOutboundType article $group userDefinedRouting
$unrouted

# 7. The story checks itself.

if ($cells.Count -ne 50) { throw "$($cells.Count) cells were tried, not 50." }
$different = @($cells | Where-Object { $_.Article -ne $_.Arm })
if ($different.Count -ne 1) { throw "The article and the simulated ARM differ in $($different.Count) cells, not in one: $($different.From) -> $($different.To)" }
if ("$($different[0].Network) $($different[0].From) -> $($different[0].To)" -ne 'Managed managedNATGateway -> loadBalancer') { throw "They differ in $($different[0].From) -> $($different[0].To)." }
if ($different[0].Module -ne 'Disputed') { throw "The module calls it $($different[0].Module)." }
$unlike = @($cells | Where-Object { $_.Module -ne $_.Arm -and $_.Module -ne 'Disputed' })
if ($unlike.Count -ne 0) { throw "The module says otherwise than the simulated ARM: $($unlike[0].From) -> $($unlike[0].To) in $($unlike[0].Network)." }
if ($readiness.Findings.Id -notcontains 'DisputedMigration') { throw 'The pre-flight does not speak of the dispute.' }
if ("$((Get-AksOutboundType article-own $group).LoadBalancerProfile)" -notlike "*$($prefix.Id)*") { throw 'The load balancer does not have the prefix.' }
if ("$($count.Verified) $($own.Verified) $($whole.Verified)" -ne 'ReadBack ReadBack ReadBack') { throw 'A change of the load balancer''s addresses was not read back.' }
if ($kinds.Findings.Id -notcontains 'OutboundIpKindsExclusive') { throw 'Two kinds of addresses at a time were not refused.' }
if ($unrouted.Findings.Id -notcontains 'ByoNetworkRequired') { throw 'Routing was thought possible in a managed network.' }
if ($there.AddressesAfterState -eq 'Known' -and $there.AddressesAfter.Count -ne 2) { throw "The managed gateway has $($there.AddressesAfter.Count) addresses." }
Remove-AksEgressResourceGroup -Name $group -Confirm:$false
