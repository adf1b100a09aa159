# Sessions under application control run scripts in ConstrainedLanguage mode, which also forbids method calls in views.
BeforeAll {
    $script:manifest = (Resolve-Path (Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.psd1')).Path
    $script:file = (Resolve-Path (Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.Format.ps1xml')).Path
}

Describe 'ConstrainedLanguage mode' {
    BeforeAll {
        $path = Join-Path $TestDrive 'show.ps1'
        Set-Content $path @'
param($Manifest, $File, $Kubeconfig)
Import-Module $Manifest
$PSStyle.OutputRendering = 'PlainText'
$WarningPreference = 'SilentlyContinue'
$ConfirmPreference = 'None'
$null = Connect-AksEgress -Simulated -TimeScale 100000
$cluster = @{ Name = 'contoso-aks'; ResourceGroupName = 'contoso-rg' }
$identity = New-AksEgressIdentity shown contoso-rg -Tag @{ team = 'web' }
$readiness = Test-AksOutboundType @cluster userDefinedRouting
$topology = New-AksEgressTopology shown contoso-rg LoadBalancer
$test = Test-AksEgress @cluster
$clusters = @(Get-AksEgressCluster @cluster)
$tables = @(Get-AksEgressRouteTable; New-AksEgressRouteTable shown contoso-rg -DefaultRouteTo 10.42.2.9)
$objects = @(
    Get-AksEgressContext; $identity; $readiness; $readiness.Plan; $readiness.Findings; $topology; $topology.Steps; $test
    $test.EndpointResults; $clusters; $clusters.AgentPools; $tables; $tables.Routes; Get-AksOutboundType; Get-AksOutboundTypeMigration
    Get-AksEgressAuthorizedIpRange @cluster; Get-AksEgressIp; Get-AksEgressResourceGroup; Get-AksEgressVirtualNetwork; Get-AksEgressSubnet
    New-AksEgressPublicIp nat-ip contoso-rg | New-AksEgressNatGateway nat; Get-AksEgressPublicIp
    New-AksEgressPublicIpPrefix prefix contoso-rg -PrefixLength 31; New-AksEgressFirewallPolicy policy contoso-rg
    Get-AksEgressFirewall; Add-AksEgressFirewallRule contoso-fw -ResourceGroupName contoso-rg -AksRequired -Cluster contoso-aks
    Get-AksEgressRequiredEndpoint -Feature core; Get-AksEgressRequiredEndpoint contoso-aks contoso-rg -Live
    Grant-AksEgressAccess $identity $clusters[0].SubnetIds[0]; Get-AksEgressNodePool; Get-AksEgressFeature
    Invoke-AksEgressCommand @cluster 'echo hello'; Import-AksEgressCredential @cluster -Path $Kubeconfig
    Set-AksOutboundType @cluster loadBalancer -LoadBalancerIdleTimeoutInMinutes 10; Get-AksEgressOperation
    Get-AksEgressNetworkSecurityGroup; Get-AksEgressSecurityRule contoso-aks-nsg -ResourceGroupName contoso-rg -IncludeDefault
    $clusters[0] | Get-AksEgressRoute; Test-AksEgressPath @cluster -Destination example.org
)
$views = foreach ($view in ([xml] (Get-Content $File -Raw)).Configuration.ViewDefinitions.View) {
    $kind = if ($view.TableControl) { 'Format-Table' } elseif ($view.ListControl) { 'Format-List' } else { 'Format-Custom' }
    [pscustomobject]@{ Name = $view.Name; Type = $view.ViewSelectedBy.TypeName; Kind = $kind; Full = ''; Constrained = '' }
}
foreach ($mode in 'Full', 'Constrained') {
    if ($mode -eq 'Constrained') { $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage' }
    foreach ($view in $views) {
        $shown = $objects | Where-Object { $_.PSObject.TypeNames[0] -eq $view.Type } | & $view.Kind -View $view.Name | Out-String -Width 100
        $view.$mode = $shown
    }
}
$views | ConvertTo-Json
'@
        $output = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -File $path $manifest $file (Join-Path $TestDrive 'config')
        $script:views = $output | ConvertFrom-Json
    }

    It 'shows each view as FullLanguage mode does' {
        $views.Count | Should -Be ([xml] (Get-Content $file -Raw)).Configuration.ViewDefinitions.View.Count
        foreach ($view in $views) {
            $view.Full.Trim() | Should -Not -BeNullOrEmpty -Because "$($view.Name) must be among the objects"
            $view.Constrained | Should -Be $view.Full -Because $view.Name
        }
    }
}
