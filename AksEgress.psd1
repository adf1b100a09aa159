@{
    RootModule           = 'bin/AksEgress.PowerShell.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '6f0d3d0e-0c1b-4f57-9d3a-5b0a6a2f4c11'
    Author               = 'AksEgress contributors'
    CompanyName          = 'AksEgress contributors'
    Copyright            = '(c) AksEgress contributors. MIT licensed.'
    Description          = 'Shows, checks, and changes the egress of Azure Kubernetes Service (AKS) clusters: load balancer, NAT gateway, user-defined routing through a firewall, none, and block. Shows the egress IP addresses, detects what Azure would reject, changes only the settings of the outbound type, and reverts changes. You can learn and rehearse on a simulator, without an Azure account.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = 'Core'
    FormatsToProcess     = 'AksEgress.Format.ps1xml'
    # The lists have no @(), because PowerShell compiles a statement for each of its entries, which slows down the import.
    CmdletsToExport      =
        'Connect-AksEgress',
        'Disconnect-AksEgress',
        'Test-AksEgress',
        'Test-AksEgressPath',
        'Grant-AksEgressAccess',
        'Revoke-AksEgressAccess',
        'Add-AksEgressAuthorizedIpRange',
        'Get-AksEgressAuthorizedIpRange',
        'Remove-AksEgressAuthorizedIpRange',
        'Get-AksEgressCluster',
        'New-AksEgressCluster',
        'Remove-AksEgressCluster',
        'Update-AksEgressCluster',
        'Invoke-AksEgressCommand',
        'Get-AksEgressContext',
        'Import-AksEgressCredential',
        'Get-AksEgressFeature',
        'Register-AksEgressFeature',
        'Get-AksEgressFirewall',
        'New-AksEgressFirewall',
        'Remove-AksEgressFirewall',
        'Set-AksEgressFirewall',
        'Get-AksEgressFirewallPolicy',
        'New-AksEgressFirewallPolicy',
        'Remove-AksEgressFirewallPolicy',
        'Add-AksEgressFirewallRule',
        'Get-AksEgressFirewallRule',
        'Remove-AksEgressFirewallRule',
        'Set-AksEgressFirewallRule',
        'Get-AksEgressIdentity',
        'New-AksEgressIdentity',
        'Remove-AksEgressIdentity',
        'Get-AksEgressIp',
        'Get-AksEgressNatGateway',
        'New-AksEgressNatGateway',
        'Remove-AksEgressNatGateway',
        'Set-AksEgressContext',
        'Set-AksEgressNatGateway',
        'Update-AksEgressNodeImage',
        'Add-AksEgressNodePool',
        'Get-AksEgressNodePool',
        'Remove-AksEgressNodePool',
        'Get-AksEgressNetworkSecurityGroup',
        'New-AksEgressNetworkSecurityGroup',
        'Remove-AksEgressNetworkSecurityGroup',
        'Get-AksEgressOperation',
        'Stop-AksEgressOperation',
        'Wait-AksEgressOperation',
        'Get-AksEgressPublicIp',
        'New-AksEgressPublicIp',
        'Remove-AksEgressPublicIp',
        'Get-AksEgressPublicIpPrefix',
        'New-AksEgressPublicIpPrefix',
        'Remove-AksEgressPublicIpPrefix',
        'Get-AksEgressRequiredEndpoint',
        'Get-AksEgressResourceGroup',
        'New-AksEgressResourceGroup',
        'Remove-AksEgressResourceGroup',
        'Add-AksEgressRoute',
        'Get-AksEgressRoute',
        'New-AksEgressRoute',
        'Remove-AksEgressRoute',
        'Set-AksEgressRoute',
        'Get-AksEgressRouteTable',
        'New-AksEgressRouteTable',
        'Remove-AksEgressRouteTable',
        'Add-AksEgressSecurityRule',
        'Get-AksEgressSecurityRule',
        'Remove-AksEgressSecurityRule',
        'Set-AksEgressSecurityRule',
        'Get-AksEgressSubnet',
        'New-AksEgressSubnet',
        'Remove-AksEgressSubnet',
        'Set-AksEgressSubnet',
        'Get-AksEgressTopology',
        'New-AksEgressTopology',
        'Remove-AksEgressTopology',
        'Get-AksEgressVirtualNetwork',
        'New-AksEgressVirtualNetwork',
        'Remove-AksEgressVirtualNetwork',
        'Get-AksOutboundType',
        'Set-AksOutboundType',
        'Test-AksOutboundType',
        'Undo-AksOutboundType',
        'Get-AksOutboundTypeMigration'
    FunctionsToExport    = @()
    # The noun that all other cmdlets have, so that Get-Command *-AksEgress* shows them too.
    AliasesToExport      =
        'Get-AksEgressOutboundType',
        'Get-AksEgressOutboundTypeMigration',
        'Set-AksEgressOutboundType',
        'Test-AksEgressOutboundType',
        'Undo-AksEgressOutboundType'
    VariablesToExport    = @()
    PrivateData          = @{
        PSData = @{
            Tags         = @('Azure', 'AKS', 'Kubernetes', 'Egress', 'Network', 'ResourceManager', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://opensource.org/license/mit'
            ProjectUri   = 'https://www.powershellgallery.com/packages/AksEgress'
            ReleaseNotes = 'See CHANGELOG.md in the package.'
        }
    }
}
