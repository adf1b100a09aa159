# One session with a module that has loaded an older Azure SDK into the default context, in both orders.
Describe 'Next to a module with an older Azure SDK' {
    BeforeAll {
        $manifest = Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.psd1'
        $older = Join-Path $TestDrive 'module/OlderModule.dll'
        $missing = 'the .NET SDK is not on this machine'
        if (Get-Command dotnet -CommandType Application -ErrorAction Ignore) {
            # A copy outside the repository, so that the repository's package versions don't apply.
            Copy-Item "$PSScriptRoot/OlderModule/*.cs*" $TestDrive
            $said = dotnet build "$TestDrive/OlderModule.csproj" -v q -m:1 -nodeReuse:false 2>&1
            if ($LASTEXITCODE -eq 0) { $missing = $null }
            elseif ("$said" -match 'NU1\d\d\d') { $missing = "the older packages cannot be restored: $said" }
            else { throw "The older module does not build: $said" }
        }

        # The default context uses the System.Text.Json of PowerShell's own .NET, whatever a module contains: a test below checks
        # it.
        $framework = [System.Text.Json.JsonDocument].Assembly.GetName().Version.ToString(3)
        $ofOlder = @('Azure.Core 1.38.0 Default', 'Azure.Identity 1.11.4 Default', 'Microsoft.Identity.Client 4.61.3 Default', "System.Text.Json $framework Default")

        function Invoke-Fresh([string] $Script) {
            & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command "`$ErrorActionPreference = 'Stop'; $Script"
        }

        $own = "Import-Module '$manifest'; `$null = Connect-AksEgress -Simulated; (Get-AksOutboundType contoso-aks contoso-rg).OutboundType"
        $other = "Import-Module '$older'; Test-Older"
        $twice = "[AppDomain]::CurrentDomain.GetAssemblies().Where({ `$_.GetName().Name -in 'Azure.Core', 'System.Text.Json' }).ForEach({ `$_.GetName().Name + ' in ' + [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext(`$_).Name })"
    }

    It 'works if the other module was imported first' {
        if ($missing) { Set-ItResult -Skipped -Because $missing; return }
        $answer = Invoke-Fresh "$other; $own; Test-Older; $twice"
        $answer.Where({ $_ -eq 'loadBalancer' }).Count | Should -Be 1
        foreach ($line in $ofOlder) { $answer.Where({ $_ -eq $line }).Count | Should -Be 2 -Because "the other module works before and after, with '$line'" }
        foreach ($name in 'Azure.Core', 'System.Text.Json') {
            $answer | Should -Contain "$name in Default"
            $answer | Should -Contain "$name in AksEgress"
        }
    }

    It 'works if it was imported first' {
        if ($missing) { Set-ItResult -Skipped -Because $missing; return }
        $answer = Invoke-Fresh "$own; $other; (Get-AksOutboundType contoso-aks contoso-rg).OutboundType; $twice"
        $answer.Where({ $_ -eq 'loadBalancer' }).Count | Should -Be 2
        foreach ($line in $ofOlder) { $answer | Should -Contain $line }
        foreach ($name in 'Azure.Core', 'System.Text.Json') {
            $answer | Should -Contain "$name in Default"
            $answer | Should -Contain "$name in AksEgress"
        }
    }

    It 'uses its own version of all four assemblies, as the other module does' {
        if ($missing) { Set-ItResult -Skipped -Because $missing; return }
        $names = "'Azure.Core', 'Azure.Identity', 'Microsoft.Identity.Client', 'System.Text.Json'"
        # A sign-in makes this module load all four; the tenant's name can't be resolved.
        $signIn = "try { Connect-AksEgress -Credential ([pscredential]::new('11111111-1111-1111-1111-111111111111', (ConvertTo-SecureString none -AsPlainText -Force))) -TenantId 'none.invalid' -ErrorAction Stop } catch { 'sign-in: ' + `$_.FullyQualifiedErrorId }"
        $list = "[AppDomain]::CurrentDomain.GetAssemblies().Where({ `$_.GetName().Name -in $names }).ForEach({ 'loaded ' + `$_.GetName().Name + ' ' + [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext(`$_).Name + ' ' + [Diagnostics.FileVersionInfo]::GetVersionInfo(`$_.Location).FileVersion + ' ' + `$_.Location })"
        $quiet = "`$env:HTTPS_PROXY = 'http://127.0.0.1:9'; `$env:ALL_PROXY = 'http://127.0.0.1:9'"
        foreach ($order in "$other; $own; $signIn", "$own; $signIn; $other") {
            $answer = Invoke-Fresh "$quiet; $order; $list"
            $answer | Should -Contain 'sign-in: SignInFailed,AksEgress.PowerShell.Commands.ConnectAksEgressCommand'
            $loaded = @($answer -like 'loaded *' | ForEach-Object { $null, $name, $context, $version, $path = -split $_; [pscustomobject]@{ Name = $name; Context = $context; Version = [version]$version; Path = $path } })
            foreach ($name in 'Azure.Core', 'Azure.Identity', 'Microsoft.Identity.Client', 'System.Text.Json') {
                $theirs = @($loaded | Where-Object { $_.Name -eq $name -and $_.Context -eq 'Default' })
                $ours = @($loaded | Where-Object { $_.Name -eq $name -and $_.Context -eq 'AksEgress' })
                $theirs | Should -HaveCount 1 -Because $name
                if ($name -eq 'Azure.Identity' -and -not $ours) { continue } # Ours forwards to its Azure.Core, which has the sign-ins.
                $ours | Should -HaveCount 1 -Because $name
                $ours[0].Path | Should -BeLike "*dependencies*$name.dll"
                if ($name -ne 'System.Text.Json') { $theirs[0].Version | Should -BeLessThan $ours[0].Version -Because $name }
            }
        }
    }

    It 'has a System.Text.Json 6 that .NET doesn''t load into the default context' {
        if ($missing) { Set-ItResult -Skipped -Because $missing; return }
        $file = Join-Path $TestDrive 'module/System.Text.Json.dll'
        [System.Reflection.AssemblyName]::GetAssemblyName($file).Version.Major | Should -Be 6
        $answer = Invoke-Fresh "[System.Runtime.Loader.AssemblyLoadContext]::Default.LoadFromAssemblyPath('$file').GetName().Version.ToString(3); [System.Reflection.Assembly]::LoadFrom('$file').GetName().Version.ToString(3)"
        $answer | Should -Be @($framework, $framework)
    }
}
