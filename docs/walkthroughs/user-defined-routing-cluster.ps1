# A private cluster whose traffic goes where your route table says: network, route table, identity, cluster; and why the
# default route of the notes that it follows is refused.
#
# Runs as it stands on the simulator, in PowerShell 7.4 or newer and in the lab. For Azure, put your own names below
# and Connect-AksEgress without -Simulated; a cluster costs money until removed. Behind the appliance's address there must
# be an appliance then, such as an Azure Firewall with New-AksEgressFirewall.
#
# Source: notes on the "user-defined routing cluster". They send 0.0.0.0/0 to the next hop Internet and add a NAT gateway,
# which is to do the rest. AKS refuses such a route (RouteTableInvalidNextHop): userDefinedRouting is for an appliance or a
# virtual network gateway. What the notes want with the NAT gateway is userAssignedNATGateway, another walkthrough.

$ErrorActionPreference = 'Stop'
$group = 'aks-rg'
$name = 'aks-udr-cluster'
$appliance = '10.1.0.4'

Connect-AksEgress -Simulated -TimeScale 20000
New-AksEgressResourceGroup -Name $group -Location eastus

# 1. The network, as the notes have it, and a route table with their default route, on the subnet.

New-AksEgressVirtualNetwork -Name aks-vnet -ResourceGroupName $group -AddressPrefix 10.0.0.0/8 -Subnet @{ 'aks-subnet' = '10.240.0.0/16' }
$table = New-AksEgressRouteTable -Name aks-rt -ResourceGroupName $group -Route (New-AksEgressRoute default-route 0.0.0.0/0 Internet)
$table
$subnet = $table | Set-AksEgressSubnet -VirtualNetworkName aks-vnet -Name aks-subnet -PassThru

# 2. The pre-flight finds the route before ARM is asked, and says what to do ...

$preflight = ''
try {
    New-AksEgressCluster $name $group -Subnet $subnet -NetworkPlugin azure -OutboundType userDefinedRouting -PrivateCluster -NodeCount 2
} catch {
    $preflight = "$_"
}
$preflight

# ... and ARM, asked all the same, refuses in its own words.

$arm = ''
try {
    New-AksEgressCluster $name $group -Subnet $subnet -NetworkPlugin azure -OutboundType userDefinedRouting -PrivateCluster -NodeCount 2 -SkipPreflight -WarningAction SilentlyContinue
} catch {
    $arm = "$_"
}
$arm

# 3. Done right: the default route leads to an appliance. A subnet has the table, so without -Force there is a question:
#    whatever is in the subnet would lose its open connections. Nothing is yet.

Set-AksEgressRoute -RouteTableName aks-rt -ResourceGroupName $group -Name default-route -NextHopType VirtualAppliance -NextHopIpAddress $appliance -Force

# 4. An identity for the cluster, which may change the subnet and the route table. A new identity is not known to the
#    directory at once; Grant-AksEgressAccess waits for that, and gives nothing twice.

$identity = New-AksEgressIdentity -Name aks-udr-identity -ResourceGroupName $group
$identity | Grant-AksEgressAccess -Scope $subnet
$given = $identity | Grant-AksEgressAccess -Scope $table
$again = Grant-AksEgressAccess aks-udr-identity -ResourceGroupName $group -Scope $table

# 5. The cluster: private, so that its API server has no public address either.

$cluster = New-AksEgressCluster $name $group -Subnet $subnet -NetworkPlugin azure -OutboundType userDefinedRouting -PrivateCluster -Identity $identity -NodeCount 2
$cluster

# 6. Verify, as the notes do, and a little more: the type, and where the traffic goes. Which public address is behind
#    the appliance, only its owner knows.

$shown = Get-AksOutboundType $name $group
$shown
$egress = @($cluster | Get-AksEgressIp)
$egress

# 7. The story checks itself, and cleans up in reverse.

if ($preflight -notlike '*DefaultRouteNextHop*') { throw "The pre-flight said: $preflight" }
if ($arm -notlike '*RouteTableInvalidNextHop*') { throw "ARM said: $arm" }
if ($given.Name -ne $again.Name) { throw 'The role was given twice.' }
if ($shown.OutboundType -ne 'userDefinedRouting') { throw "The cluster leaves by $($shown.OutboundType)." }
if (-not $cluster.PrivateCluster) { throw 'The cluster is not private.' }
if ("$($shown.EgressAddresses)" -notlike "*$appliance*") { throw "The cluster leaves from $($shown.EgressAddresses)." }
$cluster | Remove-AksEgressCluster -Confirm:$false
$subnet | Remove-AksEgressSubnet -Confirm:$false
Get-AksEgressRouteTable aks-rt $group | Remove-AksEgressRouteTable -Confirm:$false
$identity | Remove-AksEgressIdentity -Confirm:$false
Remove-AksEgressResourceGroup -Name $group -Confirm:$false
