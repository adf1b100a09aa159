# Changes the outbound type of a cluster: load balancer, user-assigned NAT gateway, user-defined routing, and back.
#
# You can run this script unchanged on the simulator, in PowerShell 7.4 or later and in the lab:
#   Import-Module AksEgress; ./change-outbound-type.ps1          dotnet run --project tests/Lab
# For Azure, change the names below, and run Connect-AksEgress without -Simulated. Each change interrupts the open
# connections of the cluster and changes its egress IP addresses, so use a cluster that isn't critical.
#
# Source: the AKS article on outbound types. Where the article and the current migration table
# (Get-AksOutboundTypeMigration) differ, this script follows the table.

$ErrorActionPreference = 'Stop'
$group = 'contoso-rg'
$cluster = 'contoso-aks'
$network = 'contoso-vnet'
$subnet = 'aks'
$appliance = '10.42.2.4'

Connect-AksEgress -Simulated

# 1. The current state: the cluster egresses through its load balancer, with an address that AKS created.

Get-AksOutboundType $cluster -ResourceGroupName $group
Get-AksEgressIp $cluster -ResourceGroupName $group

# 2. The supported changes: a change that the table doesn't contain is rejected before the request is sent.

Get-AksOutboundTypeMigration -From loadBalancer -VirtualNetworkMode BringYourOwn
Test-AksOutboundType $cluster -ResourceGroupName $group -OutboundType managedNATGateway

# 3. Change to a user-assigned NAT gateway. The pre-flight check shows what is missing, and the commands for it.
#    The subnet's traffic uses the gateway immediately, so Set-AksEgressSubnet prompts without -Force.

Test-AksOutboundType $cluster -ResourceGroupName $group -OutboundType userAssignedNATGateway
$address = New-AksEgressPublicIp -Name contoso-nat-ip -ResourceGroupName $group
$address | New-AksEgressNatGateway -Name contoso-nat -IdleTimeoutInMinutes 10 |
    Set-AksEgressSubnet -VirtualNetworkName $network -Name $subnet -Force -PassThru |
    Format-List Name, NatGateway, RouteTable, NetworkSecurityGroup

# Azure applies this precedence: a route to an appliance, a NAT gateway, the load balancer. The cluster egresses through
# the gateway from now on, although AKS still has the address of the load balancer.

$attached = Get-AksEgressIp $cluster -ResourceGroupName $group
$attached

# The cluster is ready. -WhatIf shows the plan: each setting that changes, and the addresses before and after.
# The API server has authorized IP ranges. -UpdateAuthorizedIpRange updates them; otherwise, the nodes couldn't reach
# their own API server from their new egress IP address.

$rangesBefore = Get-AksEgressAuthorizedIpRange $cluster -ResourceGroupName $group
$rangesBefore

Test-AksOutboundType $cluster -ResourceGroupName $group -OutboundType userAssignedNATGateway -Quiet
Set-AksOutboundType $cluster -ResourceGroupName $group -OutboundType userAssignedNATGateway -UpdateAuthorizedIpRange -WhatIf
$toNat = Set-AksOutboundType $cluster -ResourceGroupName $group -OutboundType userAssignedNATGateway -UpdateAuthorizedIpRange -Confirm:$false
$toNat

# 4. Change to user-defined routing, through the firewall in the same virtual network. The firewall denies traffic that
#    no rule allows, so the rules for the endpoints that AKS requires come first.

Test-AksOutboundType $cluster -ResourceGroupName $group -OutboundType userDefinedRouting
Add-AksEgressFirewallRule contoso-fw -ResourceGroupName $group -AksRequired -Cluster $cluster -WarningAction SilentlyContinue
$table = New-AksEgressRouteTable -Name contoso-rt -ResourceGroupName $group -DefaultRouteTo $appliance
$table
$table | Set-AksEgressSubnet -VirtualNetworkName $network -Name $subnet -Force
$toFirewall = Set-AksOutboundType $cluster -ResourceGroupName $group -OutboundType userDefinedRouting -UpdateAuthorizedIpRange -Confirm:$false
$toFirewall
Get-AksEgressIp $cluster -ResourceGroupName $group

# 5. Go back with the change records: first to the NAT gateway, after the route table is removed from the subnet ...

$toFirewall | Undo-AksOutboundType -UpdateAuthorizedIpRange -WhatIf
Set-AksEgressSubnet -ResourceGroupName $group -VirtualNetworkName $network -Name $subnet -NoRouteTable -Force
$toFirewall | Undo-AksOutboundType -UpdateAuthorizedIpRange -Confirm:$false

# ... and then to the load balancer. Its previous address is lost: Azure doesn't keep released addresses.
# The pre-flight check reports that the gateway still takes precedence, so the gateway is removed from the subnet.

$balancer = Test-AksOutboundType $cluster -ResourceGroupName $group -OutboundType loadBalancer
$balancer
Set-AksEgressSubnet -ResourceGroupName $group -VirtualNetworkName $network -Name $subnet -NoNatGateway -Force
$toNat | Undo-AksOutboundType -UpdateAuthorizedIpRange -Confirm:$false
Get-AksOutboundType $cluster -ResourceGroupName $group

# The authorized IP ranges are restored too: the added addresses are removed, and the other ranges never changed.

Get-AksEgressAuthorizedIpRange $cluster -ResourceGroupName $group

# 6. Check the results.

$now = Get-AksOutboundType $cluster -ResourceGroupName $group
if ($now.OutboundType -ne 'loadBalancer') { throw "The outbound type is $($now.OutboundType)." }
if ($attached.Source -ne 'NatGateway') { throw "With the gateway on its subnet, the cluster egresses through $($attached.Source)." }
if ($balancer.Findings.Id -notcontains 'NatGatewayOverridesLoadBalancer') { throw 'No finding reported that the gateway takes precedence.' }
if ($toNat.AddressesAfterState -eq 'Known' -and $toNat.AddressesAfter -notcontains $address.IpAddress) { throw 'The address of the NAT gateway isn''t used.' }
if ($toFirewall.Verified -ne 'ReadBack') { throw 'The change to the firewall wasn''t verified.' }
if ($toNat.RangesAdded -notcontains "$($address.IpAddress)/32") { throw 'The new address wasn''t authorized.' }
$rangesNow = Get-AksEgressAuthorizedIpRange $cluster -ResourceGroupName $group
if ("$($rangesNow.IpRange)" -ne "$($rangesBefore.IpRange)") { throw 'The authorized IP ranges weren''t restored.' }
