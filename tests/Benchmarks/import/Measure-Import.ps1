#!/usr/bin/env pwsh
<#
.SYNOPSIS
Compares the time that Import-Module takes with that of an empty binary module of as many cmdlets.
.DESCRIPTION
Makes the empty module with this PowerShell, then starts fresh processes in turn, one for each module, so that whatever
else the machine does falls on both. Each process measures its own Import-Module; the time of the whole process is
shown beside it. Fails when the median of the imports is above -Limit times the empty module's. Beside each median is
the shortest run, which other work on the machine disturbs least. What is measured is what was built last: for the
module that users get, build with -c Release first.
.EXAMPLE
pwsh -NoProfile -File tests/Benchmarks/import/Measure-Import.ps1
#>
[CmdletBinding()]
param(
    # The manifest to measure.
    [string] $Path = "$PSScriptRoot/../../../out/AksEgress/AksEgress.psd1",
    # New processes for each of the two modules.
    [ValidateRange(1, 1000)]
    [int] $Count = 20,
    # How many times the duration of an empty module's import is allowed.
    [double] $Limit = 1.4
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

function New-EmptyModule([string] $Folder, [int] $Cmdlets) {
    $names = 1..$Cmdlets | ForEach-Object { "Get-Empty$_" }
    $classes = 1..$Cmdlets | ForEach-Object { "[Cmdlet(VerbsCommon.Get, `"Empty$_`")] public sealed class GetEmpty${_}Command : PSCmdlet { }" }
    $null = New-Item -ItemType Directory -Path "$Folder/bin" -Force
    Add-Type -TypeDefinition ("using System.Management.Automation; namespace Empty {`n" + ($classes -join "`n") + "`n}") -OutputAssembly "$Folder/bin/Empty.dll"
    New-ModuleManifest -Path "$Folder/Empty.psd1" -RootModule 'bin/Empty.dll' -ModuleVersion 0.1.0 -PowerShellVersion 7.4 -CompatiblePSEditions Core `
        -CmdletsToExport $names -FunctionsToExport @() -AliasesToExport @() -VariablesToExport @()
    "$Folder/Empty.psd1"
}

function Measure-Import([string] $Manifest) {
    $script = "`$watch = [Diagnostics.Stopwatch]::StartNew(); Import-Module '$Manifest' -ErrorAction Stop; `$watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)"
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $import = & $shell -NoProfile -NonInteractive -Command $script
    if ($LASTEXITCODE -ne 0) { throw "'$Manifest' could not be imported." }
    [pscustomobject]@{ Import = [double]::Parse($import, [cultureinfo]::InvariantCulture); Process = $watch.Elapsed.TotalMilliseconds }
}

function Get-Median([double[]] $Values) {
    $sorted = @($Values | Sort-Object)
    $middle = [math]::Floor($sorted.Count / 2)
    if ($sorted.Count % 2) { $sorted[$middle] } else { ($sorted[$middle - 1] + $sorted[$middle]) / 2 }
}

$shell = (Get-Process -Id $PID).Path
$manifest = (Resolve-Path $Path).Path
$folder = Join-Path ([IO.Path]::GetTempPath()) "empty-module-$PID"
try {
    $cmdlets = (Import-PowerShellDataFile $manifest).CmdletsToExport.Count
    $empty = New-EmptyModule $folder $cmdlets

    # One of each that isn't counted, so that the files are in the system's cache afterwards.
    $null = Measure-Import $empty
    $null = Measure-Import $manifest
    $ofEmpty = [Collections.Generic.List[object]]::new()
    $ofModule = [Collections.Generic.List[object]]::new()
    for ($i = 0; $i -lt $Count; $i++) {
        # The order alternates, so that neither is always second.
        if ($i % 2) { $ofModule.Add((Measure-Import $manifest)); $ofEmpty.Add((Measure-Import $empty)) }
        else { $ofEmpty.Add((Measure-Import $empty)); $ofModule.Add((Measure-Import $manifest)) }
    }

    $results = foreach ($what in 'Import', 'Process') {
        $base = Get-Median $ofEmpty.$what
        $own = Get-Median $ofModule.$what
        $baseLeast = ($ofEmpty.$what | Measure-Object -Minimum).Minimum
        $ownLeast = ($ofModule.$what | Measure-Object -Minimum).Minimum
        [pscustomobject]@{
            Measured = $what; EmptyMs = [math]::Round($base, 1); ModuleMs = [math]::Round($own, 1); Ratio = [math]::Round($own / $base, 2)
            LeastEmptyMs = [math]::Round($baseLeast, 1); LeastModuleMs = [math]::Round($ownLeast, 1); LeastRatio = [math]::Round($ownLeast / $baseLeast, 2)
        }
    }
    "$cmdlets cmdlets, medians of $Count fresh processes each, PowerShell $($PSVersionTable.PSVersion)"
    $results | Format-Table | Out-String | ForEach-Object Trim
    if ($results[0].Ratio -gt $Limit) { Write-Error "The import takes $($results[0].Ratio) times the empty module's; at most $Limit is allowed." -ErrorAction Continue; exit 1 }
}
finally {
    Remove-Item $folder -Recurse -Force -ErrorAction Ignore
}
