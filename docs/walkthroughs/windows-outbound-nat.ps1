# A Windows node pool that does not translate its pods' addresses itself: the preview feature (as it was), what has to
# be there first, the pool, and what it means for the cluster afterwards.
#
# Runs as it stands on the simulator, in PowerShell 7.4 or newer and in the lab. For Azure, put your own names below
# and Connect-AksEgress without -Simulated; a cluster costs money until removed.
#
# Source: the AKS article on NAT gateways (2023), section "Disable OutboundNAT for Windows (preview)". Since then the
# feature has become generally available: it needs no registration, Kubernetes 1.26 or newer, and it is no longer for
# Windows Server 2019 alone. Nor does it ask for a managed NAT gateway: any outbound type but loadBalancer will do. What the
# article calls az aks upgrade is az aks update. The registration is shown because other previews go the same way.

$ErrorActionPreference = 'Stop'
$group = 'myResourceGroup'
$name = 'myNatCluster'

Connect-AksEgress -Simulated -TimeScale 20000
New-AksEgressResourceGroup -Name $group -Location eastus

# 1. The preview feature: registered, waited for, and told to the provider, which looks at features only then.

Get-AksEgressFeature *OutboundNAT*
$feature = Register-AksEgressFeature DisableWindowsOutboundNATPreview
$feature

# 2. A cluster that leaves by its load balancer cannot have such a pool: its nodes would have no translation at all.

New-AksEgressCluster $name $group -NodeCount 1
$refused = ''
try {
    Add-AksEgressNodePool mynp $group $name -OsType Windows -DisableWindowsOutboundNat
} catch {
    $refused = "$_"
}
$refused

# The article's own name for the pool, mynodepool, is too long for Windows: six characters at the most.

$tooLong = ''
try {
    Add-AksEgressNodePool mynodepool $group $name -OsType Windows
} catch {
    $tooLong = "$_"
}
$tooLong

# 3. So the outbound type changes first. Nodes keep parts of the old egress until they are replaced: -ReimageNodePool
#    does that when the change is verified.

$change = Set-AksOutboundType $name $group managedNATGateway -NatGatewaySku StandardV2 -ReimageNodePool -Confirm:$false
$change

# 4. The pool. Only a new one can be without outbound NAT.

$pool = Add-AksEgressNodePool mynp $group $name -NodeCount 3 -OsType Windows -OsSku Windows2022 -DisableWindowsOutboundNat
$pool
Get-AksEgressCluster $name $group | Get-AksEgressNodePool

# 5. Its nodes' image is brought up to date like any other's; a second time there is nothing to do.

$updated = @(Update-AksEgressNodeImage $name $group -Confirm:$false)
$updated
$again = @(Update-AksEgressNodeImage $name $group -Confirm:$false)

# 6. As long as the pool is there, the cluster cannot go back to its load balancer; the pre-flight says why.

$back = Test-AksOutboundType $name $group loadBalancer
$back

# 7. The story checks itself, and cleans up.

if ($feature.State -ne 'Registered') { throw "The feature is $($feature.State)." }
if ($refused -notlike '*loadBalancer*') { throw "On a load balancer the pool was refused with: $refused" }
if ($tooLong -notlike '*1 to 6*') { throw "The long name was refused with: $tooLong" }
if ($change.NodePoolsReimaged -notcontains 'nodepool1') { throw 'The nodes were not replaced.' }
if (-not $pool.WindowsOutboundNatDisabled) { throw 'The pool has outbound NAT.' }
if ($updated.Count -eq 0 -or $again.Count -ne 0) { throw "$($updated.Count) pools were updated, and $($again.Count) again." }
if ($back.Findings.Id -notcontains 'WindowsOutboundNatDisabled') { throw 'The way back was not warned of.' }
$pool | Remove-AksEgressNodePool -Confirm:$false
Remove-AksEgressCluster $name $group -Confirm:$false
Remove-AksEgressResourceGroup -Name $group -Confirm:$false
