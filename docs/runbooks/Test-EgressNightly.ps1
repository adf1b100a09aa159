#Requires -Version 7.4
#Requires -Modules AksEgress

<#
.SYNOPSIS
Compares the egress and the authorized IP ranges of clusters with a file, and fails if something differs.

.DESCRIPTION
A runbook for Azure Automation (PowerShell 7.4 runtime, managed identity) with a nightly schedule. You can also run it in PowerShell 7.4 or
later, for example as a pipeline step. It only reads.

For each cluster in the file, it checks the outbound type, the egress IP addresses (of the load balancer, NAT gateway, or firewall, according
to routes and associations), the authorized IP ranges of the API server, and whether these ranges contain the egress IP addresses of the
nodes. The output has one object for each check. At the end, the job fails if a check found a difference or couldn't read a resource, and the
error message lists the clusters.

.PARAMETER ExpectationPath
Specifies the JSON file with the expected values:

    { "clusters": [ {
        "name": "contoso-aks", "resourceGroup": "contoso-rg", "subscriptionId": "...",
        "outboundType": "loadBalancer",
        "egressAddresses": [ "20.81.4.17" ],
        "authorizedRanges": [ "203.0.113.0/24" ] } ] }

Members that you omit aren't compared. An empty list means that no value is expected. The job stops before it connects if a cluster has an
unknown member, because a misspelled name must not look like a result without differences.

.PARAMETER RequireAll
Indicates that a cluster that isn't in the file is also a difference.

.PARAMETER SubscriptionId
Specifies the subscription of clusters without a subscription in the file. The default is the first subscription of the identity.

.PARAMETER ClientId
Specifies the client ID of a user-assigned managed identity. The default is the system-assigned identity of the Automation account.

.PARAMETER Simulated
Indicates that the runbook runs on the simulator instead of Azure.

.PARAMETER StatePath
Specifies the state file of the simulator.

.PARAMETER TimeScale
Specifies the speed of simulated time, as simulated seconds for each real second. Range: 1 to 100000.

.EXAMPLE
./Test-EgressNightly.ps1 -ExpectationPath ./egress.json -RequireAll | Where-Object Result -ne Same

.OUTPUTS
For each check, an object with ClusterName, ResourceGroupName, Check (Cluster, OutboundType, EgressAddresses, AuthorizedRanges, or
AuthorizedNodes), Result (Same, Different, or CouldNotRead), Expected, Actual, Missing, Unexpected, and Message.
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

# In strict mode, a missing member is an error.
function Get-Text($Object, [string] $Name) { if ($Object.PSObject.Properties[$Name]) { $Object.$Name } }

function New-CheckResult($Name, $Group, [string] $Check, [string] $Result, $Expected, $Actual, [string] $Message) {
    if ($Result -ne 'Same') { $differing.Add("$Name ($Check$(if ($Message) { ": $Message" }))") }
    [pscustomobject]@{
        PSTypeName        = 'AksEgress.Runbook.EgressCheck'
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

# Compared as sets, because the order has no meaning.
function Compare-Check($Name, $Group, [string] $Check, $Expected, $Actual) {
    $same = -not (Compare-Object -ReferenceObject @($Expected) -DifferenceObject @($Actual))
    $message = if ($same) { '' } else { "expected $(@($Expected) -join ', ' ), actual $(@($Actual) -join ', ')" }
    New-CheckResult $Name $Group $Check ($same ? 'Same' : 'Different') $Expected $Actual $message
}

# AKS treats a single address as /32.
function ConvertTo-Range([string] $Text) { $Text.Contains('/') ? $Text : "$Text/32" }

function Test-Cluster($Wanted) {
    $name = Get-Text $Wanted 'name'
    $group = Get-Text $Wanted 'resourceGroup'
    if (-not $name -or -not $group) { throw "A cluster in '$ExpectationPath' has no name or no resourceGroup. Add the member." }
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
        New-CheckResult $name $group 'Cluster' 'CouldNotRead' @() @() "$_"
        return
    }

    $type = Get-Text $Wanted 'outboundType'
    if ($type) { Compare-Check $name $group 'OutboundType' $type $now.OutboundType }

    if ($Wanted.PSObject.Properties['egressAddresses']) {
        $expected = @($Wanted.egressAddresses)
        $actual = @($addresses | ForEach-Object { "$_" } | Sort-Object -Unique)
        Compare-Check $name $group 'EgressAddresses' $expected $actual
    }

    if ($Wanted.PSObject.Properties['authorizedRanges']) {
        Compare-Check $name $group 'AuthorizedRanges' @($Wanted.authorizedRanges | ForEach-Object { ConvertTo-Range $_ }) @($ranges | ForEach-Object { ConvertTo-Range $_.IpRange })
    }

    # AKS authorizes the addresses of its load balancer itself. Every other egress IP address must be in a range.
    if ($ranges.Count -gt 0) {
        $nodes = @($addresses | Where-Object Source -ne 'LoadBalancer')
        $covered = @($ranges | ForEach-Object { $_.Covers })
        $outside = @($nodes | Where-Object { -not $_.IpAddress -or $_.IpAddress -notin $covered } | ForEach-Object { "$_" })
        $message = if ($outside) { "$($outside -join ', ') not authorized" } else { '' }
        New-CheckResult $name $group 'AuthorizedNodes' ($outside ? 'Different' : 'Same') @($nodes | ForEach-Object { "$_" }) @($covered) $message
    }
}

$differing = [System.Collections.Generic.List[string]]::new()
if (-not (Test-Path -LiteralPath $ExpectationPath)) { throw "File '$ExpectationPath' doesn't exist. Specify another -ExpectationPath." }
$expectations = Get-Content -LiteralPath $ExpectationPath -Raw | ConvertFrom-Json
$wanted = @(if ($expectations.PSObject.Properties['clusters']) { $expectations.clusters })
if ($wanted.Count -eq 0) { throw "File '$ExpectationPath' contains no clusters. Add them to the member 'clusters'." }

$known = 'name', 'resourceGroup', 'subscriptionId', 'outboundType', 'egressAddresses', 'authorizedRanges'
$unknown = @($wanted | ForEach-Object { $_.PSObject.Properties.Name } | Where-Object { $_ -notin $known } | Sort-Object -Unique)
if ($unknown) { throw "File '$ExpectationPath' contains unknown members: $($unknown -join ', '). Use $($known -join ', ')." }

Connect-Runbook
foreach ($cluster in $wanted) { Test-Cluster $cluster }

if ($RequireAll) {
    $listed = @($wanted | ForEach-Object { "$($_.resourceGroup)/$($_.name)" })
    Get-AksEgressCluster | Where-Object { "$($_.ResourceGroupName)/$($_.Name)" -notin $listed } | ForEach-Object {
        New-CheckResult $_.Name $_.ResourceGroupName 'Cluster' 'Different' @() @($_.Id) 'not in the file'
    }
}

if ($differing.Count -gt 0) {
    throw "$($differing.Count) checks differ from '$ExpectationPath': $($differing -join '; ')"
}
