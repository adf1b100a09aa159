# The package that dotnet pack creates, used as a user who installs it would.
BeforeDiscovery {
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

        # The README's first commands, in a separate process.
        function Invoke-FirstExample([string] $Manifest) {
            $script = "`$ErrorActionPreference = 'Stop'; Import-Module '$Manifest'; `$null = Connect-AksEgress -Simulated; (Get-AksOutboundType).ClusterName; (Get-Module AksEgress).ModuleBase"
            & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command $script
        }
    }

    It 'is one file, named by the version of the manifest' {
        $package.Name | Should -Be "AksEgress.$version.nupkg"
    }

    It 'has the same bytes if its sources are built in another folder' {
        # One self-contained assembly is enough, because the same properties apply to all builds.
        $root = (Resolve-Path "$PSScriptRoot/../..").Path
        $elsewhere = (New-Item -ItemType Directory (Join-Path $TestDrive 'some/where/else')).FullName
        Copy-Item "$root/Directory.*.props", "$root/global.json", "$root/.editorconfig" $elsewhere
        Get-ChildItem "$root/src/AksEgress.Core" -Recurse -File | Where-Object FullName -NotMatch '[/\\](bin|obj)[/\\]' | ForEach-Object {
            $target = Join-Path $elsewhere ([System.IO.Path]::GetRelativePath($root, $_.FullName))
            $null = New-Item -ItemType Directory (Split-Path $target) -Force
            Copy-Item $_.FullName $target
        }
        $built = "$root/out/AksEgress/bin/AksEgress.Core"
        $made = Get-ChildItem "$root/src/AksEgress.Core/obj/*/net8.0/AksEgress.Core.dll" | Where-Object { (Get-FileHash $_).Hash -eq (Get-FileHash "$built.dll").Hash }
        $configuration = Split-Path (Split-Path (Split-Path $made[0].FullName)) -Leaf
        $said = dotnet build "$elsewhere/src/AksEgress.Core" -c $configuration -v q -m:1 -nodeReuse:false 2>&1
        $LASTEXITCODE | Should -Be 0 -Because "$said"
        foreach ($kind in 'dll', 'pdb') {
            (Get-FileHash "$elsewhere/src/AksEgress.Core/bin/$configuration/net8.0/AksEgress.Core.$kind").Hash | Should -Be (Get-FileHash "$built.$kind").Hash -Because $kind
        }
    }

    It 'works from a clean directory' {
        $installed = Join-Path $TestDrive "clean/AksEgress/$version"
        [System.IO.Compression.ZipFile]::ExtractToDirectory($package.FullName, $installed)
        $null = Test-ModuleManifest "$installed/AksEgress.psd1" -ErrorAction Stop -WarningAction Stop
        $answer = Invoke-FirstExample "$installed/AksEgress.psd1"
        $answer | Should -Contain 'contoso-aks'
        $answer[-1] | Should -Be $installed
    }

    It 'is published to a folder, saved and installed from it, and works' {
        if (-not (Get-Module -ListAvailable Microsoft.PowerShell.PSResourceGet)) {
            Set-ItResult -Skipped -Because 'Microsoft.PowerShell.PSResourceGet is not in this PowerShell'
            return
        }

        # A separate process, whose user repositories and modules are in an empty folder where .NET allows it.
        $feed = (New-Item -ItemType Directory (Join-Path $TestDrive 'feed')).FullName
        $saved = (New-Item -ItemType Directory (Join-Path $TestDrive 'saved')).FullName
        $user = (New-Item -ItemType Directory (Join-Path $TestDrive 'user')).FullName

        # .NET returns no path for a folder that doesn't exist, and PSResourceGet then writes to the current one.
        $null = New-Item -ItemType Directory (Join-Path $user '.local/share'), (Join-Path $user '.config')
        $module = (Resolve-Path "$PSScriptRoot/../../out/AksEgress").Path
        $script = Join-Path $TestDrive 'publish.ps1'
        Set-Content $script @"
`$ErrorActionPreference = 'Stop'
Register-PSResourceRepository -Name AksEgressTest$PID -Uri '$feed' -Trusted
try {
    Publish-PSResource -Path '$module' -Repository AksEgressTest$PID
    `$found = Find-PSResource AksEgress -Repository AksEgressTest$PID
    "found `$(`$found.Version) `$(`$found.Author)"
    "tags `$(`$found.Tags -join ' ')"
    "project `$(`$found.ProjectUri)"
    Save-PSResource AksEgress -Repository AksEgressTest$PID -Path '$saved'
    if (-not `$IsWindows) { Install-PSResource AksEgress -Repository AksEgressTest$PID -Scope CurrentUser }
}
finally {
    Unregister-PSResourceRepository -Name AksEgressTest$PID
}
if (-not `$IsWindows) {
    Import-Module AksEgress
    `$null = Connect-AksEgress -Simulated
    "installed `$((Get-AksOutboundType).ClusterName -join ' ')"
    "from `$((Get-Module AksEgress).ModuleBase)"
    "help `$((Get-Help Set-AksOutboundType).Synopsis)"
}
"@
        $mine = @{ HOME = $user; XDG_DATA_HOME = Join-Path $user '.local/share'; XDG_CONFIG_HOME = Join-Path $user '.config'; PSModulePath = $null }
        $before = @{}
        try {
            foreach ($name in $mine.Keys) {
                $before[$name] = [Environment]::GetEnvironmentVariable($name)
                [Environment]::SetEnvironmentVariable($name, $mine[$name])
            }
            $said = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -File $script 2>&1 | ForEach-Object { "$_" }
        }
        finally {
            foreach ($name in $before.Keys) { [Environment]::SetEnvironmentVariable($name, $before[$name]) }
        }
        $LASTEXITCODE | Should -Be 0 -Because "$said"

        $made = Get-Item (Join-Path $feed '*.nupkg')
        $made.Name | Should -Be "AksEgress.$version.nupkg"
        $said | Should -Contain "found $version AksEgress contributors"
        $said -like 'tags *' | Should -Match '\bPSEdition_Core\b'
        $said | Should -Contain 'project https://www.powershellgallery.com/packages/AksEgress'

        $answer = Invoke-FirstExample "$saved/AksEgress/$version/AksEgress.psd1"
        $answer | Should -Contain 'contoso-aks'
        $answer[-1] | Should -Be (Join-Path $saved "AksEgress/$version")
        if (-not $IsWindows) {
            $said -like 'installed *' | Should -Match '\bcontoso-aks\b'
            $said | Should -Contain "from $(Join-Path $user ".local/share/powershell/Modules/AksEgress/$version")"
            $said -like 'help *' | Should -Not -Match 'Set-AksOutboundType \['
        }

        # The package that the gallery's own tool creates from the module equals the one of dotnet pack.
        function Get-Inside([string] $File) {
            $archive = [System.IO.Compression.ZipFile]::OpenRead($File)
            try { $archive.Entries.FullName.ForEach({ [uri]::UnescapeDataString($_) }).Where({ $_ -notlike 'package/*' -and $_ -notlike '_rels/*' }) | Sort-Object } finally { $archive.Dispose() }
        }
        Get-Inside $made.FullName | Should -Be (Get-Inside $package.FullName)
    }
}
