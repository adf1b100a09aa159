#!/usr/bin/env pwsh
<#
.SYNOPSIS
Builds, tests and shows AksEgress. Thin over dotnet: each task is one line that can be typed as well.
.EXAMPLE
./build.ps1 -Task Test
.EXAMPLE
./build.ps1 -Task Sign -CertificateThumbprint 0123456789ABCDEF0123456789ABCDEF01234567
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Pester', 'Demo', 'Sign', 'Pack', 'Clean')]
    [string] $Task = 'Build',

    # For Sign: a code signing certificate in the current user's or the computer's store, with its private key.
    [ValidatePattern('^[0-9A-Fa-f]{40}$')]
    [string] $CertificateThumbprint,

    # For Sign: the RFC 3161 server whose time stamp keeps signatures valid after the certificate expires.
    [string] $TimestampServer = 'http://timestamp.digicert.com'
)

$ErrorActionPreference = 'Stop'
Push-Location $PSScriptRoot
try {
    switch ($Task) {
        'Build' { dotnet build }
        'Test' { dotnet test }
        'Pester' { dotnet build; if ($LASTEXITCODE -eq 0) { & (Get-Process -Id $PID).Path -NoProfile -File tests/Pester/Run.ps1 } }
        'Demo' { dotnet run --project tests/Lab }
        'Sign' { ./build/Sign-Module.ps1 -CertificateThumbprint $CertificateThumbprint -TimestampServer $TimestampServer; $global:LASTEXITCODE = 0 }
        'Pack' { dotnet pack build/Package }
        'Clean' { dotnet clean; Remove-Item out -Recurse -Force -ErrorAction Ignore }
    }

    exit $LASTEXITCODE
}
finally {
    Pop-Location
}
