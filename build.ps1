#!/usr/bin/env pwsh
<#
.SYNOPSIS
Builds, tests and shows AksEgress. Thin over dotnet: each task is one line that can be typed as well.
.EXAMPLE
./build.ps1 -Task Test
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Pester', 'Demo', 'Pack', 'Clean')]
    [string] $Task = 'Build'
)

$ErrorActionPreference = 'Stop'
Push-Location $PSScriptRoot
try {
    switch ($Task) {
        'Build' { dotnet build }
        'Test' { dotnet test }
        'Pester' { dotnet build; if ($LASTEXITCODE -eq 0) { & (Get-Process -Id $PID).Path -NoProfile -File tests/Pester/Run.ps1 } }
        'Demo' { dotnet run --project tests/Lab }
        'Pack' { dotnet pack build/Package }
        'Clean' { dotnet clean; Remove-Item out -Recurse -Force -ErrorAction Ignore }
    }

    exit $LASTEXITCODE
}
finally {
    Pop-Location
}
