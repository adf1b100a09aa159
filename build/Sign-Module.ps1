<#
.SYNOPSIS
Signs the module in out/AksEgress: its own files with Authenticode, and all its files with a catalog. Windows only.
.DESCRIPTION
Not exercised here: the project's own machines run Linux. docs/design/signing.md says what is signed and why.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [ValidatePattern('^[0-9A-Fa-f]{40}$')]
    [string] $CertificateThumbprint,

    [string] $TimestampServer = 'http://timestamp.digicert.com'
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3
if (-not $IsWindows) {
    throw 'Set-AuthenticodeSignature and New-FileCatalog exist on Windows only. Run this task there.'
}

$module = Join-Path $PSScriptRoot '../out/AksEgress'
if (-not (Test-Path "$module/AksEgress.psd1")) {
    throw "There is no module in '$module'. Run ./build.ps1 -Task Build first."
}

$module = (Resolve-Path $module).Path
$certificate = @(Get-ChildItem Cert:\CurrentUser\My, Cert:\LocalMachine\My -CodeSigningCert |
    Where-Object { $_.Thumbprint -eq $CertificateThumbprint -and $_.HasPrivateKey })[0]
if (-not $certificate) {
    throw "No code signing certificate with a private key has the thumbprint $CertificateThumbprint."
}

function Add-Signature([string[]] $Path) {
    foreach ($file in $Path) {
        $signed = Set-AuthenticodeSignature -FilePath $file -Certificate $certificate -HashAlgorithm SHA256 -TimestampServer $TimestampServer -IncludeChain NotRoot
        if ($signed.Status -ne 'Valid') {
            throw "'$file' wasn't signed: $($signed.Status), $($signed.StatusMessage)"
        }
    }
}

# A signature identifies the maker of a file. Third-party packages have their own; the catalog fixes their content.
$own = Get-ChildItem $module -Recurse -File | Where-Object { $_.Name -match '^AksEgress\..*(dll|psd1|ps1xml)$' }
Add-Signature $own.FullName

# The catalog comes last, because signing changes the files that it lists.
$catalog = Join-Path $module 'AksEgress.cat'
Remove-Item $catalog -ErrorAction Ignore
$null = New-FileCatalog -Path $module -CatalogFilePath $catalog -CatalogVersion 2.0
Add-Signature $catalog

$check = Test-FileCatalog -Path $module -CatalogFilePath $catalog -Detailed -FilesToSkip 'AksEgress.cat'
if ($check.Status -ne 'Valid' -or $check.Signature.Status -ne 'Valid') {
    throw "The catalog doesn't match the module: $($check.Status), signature $($check.Signature.Status)."
}

"$($own.Count) files signed, $($check.CatalogItems.Count) files in AksEgress.cat"
