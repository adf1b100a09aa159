BeforeAll {
    $manifest = Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.psd1'
    Import-Module $manifest -Force
    $PSStyle.OutputRendering = 'PlainText'
    $mode = { param($path) [int][System.IO.File]::GetUnixFileMode($path) }
}

Describe 'Import-AksEgressCredential' {
    BeforeEach {
        $null = Connect-AksEgress -Simulated -TimeScale 100000
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $config = Join-Path $folder 'config'
    }

    It 'creates a file and a folder that only the owner can read' -Skip:$IsWindows {
        Import-AksEgressCredential contoso-aks contoso-rg -Path $config
        & $mode $config | Should -Be 0x180
        & $mode $folder | Should -Be 0x1C0
    }

    It 'removes the permissions of other users' -Skip:$IsWindows {
        Import-AksEgressCredential contoso-aks contoso-rg -Path $config
        [System.IO.File]::SetUnixFileMode($config, 'UserRead, UserWrite, GroupRead, OtherRead')
        Import-AksEgressCredential contoso-aks contoso-rg -Path $config
        & $mode $config | Should -Be 0x180
    }

    It 'writes to kubectl''s file: the first one of KUBECONFIG' {
        $before = $env:KUBECONFIG
        try {
            $env:KUBECONFIG = $config, (Join-Path $folder 'second') -join [System.IO.Path]::PathSeparator
            (Import-AksEgressCredential contoso-aks contoso-rg).Path | Should -Be $config
            Test-Path $config | Should -BeTrue
        }
        finally {
            $env:KUBECONFIG = $before
        }
    }

    It 'resolves a relative path and a drive as PowerShell does' {
        $null = New-Item -ItemType Directory $folder
        Push-Location $folder
        try { (Import-AksEgressCredential contoso-aks contoso-rg -Path ./config).Path | Should -Be $config } finally { Pop-Location }
        $null = New-PSDrive -Name kube -PSProvider FileSystem -Root $folder
        (Import-AksEgressCredential contoso-aks contoso-rg -Path kube:/other).Path | Should -Be (Join-Path $folder 'other')
    }

    It 'refuses an invalid file with its line and doesn''t change it' {
        $null = New-Item -ItemType Directory $folder
        Set-Content $config "kind: Config`nclusters:`n- name: x`n   bad: y" -NoNewline
        $failure = { Import-AksEgressCredential contoso-aks contoso-rg -Path $config -Force -ErrorAction Stop } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -Match '^KubeconfigUnreadable,'
        $failure | Should -Match 'line 4'
        (Get-Content $config -Raw).Length | Should -Be 42
    }

    It 'keeps the YAML library out of the default load context' {
        Import-AksEgressCredential contoso-aks contoso-rg -Path $config
        [System.Runtime.Loader.AssemblyLoadContext]::Default.Assemblies.ForEach({ $_.GetName().Name }) -match '^(YamlDotNet|AksEgress.Kubernetes)' | Should -BeNullOrEmpty
    }

    It 'shows the target within 100 columns, and no secret' {
        $lines = (Import-AksEgressCredential contoso-aks contoso-rg -Path $config | Out-String -Width 100) -split '\r?\n'
        $lines.ForEach({ $_.Length }) | ForEach-Object { $_ | Should -BeLessOrEqual 100 }
        $lines -match 'contoso-aks' | Should -Not -BeNullOrEmpty
    }
}

Describe 'A command in a cluster' {
    BeforeEach {
        $null = Connect-AksEgress -Simulated -TimeScale 100000
    }

    It 'accepts files by wildcard' {
        Set-Content (Join-Path $TestDrive 'a.txt') 'one'
        Set-Content (Join-Path $TestDrive 'b.txt') 'two'
        (Invoke-AksEgressCommand contoso-aks contoso-rg 'cat a.txt b.txt' -File (Join-Path $TestDrive '*.txt')).Logs | Should -Match "one\s+two"
    }

    It 'stops a script with ErrorActionPreference Stop when it fails, and the error contains the object' {
        $failure = { Invoke-AksEgressCommand contoso-aks contoso-rg 'cat nothing' -ErrorAction Stop } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -Match '^CommandFailed,'
        $failure.TargetObject.ExitCode | Should -Not -Be 0
    }

    It 'shows its output, and a test shows a table' {
        (Invoke-AksEgressCommand contoso-aks contoso-rg 'echo hello' | Out-String) | Should -Match 'exit 0[\s\S]*hello'
        (Test-AksEgress contoso-aks contoso-rg | Out-String -Width 100) | Should -Match 'Match +20\.81\.4\.17 +20\.81\.4\.17 +1 pod, 1 node +contoso-aks'
    }
}
