using System.Management.Automation;
using System.Reflection;

namespace AksEgress.Tests.BadInput;

/// <summary>Valid values for each cmdlet, as PowerShell expressions: by cmdlet and parameter, or by parameter alone.</summary>
internal static class BaseCalls
{
    private const string Aks = "(Get-AksEgressCluster contoso-aks contoso-rg)";

    private static readonly string[] s_ofClusters =
    [
        "AksEgress", "AksEgressAuthorizedIpRange", "AksEgressCluster", "AksEgressCommand", "AksEgressCredential", "AksEgressIp",
        "AksOutboundType", "AksEgressNodePool", "AksEgressNodeImage", "AksEgressRequiredEndpoint", "AksEgressPath"
    ];

    /// <summary>One object of each noun, with the arguments of Get- that find it.</summary>
    private static readonly Dictionary<string, string> s_existing = new()
    {
        ["AksEgressVirtualNetwork"] = "Get-AksEgressVirtualNetwork vnet rg",
        ["AksEgressSubnet"] = "Get-AksEgressSubnet -Name aks -VirtualNetworkName vnet -ResourceGroupName rg",
        ["AksEgressRouteTable"] = "Get-AksEgressRouteTable rt rg",
        ["AksEgressPublicIp"] = "Get-AksEgressPublicIp free rg",
        ["AksEgressPublicIpPrefix"] = "Get-AksEgressPublicIpPrefix prefix rg",
        ["AksEgressNatGateway"] = "Get-AksEgressNatGateway nat rg",
        ["AksEgressFirewall"] = "Get-AksEgressFirewall fw rg",
        ["AksEgressFirewallPolicy"] = "Get-AksEgressFirewallPolicy policy rg",
        ["AksEgressFirewallRule"] = "Get-AksEgressFirewallRule fw old -ResourceGroupName rg",
        ["AksEgressNetworkSecurityGroup"] = "Get-AksEgressNetworkSecurityGroup nsg rg",
        ["AksEgressSecurityRule"] = "Get-AksEgressSecurityRule nsg web -ResourceGroupName rg",
        ["AksEgressIdentity"] = "Get-AksEgressIdentity acting rg",
        ["AksEgressResourceGroup"] = "Get-AksEgressResourceGroup rg",
        ["AksEgressNodePool"] = "Get-AksEgressNodePool win1 contoso-rg contoso-aks",
        ["AksEgressNodeImage"] = "Get-AksEgressNodePool win1 contoso-rg contoso-aks",
    };

    private static readonly Dictionary<string, string> s_names = new()
    {
        ["AksEgressVirtualNetwork"] = "vnet",
        ["AksEgressSubnet"] = "aks",
        ["AksEgressRouteTable"] = "rt",
        ["AksEgressRoute"] = "default",
        ["AksEgressPublicIp"] = "free",
        ["AksEgressPublicIpPrefix"] = "prefix",
        ["AksEgressNatGateway"] = "nat",
        ["AksEgressFirewall"] = "fw",
        ["AksEgressFirewallPolicy"] = "policy",
        ["AksEgressFirewallRule"] = "old",
        ["AksEgressNetworkSecurityGroup"] = "nsg",
        ["AksEgressSecurityRule"] = "web",
        ["AksEgressIdentity"] = "acting",
        ["AksEgressResourceGroup"] = "rg",
        ["AksEgressTopology"] = "whole",
        ["AksEgressFeature"] = "AKS-KedaPreview",
        ["AksEgressNodePool"] = "win1",
    };

    private static readonly Dictionary<string, string> s_values = new()
    {
        ["ResourceGroupName"] = "'rg'",
        ["New-AksEgressCluster.InputObject"] = "(Get-AksEgressResourceGroup rg)",
        ["New-AksEgressVirtualNetwork.InputObject"] = "(Get-AksEgressResourceGroup rg)",
        ["New-AksEgressRouteTable.InputObject"] = "(Get-AksEgressResourceGroup rg)",
        ["New-AksEgressNetworkSecurityGroup.InputObject"] = "(Get-AksEgressResourceGroup rg)",
        ["New-AksEgressPublicIp.InputObject"] = "(Get-AksEgressResourceGroup rg)",
        ["New-AksEgressPublicIpPrefix.InputObject"] = "(Get-AksEgressResourceGroup rg)",
        ["New-AksEgressFirewallPolicy.InputObject"] = "(Get-AksEgressResourceGroup rg)",
        ["New-AksEgressIdentity.InputObject"] = "(Get-AksEgressResourceGroup rg)",
        ["New-AksEgressTopology.InputObject"] = "(Get-AksEgressResourceGroup rg)",
        ["New-AksEgressNatGateway.InputObject"] = "(Get-AksEgressPublicIp free rg)",
        ["New-AksEgressSubnet.InputObject"] = "(Get-AksEgressVirtualNetwork vnet rg)",
        ["New-AksEgressFirewall.InputObject"] = "(Get-AksEgressVirtualNetwork hub rg)",
        ["New-AksEgressResourceGroup.InputObject"] = "@{ Name = 'other' }",
        ["Add-AksEgressNodePool.InputObject"] = Aks,
        ["Add-AksEgressRoute.InputObject"] = "(Get-AksEgressRouteTable rt rg)",
        ["Grant-AksEgressAccess.InputObject"] = "(Get-AksEgressIdentity acting rg)",
        ["Revoke-AksEgressAccess.InputObject"] = "(Get-AksEgressIdentity acting rg)",
        ["Revoke-AksEgressAccess.Scope"] = "(Get-AksEgressResourceGroup rg)",
        ["Revoke-AksEgressAccess.PrincipalId"] = "(Get-AksEgressIdentity acting rg).PrincipalId",
        ["Get-AksEgressFeature.InputObject"] = "'AKS-KedaPreview'",
        ["Register-AksEgressFeature.InputObject"] = "'AKS-KedaPreview'",
        ["Get-AksEgressTopology.InputObject"] = "@{ Name = 'whole'; ResourceGroupName = 'rg' }",
        ["Remove-AksEgressTopology.InputObject"] = "@{ Name = 'whole'; ResourceGroupName = 'rg' }",
        ["Get-AksEgressFirewallRule.InputObject"] = "(Get-AksEgressFirewall fw rg)",
        ["Add-AksEgressFirewallRule.InputObject"] = "(Get-AksEgressFirewall fw rg)",
        ["Add-AksEgressSecurityRule.InputObject"] = "(Get-AksEgressNetworkSecurityGroup nsg rg)",
        ["Get-AksEgressRoute.RouteTable"] = "'rt'",
        ["Get-AksEgressRoute.Cluster"] = Aks,
        ["Location"] = "'eastus'",
        ["AddressPrefix"] = "'10.1.0.0/16'",
        ["New-AksEgressSubnet.AddressPrefix"] = "'10.0.9.0/24'",
        ["Add-AksEgressRoute.AddressPrefix"] = "'10.77.0.0/16'",
        ["NextHopType"] = "'None'",
        ["VirtualNetworkName"] = "'vnet'",
        ["New-AksEgressFirewall.VirtualNetworkName"] = "'hub'",
        ["VirtualNetwork"] = "(Get-AksEgressVirtualNetwork vnet rg)",
        ["New-AksEgressFirewall.VirtualNetwork"] = "(Get-AksEgressVirtualNetwork hub rg)",
        ["RouteTable"] = "(Get-AksEgressRouteTable rt rg)",
        ["Set-AksEgressSubnet.RouteTable"] = "'rt'",
        ["RouteTableName"] = "'rt'",
        ["NatGateway"] = "'nat'",
        ["PublicIp"] = "'hubip'",
        ["New-AksEgressNatGateway.PublicIp"] = "'free'",
        ["PrefixLength"] = "31",
        ["IdleTimeoutInMinutes"] = "20",
        ["Firewall"] = "'fw'",
        ["New-AksEgressRouteTable.Firewall"] = "'fw'",
        ["CollectionName"] = "'c'",
        ["ThreatIntelMode"] = "'Deny'",
        ["Protocol"] = "'TCP'",
        ["FqdnTag"] = "'AzureKubernetesService'",
        ["DestinationFqdn"] = "'example.com'",
        ["DestinationAddress"] = "'1.2.3.4'",
        ["DestinationPort"] = "'80'",
        ["TargetFqdn"] = "'example.com'",
        ["TranslatedAddress"] = "'10.0.1.9'",
        ["TranslatedPort"] = "443",
        ["Add-AksEgressFirewallRule.Cluster"] = Aks,
        ["Get-AksEgressRequiredEndpoint.Cluster"] = "'contoso-aks'",
        ["Cluster"] = Aks,
        ["ClusterName"] = "'contoso-aks'",
        ["Identity"] = "'acting'",
        ["Scope"] = "(Get-AksEgressVirtualNetwork vnet rg)",
        ["PrincipalId"] = "'11111111-1111-1111-1111-111111111111'",
        ["IpRange"] = "'20.62.9.8'",
        ["Remove-AksEgressAuthorizedIpRange.IpRange"] = "'198.51.100.7'",
        ["Command"] = "'kubectl get nodes'",
        ["OutboundType"] = "'loadBalancer'",
        ["LoadBalancerIdleTimeoutInMinutes"] = "10",
        ["Record"] = "$change.Record",
        ["Token"] = "$operation.Token",
        ["Get-AksEgressOperation.ResourceId"] = "$operation.ResourceId",
        ["Wait-AksEgressOperation.InputObject"] = "$operation",
        ["Wait-AksEgressOperation.ResourceId"] = "$operation.ResourceId",
        ["Stop-AksEgressOperation.ResourceGroupName"] = "'contoso-rg'",
        ["Stop-AksEgressOperation.NodePoolName"] = "'win1'",
        ["Kind"] = "'LoadBalancer'",
        ["Add-AksEgressNodePool.Name"] = "'more'",
        ["Add-AksEgressFirewallRule.Name"] = "'new'",
        ["Add-AksEgressSecurityRule.Name"] = "'more'",
        ["NetworkSecurityGroup"] = "'nsg'",
        ["Test-AksEgressPath.NetworkSecurityGroup"] = "(Get-AksEgressNetworkSecurityGroup nsg rg)",
        ["Test-AksEgressPath.RouteTable"] = "(Get-AksEgressRouteTable rt rg)",
        ["Test-AksEgressPath.NatGateway"] = "(Get-AksEgressNatGateway nat rg)",
        ["Test-AksEgressPath.Firewall"] = "(Get-AksEgressFirewall fw rg)",
        ["Test-AksEgressPath.FirewallPolicy"] = "(Get-AksEgressFirewallPolicy policy rg)",
        ["Test-AksEgressPath.Protocol"] = "'HTTPS'",
        ["Destination"] = "'example.com'",
        ["NodePool"] = "'win1'",
        ["Direction"] = "'Outbound'",
        ["Access"] = "'Allow'",
        ["Priority"] = "300",
        ["SourceAddress"] = "'10.0.1.0/24'",
        ["SourcePort"] = "'8080'",
        ["Add-AksEgressRoute.Name"] = "'x'",
        ["Path"] = "'no-such-folder/config'",
        ["NodePoolName"] = "'pool'",
        ["KubernetesVersion"] = "'1.33'",
        ["DnsPrefix"] = "'dns'",
        ["ServiceCidr"] = "'10.2.0.0/16'",
        ["NodeVmSize"] = "'Standard_D4s_v5'",
        ["ClientId"] = "'22222222-2222-2222-2222-222222222222'",
        ["TenantId"] = "'contoso.com'",
        ["CertificatePath"] = "$certificate",
        ["FederatedTokenPath"] = "$federated",
        ["Credential"] = "$credential",
        ["AccessToken"] = "$secret",
        ["Context"] = "(Get-AksEgressContext)",
    };

    /// <summary>Parameters that a call needs in addition to the mandatory ones of its set.</summary>
    private static readonly Dictionary<string, string[]> s_also = new()
    {
        ["Set-AksEgressNatGateway"] = ["IdleTimeoutInMinutes"],
        ["Wait-AksEgressOperation.Token"] = ["Token"],
        ["Add-AksEgressFirewallRule"] = ["Firewall", "ResourceGroupName"],
        ["Add-AksEgressFirewallRule.Network"] = ["Name", "CollectionName", "Protocol", "DestinationAddress", "DestinationPort"],
        ["Add-AksEgressFirewallRule.Application"] = ["Name", "CollectionName", "TargetFqdn"],
        ["Add-AksEgressFirewallRule.Dnat"] =
        [
            "Name", "CollectionName", "DestinationAddress", "DestinationPort", "TranslatedAddress", "TranslatedPort"
        ],
        ["Get-AksEgressFirewallRule"] = ["Firewall", "ResourceGroupName"],
        ["Remove-AksEgressFirewallRule"] = ["Firewall", "Name", "ResourceGroupName"],
        ["Add-AksEgressSecurityRule"] = ["NetworkSecurityGroup", "Name", "ResourceGroupName"],
        ["Get-AksEgressSecurityRule"] = ["NetworkSecurityGroup", "ResourceGroupName"],
        ["Remove-AksEgressSecurityRule"] = ["NetworkSecurityGroup", "Name", "ResourceGroupName"],
        ["Set-AksEgressSecurityRule"] = ["NetworkSecurityGroup", "Name", "ResourceGroupName", "DestinationPort"],
        ["Get-AksEgressRoute"] = ["RouteTableName", "ResourceGroupName"],
        ["Set-AksEgressFirewall"] = ["ThreatIntelMode"],
        ["Set-AksEgressFirewallRule"] = ["Firewall", "Name", "ResourceGroupName", "DestinationPort"],
        ["New-AksEgressFirewall.ByInputObject"] = ["PublicIp"],
        ["New-AksEgressFirewall.ByName"] = ["VirtualNetworkName"],
        ["New-AksEgressSubnet.ByName"] = ["VirtualNetworkName"],
        ["Grant-AksEgressAccess.ByInputObject"] = ["Scope"],
        ["Revoke-AksEgressAccess.ByInputObject"] = ["Scope"],
        ["Revoke-AksEgressAccess.ByIdentity"] = ["ResourceGroupName"],
        ["Get-AksEgressRequiredEndpoint.ByCluster"] = ["ResourceGroupName"],
        ["Grant-AksEgressAccess.ByIdentity"] = ["ResourceGroupName"],
        ["Set-AksEgressSubnet.ByName"] = ["NatGateway"],
        ["Set-AksEgressSubnet.ByResourceId"] = ["NatGateway"],
        ["Set-AksEgressSubnet.ByInputObject"] = ["NatGateway"],
        ["Import-AksEgressCredential"] = ["Path"],
    };

    /// <summary>Mutually exclusive parameters: to test one, the other is omitted.</summary>
    public static readonly IReadOnlyDictionary<string, string> InsteadOf = new Dictionary<string, string>
    {
        ["FqdnTag"] = "TargetFqdn", ["DestinationFqdn"] = "DestinationAddress",
    };

    /// <summary>Parameters that a set needs in addition to the mandatory ones.</summary>
    public static IEnumerable<string> Extra(string command, string set) =>
        [.. s_also.GetValueOrDefault(command, []), .. s_also.GetValueOrDefault($"{command}.{set}", [])];

    /// <summary>The expression of a value; null if none is known.</summary>
    public static string? Expression(string command, PropertyInfo parameter)
    {
        if (s_values.TryGetValue($"{command}.{parameter.Name}", out var own))
        {
            return own;
        }

        var noun = command[(command.IndexOf('-', StringComparison.Ordinal) + 1)..];
        var isNew = command.StartsWith("New-", StringComparison.Ordinal);
        return parameter.Name switch
        {
            "Name" when isNew => "'other'",
            "Name" => $"'{s_names.GetValueOrDefault(noun, "contoso-aks")}'",
            "ResourceGroupName" when s_ofClusters.Contains(noun) && !isNew => "'contoso-rg'",
            "InputObject" when noun == "AksEgressRoute" => "(Get-AksEgressRouteTable rt rg).Routes[0]",
            "ResourceId" when noun == "AksEgressRoute" => "(Get-AksEgressRouteTable rt rg).Routes[0].Id",
            "InputObject" => s_existing.TryGetValue(noun, out var get) ? $"({get})" : Aks,
            "ResourceId" => (s_existing.TryGetValue(noun, out var get) ? $"({get})" : Aks) + ".Id",
            _ when parameter.PropertyType == typeof(SwitchParameter) => "$true",
            _ => s_values.GetValueOrDefault(parameter.Name),
        };
    }

    /// <summary>A value as text, to derive similar bad values from it; null if it isn't text.</summary>
    public static string? Text(string command, PropertyInfo parameter) =>
        Expression(command, parameter) is ['\'', .. var text, '\''] ? text : null;
}
