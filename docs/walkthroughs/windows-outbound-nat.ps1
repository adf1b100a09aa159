# Creates a Windows node pool with outbound NAT disabled: the preview feature (as it was), the requirements, the node pool,
# and the consequences for the cluster.
#
# You can run this script unchanged on the simulator, in PowerShell 7.4 or later and in the lab. For Azure, change the
# names below, and run Connect-AksEgress without -Simulated. The cluster incurs costs until you remove it.
#
# Source: the AKS article on NAT gateways (2023), section "Disable OutboundNAT for Windows (preview)". The feature is now
# generally available: it needs no registration, requires Kubernetes 1.26 or later, isn't limited to Windows Server 2019, and
# works with every outbound type except loadBalancer. The command az aks upgrade in the article is az aks update. The script
# shows the registration because other previews work the same way.

$ErrorActionPreference = 'Stop'
$group = 'myResourceGroup'
$name = 'myNatCluster'

Connect-AksEgress -Simulated -TimeScale 20000
New-AksEgressResourceGroup -Name $group -Location eastus

# 1. The preview feature: register, wait, and refresh the resource provider, which then detects the feature.

Get-AksEgressFeature *OutboundNAT*
$feature = Register-AksEgressFeature DisableWindowsOutboundNATPreview
$feature

# 2. A cluster with outbound type loadBalancer doesn't support such a node pool: its nodes would have no translation at all.

New-AksEgressCluster $name $group -NodeCount 1
$refused = ''
try {
    Add-AksEgressNodePool mynp $group $name -OsType Windows -DisableWindowsOutboundNat
} catch {
    $refused = "$_"
}
$refused

# The node pool name of the article, mynodepool, is too long for Windows: the limit is six characters.

$tooLong = ''
try {
    Add-AksEgressNodePool mynodepool $group $name -OsType Windows
} catch {
    $tooLong = "$_"
}
$tooLong

# 3. Therefore, the outbound type changes first. Nodes keep parts of the previous egress configuration until they're replaced;
#    -ReimageNodePool replaces them after the change is verified.

$change = Set-AksOutboundType $name $group managedNATGateway -NatGatewaySku StandardV2 -ReimageNodePool -Confirm:$false
$change

# 4. The node pool. You can disable outbound NAT only when you create a node pool.

$pool = Add-AksEgressNodePool mynp $group $name -NodeCount 3 -OsType Windows -OsSku Windows2022 -DisableWindowsOutboundNat
$pool
Get-AksEgressCluster $name $group | Get-AksEgressNodePool

# 5. Update the node image of the pool. The second run changes nothing.

$updated = @(Update-AksEgressNodeImage $name $group -Confirm:$false)
$updated
$again = @(Update-AksEgressNodeImage $name $group -Confirm:$false)

# 6. While the node pool exists, the cluster can't change back to loadBalancer. The pre-flight check reports why.

$back = Test-AksOutboundType $name $group loadBalancer
$back

# 7. Check the results, and clean up.

if ($feature.State -ne 'Registered') { throw "The state of the feature is $($feature.State)." }
if ($refused -notlike '*loadBalancer*') { throw "With outbound type loadBalancer, the error is: $refused" }
if ($tooLong -notlike '*1 to 6*') { throw "For the long name, the error is: $tooLong" }
if ($change.NodePoolsReimaged -notcontains 'nodepool1') { throw 'The nodes weren''t replaced.' }
if (-not $pool.WindowsOutboundNatDisabled) { throw 'The node pool has outbound NAT.' }
if ($updated.Count -eq 0 -or $again.Count -ne 0) { throw "$($updated.Count) node pools were updated, and $($again.Count) the second time." }
if ($back.Findings.Id -notcontains 'WindowsOutboundNatDisabled') { throw 'No finding reported that the change back isn''t supported.' }
$pool | Remove-AksEgressNodePool -Confirm:$false
Remove-AksEgressCluster $name $group -Confirm:$false
Remove-AksEgressResourceGroup -Name $group -Confirm:$false
