#Requires -Version 7.4
#Requires -Modules AksEgress

<#
.SYNOPSIS
Changes the outbound type of all clusters that carry a tag, in batches, and goes on where a stopped job left off.

.DESCRIPTION
A runbook for Azure Automation (PowerShell 7.4 runtime, managed identity), which also runs in any PowerShell 7.4.

Each change is begun with -NoWait, and what is needed to wait for it is written to a ledger before the next one begins: a file
(-LedgerPath, on a share or a hybrid worker, because a sandbox loses its files) or an Automation variable (-LedgerVariable, which
must be there; make it encrypted, because tokens of operations may carry a signature). The ledger belongs to where it was written: a
job that is connected to another simulation, endpoint, tenant, or subscription refuses it, so that a rehearsal's ledger never counts for
a real run. A job that starts with a ledger of the same
change first waits for what the other one began, and begins none of those again. Nothing else is kept: a cluster that has the
outbound type already is left alone.

One object for each cluster goes to the output. A cluster that fails does not stop the others; at the end the job fails and names
those that did. A change whose answer was lost keeps its change record in the ledger, and the next job finds out what became of it. A
change that failed after it had begun is not begun again, unless with -RetryFailed; one that was refused
before anything was sent is tried again by the next job.

.PARAMETER TagName
The tag that the clusters carry.

.PARAMETER TagValue
The tag's value, with wildcards; any value when it is left out.

.PARAMETER OutboundType
The outbound type that they shall have.

.PARAMETER BatchSize
How many clusters change at a time, 1 to 100.

.PARAMETER LedgerPath
The file that tokens are written to; made when it is not there.

.PARAMETER LedgerVariable
The Automation variable that tokens are written to.

.PARAMETER ResourceGroupName
Only clusters of this resource group.

.PARAMETER SubscriptionId
The subscription; the identity's first one when it is left out.

.PARAMETER ClientId
The client id of a user-assigned managed identity; the Automation account's own identity when it is left out.

.PARAMETER UpdateAuthorizedIpRange
Lets the API servers' authorized ranges follow. A job that resumes must be given what the first one was.

.PARAMETER RetryFailed
Begins changes again that failed after they had begun.

.PARAMETER Simulated
Rehearses on the simulator instead of Azure.

.PARAMETER StatePath
The simulated resources; with it, several rehearsals go on from one another.

.PARAMETER TimeScale
Simulated seconds in a real second.

.EXAMPLE
./Set-OutboundTypeByTag.ps1 -TagName wave -TagValue 3 -OutboundType userAssignedNATGateway -LedgerPath Z:\wave3.json -WhatIf

Shows what would change, and writes nothing, not even the ledger.

.EXAMPLE
./Set-OutboundTypeByTag.ps1 -TagName wave -TagValue 3 -OutboundType userAssignedNATGateway -BatchSize 3 -LedgerVariable wave3 -UpdateAuthorizedIpRange

As a scheduled job: run again after it was stopped, it goes on.

.OUTPUTS
For each cluster an object with ClusterName, ResourceGroupName, From, To, Status (Changed, Resumed, NoChangeRequired, ChangedBack, InFlight, WhatIf or
Failed), AddressesBefore, AddressesAfter, AllowListAdd, AllowListRemove, Duration, Message and ResourceId.
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

# How long to look for the end of a change whose token was lost, and how often.
$patience = [timespan]::FromMinutes(40)
$pause = if ($Simulated) { 1 } else { 15 }

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

# The ledger as a table by resource id. One of another change is never taken for this one's.
function Read-Ledger {
    $name = $LedgerVariable ? $LedgerVariable : $LedgerPath
    $text = if ($LedgerVariable) { Get-AutomationVariable -Name $LedgerVariable } elseif (Test-Path -LiteralPath $LedgerPath) { Get-Content -LiteralPath $LedgerPath -Raw } else { '' }
    $entries = [ordered]@{}
    if ([string]::IsNullOrWhiteSpace($text)) { return $entries }
    $ledger = try { $text | ConvertFrom-Json } catch { $null }
    foreach ($member in 'Version', 'OutboundType', 'Tag', 'Clusters') {
        if (-not $ledger -or -not $ledger.PSObject.Properties[$member]) {
            throw "'$name' is no ledger of this runbook; nothing was changed. Name another one, or mend it: what it lists is not begun twice."
        }
    }
    if ($ledger.Version -ne 2 -or -not $ledger.PSObject.Properties['Origin'] -or -not $ledger.Origin) {
        throw "'$name' is a ledger of version $($ledger.Version), and this runbook reads version 2, which says where the ledger was written. Nothing was changed. Name another ledger."
    }
    foreach ($member in 'IsSimulated', 'SimulationId', 'Endpoint', 'TenantId', 'SubscriptionId') {
        $there = $ledger.Origin.PSObject.Properties[$member] ? $ledger.Origin.$member : '(missing)'
        if ("$there" -ne "$($origin.$member)") {
            throw "'$name' was written elsewhere: its $member is '$there', and this job's is '$($origin.$member)'. Nothing was changed. Name another ledger."
        }
    }
    if ($ledger.OutboundType -ne $OutboundType -or $ledger.Tag -ne "$TagName=$TagValue") {
        throw "The ledger is of another change: clusters with tag $($ledger.Tag) to $($ledger.OutboundType). Name another ledger, or remove this one when that change is done."
    }
    foreach ($entry in $ledger.Clusters) { $entries[$entry.ResourceId.ToLowerInvariant()] = $entry }
    $entries
}

# Written whole beside the old one and then put in its place: a job that is stopped here leaves one of the two.
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

# The cluster, when nothing is under way on it any more.
function Wait-Cluster($Id) {
    $until = [datetime]::UtcNow + $patience
    while ($true) {
        $cluster = Get-AksEgressCluster -ResourceId $Id
        if ($cluster.ProvisioningState -in 'Succeeded', 'Failed', 'Canceled' -or [datetime]::UtcNow -gt $until) { return $cluster }
        Start-Sleep -Seconds $pause
    }
}

# Waits for what an entry of the ledger is about. ARM forgets operations; then the cluster itself tells how it ended.
function Complete-Entry($Entry, [string] $Status) {
    $change = $null
    $reason = ''
    if ($Entry.Token -or $Entry.Record) {
        try { $change = $Entry | Wait-AksEgressOperation -Confirm:$false }
        catch {
            $reason = "$_"
            if ($_.FullyQualifiedErrorId -like 'ChangeNotApplied,*') {
                # The request never arrived. Another job's is begun again below, this one's by the next job.
                $ledger.Remove($Entry.ResourceId.ToLowerInvariant())
                Save-Ledger
                if ($Status -ne 'Resumed') { New-Result $Entry.ResourceId $Entry.From 'Failed' $null $reason }
                return
            }
            if ($_.FullyQualifiedErrorId -match '^(OriginMismatch|ResourceMismatch|TenantUnknown),') {
                # Nothing was looked at; the entry stays as it is.
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
            $note = "The end of the operation was read off the cluster.$($UpdateAuthorizedIpRange ? ' Look after the authorized ranges: Get-AksEgressAuthorizedIpRange.' : '')"
            Close-Entry $Entry 'Done' $note
            return New-Result $Entry.ResourceId $Entry.From $Status $null $note
        }
        if ($Status -eq 'Resumed' -and -not $Entry.Token -and -not $Entry.Record -and $cluster.ProvisioningState -ne 'Updating') {
            # The first job was stopped before it had sent anything: there is nothing to resume, and the change is begun below.
            $ledger.Remove($Entry.ResourceId.ToLowerInvariant())
            Save-Ledger
            return
        }
        $reason = "$reason $($Entry.Message) The cluster says $($cluster.OutboundType), in state $($cluster.ProvisioningState).".Trim()
    }
    catch { $reason = "$reason $_".Trim() }
    Close-Entry $Entry 'Failed' $reason
    New-Result $Entry.ResourceId $Entry.From 'Failed' $null $reason
}

# Begins one change. The entry is there before anything is sent, so that a job which is stopped in between is noticed.
function Start-Change($Cluster) {
    Set-Entry $Cluster 'Starting' $null ''
    try {
        $operation = $Cluster | Set-AksOutboundType -OutboundType $OutboundType -UpdateAuthorizedIpRange:$UpdateAuthorizedIpRange -NoWait -Confirm:$false
        Set-Entry $Cluster 'Started' $operation ''
    }
    catch {
        $refusal = $_
        if ($refusal.FullyQualifiedErrorId -like 'ChangeResultUnknown,*') {
            # Sent, and no answer came: it may well be under way, so it is looked after and not sent again. The change record is the way back.
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
Write-Verbose "$($clusters.Count) clusters carry $TagName=$TagValue; the ledger has $($ledger.Count)."

# 1. What another job began is waited for first, and never begun again.
foreach ($entry in @($ledger.Values | Where-Object State -in 'Starting', 'Started')) {
    if ($WhatIfPreference) { New-Result $entry.ResourceId $entry.From 'InFlight' $null 'Another job began it.' }
    else { Complete-Entry $entry 'Resumed' }
}

# 2. The rest, as far as it needs something.
$due = [System.Collections.Generic.List[object]]::new()
foreach ($cluster in $clusters | Where-Object { -not $reported.Contains($_.Id) }) {
    $entry = $ledger[$cluster.Id.ToLowerInvariant()]
    if (-not $entry) {
        if ($cluster.OutboundType -eq $OutboundType) { New-Result $cluster.Id $cluster.OutboundType 'NoChangeRequired' $null '' }
        else { $due.Add($cluster) }
    }
    elseif ($entry.State -eq 'Failed') {
        if ($RetryFailed) { $due.Add($cluster) }
        else { New-Result $cluster.Id $entry.From 'Failed' $null "$($entry.Message) -RetryFailed begins it again." }
    }
    elseif ($cluster.OutboundType -ne $OutboundType) {
        New-Result $cluster.Id $entry.From 'ChangedBack' $null 'It was changed by the ledger, and by somebody else since; it is left alone.'
    }
    else { New-Result $cluster.Id $entry.From 'NoChangeRequired' $null $entry.Message }
}

# 3. In batches: begin each, then wait for all.
for ($first = 0; $first -lt $due.Count; $first += $BatchSize) {
    $batch = $due.GetRange($first, [math]::Min($BatchSize, $due.Count - $first))
    if ($WhatIfPreference) {
        foreach ($cluster in $batch) {
            try {
                $cluster | Set-AksOutboundType -OutboundType $OutboundType -UpdateAuthorizedIpRange:$UpdateAuthorizedIpRange -WhatIf
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
    throw "$($failures.Count) of $($reported.Count) clusters did not become ${OutboundType}: $($failures -join '; ')"
}
