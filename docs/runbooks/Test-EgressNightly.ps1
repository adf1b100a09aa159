#Requires -Version 7.4
#Requires -Modules AksEgress

<#
.SYNOPSIS
Compares how clusters leave, and who may call their API servers, with what a file says, and fails when something differs.

.DESCRIPTION
A runbook for Azure Automation (PowerShell 7.4 runtime, managed identity), to be scheduled each night; it also runs in any
PowerShell 7.4, as a step of a pipeline for example. It only reads.

For each cluster of the file it looks at the outbound type, the addresses that traffic leaves from (behind load balancer, NAT
gateway or firewall, as routes and gateways have it), the API server's authorized ranges, and whether these ranges let in
the addresses that nodes come from. One object for each look goes to the output; at the end the job fails when one differs
or could not be made, and names the clusters.

.PARAMETER ExpectationPath
The JSON file:

    { "clusters": [ {
        "name": "contoso-aks", "resourceGroup": "contoso-rg", "subscriptionId": "...",
        "outboundType": "loadBalancer",
        "egressAddresses": [ "20.81.4.17" ],
        "authorizedRanges": [ "203.0.113.0/24" ] } ] }

What is left out of a cluster is not compared; an empty list means that there is none. A member of another name stops the job
before it begins: a slip of the pen must not look like a night without differences.

.PARAMETER RequireAll
Clusters that are there and not in the file are a difference, too.

.PARAMETER SubscriptionId
The subscription of clusters that name none; the identity's first one when it is left out.

.PARAMETER ClientId
The client id of a user-assigned managed identity; the Automation account's own identity when it is left out.

.PARAMETER Simulated
Rehearses on the simulator instead of Azure.

.PARAMETER StatePath
The simulated resources.

.PARAMETER TimeScale
Simulated seconds in a real second.

.EXAMPLE
./Test-EgressNightly.ps1 -ExpectationPath ./egress.json -RequireAll | Where-Object Result -ne Same

.OUTPUTS
For each look an object with ClusterName, ResourceGroupName, Check (Cluster, OutboundType, EgressAddresses, AuthorizedRanges or
RangesLetNodesIn), Result (Same, Different or CouldNotRead), Expected, Actual, Missing, Unexpected and Message.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [ValidateNotNullOrEmpty()]
    [string] $ExpectationPath,

    [switch] $RequireAll,

    [string] $SubscriptionId,

    [string] $ClientId,

    [switch] $Simulated,

    [string] $StatePath,

    [ValidateRange(1, 100000)]
    [int] $TimeScale = 600
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

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

# Strict mode refuses members that are not there.
function Get-Text($Object, [string] $Name) { if ($Object.PSObject.Properties[$Name]) { $Object.$Name } }

function New-Look($Name, $Group, [string] $Check, [string] $Result, $Expected, $Actual, [string] $Message) {
    if ($Result -ne 'Same') { $differing.Add("$Name ($Check$(if ($Message) { ": $Message" }))") }
    [pscustomobject]@{
        PSTypeName        = 'AksEgress.Runbook.EgressLook'
        ClusterName       = $Name
        ResourceGroupName = $Group
        Check             = $Check
        Result            = $Result
        Expected          = @($Expected)
        Actual            = @($Actual)
        Missing           = @($Expected | Where-Object { $_ -notin @($Actual) })
        Unexpected        = @($Actual | Where-Object { $_ -notin @($Expected) })
        Message           = $Message
    }
}

# Compared as sets: neither AKS nor the file promises an order.
function Compare-Look($Name, $Group, [string] $Check, $Expected, $Actual) {
    $same = -not (Compare-Object -ReferenceObject @($Expected) -DifferenceObject @($Actual))
    $message = if ($same) { '' } else { "expected $(@($Expected) -join ', ' ), is $(@($Actual) -join ', ')" }
    New-Look $Name $Group $Check ($same ? 'Same' : 'Different') $Expected $Actual $message
}

# A bare address and its /32 are one range to AKS.
function ConvertTo-Range([string] $Text) { $Text.Contains('/') ? $Text : "$Text/32" }

function Test-Cluster($Wanted) {
    $name = Get-Text $Wanted 'name'
    $group = Get-Text $Wanted 'resourceGroup'
    if (-not $name -or -not $group) { throw "A cluster in '$ExpectationPath' has no name or no resourceGroup." }
    $where = @{ Name = $name; ResourceGroupName = $group }
    $own = Get-Text $Wanted 'subscriptionId'
    if ($own) { $where.SubscriptionId = $own }
    try {
        $cluster = Get-AksEgressCluster @where
        $now = $cluster | Get-AksOutboundType
        $addresses = @($cluster | Get-AksEgressIp)
        $ranges = @($cluster | Get-AksEgressAuthorizedIpRange)
    }
    catch {
        New-Look $name $group 'Cluster' 'CouldNotRead' @() @() "$_"
        return
    }

    $type = Get-Text $Wanted 'outboundType'
    if ($type) { Compare-Look $name $group 'OutboundType' $type $now.OutboundType }

    if ($Wanted.PSObject.Properties['egressAddresses']) {
        $expected = @($Wanted.egressAddresses)
        $actual = @($addresses | ForEach-Object { "$_" } | Sort-Object -Unique)
        Compare-Look $name $group 'EgressAddresses' $expected $actual
    }

    if ($Wanted.PSObject.Properties['authorizedRanges']) {
        Compare-Look $name $group 'AuthorizedRanges' @($Wanted.authorizedRanges | ForEach-Object { ConvertTo-Range $_ }) @($ranges | ForEach-Object { ConvertTo-Range $_.IpRange })
    }

    # AKS lets its load balancer's own addresses in by itself; every other one needs a place in the ranges.
    if ($ranges.Count -gt 0) {
        $nodes = @($addresses | Where-Object Source -ne 'LoadBalancer')
        $covered = @($ranges | ForEach-Object { $_.Covers })
        $outside = @($nodes | Where-Object { -not $_.IpAddress -or $_.IpAddress -notin $covered } | ForEach-Object { "$_" })
        $message = if ($outside) { "$($outside -join ', ') not let in" } else { '' }
        New-Look $name $group 'RangesLetNodesIn' ($outside ? 'Different' : 'Same') @($nodes | ForEach-Object { "$_" }) @($covered) $message
    }
}

$differing = [System.Collections.Generic.List[string]]::new()
if (-not (Test-Path -LiteralPath $ExpectationPath)) { throw "There is no file '$ExpectationPath'." }
$expectations = Get-Content -LiteralPath $ExpectationPath -Raw | ConvertFrom-Json
$wanted = @(if ($expectations.PSObject.Properties['clusters']) { $expectations.clusters })
if ($wanted.Count -eq 0) { throw "'$ExpectationPath' names no clusters." }

$known = 'name', 'resourceGroup', 'subscriptionId', 'outboundType', 'egressAddresses', 'authorizedRanges'
$unknown = @($wanted | ForEach-Object { $_.PSObject.Properties.Name } | Where-Object { $_ -notin $known } | Sort-Object -Unique)
if ($unknown) { throw "'$ExpectationPath' has members that mean nothing here: $($unknown -join ', '). A cluster has $($known -join ', ')." }

Connect-Runbook
foreach ($cluster in $wanted) { Test-Cluster $cluster }

if ($RequireAll) {
    $listed = @($wanted | ForEach-Object { "$($_.resourceGroup)/$($_.name)" })
    Get-AksEgressCluster | Where-Object { "$($_.ResourceGroupName)/$($_.Name)" -notin $listed } | ForEach-Object {
        New-Look $_.Name $_.ResourceGroupName 'Cluster' 'Different' @() @($_.Id) 'not in the file'
    }
}

if ($differing.Count -gt 0) {
    throw "$($differing.Count) looks differ from '$ExpectationPath': $($differing -join '; ')"
}
