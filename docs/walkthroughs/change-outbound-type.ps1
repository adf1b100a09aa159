# Change a cluster's outbound type: load balancer, own NAT gateway, user-defined routing, and back.
#
# Runs as it stands on the simulator, in PowerShell 7.4 or newer and in the lab:
#   Import-Module AksEgress; ./change-outbound-type.ps1          dotnet run --project tests/Lab
# For Azure, put your own names below and Connect-AksEgress without -Simulated. Each change cuts the
# cluster's open connections and gives it other addresses; try it on a cluster that may be cut.
#
# Source: the AKS article on outbound types. Where that article and today's migration table
# (Get-AksOutboundTypeMigration) differ, the table is followed.

$ErrorActionPreference = 'Stop'
$group = 'contoso-rg'
$cluster = 'contoso-aks'
$network = 'contoso-vnet'
$subnet = 'aks'
$appliance = '10.42.2.4'

Connect-AksEgress -Simulated

# 1. Where are we? The cluster leaves by its load balancer, from an address that AKS made.

Get-AksOutboundType $cluster -ResourceGroupName $group
Get-AksEgressIp $cluster -ResourceGroupName $group

# 2. What can it become? The table knows; a path that it does not have is refused before ARM is asked.

Get-AksOutboundTypeMigration -From loadBalancer -VirtualNetworkMode BringYourOwn
Test-AksOutboundType $cluster -ResourceGroupName $group -OutboundType managedNATGateway

# 3. To an own NAT gateway. The pre-flight says what is missing, and with which command it comes. The subnet's
#    nodes leave by the gateway as soon as it has it: without -Force, Set-AksEgressSubnet asks.

Test-AksOutboundType $cluster -ResourceGroupName $group -OutboundType userAssignedNATGateway
$address = New-AksEgressPublicIp -Name contoso-nat-ip -ResourceGroupName $group
$address | New-AksEgressNatGateway -Name contoso-nat -IdleTimeoutInMinutes 10 |
    Set-AksEgressSubnet -VirtualNetworkName $network -Name $subnet -Force -PassThru |
    Format-List Name, NatGateway, RouteTable, NetworkSecurityGroup

# Azure's order: a route to an appliance wins over a NAT gateway, and that over the load balancer's rules. So the
# cluster leaves by the gateway from now on, while AKS still holds the load balancer's address.

$attached = Get-AksEgressIp $cluster -ResourceGroupName $group
$attached

# Now it is ready. -WhatIf shows the plan: each member that changes, and the addresses before and after.
# The cluster's API server lets in authorized ranges only; -UpdateAuthorizedIpRange lets them follow, or the
# nodes, which come from another address then, would be locked out of their own API server.

$rangesBefore = Get-AksEgressAuthorizedIpRange $cluster -ResourceGroupName $group
$rangesBefore

Test-AksOutboundType $cluster -ResourceGroupName $group -OutboundType userAssignedNATGateway -Quiet
Set-AksOutboundType $cluster -ResourceGroupName $group -OutboundType userAssignedNATGateway -UpdateAuthorizedIpRange -WhatIf
$toNat = Set-AksOutboundType $cluster -ResourceGroupName $group -OutboundType userAssignedNATGateway -UpdateAuthorizedIpRange -Confirm:$false
$toNat

# 4. To user-defined routing, through the firewall that stands in the same network.

Test-AksOutboundType $cluster -ResourceGroupName $group -OutboundType userDefinedRouting
$table = New-AksEgressRouteTable -Name contoso-rt -ResourceGroupName $group -DefaultRouteTo $appliance
$table
$table | Set-AksEgressSubnet -VirtualNetworkName $network -Name $subnet -Force
$toFirewall = Set-AksOutboundType $cluster -ResourceGroupName $group -OutboundType userDefinedRouting -UpdateAuthorizedIpRange -Confirm:$false
$toFirewall
Get-AksEgressIp $cluster -ResourceGroupName $group

# 5. And back. A change record knows the way: first to the NAT gateway, whose route must go first ...

$toFirewall | Undo-AksOutboundType -UpdateAuthorizedIpRange -WhatIf
Set-AksEgressSubnet -ResourceGroupName $group -VirtualNetworkName $network -Name $subnet -NoRouteTable -Force
$toFirewall | Undo-AksOutboundType -UpdateAuthorizedIpRange -Confirm:$false

# ... then to the load balancer. Its old address is gone: Azure keeps no address that AKS has freed. The pre-flight
# says that the gateway would go on winning over it, so the gateway leaves the subnet.

$balancer = Test-AksOutboundType $cluster -ResourceGroupName $group -OutboundType loadBalancer
$balancer
Set-AksEgressSubnet -ResourceGroupName $group -VirtualNetworkName $network -Name $subnet -NoNatGateway -Force
$toNat | Undo-AksOutboundType -UpdateAuthorizedIpRange -Confirm:$false
Get-AksOutboundType $cluster -ResourceGroupName $group

# The authorized ranges came back with it: the addresses on the way are gone, the others were never touched.

Get-AksEgressAuthorizedIpRange $cluster -ResourceGroupName $group

# 6. The story checks itself.

$now = Get-AksOutboundType $cluster -ResourceGroupName $group
if ($now.OutboundType -ne 'loadBalancer') { throw "The cluster leaves by $($now.OutboundType)." }
if ($attached.Source -ne 'NatGateway') { throw "With the gateway on its subnet the cluster leaves by $($attached.Source)." }
if ($balancer.Findings.Id -notcontains 'NatGatewayOverridesLoadBalancer') { throw 'Nobody said that the gateway would win.' }
if ($toNat.AddressesAfterState -eq 'Known' -and $toNat.AddressesAfter -notcontains $address.IpAddress) { throw 'The NAT gateway''s address was not used.' }
if ($toFirewall.Verified -ne 'ReadBack') { throw 'The change to the firewall was not read back.' }
if ($toNat.RangesAdded -notcontains "$($address.IpAddress)/32") { throw 'The new address was not let in.' }
$rangesNow = Get-AksEgressAuthorizedIpRange $cluster -ResourceGroupName $group
if ("$($rangesNow.IpRange)" -ne "$($rangesBefore.IpRange)") { throw 'The authorized ranges are not what they were.' }
