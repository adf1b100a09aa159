BeforeAll {
    $manifest = Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.psd1'
    Import-Module $manifest -Force
}

Describe 'Help' {
    It 'comes from the pages for every cmdlet, and not from PowerShell''s own guess' {
        foreach ($command in Get-Command -Module AksEgress) {
            $help = Get-Help $command.Name
            $help.Synopsis | Should -Match '\.$' -Because $command.Name
            $help.Synopsis | Should -Not -Match '^\s*\r?\n?[A-Z]\w+-\w+ ' -Because $command.Name
        }
    }

    It 'has the syntax of each parameter set' {
        foreach ($command in Get-Command -Module AksEgress) {
            @((Get-Help $command.Name).syntax.syntaxItem).Count | Should -Be $command.ParameterSets.Count -Because $command.Name
        }
    }

    It 'describes each parameter of each cmdlet as PowerShell knows it' {
        $common = [System.Management.Automation.PSCmdlet]::CommonParameters
        foreach ($command in Get-Command -Module AksEgress) {
            $described = (Get-Help $command.Name -Parameter * -ErrorAction Ignore).name | Sort-Object
            $described | Should -Be ($command.Parameters.Keys | Where-Object { $_ -notin $common } | Sort-Object) -Because $command.Name
        }
    }

    It 'shows a parameter with its default value, range and pipeline' {
        $parameter = Get-Help Connect-AksEgress -Parameter TimeScale
        $parameter.defaultValue | Should -Be '600'
        "$($parameter.description.Text)" | Should -Match '1 to 100000'
        (Get-Help New-AksEgressRouteTable -Parameter InputObject).pipelineInput | Should -Be 'True (ByValue)'
    }

    It 'shows a page whole with -Full and the examples with -Examples' {
        $text = Get-Help New-AksEgressRouteTable -Full | Out-String -Width 100
        foreach ($part in 'SYNOPSIS', 'SYNTAX', 'DESCRIPTION', 'PARAMETERS', 'INPUTS', 'OUTPUTS', 'NOTES', 'RELATED LINKS', 'Example 1:', 'Microsoft.Network/routeTables/write', '-DefaultRouteTo <String>') {
            $text | Should -BeLike "*$part*"
        }

        $examples = Get-Help New-AksEgressRouteTable -Examples | Out-String -Width 100
        $examples | Should -Match 'New-AksEgressRouteTable -Name contoso-rt -ResourceGroupName contoso-rg -DefaultRouteTo 10\.42\.2\.4'
        $examples | Should -Not -Match '<!--|```|\\<'
    }

    It 'has topics of at most 80 columns with a synopsis' {
        $topics = Get-Help about_AksEgress* | Where-Object Category -eq HelpFile
        $topics.Name | Sort-Object | Should -Be @('about_AksEgress', 'about_AksEgress_Automation', 'about_AksEgress_Errors', 'about_AksEgress_OutboundTypes', 'about_AksEgress_Simulation')
        foreach ($file in Get-ChildItem (Join-Path $PSScriptRoot '../../out/AksEgress/en-US/about_*.help.txt')) {
            Get-Content $file | Where-Object Length -gt 80 | Should -BeNullOrEmpty
        }

        Get-Help about_AksEgress_Errors | Out-String | Should -Match 'RouteTableMissing'
    }
}
