# Creates a cluster with a user-assigned NAT gateway: address, gateway, virtual network, subnet, identity, and cluster. Then
# verifies the egress and cleans up.
#
# You can run this script unchanged on the simulator, in PowerShell 7.4 or later and in the lab. For Azure, change the
# names below, and run Connect-AksEgress without -Simulated. The cluster and the gateway incur costs until you remove them.
#
# Source: the AKS article on NAT gateways, and the notes on NAT gateways for private clusters. The notes create the cluster
# with userDefinedRouting and expect the gateway to be sufficient. AKS rejects that without a default route to an appliance,
# so this script uses the outbound type for NAT gateways: userAssignedNATGateway.

$ErrorActionPreference = 'Stop'
$group = 'myResourceGroup'
$location = 'southcentralus'

Connect-AksEgress -Simulated
New-AksEgressResourceGroup -Name $group -Location $location

# 1. An address, and a NAT gateway with an idle timeout of ten minutes.

$address = New-AksEgressPublicIp -Name myNatGatewayPip -ResourceGroupName $group -Sku Standard
$gateway = $address | New-AksEgressNatGateway -Name myNatGateway -IdleTimeoutInMinutes 10
$gateway

# 2. A virtual network with a subnet that uses the gateway.

New-AksEgressVirtualNetwork -Name myVnet -ResourceGroupName $group -AddressPrefix 172.16.0.0/20
$subnet = New-AksEgressSubnet -Name myNatCluster -VirtualNetworkName myVnet -ResourceGroupName $group -AddressPrefix 172.16.0.0/22 -NatGateway $gateway
$subnet

# 3. An identity for the cluster, with its role on the virtual network. It takes some time until Microsoft Entra ID knows a
#    new identity; Grant-AksEgressAccess waits for it.

$identity = New-AksEgressIdentity -Name myNatClusterId -ResourceGroupName $group
$identity | Grant-AksEgressAccess -Scope (Get-AksEgressVirtualNetwork myVnet $group)

# 4. The cluster. Without the gateway on the subnet, the pre-flight check would return an error.

$cluster = New-AksEgressCluster -Name myNatCluster -ResourceGroupName $group -Subnet $subnet -OutboundType userAssignedNATGateway -NetworkPlugin azure -Identity $identity -NodeCount 2
$cluster

# 5. Verify that the subnet has the gateway, and that the cluster uses its address.

$verified = Get-AksEgressSubnet -Name myNatCluster -VirtualNetworkName myVnet -ResourceGroupName $group
$verified.NatGateway
$egress = $cluster | Get-AksEgressIp
$egress
if ($verified.NatGateway -ne $gateway.Id) { throw 'The subnet doesn''t have the gateway.' }
if ($egress.IpAddress -ne $address.IpAddress) { throw "The egress IP address is $($egress.IpAddress), not $($address.IpAddress)." }

# 6. Test from inside: a pod tests which address the Internet sees. AKS starts the pod, so the test also works with private
#    clusters.

$test = $cluster | Test-AksEgress
$test
if ($test.Result -ne 'Match' -or "$($test.SeenByInternet)" -ne $address.IpAddress) { throw "The test returned $($test.Result): $($test.Reason)" }

# 7. Clean up in reverse order. A resource that is in use isn't removed, and the error shows what uses it.

$cluster | Remove-AksEgressCluster -Confirm:$false
$identity | Remove-AksEgressIdentity -Confirm:$false
$verified | Remove-AksEgressSubnet -Confirm:$false
Get-AksEgressNatGateway -Name myNatGateway -ResourceGroupName $group | Remove-AksEgressNatGateway -Confirm:$false
Get-AksEgressPublicIp -Name myNatGatewayPip -ResourceGroupName $group | Remove-AksEgressPublicIp -Confirm:$false
Remove-AksEgressResourceGroup -Name $group -Confirm:$false
