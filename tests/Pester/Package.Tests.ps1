# The package that dotnet pack makes, used as somebody who installs it would.
BeforeDiscovery {
    $publishing = [bool](Get-Module -ListAvailable Microsoft.PowerShell.PSResourceGet)
    $sdk = [bool](Get-Command dotnet -CommandType Application -ErrorAction Ignore)
}

Describe 'The package' -Skip:(-not $sdk) {
    BeforeAll {
        $project = Join-Path $PSScriptRoot '../../build/Package'
        $made = Join-Path $TestDrive 'made'
        $said = dotnet pack $project --no-build -m:1 -nodeReuse:false -v q -o $made 2>&1
        if ($LASTEXITCODE -ne 0) { throw "dotnet pack failed: $said" }
        $package = Get-Item (Join-Path $made 'AksEgress.*.nupkg')
        $version = (Import-PowerShellDataFile "$PSScriptRoot/../../AksEgress.psd1").ModuleVersion

        # What README shows first, in a process that knows nothing of this one.
        function Invoke-FirstExample([string] $Manifest) {
            $script = "`$ErrorActionPreference = 'Stop'; Import-Module '$Manifest'; `$null = Connect-AksEgress -Simulated; (Get-AksOutboundType).ClusterName; (Get-Module AksEgress).ModuleBase"
            & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command $script
        }
    }

    It 'is one file, named by the version of the manifest' {
        $package.Name | Should -Be "AksEgress.$version.nupkg"
    }

    It 'works from a clean directory' {
        $installed = Join-Path $TestDrive "clean/AksEgress/$version"
        [System.IO.Compression.ZipFile]::ExtractToDirectory($package.FullName, $installed)
        $null = Test-ModuleManifest "$installed/AksEgress.psd1" -ErrorAction Stop -WarningAction Stop
        $answer = Invoke-FirstExample "$installed/AksEgress.psd1"
        $answer | Should -Contain 'contoso-aks'
        $answer[-1] | Should -Be $installed
    }

    It 'is published to a folder, installed from it, and works' {
        if (-not $publishing) {
            Set-ItResult -Skipped -Because 'Microsoft.PowerShell.PSResourceGet is not in this PowerShell'
            return
        }

        $feed = (New-Item -ItemType Directory (Join-Path $TestDrive 'feed')).FullName
        $target = (New-Item -ItemType Directory (Join-Path $TestDrive 'installed')).FullName
        $name = "AksEgressTest$PID"
        Register-PSResourceRepository -Name $name -Uri $feed -Trusted
        try {
            Publish-PSResource -Path "$PSScriptRoot/../../out/AksEgress/AksEgress.psd1" -Repository $name
            (Find-PSResource AksEgress -Repository $name).Version | Should -Be $version
            Save-PSResource AksEgress -Repository $name -Path $target
            $answer = Invoke-FirstExample "$target/AksEgress/$version/AksEgress.psd1"
            $answer | Should -Contain 'contoso-aks'
        }
        finally {
            Unregister-PSResourceRepository -Name $name
        }
    }
}
