# One session with a module that has loaded an older Azure SDK into the default context, in both orders.
Describe 'Beside a module with an older Azure SDK' {
    BeforeAll {
        $manifest = Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.psd1'
        $older = Join-Path $TestDrive 'module/OlderModule.dll'
        $missing = 'the .NET SDK is not on this machine'
        if (Get-Command dotnet -CommandType Application -ErrorAction Ignore) {
            # A copy outside the repository, whose own versions are not to be mixed in.
            Copy-Item "$PSScriptRoot/OlderModule/*.cs*" $TestDrive
            $said = dotnet build "$TestDrive/OlderModule.csproj" -v q -m:1 -nodeReuse:false 2>&1
            if ($LASTEXITCODE -eq 0) { $missing = $null }
            elseif ("$said" -match 'NU1\d\d\d') { $missing = "the older packages cannot be restored: $said" }
            else { throw "The older module does not build: $said" }
        }

        # PowerShell's own System.Text.Json is older than the one in bin/dependencies; .NET lets no older still into the default context.
        $ofOlder = @('Azure.Core 1.38.0 Default', 'Azure.Identity 1.11.4 Default', 'Microsoft.Identity.Client 4.61.3 Default')

        function Invoke-Fresh([string] $Script) {
            & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command "`$ErrorActionPreference = 'Stop'; $Script"
        }

        $own = "Import-Module '$manifest'; `$null = Connect-AksEgress -Simulated; (Get-AksOutboundType contoso-aks contoso-rg).OutboundType"
        $other = "Import-Module '$older'; Test-Older"
        $twice = "[AppDomain]::CurrentDomain.GetAssemblies().Where({ `$_.GetName().Name -in 'Azure.Core', 'System.Text.Json' }).ForEach({ `$_.GetName().Name + ' in ' + [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext(`$_).Name })"
    }

    It 'works when the other one was first' {
        if ($missing) { Set-ItResult -Skipped -Because $missing; return }
        $answer = Invoke-Fresh "$other; $own; Test-Older; $twice"
        $answer.Where({ $_ -eq 'loadBalancer' }).Count | Should -Be 1
        foreach ($line in $ofOlder) { $answer.Where({ $_ -eq $line }).Count | Should -Be 2 -Because "the other module works before and after, with '$line'" }
        foreach ($name in 'Azure.Core', 'System.Text.Json') {
            $answer | Should -Contain "$name in Default"
            $answer | Should -Contain "$name in AksEgress"
        }
    }

    It 'works when it was first itself' {
        if ($missing) { Set-ItResult -Skipped -Because $missing; return }
        $answer = Invoke-Fresh "$own; $other; (Get-AksOutboundType contoso-aks contoso-rg).OutboundType; $twice"
        $answer.Where({ $_ -eq 'loadBalancer' }).Count | Should -Be 2
        foreach ($line in $ofOlder) { $answer | Should -Contain $line }
        $answer | Should -Contain 'Azure.Core in AksEgress'
    }
}
