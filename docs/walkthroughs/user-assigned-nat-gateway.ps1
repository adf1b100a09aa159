# A cluster that leaves by an own NAT gateway, from nothing: address, gateway, network, subnet, identity, cluster;
# then see that it is so, and clean up.
#
# Runs as it stands on the simulator, in PowerShell 7.4 or newer and in the lab. For Azure, put your own
# names below and Connect-AksEgress without -Simulated; a cluster and a gateway cost money until removed.
#
# Source: the AKS article on NAT gateways and the notes on NAT gateways for private clusters. The notes
# create the cluster with userDefinedRouting and say that the gateway will do the rest; AKS refuses that
# without a default route to an appliance, so the type that is meant is used here: userAssignedNATGateway.

$ErrorActionPreference = 'Stop'
$group = 'myResourceGroup'
$location = 'southcentralus'

Connect-AksEgress -Simulated
New-AksEgressResourceGroup -Name $group -Location $location

# 1. An address, and a NAT gateway that drops idle connections after ten minutes.

$address = New-AksEgressPublicIp -Name myNatGatewayPip -ResourceGroupName $group -Sku Standard
$gateway = $address | New-AksEgressNatGateway -Name myNatGateway -IdleTimeoutInMinutes 10
$gateway

# 2. A network, and in it a subnet that leaves by the gateway.

New-AksEgressVirtualNetwork -Name myVnet -ResourceGroupName $group -AddressPrefix 172.16.0.0/20
$subnet = New-AksEgressSubnet -Name myNatCluster -VirtualNetworkName myVnet -ResourceGroupName $group -AddressPrefix 172.16.0.0/22 -NatGateway $gateway
$subnet

# 3. An identity for the cluster to act as, with its role on the network. A new identity is not known to the directory at
#    once; Grant-AksEgressAccess waits for that.

$identity = New-AksEgressIdentity -Name myNatClusterId -ResourceGroupName $group
$identity | Grant-AksEgressAccess -Scope (Get-AksEgressVirtualNetwork myVnet $group)

# 4. Without the gateway on the subnet the pre-flight would have refused. With it, the cluster can be made.

$cluster = New-AksEgressCluster -Name myNatCluster -ResourceGroupName $group -Subnet $subnet -OutboundType userAssignedNATGateway -NetworkPlugin azure -Identity $identity -NodeCount 2
$cluster

# 5. Verify: the subnet has the gateway, and the cluster leaves from its address.

$verified = Get-AksEgressSubnet -Name myNatCluster -VirtualNetworkName myVnet -ResourceGroupName $group
$verified.NatGateway
$egress = $cluster | Get-AksEgressIp
$egress
if ($verified.NatGateway -ne $gateway.Id) { throw 'The subnet does not leave by the gateway.' }
if ($egress.IpAddress -ne $address.IpAddress) { throw "The cluster leaves from $($egress.IpAddress), not from $($address.IpAddress)." }

# 6. The proof from inside: a pod asks the Internet which address it sees. No pod of one's own is needed for that, and no
#    way to the API server, so it works on private clusters too.

$test = $cluster | Test-AksEgress
$test
if ($test.Result -ne 'Match' -or "$($test.SeenByInternet)" -ne $address.IpAddress) { throw "The test from inside says $($test.Result): $($test.Reason)" }

# 7. Clean up, in reverse: what is still in use is not removed, and the error says by what.

$cluster | Remove-AksEgressCluster -Confirm:$false
$identity | Remove-AksEgressIdentity -Confirm:$false
$verified | Remove-AksEgressSubnet -Confirm:$false
Get-AksEgressNatGateway -Name myNatGateway -ResourceGroupName $group | Remove-AksEgressNatGateway -Confirm:$false
Get-AksEgressPublicIp -Name myNatGatewayPip -ResourceGroupName $group | Remove-AksEgressPublicIp -Confirm:$false
Remove-AksEgressResourceGroup -Name $group -Confirm:$false
