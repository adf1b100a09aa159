# Creates a cluster with user-defined routing through an Azure Firewall. Shows what AKS rejects: each error is first shown by
# the pre-flight check, which changes nothing, and then by ARM itself.
#
# You can run this script unchanged on the simulator, in PowerShell 7.4 or later and in the lab. For Azure, change the names
# below, and run Connect-AksEgress without -Simulated. The firewall and the cluster incur costs until you remove them.
#
# Source: the AKS article on user-defined routing of 2020, and its error codes from public issue threads. Newer information:
#  - An existing cluster in a bring-your-own virtual network can change to userDefinedRouting (the article: new clusters only).
#  - For a missing default route and a missing route table, ARM returns the same error, ExistingRouteTableNotAssociatedWithSubnet.
#  - New-AksEgressCluster always uses scale sets and the Standard load balancer, which the article requires.

$ErrorActionPreference = 'Stop'
$group = 'udr-rg'
$location = 'eastus'

Connect-AksEgress -Simulated
New-AksEgressResourceGroup -Name $group -Location $location

# 1. A virtual network with a subnet for the nodes and one for the firewall, whose name and size Azure requires.

New-AksEgressVirtualNetwork -Name udr-vnet -ResourceGroupName $group -AddressPrefix 10.60.0.0/16 -Subnet @{ nodes = '10.60.1.0/24'; AzureFirewallSubnet = '10.60.2.0/26' }
$subnet = Get-AksEgressSubnet -Name nodes -VirtualNetworkName udr-vnet -ResourceGroupName $group
$cluster = @{ Name = 'udr-aks'; ResourceGroupName = $group; OutboundType = 'userDefinedRouting'; NodeCount = 2 }

# 2. Rejected: a virtual network managed by AKS. It has no subnet for your route table.

$preflight = $arm = $null
try { New-AksEgressCluster @cluster } catch { $preflight = $_ }
try { New-AksEgressCluster @cluster -SkipPreflight -WarningAction SilentlyContinue } catch { $arm = $_ }
"$preflight"
"$arm"
if ("$preflight" -notlike '*ByoNetworkRequired*') { throw "The pre-flight check didn't require a bring-your-own virtual network: $preflight" }
if ("$arm" -notlike '*is not using custom VNet*') { throw "ARM accepted a virtual network managed by AKS: $arm" }

# 3. Rejected: a subnet without a route table.

$preflight = $arm = $null
try { New-AksEgressCluster @cluster -Subnet $subnet } catch { $preflight = $_ }
try { New-AksEgressCluster @cluster -Subnet $subnet -SkipPreflight -WarningAction SilentlyContinue } catch { $arm = $_ }
"$preflight"
"$arm"
if ("$preflight" -notlike '*RouteTableMissing*') { throw "The pre-flight check didn't report the missing route table: $preflight" }
if ("$arm" -notlike '*ExistingRouteTableNotAssociatedWithSubnet*') { throw "ARM didn't report the missing route table: $arm" }

# 4. Rejected: a route table without a default route.

$table = New-AksEgressRouteTable -Name udr-rt -ResourceGroupName $group
$table | Set-AksEgressSubnet -VirtualNetworkName udr-vnet -Name nodes -Force

$preflight = $arm = $null
try { New-AksEgressCluster @cluster -Subnet $subnet } catch { $preflight = $_ }
try { New-AksEgressCluster @cluster -Subnet $subnet -SkipPreflight -WarningAction SilentlyContinue } catch { $arm = $_ }
"$preflight"
"$arm"
if ("$preflight" -notlike '*DefaultRouteMissing*') { throw "The pre-flight check didn't report the missing default route: $preflight" }
if ("$arm" -notlike '*ExistingRouteTableNotAssociatedWithSubnet*') { throw "ARM didn't report the missing default route: $arm" }

# 5. Rejected: a default route to the Internet. Nodes without public IP addresses would get no replies.

Add-AksEgressRoute -RouteTableName udr-rt -ResourceGroupName $group -Name default -AddressPrefix 0.0.0.0/0 -NextHopType Internet -Confirm:$false

$preflight = $arm = $null
try { New-AksEgressCluster @cluster -Subnet $subnet } catch { $preflight = $_ }
try { New-AksEgressCluster @cluster -Subnet $subnet -SkipPreflight -WarningAction SilentlyContinue } catch { $arm = $_ }
"$preflight"
"$arm"
if ("$preflight" -notlike '*DefaultRouteNextHop*') { throw "The pre-flight check accepted a default route to the Internet: $preflight" }
if ("$arm" -notlike '*RouteTableInvalidNextHop*') { throw "ARM accepted a default route to the Internet: $arm" }

# 6. The egress path: a firewall with a policy that contains the rules. Nodes need them when they start, so the rules exist
#    before the cluster: the FQDN tag for the endpoints that every cluster needs, and the port of the tunnel.

$address = New-AksEgressPublicIp -Name udr-fw-ip -ResourceGroupName $group
$policy = New-AksEgressFirewallPolicy -Name udr-policy -ResourceGroupName $group -EnableDnsProxy
$operation = New-AksEgressFirewall -Name udr-fw -ResourceGroupName $group -VirtualNetworkName udr-vnet -PublicIp $address -Policy $policy -NoWait
$operation

# The creation of a firewall takes minutes. Until then, no route can use it, and -WhatIf detects this. (On a very slow computer,
# the simulated minutes might already be over, and there's no error.)

$young = $null
try { New-AksEgressRouteTable -Name udr-early -ResourceGroupName $group -DefaultRouteTo udr-fw -WhatIf } catch { $young = $_ }
"$young"
$firewall = $operation | Wait-AksEgressOperation
$firewall
$firewall | Add-AksEgressFirewallRule -Name aks-names -Application -CollectionName before-nodes-names -CollectionGroupName before-nodes -Protocol Http=80, Https=443 -FqdnTag AzureKubernetesService
$firewall | Add-AksEgressFirewallRule -Name aks-tunnel -Network -CollectionName before-nodes-ports -CollectionGroupName before-nodes -Protocol TCP -DestinationAddress "AzureCloud.$location" -DestinationPort 9000 -Priority 200

# 7. The routes: all traffic to the private IP address of the firewall, and traffic to its public IP address directly to the
#    Internet, because replies of the firewall would otherwise loop. The new route table replaces the previous one.

$routes = $firewall | New-AksEgressRouteTable -Name udr-fw-rt
$routes
$routes | Set-AksEgressSubnet -VirtualNetworkName udr-vnet -Name nodes -Replace -Force

# 8. Rejected: kubenet with a system-assigned identity. Only a user-assigned identity can write pod routes into the route table.

$preflight = $arm = $null
try { New-AksEgressCluster @cluster -Subnet $subnet -NetworkPlugin kubenet } catch { $preflight = $_ }
try { New-AksEgressCluster @cluster -Subnet $subnet -NetworkPlugin kubenet -SkipPreflight -WarningAction SilentlyContinue } catch { $arm = $_ }
"$preflight"
"$arm"
if ("$preflight" -notlike '*SystemIdentityWithRouteTable*') { throw "The pre-flight check accepted kubenet with a system-assigned identity: $preflight" }
if ("$arm" -notlike '*OnlySupportedOnUserAssignedMSICluster*') { throw "ARM accepted kubenet with a system-assigned identity: $arm" }

# 9. Accepted. AKS creates no egress resources: no outbound IP address and no outbound rule. The first service of type
#    LoadBalancer creates a load balancer for inbound traffic; its replies are asymmetric unless the firewall publishes it (DNAT).

#    Nodes pull images while they're created, so the firewall allows what every cluster requires before the cluster exists.

$firewall | Add-AksEgressFirewallRule -Name aks -Application -CollectionName aks -FqdnTag AzureKubernetesService -Protocol Http=80, Https=443
$made = New-AksEgressCluster @cluster -Subnet $subnet
$made
$firewall | Add-AksEgressFirewallRule -AksRequired -Cluster $made
$egress = $made | Get-AksEgressIp
$egress
$rules = Get-AksEgressFirewallRule $firewall
$rules | Format-Table Kind, CollectionGroupName, CollectionName, Name

# 10. An existing cluster changes in the same way, and the pre-flight check reports the same errors.

$second = New-AksEgressSubnet -Name second -VirtualNetworkName udr-vnet -ResourceGroupName $group -AddressPrefix 10.60.3.0/24
$balanced = New-AksEgressCluster -Name udr-balanced -ResourceGroupName $group -Subnet $second -NodeCount 1
$readiness = $balanced | Test-AksOutboundType -OutboundType userDefinedRouting
$readiness
$refused = $null
try { $balanced | Set-AksOutboundType -OutboundType userDefinedRouting -SkipPreflight -WarningAction SilentlyContinue -Confirm:$false } catch { $refused = $_ }
"$refused"
$routes | Set-AksEgressSubnet -VirtualNetworkName udr-vnet -Name second -Force
$change = $balanced | Set-AksOutboundType -OutboundType userDefinedRouting -Confirm:$false
$change

# 11. Check the results.

if ($young -and "$young" -notlike "*'udr-fw' has no private IP address*") { throw "A firewall that isn't created yet was accepted as the next hop: $young" }
if ($firewall.Policy -ne $policy.Id) { throw 'The firewall doesn''t use the policy.' }
if ($made.OutboundType -ne 'userDefinedRouting') { throw "The outbound type is $($made.OutboundType)." }
if ("$($egress.IpAddress)" -ne $address.IpAddress) { throw "The egress IP address is $($egress.IpAddress), not $($address.IpAddress)." }
if ($egress.Source -ne 'Firewall') { throw "The source of the address is $($egress.Source)." }
if (@(Get-AksEgressPublicIp -ResourceGroupName $made.NodeResourceGroup).Count -ne 0) { throw 'AKS created a public IP address.' }
if ("$($routes.Routes)" -notlike "*$($address.IpAddress)/32 -> Internet*") { throw 'The public IP address of the firewall isn''t routed to the Internet.' }
if ($rules.CollectionGroupName -notcontains 'aks-required') { throw 'The policy doesn''t contain the rules that the cluster requires.' }
if ($readiness.Findings.Id -notcontains 'RouteTableMissing') { throw 'The second cluster was reported as ready.' }
if ("$refused" -notlike '*ExistingRouteTableNotAssociatedWithSubnet*') { throw "ARM changed a cluster without a route: $refused" }
if ($change.Verified -ne 'ReadBack') { throw 'The change of the second cluster wasn''t verified.' }
if ($change.AddressesAfterState -eq 'Known' -and "$($change.AddressesAfter)" -ne $address.IpAddress) { throw "The egress IP address of the second cluster is $($change.AddressesAfter)." }

# 12. Clean up in reverse order. A resource that is in use isn't removed, and the error shows what uses it.

$inUse = $null
try { Remove-AksEgressFirewall -Name udr-fw -ResourceGroupName $group -Confirm:$false } catch { $inUse = $_ }
"$inUse"
if ("$inUse" -notlike '*/routeTables/udr-fw-rt*') { throw "A firewall that a route uses was removed: $inUse" }
$balanced, $made | Remove-AksEgressCluster -Confirm:$false
'nodes', 'second' | ForEach-Object { Remove-AksEgressSubnet -Name $_ -VirtualNetworkName udr-vnet -ResourceGroupName $group -Confirm:$false }
'udr-fw-rt', 'udr-rt' | ForEach-Object { Remove-AksEgressRouteTable -Name $_ -ResourceGroupName $group -Confirm:$false }
$removal = Remove-AksEgressFirewall -Name udr-fw -ResourceGroupName $group -NoWait -Confirm:$false
$removal | Wait-AksEgressOperation
Remove-AksEgressFirewallPolicy -Name udr-policy -ResourceGroupName $group -Confirm:$false
Remove-AksEgressPublicIp -Name udr-fw-ip -ResourceGroupName $group -Confirm:$false
Remove-AksEgressResourceGroup -Name $group -Confirm:$false
