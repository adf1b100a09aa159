#Requires -Version 7.4
#Requires -Modules AksEgress

<#
.SYNOPSIS
Changes the outbound type of all clusters with a tag, in batches, and resumes after a job was stopped.

.DESCRIPTION
A runbook for Azure Automation (PowerShell 7.4 runtime, managed identity). You can also run it in PowerShell 7.4 or later.

The runbook starts each change with -NoWait. Before it starts the next one, it saves what it needs to wait for the change in a ledger. The
ledger is a file (-LedgerPath, on a share or a hybrid worker, because a sandbox loses its files) or an Automation variable (-LedgerVariable,
which must exist; encrypt it, because tokens of operations can contain a signature). The ledger contains its origin: a job that is connected
to another simulation, endpoint, tenant, or subscription doesn't accept it, so the ledger of a rehearsal is never used for a real run. If a
ledger of the same change exists, the job first waits for the changes in it, and doesn't start any of them again. A cluster that already has
the outbound type isn't changed.

The output has one object for each cluster. If a cluster fails, the runbook continues with the others; at the end, the job fails, and the error
message lists the failed clusters. If the response to a change was lost, its change record stays in the ledger, and the next job determines
the result. A change that failed after it was started is started again only with -RetryFailed. A change that was rejected before a request
was sent is tried again by the next job.

.PARAMETER TagName
Specifies the name of the tag.

.PARAMETER TagValue
Specifies the value of the tag. Wildcards are permitted. The default is any value.

.PARAMETER OutboundType
Specifies the new outbound type.

.PARAMETER NatGatewaySku
Specifies the SKU of the managed NAT gateway, for outbound type managedNATGateway: Standard or StandardV2. A cluster that changes to this
outbound type requires it, because moving off StandardV2 isn't supported.

.PARAMETER BatchSize
Specifies the number of clusters to change in parallel. Range: 1 to 100. The default is 5.

.PARAMETER LedgerPath
Specifies the ledger file. The runbook creates the file if it doesn't exist.

.PARAMETER LedgerVariable
Specifies the Automation variable of the ledger.

.PARAMETER ResourceGroupName
Specifies the resource group of the clusters. The default is all resource groups.

.PARAMETER SubscriptionId
Specifies the subscription. The default is the first subscription of the identity.

.PARAMETER ClientId
Specifies the client ID of a user-assigned managed identity. The default is the system-assigned identity of the Automation account.

.PARAMETER UpdateAuthorizedIpRange
Indicates that the authorized IP ranges of the API servers are updated too. A job that resumes needs the same value as the first job.

.PARAMETER RetryFailed
Indicates that changes that failed after they were started are started again.

.PARAMETER Simulated
Indicates that the runbook runs on the simulator instead of Azure.

.PARAMETER StatePath
Specifies the state file of the simulator, so that several rehearsals can continue from the same state.

.PARAMETER TimeScale
Specifies the speed of simulated time, as simulated seconds for each real second. Range: 1 to 100000.

.EXAMPLE
./Set-OutboundTypeByTag.ps1 -TagName wave -TagValue 3 -OutboundType userAssignedNATGateway -LedgerPath Z:\wave3.json -WhatIf

Shows what would change. Nothing is written, not even the ledger.

.EXAMPLE
./Set-OutboundTypeByTag.ps1 -TagName wave -TagValue 3 -OutboundType userAssignedNATGateway -BatchSize 3 -LedgerVariable wave3 -UpdateAuthorizedIpRange

Runs as a scheduled job. If the job is stopped, the next run resumes.

.OUTPUTS
For each cluster, an object with ClusterName, ResourceGroupName, From, To, Status (Changed, Resumed, NoChangeRequired, ChangedBack, InFlight,
WhatIf, or Failed), AddressesBefore, AddressesAfter, AllowListAdd, AllowListRemove, Duration, Message, and ResourceId.
#>
[CmdletBinding(SupportsShouldProcess, DefaultParameterSetName = 'File')]
param(
    [Parameter(Mandatory)]
    [ValidateNotNullOrEmpty()]
    [string] $TagName,

    [ValidateNotNullOrEmpty()]
    [string] $TagValue = '*',

    [Parameter(Mandatory)]
    [ValidateSet('loadBalancer', 'managedNATGateway', 'userAssignedNATGateway', 'userDefinedRouting', 'none', 'block')]
    [string] $OutboundType,

    [ValidateSet('Standard', 'StandardV2')]
    [string] $NatGatewaySku,

    [ValidateRange(1, 100)]
    [int] $BatchSize = 5,

    [Parameter(Mandatory, ParameterSetName = 'File')]
    [ValidateNotNullOrEmpty()]
    [string] $LedgerPath,

    [Parameter(Mandatory, ParameterSetName = 'Variable')]
    [ValidateNotNullOrEmpty()]
    [string] $LedgerVariable,

    [string] $ResourceGroupName,

    [string] $SubscriptionId,

    [string] $ClientId,

    [switch] $UpdateAuthorizedIpRange,

    [switch] $RetryFailed,

    [switch] $Simulated,

    [string] $StatePath,

    [ValidateRange(1, 100000)]
    [int] $TimeScale = 600
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# What every cluster is changed to.
$target = @{ OutboundType = $OutboundType; UpdateAuthorizedIpRange = $UpdateAuthorizedIpRange }
if ($NatGatewaySku) { $target.NatGatewaySku = $NatGatewaySku }

# The time to wait for a change whose token was lost, and the polling interval.
$timeout = [timespan]::FromMinutes(40)
$interval = if ($Simulated) { 1 } else { 15 }

function Connect-Runbook {
    $more = @{}
    if ($SubscriptionId) { $more.SubscriptionId = $SubscriptionId }
    if ($Simulated) {
        if ($StatePath) { $more.StatePath = $StatePath }
        $null = Connect-AksEgress -Simulated -TimeScale $TimeScale @more
    }
    else {
        if ($ClientId) { $more.ClientId = $ClientId }
        $null = Connect-AksEgress -Identity @more
    }
}

# The ledger as a table by resource ID. A ledger of another change is an error.
function Read-Ledger {
    $name = $LedgerVariable ? $LedgerVariable : $LedgerPath
    $text = if ($LedgerVariable) { Get-AutomationVariable -Name $LedgerVariable } elseif (Test-Path -LiteralPath $LedgerPath) { Get-Content -LiteralPath $LedgerPath -Raw } else { '' }
    $entries = [ordered]@{}
    if ([string]::IsNullOrWhiteSpace($text)) { return $entries }
    $ledger = try { $text | ConvertFrom-Json } catch { $null }
    foreach ($member in 'Version', 'OutboundType', 'Tag', 'Clusters') {
        if (-not $ledger -or -not $ledger.PSObject.Properties[$member]) {
            throw "'$name' isn't a ledger of this runbook. Nothing was changed. Specify another ledger, or correct this one so that its changes aren't started twice."
        }
    }
    if ($ledger.Version -ne 2 -or -not $ledger.PSObject.Properties['Origin'] -or -not $ledger.Origin) {
        throw "'$name' is a ledger of version $($ledger.Version), but this runbook requires version 2, which contains the origin. Nothing was changed. Specify another ledger."
    }
    foreach ($member in 'IsSimulated', 'SimulationId', 'Endpoint', 'TenantId', 'SubscriptionId') {
        $there = $ledger.Origin.PSObject.Properties[$member] ? $ledger.Origin.$member : '(missing)'
        if ("$there" -ne "$($origin.$member)") {
            throw "Ledger '$name' has another origin: its $member is '$there', but the $member of this job is '$($origin.$member)'. Nothing was changed. Specify another ledger."
        }
    }
    if ($ledger.OutboundType -ne $OutboundType -or $ledger.Tag -ne "$TagName=$TagValue") {
        throw "The ledger belongs to another change: clusters with tag $($ledger.Tag) to $($ledger.OutboundType). Specify another ledger, or remove this one when that change is complete."
    }
    foreach ($entry in $ledger.Clusters) { $entries[$entry.ResourceId.ToLowerInvariant()] = $entry }
    $entries
}

# Written to a new file that then replaces the old one, so a job that is stopped here leaves a complete ledger.
function Save-Ledger {
    $text = ConvertTo-Json -Depth 5 @{ Version = 2; Origin = $origin; OutboundType = $OutboundType; Tag = "$TagName=$TagValue"; Clusters = @($ledger.Values) }
    if ($LedgerVariable) {
        Set-AutomationVariable -Name $LedgerVariable -Value $text -WhatIf:$false
        return
    }
    Set-Content -LiteralPath "$LedgerPath.new" -Value $text -WhatIf:$false
    Move-Item -LiteralPath "$LedgerPath.new" -Destination $LedgerPath -Force -WhatIf:$false
}

function Set-Entry($Cluster, [string] $State, $Operation, [string] $Message, [string] $Record = '') {
    $ledger[$Cluster.Id.ToLowerInvariant()] = [pscustomobject]@{
        ResourceId = $Cluster.Id; From = $Cluster.OutboundType; State = $State; Message = $Message
        Operation  = $Operation ? $Operation.Operation : ''; Token = $Operation ? $Operation.Token : ''; Record = $Operation ? $Operation.Record : $Record
    }
    Save-Ledger
}

function Close-Entry($Entry, [string] $State, [string] $Message) {
    $Entry.State = $State
    $Entry.Message = $Message
    Save-Ledger
}

function New-Result($Id, $From, [string] $Status, $Change, [string] $Message) {
    $parts = $Id -split '/'
    $null = $reported.Add($Id)
    if ($Status -eq 'Failed') { $failures.Add("$($parts[-1]) ($Message)") }
    [pscustomobject]@{
        PSTypeName        = 'AksEgress.Runbook.OutboundTypeResult'
        ClusterName       = $parts[-1]
        ResourceGroupName = $parts[4]
        From              = $From
        To                = $OutboundType
        Status            = $Status
        AddressesBefore   = @($Change ? $Change.AddressesBefore : @())
        AddressesAfter    = @($Change ? $Change.AddressesAfter : @())
        AllowListAdd      = @($Change ? $Change.AllowListAdd : @())
        AllowListRemove   = @($Change ? $Change.AllowListRemove : @())
        Duration          = $Change ? $Change.Duration : $null
        Message           = $Message
        ResourceId        = $Id
    }
}

# Returns the cluster when no operation is running on it.
function Wait-Cluster($Id) {
    $until = [datetime]::UtcNow + $timeout
    while ($true) {
        $cluster = Get-AksEgressCluster -ResourceId $Id
        if ($cluster.ProvisioningState -in 'Succeeded', 'Failed', 'Canceled' -or [datetime]::UtcNow -gt $until) { return $cluster }
        Start-Sleep -Seconds $interval
    }
}

# Waits for the change of a ledger entry. ARM doesn't keep operations; then the state of the cluster shows the result.
function Complete-Entry($Entry, [string] $Status) {
    $change = $null
    $reason = ''
    if ($Entry.Token -or $Entry.Record) {
        try { $change = $Entry | Wait-AksEgressOperation -Confirm:$false }
        catch {
            $reason = "$_"
            if ($_.FullyQualifiedErrorId -like 'ChangeNotApplied,*') {
                # The request never arrived. A change of another job is started again below, and a change of this job by the next job.
                $ledger.Remove($Entry.ResourceId.ToLowerInvariant())
                Save-Ledger
                if ($Status -ne 'Resumed') { New-Result $Entry.ResourceId $Entry.From 'Failed' $null $reason }
                return
            }
            if ($_.FullyQualifiedErrorId -match '^(OriginMismatch|ResourceMismatch|TenantUnknown),') {
                # Nothing was read, so the entry is kept.
                return New-Result $Entry.ResourceId $Entry.From 'Failed' $null $reason
            }
        }
    }
    if ($change) {
        Close-Entry $Entry 'Done' ''
        return New-Result $Entry.ResourceId $Entry.From $Status $change ''
    }
    try {
        $cluster = Wait-Cluster $Entry.ResourceId
        if ($cluster.OutboundType -eq $OutboundType -and $cluster.ProvisioningState -eq 'Succeeded') {
            $note = "The result was determined from the cluster.$($UpdateAuthorizedIpRange ? ' Check the authorized IP ranges with Get-AksEgressAuthorizedIpRange.' : '')"
            Close-Entry $Entry 'Done' $note
            return New-Result $Entry.ResourceId $Entry.From $Status $null $note
        }
        if ($Status -eq 'Resumed' -and -not $Entry.Token -and -not $Entry.Record -and $cluster.ProvisioningState -ne 'Updating') {
            # The first job was stopped before it sent the request, so the change is started below.
            $ledger.Remove($Entry.ResourceId.ToLowerInvariant())
            Save-Ledger
            return
        }
        $reason = "$reason $($Entry.Message) The outbound type of the cluster is $($cluster.OutboundType), and its provisioning state is $($cluster.ProvisioningState).".Trim()
    }
    catch { $reason = "$reason $_".Trim() }
    Close-Entry $Entry 'Failed' $reason
    New-Result $Entry.ResourceId $Entry.From 'Failed' $null $reason
}

# Starts one change. The entry is saved before the request is sent, so the next job notices if this job is stopped in between.
function Start-Change($Cluster) {
    Set-Entry $Cluster 'Starting' $null ''
    try {
        $operation = $Cluster | Set-AksOutboundType @target -NoWait -Confirm:$false
        Set-Entry $Cluster 'Started' $operation ''
    }
    catch {
        $refusal = $_
        if ($refusal.FullyQualifiedErrorId -like 'ChangeResultUnknown,*') {
            # The request was sent, but its response was lost. The change might be running, so it is waited for and not sent again.
            # The change record can revert it.
            Set-Entry $Cluster 'Starting' $null "$refusal" $refusal.TargetObject.Record
            return
        }
        $ledger.Remove($Cluster.Id.ToLowerInvariant())
        Save-Ledger
        New-Result $Cluster.Id $Cluster.OutboundType 'Failed' $null "$refusal"
    }
}

$failures = [System.Collections.Generic.List[string]]::new()
$reported = [System.Collections.Generic.HashSet[string]]::new([System.StringComparer]::OrdinalIgnoreCase)
Connect-Runbook
$origin = Get-AksEgressContext -Origin
$ledger = Read-Ledger
$scope = if ($ResourceGroupName) { @{ ResourceGroupName = $ResourceGroupName } } else { @{} }
$clusters = @(Get-AksEgressCluster @scope | Where-Object { $_.Tags.ContainsKey($TagName) -and $_.Tags[$TagName] -like $TagValue } | Sort-Object Id)
Write-Verbose "$($clusters.Count) clusters have the tag $TagName=$TagValue; the ledger contains $($ledger.Count)."

# 1. Wait for the changes that another job started. They are never started again.
foreach ($entry in @($ledger.Values | Where-Object State -in 'Starting', 'Started')) {
    if ($WhatIfPreference) { New-Result $entry.ResourceId $entry.From 'InFlight' $null 'Another job started the change.' }
    else { Complete-Entry $entry 'Resumed' }
}

# 2. Find the other clusters that require a change.
$due = [System.Collections.Generic.List[object]]::new()
foreach ($cluster in $clusters | Where-Object { -not $reported.Contains($_.Id) }) {
    $entry = $ledger[$cluster.Id.ToLowerInvariant()]
    if (-not $entry) {
        if ($cluster.OutboundType -eq $OutboundType) { New-Result $cluster.Id $cluster.OutboundType 'NoChangeRequired' $null '' }
        else { $due.Add($cluster) }
    }
    elseif ($entry.State -eq 'Failed') {
        if ($RetryFailed) { $due.Add($cluster) }
        else { New-Result $cluster.Id $entry.From 'Failed' $null "$($entry.Message) To start the change again, specify -RetryFailed." }
    }
    elseif ($cluster.OutboundType -ne $OutboundType) {
        New-Result $cluster.Id $entry.From 'ChangedBack' $null 'The runbook changed the cluster, and another client changed it afterward. The runbook does not change it again.'
    }
    else { New-Result $cluster.Id $entry.From 'NoChangeRequired' $null $entry.Message }
}

# 3. In batches, start all changes and then wait for them.
for ($first = 0; $first -lt $due.Count; $first += $BatchSize) {
    $batch = $due.GetRange($first, [math]::Min($BatchSize, $due.Count - $first))
    if ($WhatIfPreference) {
        foreach ($cluster in $batch) {
            try {
                $cluster | Set-AksOutboundType @target -WhatIf
                New-Result $cluster.Id $cluster.OutboundType 'WhatIf' $null ''
            }
            catch { New-Result $cluster.Id $cluster.OutboundType 'Failed' $null "$_" }
        }
        continue
    }
    foreach ($cluster in $batch) { Start-Change $cluster }
    foreach ($cluster in $batch) {
        $entry = $ledger[$cluster.Id.ToLowerInvariant()]
        if ($entry) { Complete-Entry $entry 'Changed' }
    }
}

if ($failures.Count -gt 0) {
    throw "$($failures.Count) of $($reported.Count) clusters weren't changed to ${OutboundType}: $($failures -join '; ')"
}
