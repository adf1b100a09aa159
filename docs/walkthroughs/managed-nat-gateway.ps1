# A cluster behind a NAT gateway that AKS makes and keeps: two addresses, then five, another timeout, and the step
# to a StandardV2 gateway, from which there is no way back.
#
# Runs as it stands on the simulator, in PowerShell 7.4 or newer and in the lab. For Azure, put your own names below
# and Connect-AksEgress without -Simulated; a cluster costs money until removed.
#
# Source: the AKS article on managed and user-assigned NAT gateways (2023). Its own-gateway half is the walkthrough
# user-assigned-nat-gateway.ps1, its Windows half windows-outbound-nat.ps1. Newer than the article: since api-version
# 2026-06-01 a managed gateway has a SKU. A region that has StandardV2 takes no new Standard gateways.

$ErrorActionPreference = 'Stop'
$group = 'myResourceGroup'
$name = 'myNatCluster'

Connect-AksEgress -Simulated -TimeScale 20000

# The region of this story has Standard gateways, as all had when the article was written.

New-AksEgressResourceGroup -Name $group -Location westcentralus

# 1. A managed gateway goes with a network that AKS makes. In an own one ARM would refuse; the pre-flight knows it.

New-AksEgressVirtualNetwork -Name vnet -ResourceGroupName $group -AddressPrefix 10.8.0.0/16 -Subnet @{ aks = '10.8.4.0/22' }
$subnet = Get-AksEgressSubnet aks -ResourceGroupName $group -VirtualNetworkName vnet
$refused = ''
try {
    New-AksEgressCluster $name $group -Subnet $subnet -OutboundType managedNATGateway
} catch {
    $refused = "$_"
}
$refused

# 2. The article's cluster: three nodes, two addresses, idle connections dropped after four minutes.

$cluster = New-AksEgressCluster $name $group -NodeCount 3 -OutboundType managedNATGateway -NatGatewayManagedOutboundIpCount 2 -NatGatewayIdleTimeoutInMinutes 4
$cluster
$two = @($cluster | Get-AksEgressIp)
$two

# 3. Five addresses. Only what is named changes: the timeout stays. Addresses can be 1 to 16, minutes 4 to 120.

Set-AksOutboundType $name $group managedNATGateway -NatGatewayManagedOutboundIpCount 5 -WhatIf
$more = Set-AksOutboundType $name $group managedNATGateway -NatGatewayManagedOutboundIpCount 5 -Confirm:$false
$more
$five = @($cluster | Get-AksEgressIp)
$five

# The timeout alone leaves the addresses as they are.

$timeout = Set-AksOutboundType $name $group managedNATGateway -NatGatewayIdleTimeoutInMinutes 30 -Confirm:$false
(Get-AksOutboundType $name $group).NatGatewayProfile

# 4. Own addresses need StandardV2, and addresses of that SKU. The pre-flight names both, before ARM is asked; what
#    this region lacks, ARM alone knows (UnsupportedOutboundType).

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

# 5. A region that has StandardV2 takes it where nothing is named. managedNATGatewayV2, the word of the previews of early
#    2026, is understood with a warning.

New-AksEgressResourceGroup -Name "$group-v2" -Location eastus
$own = New-AksEgressPublicIp own "$group-v2" -Sku StandardV2
$v2 = New-AksEgressCluster v2 "$group-v2" -OutboundType managedNATGatewayV2 -NatGatewayOutboundIp $own -NodeCount 1
$egress = @($v2 | Get-AksEgressIp)
$egress
$oneWay = Test-AksOutboundType v2 "$group-v2" managedNATGateway -NatGatewaySku Standard
$oneWay
$settled = Test-AksOutboundType v2 "$group-v2" managedNATGateway -NatGatewayManagedOutboundIpCount 2
$settled

# 6. The story checks itself, and cleans up.

if ($refused -notlike '*ManagedNetworkRequired*') { throw "In an own network the pre-flight says: $refused" }
if ($two.Count -ne 2 -or $five.Count -ne 5) { throw "There were $($two.Count) and then $($five.Count) addresses." }
if ($more.From -ne 'managedNATGateway' -or $more.Verified -ne 'ReadBack') { throw 'The number of addresses was not read back.' }
if ($timeout.AddressesAfterState -eq 'Known' -and $timeout.AllowListAdd.Count -ne 0) { throw 'Another timeout changed the addresses.' }
if ($standard.Findings.Id -notcontains 'NatGatewaySkuRequired') { throw 'Own addresses on a Standard gateway were not refused.' }
if ($mismatch.Findings.Id -notcontains 'OutboundIpSku') { throw 'An address of the wrong SKU was not found.' }
if ($unsupported -notlike '*UnsupportedOutboundType*') { throw "ARM said: $unsupported" }
if ($egress.Count -ne 1 -or $egress[0].IpAddress -ne $own.IpAddress) { throw 'The StandardV2 gateway does not leave from the own address.' }
if ($oneWay.Findings.Id -notcontains 'NatGatewaySkuIrreversible') { throw 'The way back from StandardV2 was not refused.' }
if ($settled.Findings.Id -notcontains 'NatGatewayIpOwnershipFixed') { throw 'Exchanging own for managed addresses was not refused.' }
$cluster | Remove-AksEgressCluster -Confirm:$false
$v2 | Remove-AksEgressCluster -Confirm:$false
Remove-AksEgressResourceGroup -Name $group -Confirm:$false
Remove-AksEgressResourceGroup -Name "$group-v2" -Confirm:$false
