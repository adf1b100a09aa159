BeforeAll {
    $manifest = Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.psd1'
    Import-Module $manifest -Force
}

Describe 'The module' {
    It 'has a manifest that Test-ModuleManifest accepts' {
        (Test-ModuleManifest $manifest -WarningAction Stop).PowerShellVersion | Should -Be '7.4'
    }

    It 'exports its cmdlets and nothing else' {
        $module = Get-Module AksEgress
        $module.ExportedCmdlets.Count | Should -BeGreaterThan 40
        $module.ExportedFunctions.Count + $module.ExportedAliases.Count + $module.ExportedVariables.Count | Should -Be 0
    }

    It 'loads two assemblies of its own and none of Azure at import, in a fresh process' {
        $script = "Import-Module '$manifest'; Get-Command -Module AksEgress | Out-Null; [AppDomain]::CurrentDomain.GetAssemblies().ForEach({ `$_.GetName().Name }) -match '^(AksEgress|Azure|Microsoft.Identity|YamlDotNet)'"
        $loaded = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command $script
        $loaded | Sort-Object | Should -Be @('AksEgress.Core', 'AksEgress.PowerShell')
    }

    It 'keeps Azure out of the default load context even when connected' {
        $null = Connect-AksEgress -Simulated
        $default = [System.Runtime.Loader.AssemblyLoadContext]::Default.Assemblies.ForEach({ $_.GetName().Name }) -match '^(Azure|Microsoft.Identity|YamlDotNet|AksEgress.Arm|AksEgress.Kubernetes|AksEgress.Simulator)'
        $default | Should -BeNullOrEmpty
    }

    It 'gives every runspace a connection of its own' {
        $null = Connect-AksEgress -Simulated
        $result = 1..2 | ForEach-Object -Parallel {
            Import-Module $using:manifest
            try { Get-AksEgressContext -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
        }
        $result | Should -Be (@('NotConnected,AksEgress.PowerShell.Commands.GetAksEgressContextCommand') * 2)
    }

    It 'has only approved verbs' {
        Get-Command -Module AksEgress | Where-Object Verb -NotIn (Get-Verb).Verb | Should -BeNullOrEmpty
    }
}
