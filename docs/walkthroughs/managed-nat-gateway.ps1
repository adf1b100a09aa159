# A cluster with a managed NAT gateway: two addresses, then five, another idle timeout, and the change to a StandardV2
# gateway, which can't be reverted.
#
# You can run this script unchanged on the simulator, in PowerShell 7.4 or later and in the lab. For Azure, change the
# names below, and run Connect-AksEgress without -Simulated. The cluster incurs costs until you remove it.
#
# Source: the AKS article on managed and user-assigned NAT gateways (2023). The walkthrough user-assigned-nat-gateway.ps1
# covers its part on user-assigned gateways, and windows-outbound-nat.ps1 its part on Windows. Newer than the article: since
# api-version 2026-06-01, a managed gateway has a SKU. A region with StandardV2 doesn't support new Standard gateways.

$ErrorActionPreference = 'Stop'
$group = 'myResourceGroup'
$name = 'myNatCluster'

Connect-AksEgress -Simulated -TimeScale 20000

# This region has Standard gateways, as all regions had when the article was written.

New-AksEgressResourceGroup -Name $group -Location westcentralus

# 1. A managed NAT gateway requires a virtual network managed by AKS. The pre-flight check detects this before ARM does.

New-AksEgressVirtualNetwork -Name vnet -ResourceGroupName $group -AddressPrefix 10.8.0.0/16 -Subnet @{ aks = '10.8.4.0/22' }
$subnet = Get-AksEgressSubnet aks -ResourceGroupName $group -VirtualNetworkName vnet
$refused = ''
try {
    New-AksEgressCluster $name $group -Subnet $subnet -OutboundType managedNATGateway -NatGatewaySku Standard
} catch {
    $refused = "$_"
}
$refused

# 2. The cluster of the article: three nodes, two addresses, and an idle timeout of four minutes.

$cluster = New-AksEgressCluster $name $group -NodeCount 3 -OutboundType managedNATGateway -NatGatewaySku Standard -NatGatewayManagedOutboundIpCount 2 -NatGatewayIdleTimeoutInMinutes 4
$cluster
$two = @($cluster | Get-AksEgressIp)
$two

# 3. Five addresses. Other settings are kept. Range: 1 to 16 addresses, 4 to 120 minutes.

Set-AksOutboundType $name $group managedNATGateway -NatGatewayManagedOutboundIpCount 5 -WhatIf
$more = Set-AksOutboundType $name $group managedNATGateway -NatGatewayManagedOutboundIpCount 5 -Confirm:$false
$more
$five = @($cluster | Get-AksEgressIp)
$five

# A change of the timeout keeps the addresses.

$timeout = Set-AksOutboundType $name $group managedNATGateway -NatGatewayIdleTimeoutInMinutes 30 -Confirm:$false
(Get-AksOutboundType $name $group).NatGatewayProfile

# 4. Your own addresses require StandardV2, and addresses of that SKU. The pre-flight check reports both before the request
#    is sent. Only ARM knows what this region supports (UnsupportedOutboundType).

New-AksEgressPublicIp v1 $group
New-AksEgressPublicIp v2 $group -Sku StandardV2
$standard = Test-AksOutboundType $name $group managedNATGateway -NatGatewayOutboundIp v2
$standard
$mismatch = Test-AksOutboundType $name $group managedNATGateway -NatGatewaySku StandardV2 -NatGatewayOutboundIp v1
$mismatch
$unsupported = ''
try {
    Set-AksOutboundType $name $group managedNATGateway -NatGatewaySku StandardV2 -NatGatewayOutboundIp v2 -Confirm:$false
} catch {
    $unsupported = "$_"
}
$unsupported

# 5. A region with StandardV2 uses it by default. managedNATGatewayV2, the name in the previews of early 2026, is accepted
#    with a warning.

New-AksEgressResourceGroup -Name "$group-v2" -Location eastus
$own = New-AksEgressPublicIp own "$group-v2" -Sku StandardV2
$v2 = New-AksEgressCluster v2 "$group-v2" -OutboundType managedNATGatewayV2 -NatGatewayOutboundIp $own -NodeCount 1
$egress = @($v2 | Get-AksEgressIp)
$egress
$oneWay = Test-AksOutboundType v2 "$group-v2" managedNATGateway -NatGatewaySku Standard
$oneWay
$settled = Test-AksOutboundType v2 "$group-v2" managedNATGateway -NatGatewayManagedOutboundIpCount 2
$settled

# 6. Check the results, and clean up.

if ($refused -notlike '*ManagedNetworkRequired*') { throw "In a bring-your-own virtual network, the pre-flight check reports: $refused" }
if ($two.Count -ne 2 -or $five.Count -ne 5) { throw "The gateway had $($two.Count) and then $($five.Count) addresses." }
if ($more.From -ne 'managedNATGateway' -or $more.Verified -ne 'ReadBack') { throw 'The number of addresses wasn''t verified.' }
if ($timeout.AddressesAfterState -eq 'Known' -and $timeout.AllowListAdd.Count -ne 0) { throw 'Another timeout changed the addresses.' }
if ($standard.Findings.Id -notcontains 'NatGatewaySkuRequired') { throw 'Your own addresses on a Standard gateway weren''t rejected.' }
if ($mismatch.Findings.Id -notcontains 'OutboundIpSku') { throw 'An address of the wrong SKU wasn''t reported.' }
if ($unsupported -notlike '*UnsupportedOutboundType*') { throw "ARM returned: $unsupported" }
if ($egress.Count -ne 1 -or $egress[0].IpAddress -ne $own.IpAddress) { throw 'The StandardV2 gateway doesn''t use the specified address.' }
if ($oneWay.Findings.Id -notcontains 'NatGatewaySkuIrreversible') { throw 'The change from StandardV2 wasn''t rejected.' }
if ($settled.Findings.Id -notcontains 'NatGatewayIpOwnershipFixed') { throw 'The change from your own to managed addresses wasn''t rejected.' }
$cluster | Remove-AksEgressCluster -Confirm:$false
$v2 | Remove-AksEgressCluster -Confirm:$false
Remove-AksEgressResourceGroup -Name $group -Confirm:$false
Remove-AksEgressResourceGroup -Name "$group-v2" -Confirm:$false
