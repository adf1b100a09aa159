# Test-AksEgressPath and its remedy, in PowerShell itself.
BeforeAll {
    Import-Module (Resolve-Path (Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.psd1')).Path
    $null = Connect-AksEgress -Simulated -TimeScale 100000
}

AfterAll {
    Disconnect-AksEgress
}

Describe 'Test-AksEgressPath' {
    It 'finds what a firewall would block, and names the command that allows it' {
        $after = @{ Name = 'contoso-aks'; ResourceGroupName = 'contoso-rg'; OutboundType = 'userDefinedRouting'; Firewall = 'contoso-fw' }
        $paths = Test-AksEgressPath @after
        # AzureCloud contains Azure Storage, which the subnet's service endpoint may reach past the firewall.
        ($paths | Where-Object Destination -NotLike 'ServiceTag:*').Verdict | Sort-Object -Unique | Should -Be 'Denied'
        Test-AksEgressPath @after -Quiet | Should -BeFalse
        $null = Invoke-Expression ($paths | Where-Object Required -eq required)[0].Next
        Test-AksEgressPath @after -Quiet | Should -BeTrue
    }

    It 'finds a rule of a network security group, whose remedy runs as printed' {
        $null = Add-AksEgressSecurityRule contoso-aks-nsg deny-web -ResourceGroupName contoso-rg -Access Deny -Priority 200 -DestinationAddress Internet
        $path = Test-AksEgressPath contoso-aks contoso-rg -Destination example.com
        "$($path.Verdict)", $path.DecidedBy | Should -Be 'Denied', 'NSG contoso-aks-nsg, deny-web (200)'
        $null = Invoke-Expression $path.Next
        Test-AksEgressPath contoso-aks contoso-rg -Destination example.com -Quiet | Should -BeTrue
    }

    It 'has values in CSV and JSON files' {
        $row = Test-AksEgressPath contoso-aks contoso-rg -Destination b.com -Firewall contoso-fw | ConvertTo-Csv | ConvertFrom-Csv
        $row.NodePool, $row.Verdict | Should -Be 'nodepool1, win1', 'Denied'
        $json = Test-AksEgressPath contoso-aks contoso-rg -Destination b.com -Firewall contoso-fw | ConvertTo-Json -Depth 4 | ConvertFrom-Json
        $json.Verdict, $json.Hops[-1].Resource | Should -Be 'Denied', 'firewall contoso-fw'
        $row.Hops | Should -BeLike '*firewall contoso-fw, no rule matches: denies'
    }

    It 'completes node pools and network security groups' {
        $line = 'Test-AksEgressPath contoso-aks contoso-rg -NodePool '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'nodepool1', 'win1'
        $line = 'Get-AksEgressSecurityRule contoso-aks-nsg -ResourceGroupName contoso-rg -Name allow'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain 'allow-web-in'
    }
}
