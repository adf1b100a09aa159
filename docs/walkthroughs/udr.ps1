# A cluster that leaves by a route table of one's own: userDefinedRouting through an Azure Firewall, from nothing. With what
# AKS refuses on the way: each refusal is shown by the pre-flight, which costs nothing, and then by ARM itself.
#
# Runs as it stands on the simulator, in PowerShell 7.4 or newer and in the lab. For Azure, put your own names below and
# Connect-AksEgress without -Simulated; a firewall and a cluster cost money until removed, and the refusals cost a request each.
#
# Source: the AKS article on user-defined routing of 2020, and its error codes from public issue threads. What is newer wins:
#  - An existing cluster in a network of its own can become userDefinedRouting (the article knew new clusters only).
#  - No default route and a route table without one are refused with the same words, ExistingRouteTableNotAssociatedWithSubnet.
#  - Scale sets and the standard load balancer, which the article asks for, are all that New-AksEgressCluster makes.

$ErrorActionPreference = 'Stop'
$group = 'udr-rg'
$location = 'eastus'

Connect-AksEgress -Simulated
New-AksEgressResourceGroup -Name $group -Location $location

# 1. A network with a subnet for the nodes and one for the firewall, whose name and size Azure prescribes.

New-AksEgressVirtualNetwork -Name udr-vnet -ResourceGroupName $group -AddressPrefix 10.60.0.0/16 -Subnet @{ nodes = '10.60.1.0/24'; AzureFirewallSubnet = '10.60.2.0/26' }
$subnet = Get-AksEgressSubnet -Name nodes -VirtualNetworkName udr-vnet -ResourceGroupName $group
$cluster = @{ Name = 'udr-aks'; ResourceGroupName = $group; OutboundType = 'userDefinedRouting'; NodeCount = 2 }

# 2. Refused: a network that AKS makes. There is no subnet to put a route table on.

$preflight = $arm = $null
try { New-AksEgressCluster @cluster } catch { $preflight = $_ }
try { New-AksEgressCluster @cluster -SkipPreflight -WarningAction SilentlyContinue } catch { $arm = $_ }
"$preflight"
"$arm"
if ("$preflight" -notlike '*ByoNetworkRequired*') { throw "The pre-flight did not ask for a network of one's own: $preflight" }
if ("$arm" -notlike '*is not using custom VNet*') { throw "ARM took a managed network: $arm" }

# 3. Refused: a subnet without a route table.

$preflight = $arm = $null
try { New-AksEgressCluster @cluster -Subnet $subnet } catch { $preflight = $_ }
try { New-AksEgressCluster @cluster -Subnet $subnet -SkipPreflight -WarningAction SilentlyContinue } catch { $arm = $_ }
"$preflight"
"$arm"
if ("$preflight" -notlike '*RouteTableMissing*') { throw "The pre-flight did not miss the route table: $preflight" }
if ("$arm" -notlike '*ExistingRouteTableNotAssociatedWithSubnet*') { throw "ARM did not miss the route table: $arm" }

# 4. Refused: a route table without a default route.

$table = New-AksEgressRouteTable -Name udr-rt -ResourceGroupName $group
$table | Set-AksEgressSubnet -VirtualNetworkName udr-vnet -Name nodes -Force

$preflight = $arm = $null
try { New-AksEgressCluster @cluster -Subnet $subnet } catch { $preflight = $_ }
try { New-AksEgressCluster @cluster -Subnet $subnet -SkipPreflight -WarningAction SilentlyContinue } catch { $arm = $_ }
"$preflight"
"$arm"
if ("$preflight" -notlike '*DefaultRouteMissing*') { throw "The pre-flight did not miss the default route: $preflight" }
if ("$arm" -notlike '*ExistingRouteTableNotAssociatedWithSubnet*') { throw "ARM did not miss the default route: $arm" }

# 5. Refused: a default route to the Internet. Nodes without public addresses would get no answer by it.

Add-AksEgressRoute -RouteTableName udr-rt -ResourceGroupName $group -Name default -AddressPrefix 0.0.0.0/0 -NextHopType Internet -Confirm:$false

$preflight = $arm = $null
try { New-AksEgressCluster @cluster -Subnet $subnet } catch { $preflight = $_ }
try { New-AksEgressCluster @cluster -Subnet $subnet -SkipPreflight -WarningAction SilentlyContinue } catch { $arm = $_ }
"$preflight"
"$arm"
if ("$preflight" -notlike '*DefaultRouteNextHop*') { throw "The pre-flight took a default route to the Internet: $preflight" }
if ("$arm" -notlike '*RouteTableInvalidNextHop*') { throw "ARM took a default route to the Internet: $arm" }

# 6. The way out: a firewall with a policy, which has the rules. Nodes need them as soon as they start, so the rules are there
#    before the cluster: Azure's tag for the names that every cluster needs, and the tunnel by its port.

$address = New-AksEgressPublicIp -Name udr-fw-ip -ResourceGroupName $group
$policy = New-AksEgressFirewallPolicy -Name udr-policy -ResourceGroupName $group -EnableDnsProxy
$operation = New-AksEgressFirewall -Name udr-fw -ResourceGroupName $group -VirtualNetworkName udr-vnet -PublicIp $address -Policy $policy -NoWait
$operation

# A firewall takes minutes. Until it stands in its subnet there is nothing to route to, and -WhatIf knows it. (On a very slow
# machine the simulated minutes may be over by now; then there is no refusal to see.)

$young = $null
try { New-AksEgressRouteTable -Name udr-early -ResourceGroupName $group -DefaultRouteTo udr-fw -WhatIf } catch { $young = $_ }
"$young"
$firewall = $operation | Wait-AksEgressOperation
$firewall
$firewall | Add-AksEgressFirewallRule -Name aks-names -Application -CollectionName before-nodes-names -CollectionGroupName before-nodes -Protocol Http=80, Https=443 -FqdnTag AzureKubernetesService
$firewall | Add-AksEgressFirewallRule -Name aks-tunnel -Network -CollectionName before-nodes-ports -CollectionGroupName before-nodes -Protocol TCP -DestinationAddress "AzureCloud.$location" -DestinationPort 9000 -Priority 200

# 7. The routes: everything to the firewall's private address, and its public address straight to the Internet, or what the
#    firewall itself answers would go through it again. A new table takes the place of the old one.

$routes = $firewall | New-AksEgressRouteTable -Name udr-fw-rt
$routes
$routes | Set-AksEgressSubnet -VirtualNetworkName udr-vnet -Name nodes -Replace -Force

# 8. Refused: kubenet with the cluster's own identity. It writes pod routes into the table, which only a user-assigned identity may.

$preflight = $arm = $null
try { New-AksEgressCluster @cluster -Subnet $subnet -NetworkPlugin kubenet } catch { $preflight = $_ }
try { New-AksEgressCluster @cluster -Subnet $subnet -NetworkPlugin kubenet -SkipPreflight -WarningAction SilentlyContinue } catch { $arm = $_ }
"$preflight"
"$arm"
if ("$preflight" -notlike '*UserAssignedIdentityRequired*') { throw "The pre-flight took kubenet with a system-assigned identity: $preflight" }
if ("$arm" -notlike '*OnlySupportedOnUserAssignedMSICluster*') { throw "ARM took kubenet with a system-assigned identity: $arm" }

# 9. Now it is taken. AKS makes no way out of its own: no outbound address and no outbound rule. A load balancer comes with the
#    first Service of type LoadBalancer, for what comes in; that answers asymmetrically unless the firewall publishes it (DNAT).

$made = New-AksEgressCluster @cluster -Subnet $subnet
$made
$firewall | Add-AksEgressFirewallRule -AksRequired -Cluster $made
$egress = $made | Get-AksEgressIp
$egress
$rules = Get-AksEgressFirewallRule $firewall
$rules | Format-Table Kind, CollectionGroupName, CollectionName, Name

# 10. An existing cluster comes to it the same way, and is told the same before ARM is asked.

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

# 11. The story checks itself.

if ($young -and "$young" -notlike "*'udr-fw' has no private IP address*") { throw "A firewall on its way was taken as next hop: $young" }
if ($firewall.Policy -ne $policy.Id) { throw 'The firewall does not use the policy.' }
if ($made.OutboundType -ne 'userDefinedRouting') { throw "The cluster leaves by $($made.OutboundType)." }
if ("$($egress.IpAddress)" -ne $address.IpAddress) { throw "The cluster leaves from $($egress.IpAddress), not from $($address.IpAddress)." }
if ($egress.Source -ne 'Firewall') { throw "The address is of $($egress.Source)." }
if (@(Get-AksEgressPublicIp -ResourceGroupName $made.NodeResourceGroup).Count -ne 0) { throw 'AKS made an address of its own.' }
if ("$($routes.Routes)" -notlike "*$($address.IpAddress)/32 -> Internet*") { throw 'The firewall''s public address is not routed to the Internet.' }
if ($rules.CollectionGroupName -notcontains 'aks-required') { throw 'What the cluster needs is not in the policy.' }
if ($readiness.Findings.Id -notcontains 'RouteTableMissing') { throw 'The second cluster was thought ready.' }
if ("$refused" -notlike '*ExistingRouteTableNotAssociatedWithSubnet*') { throw "ARM changed a cluster without a route: $refused" }
if ($change.Verified -ne 'ReadBack') { throw 'The change of the second cluster was not read back.' }
if ($change.AddressesAfterState -eq 'Known' -and "$($change.AddressesAfter)" -ne $address.IpAddress) { throw "The second cluster leaves from $($change.AddressesAfter)." }

# 12. Clean up, in reverse: what is still in use is not removed, and the error says by what.

$inUse = $null
try { Remove-AksEgressFirewall -Name udr-fw -ResourceGroupName $group -Confirm:$false } catch { $inUse = $_ }
"$inUse"
if ("$inUse" -notlike '*/routeTables/udr-fw-rt*') { throw "A firewall that routes point to was removed: $inUse" }
$balanced, $made | Remove-AksEgressCluster -Confirm:$false
'nodes', 'second' | ForEach-Object { Remove-AksEgressSubnet -Name $_ -VirtualNetworkName udr-vnet -ResourceGroupName $group -Confirm:$false }
'udr-fw-rt', 'udr-rt' | ForEach-Object { Remove-AksEgressRouteTable -Name $_ -ResourceGroupName $group -Confirm:$false }
$removal = Remove-AksEgressFirewall -Name udr-fw -ResourceGroupName $group -NoWait -Confirm:$false
$removal | Wait-AksEgressOperation
Remove-AksEgressFirewallPolicy -Name udr-policy -ResourceGroupName $group -Confirm:$false
Remove-AksEgressPublicIp -Name udr-fw-ip -ResourceGroupName $group -Confirm:$false
Remove-AksEgressResourceGroup -Name $group -Confirm:$false
