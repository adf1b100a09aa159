# Every walkthrough runs unchanged in real PowerShell, as a user runs it: in a separate process, strict, with plain text.
BeforeDiscovery {
    $walkthroughs = Get-ChildItem (Join-Path $PSScriptRoot '../../docs/walkthroughs') -Filter *.ps1 | ForEach-Object { @{ Name = $_.Name } }
}

BeforeAll {
    # One process for all, because most of the time is its start.
    $manifest = (Resolve-Path (Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.psd1')).Path
    $folder = (Resolve-Path (Join-Path $PSScriptRoot '../../docs/walkthroughs')).Path
    $runner = Join-Path $TestDrive 'all.ps1'
    Set-Content $runner @"
Set-StrictMode -Version Latest
`$PSStyle.OutputRendering = 'PlainText'
Import-Module '$manifest'
foreach (`$file in Get-ChildItem '$folder' -Filter *.ps1) {
    "<<<<< `$(`$file.Name)"
    try { & `$file.FullName 2>&1 3>&1; '>>>>> came to its end' } catch { ">>>>> `$_" }
    Disconnect-AksEgress
}
"@
    $script:text = @{}
    & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -File $runner 2>&1 | ForEach-Object {
        if ("$_" -match '^<<<<< (.*)') { $name = $Matches[1]; $text[$name] = [System.Collections.Generic.List[string]]::new() } elseif ($name) { $text[$name].Add("$_") }
    }
}

Describe 'The walkthrough <Name>' -ForEach $walkthroughs {
    It 'runs to its end with the expected results' {
        $text[$Name] -match '^>>>>>' | Should -Be '>>>>> came to its end'
    }

    It 'shows formatted objects: no type name, no stack trace, no escape sequence' {
        $all = $text[$Name] -join "`n"
        $all | Should -Not -Match 'System\.Collections|AksEgress\.Core\.'
        $all | Should -Not -Match "`e\["
        $all | Should -Not -Match '(?m)^\s*at AksEgress\.'
        $all | Should -Match '(?m)^\w+ +: \S|^-{4,}'
    }
}
