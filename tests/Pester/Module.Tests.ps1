BeforeAll {
    $manifest = Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.psd1'
    Import-Module $manifest -Force
}

Describe 'The module' {
    It 'has a manifest that Test-ModuleManifest accepts' {
        (Test-ModuleManifest $manifest -WarningAction Stop).PowerShellVersion | Should -Be '7.4'
    }

    It 'has the gallery''s metadata in its manifest, which Test-ModuleManifest accepts' {
        $tested = Test-ModuleManifest $manifest -WarningVariable warnings -ErrorVariable errors -WarningAction SilentlyContinue
        "$warnings$errors" | Should -BeNullOrEmpty
        $tested.CompatiblePSEditions | Should -Be 'Core'
        $tested.LicenseUri | Should -Be 'https://opensource.org/license/mit'
        $tested.ProjectUri | Should -Be 'https://www.powershellgallery.com/packages/AksEgress'
        $tested.ReleaseNotes | Should -Not -BeNullOrEmpty
        $tested.Tags | Should -Contain 'AKS'
        $tested.Tags | Should -Contain 'PSEdition_Core'
        $tested.Tags -match '\s' | Should -BeNullOrEmpty
        $tested.Description.Length | Should -BeGreaterThan 80
        $tested.Guid | Should -Be '6f0d3d0e-0c1b-4f57-9d3a-5b0a6a2f4c11'
    }

    It 'exports by name exactly the cmdlets of its assembly' {
        $data = Import-PowerShellDataFile $manifest
        $classes = (Get-Command Connect-AksEgress).ImplementingType.Assembly.GetExportedTypes()
        $written = foreach ($class in $classes) {
            $attribute = $class.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)
            if ($attribute -and -not $class.IsAbstract) { "$($attribute.VerbName)-$($attribute.NounName)" }
        }
        $data.CmdletsToExport | Should -Not -Match '[*?]'
        $data.CmdletsToExport | Sort-Object | Should -Be ($written | Sort-Object)
        $aliases = foreach ($class in $classes) { $class.GetCustomAttributes([System.Management.Automation.AliasAttribute], $false).AliasNames }
        $data.AliasesToExport | Sort-Object | Should -Be ($aliases | Sort-Object)
        foreach ($other in 'FunctionsToExport', 'VariablesToExport') { $data[$other] | Should -HaveCount 0 -Because $other }
        (Get-Module AksEgress).ExportedCmdlets.Keys | Sort-Object | Should -Be ($written | Sort-Object)
    }

    It 'exports its cmdlets, their aliases and nothing else' {
        $module = Get-Module AksEgress
        $module.ExportedCmdlets.Count | Should -BeGreaterThan 40
        $module.ExportedFunctions.Count + $module.ExportedVariables.Count | Should -Be 0
        $module.ExportedAliases.Keys | Sort-Object | Should -Be @(
            'Get-AksEgressOutboundType', 'Get-AksEgressOutboundTypeMigration', 'Set-AksEgressOutboundType', 'Test-AksEgressOutboundType'
            'Undo-AksEgressOutboundType')
    }

    It 'loads two assemblies of its own and none of Azure at import, in a new process' {
        $script = "Import-Module '$manifest'; Get-Command -Module AksEgress | Out-Null; [AppDomain]::CurrentDomain.GetAssemblies().ForEach({ `$_.GetName().Name }) -match '^(AksEgress|Azure|Microsoft.Identity|YamlDotNet)'"
        $loaded = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command $script
        $loaded | Sort-Object | Should -Be @('AksEgress.Core', 'AksEgress.PowerShell')
    }

    It 'keeps Azure out of the default load context even when connected' {
        $null = Connect-AksEgress -Simulated
        $default = [System.Runtime.Loader.AssemblyLoadContext]::Default.Assemblies.ForEach({ $_.GetName().Name }) -match '^(Azure|Microsoft.Identity|YamlDotNet|AksEgress.Arm|AksEgress.Kubernetes|AksEgress.Simulator)'
        $default | Should -BeNullOrEmpty
    }

    It 'gives every runspace its own connection' {
        $null = Connect-AksEgress -Simulated
        $result = 1..2 | ForEach-Object -Parallel {
            Import-Module $using:manifest
            try { Get-AksEgressContext -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
        }
        $result | Should -Be (@('NotConnected,AksEgress.PowerShell.Commands.GetAksEgressContextCommand') * 2)
    }

    It 'has only approved verbs' {
        Get-Command -Module AksEgress -CommandType Cmdlet | Where-Object Verb -NotIn (Get-Verb).Verb | Should -BeNullOrEmpty
    }
}
