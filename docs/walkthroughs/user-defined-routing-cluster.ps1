# Creates a private cluster with user-defined routing: virtual network, route table, identity, and cluster. Shows why AKS
# rejects the default route of the notes that this script follows.
#
# You can run this script unchanged on the simulator, in PowerShell 7.4 or later and in the lab. For Azure, change the
# names below, and run Connect-AksEgress without -Simulated. The cluster incurs costs until you remove it. The address of the
# appliance must belong to a real appliance, such as an Azure Firewall from New-AksEgressFirewall.
#
# Source: notes on the "user-defined routing cluster". They use the next hop Internet for 0.0.0.0/0 and add a NAT gateway. AKS
# rejects such a route (RouteTableInvalidNextHop): userDefinedRouting requires an appliance or a virtual network gateway. The
# outbound type for NAT gateways is userAssignedNATGateway, which has its own walkthrough.

$ErrorActionPreference = 'Stop'
$group = 'aks-rg'
$name = 'aks-udr-cluster'
$appliance = '10.1.0.4'

Connect-AksEgress -Simulated -TimeScale 20000
New-AksEgressResourceGroup -Name $group -Location eastus

# 1. The virtual network of the notes, and a route table with their default route, on the subnet.

New-AksEgressVirtualNetwork -Name aks-vnet -ResourceGroupName $group -AddressPrefix 10.0.0.0/8 -Subnet @{ 'aks-subnet' = '10.240.0.0/16' }
$table = New-AksEgressRouteTable -Name aks-rt -ResourceGroupName $group -Route (New-AksEgressRoute default-route 0.0.0.0/0 Internet)
$table
$subnet = $table | Set-AksEgressSubnet -VirtualNetworkName aks-vnet -Name aks-subnet -PassThru

# 2. The pre-flight check reports the route before the request is sent, with the recommended action ...

$preflight = ''
try {
    New-AksEgressCluster $name $group -Subnet $subnet -NetworkPlugin azure -OutboundType userDefinedRouting -PrivateCluster -NodeCount 2
} catch {
    $preflight = "$_"
}
$preflight

# ... and with -SkipPreflight, ARM rejects the request.

$arm = ''
try {
    New-AksEgressCluster $name $group -Subnet $subnet -NetworkPlugin azure -OutboundType userDefinedRouting -PrivateCluster -NodeCount 2 -SkipPreflight -WarningAction SilentlyContinue
} catch {
    $arm = "$_"
}
$arm

# 3. The correct default route uses an appliance. A subnet uses the route table, so the cmdlet prompts without -Force: the
#    change interrupts open connections of the subnet. Nothing is in the subnet yet.

Set-AksEgressRoute -RouteTableName aks-rt -ResourceGroupName $group -Name default-route -NextHopType VirtualAppliance -NextHopIpAddress $appliance -Force

# 4. An identity for the cluster, which can change the subnet and the route table. It takes some time until Microsoft Entra ID
#    knows a new identity; Grant-AksEgressAccess waits for it. The second call creates no second role assignment.

$identity = New-AksEgressIdentity -Name aks-udr-identity -ResourceGroupName $group
$identity | Grant-AksEgressAccess -Scope $subnet
$given = $identity | Grant-AksEgressAccess -Scope $table
$again = Grant-AksEgressAccess aks-udr-identity -ResourceGroupName $group -Scope $table

# 5. The cluster. It's private, so its API server has no public IP address.

$cluster = New-AksEgressCluster $name $group -Subnet $subnet -NetworkPlugin azure -OutboundType userDefinedRouting -PrivateCluster -Identity $identity -NodeCount 2
$cluster

# 6. Verify the outbound type and the egress path. Only the owner of the appliance knows its public IP address.

$shown = Get-AksOutboundType $name $group
$shown
$egress = @($cluster | Get-AksEgressIp)
$egress

# 7. Check the results, and clean up in reverse order.

if ($preflight -notlike '*DefaultRouteNextHop*') { throw "The pre-flight check reported: $preflight" }
if ($arm -notlike '*RouteTableInvalidNextHop*') { throw "ARM returned: $arm" }
if ($given.Name -ne $again.Name) { throw 'The role was assigned twice.' }
if ($shown.OutboundType -ne 'userDefinedRouting') { throw "The outbound type is $($shown.OutboundType)." }
if (-not $cluster.PrivateCluster) { throw 'The cluster isn''t private.' }
if ("$($shown.EgressAddresses)" -notlike "*$appliance*") { throw "The egress path is $($shown.EgressAddresses)." }
$cluster | Remove-AksEgressCluster -Confirm:$false
$subnet | Remove-AksEgressSubnet -Confirm:$false
Get-AksEgressRouteTable aks-rt $group | Remove-AksEgressRouteTable -Confirm:$false
$identity | Remove-AksEgressIdentity -Confirm:$false
Remove-AksEgressResourceGroup -Name $group -Confirm:$false
