namespace AksEgress.Tests.Pipelines;

/// <summary>
/// The meaning of each object for each cmdlet, written by hand from the rules in docs/design/pipelines.md. Input that isn't in <see
/// cref="Accepted"/> is refused. Never fill these tables from the module's behavior.
/// </summary>
internal static class PipelineTables
{
    /// <summary>The simulated resources: t2 egresses through a NAT gateway, t3 through a firewall.</summary>
    public const string Prepare = """
        $t2 = New-AksEgressTopology t2 rg2 NatGateway -Location eastus
        $t3 = New-AksEgressTopology t3 rg3 FirewallRouting -Location eastus
        $null = New-AksEgressPublicIp free rg3
        $null = New-AksEgressPublicIpPrefix prefix rg3 -PrefixLength 31
        $null = New-AksEgressFirewallPolicy policy rg3
        $null = Add-AksEgressFirewallRule t3-fw mine -ResourceGroupName rg3 -Network -CollectionName c -Protocol TCP `
            -DestinationAddress 1.2.3.4 -DestinationPort 443
        $null = New-AksEgressNetworkSecurityGroup t3-nsg rg3
        $null = Add-AksEgressSecurityRule t3-nsg web -ResourceGroupName rg3 -DestinationPort 443
        """;

    /// <summary>The commands that create one object of each kind of output.</summary>
    public static readonly IReadOnlyDictionary<string, string> Sources = new Dictionary<string, string>
    {
        ["ResourceGroup"] = "Get-AksEgressResourceGroup rg3",
        ["Cluster"] = "Get-AksEgressCluster t3 rg3",
        ["NodePool"] = "Get-AksEgressNodePool nodepool1 rg3 t3",
        ["VirtualNetwork"] = "Get-AksEgressVirtualNetwork t3-vnet rg3",
        ["Subnet"] = "Get-AksEgressSubnet aks rg3 t3-vnet",
        ["RouteTable"] = "Get-AksEgressRouteTable t3-routes rg3",
        ["RouteOfTable"] = "(Get-AksEgressRouteTable t3-routes rg3).Routes[0]",
        ["NewRoute"] = "New-AksEgressRoute spare 10.99.0.0/16 None",
        ["PublicIp"] = "Get-AksEgressPublicIp t3-fw-ip rg3",
        ["FreePublicIp"] = "Get-AksEgressPublicIp free rg3",
        ["PublicIpPrefix"] = "Get-AksEgressPublicIpPrefix prefix rg3",
        ["NatGateway"] = "Get-AksEgressNatGateway t2-nat rg2",
        ["Firewall"] = "Get-AksEgressFirewall t3-fw rg3",
        ["FirewallPolicy"] = "Get-AksEgressFirewallPolicy policy rg3",
        ["FirewallRule"] = "Get-AksEgressFirewallRule t3-fw mine -ResourceGroupName rg3",
        ["NetworkSecurityGroup"] = "Get-AksEgressNetworkSecurityGroup t3-nsg rg3",
        ["SecurityRule"] = "Get-AksEgressSecurityRule t3-nsg web -ResourceGroupName rg3",
        ["EgressRoute"] = "Get-AksEgressRoute default t3-routes rg3",
        ["EgressPath"] = "Test-AksEgressPath t3 rg3 -Destination mcr.microsoft.com",
        ["Identity"] = "Get-AksEgressIdentity t3-identity rg3",
        ["EgressAddress"] = "Get-AksEgressIp t3 rg3",
        ["OutboundType"] = "Get-AksOutboundType t3 rg3",
        ["AuthorizedRange"] = "(Get-AksEgressAuthorizedIpRange contoso-aks contoso-rg)[-1]",
        ["EgressTest"] = "Test-AksEgress t3 rg3 -SkipEndpoint -WarningAction SilentlyContinue",
        ["Readiness"] = "Test-AksOutboundType t2 rg2 userAssignedNATGateway",
        ["CommandResult"] = "Invoke-AksEgressCommand t3 rg3 'echo hello'",
        ["Topology"] = "$t3",
        ["TopologyStep"] = "$t3.Steps | Where-Object Resource -like 'route table*'",
        ["Operation"] =
            "Set-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerIdleTimeoutInMinutes 9 -Confirm:$false -NoWait",
        ["Change"] = "Set-AksOutboundType fabrikam-aks fabrikam-rg managedNATGateway -NatGatewayIdleTimeoutInMinutes 9 -Confirm:$false",
        ["RoleAssignment"] = "Grant-AksEgressAccess t3-identity -Scope (Get-AksEgressVirtualNetwork t3-vnet rg3).Id",
        ["Feature"] = "Get-AksEgressFeature AKS-KedaPreview",
        ["RequiredEndpoint"] = "(Get-AksEgressRequiredEndpoint -Feature core)[0]",
        ["ComparedEndpoint"] = "(Get-AksEgressRequiredEndpoint t3 rg3 -Live)[0]",
        ["Migration"] = "(Get-AksOutboundTypeMigration loadBalancer)[0]",
        ["Credential"] = "Import-AksEgressCredential t3 rg3 -Path $kubeconfig",
        ["Context"] = "Get-AksEgressContext",
        ["Origin"] = "Get-AksEgressContext -Origin",
        ["Flag"] = "$true",
    };

    /// <summary>
    /// Each cmdlet with the arguments that it needs besides the pipeline. The confirmation prompt is answered with no.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, string> Commands = new Dictionary<string, string>
    {
        ["Get-AksEgressResourceGroup"] = "Get-AksEgressResourceGroup",
        ["Get-AksEgressCluster"] = "Get-AksEgressCluster",
        ["Get-AksEgressNodePool"] = "Get-AksEgressNodePool",
        ["Get-AksEgressVirtualNetwork"] = "Get-AksEgressVirtualNetwork",
        ["Get-AksEgressSubnet"] = "Get-AksEgressSubnet",
        ["Get-AksEgressRouteTable"] = "Get-AksEgressRouteTable",
        ["Get-AksEgressPublicIp"] = "Get-AksEgressPublicIp",
        ["Get-AksEgressPublicIpPrefix"] = "Get-AksEgressPublicIpPrefix",
        ["Get-AksEgressNatGateway"] = "Get-AksEgressNatGateway",
        ["Get-AksEgressFirewall"] = "Get-AksEgressFirewall",
        ["Get-AksEgressFirewallPolicy"] = "Get-AksEgressFirewallPolicy",
        ["Get-AksEgressFirewallRule"] = "Get-AksEgressFirewallRule -Name mine",
        ["Get-AksEgressNetworkSecurityGroup"] = "Get-AksEgressNetworkSecurityGroup",
        ["Get-AksEgressSecurityRule"] = "Get-AksEgressSecurityRule -Name web",
        ["Get-AksEgressRoute"] = "Get-AksEgressRoute -Name default",
        ["Get-AksEgressIdentity"] = "Get-AksEgressIdentity",
        ["Get-AksEgressTopology"] = "Get-AksEgressTopology",
        ["Get-AksEgressIp"] = "Get-AksEgressIp",
        ["Get-AksOutboundType"] = "Get-AksOutboundType",
        ["Get-AksEgressAuthorizedIpRange"] = "Get-AksEgressAuthorizedIpRange",
        ["Get-AksEgressRequiredEndpoint"] = "Get-AksEgressRequiredEndpoint",
        ["Get-AksEgressFeature"] = "Get-AksEgressFeature",
        ["Get-AksOutboundTypeMigration"] = "Get-AksOutboundTypeMigration",
        ["New-AksEgressRoute"] = "New-AksEgressRoute",
        ["Test-AksEgress"] = "Test-AksEgress -SkipEndpoint -WarningAction SilentlyContinue",
        ["Test-AksEgressPath"] = "Test-AksEgressPath -Destination mcr.microsoft.com",
        ["Test-AksOutboundType"] = "Test-AksOutboundType -OutboundType loadBalancer",
        ["Remove-AksEgressResourceGroup"] = "Remove-AksEgressResourceGroup -Confirm",
        ["Remove-AksEgressCluster"] = "Remove-AksEgressCluster -Confirm",
        ["Remove-AksEgressNodePool"] = "Remove-AksEgressNodePool -Confirm",
        ["Remove-AksEgressVirtualNetwork"] = "Remove-AksEgressVirtualNetwork -Confirm",
        ["Remove-AksEgressSubnet"] = "Remove-AksEgressSubnet -Confirm",
        ["Remove-AksEgressRouteTable"] = "Remove-AksEgressRouteTable -Confirm",
        ["Remove-AksEgressRoute"] = "Remove-AksEgressRoute -Confirm",
        ["Remove-AksEgressPublicIp"] = "Remove-AksEgressPublicIp -Confirm",
        ["Remove-AksEgressPublicIpPrefix"] = "Remove-AksEgressPublicIpPrefix -Confirm",
        ["Remove-AksEgressNatGateway"] = "Remove-AksEgressNatGateway -Confirm",
        ["Remove-AksEgressFirewall"] = "Remove-AksEgressFirewall -Confirm",
        ["Remove-AksEgressFirewallPolicy"] = "Remove-AksEgressFirewallPolicy -Confirm",
        ["Remove-AksEgressFirewallRule"] = "Remove-AksEgressFirewallRule -Confirm",
        ["Remove-AksEgressNetworkSecurityGroup"] = "Remove-AksEgressNetworkSecurityGroup -Confirm",
        ["Remove-AksEgressSecurityRule"] = "Remove-AksEgressSecurityRule -Confirm",
        ["Remove-AksEgressIdentity"] = "Remove-AksEgressIdentity -Confirm",
        ["Remove-AksEgressTopology"] = "Remove-AksEgressTopology -Confirm",
        ["Remove-AksEgressAuthorizedIpRange"] = "Remove-AksEgressAuthorizedIpRange -Confirm",
        ["New-AksEgressResourceGroup"] = "New-AksEgressResourceGroup new -Location eastus -Confirm",
        ["New-AksEgressCluster"] = "New-AksEgressCluster new -SkipPreflight -WarningAction SilentlyContinue -Confirm",
        ["New-AksEgressVirtualNetwork"] = "New-AksEgressVirtualNetwork new -AddressPrefix 10.77.0.0/16 -Confirm",
        ["New-AksEgressSubnet"] = "New-AksEgressSubnet new -AddressPrefix 10.42.7.0/24 -Confirm",
        ["New-AksEgressRouteTable"] = "New-AksEgressRouteTable new -Confirm",
        ["New-AksEgressPublicIp"] = "New-AksEgressPublicIp new -Confirm",
        ["New-AksEgressPublicIpPrefix"] = "New-AksEgressPublicIpPrefix new -PrefixLength 31 -Confirm",
        ["New-AksEgressNatGateway"] = "New-AksEgressNatGateway new -Confirm",
        ["New-AksEgressFirewall"] = "New-AksEgressFirewall new -VirtualNetworkName t3-vnet -Confirm",
        ["New-AksEgressFirewallPolicy"] = "New-AksEgressFirewallPolicy new -Confirm",
        ["New-AksEgressNetworkSecurityGroup"] = "New-AksEgressNetworkSecurityGroup new -Confirm",
        ["New-AksEgressIdentity"] = "New-AksEgressIdentity new -Confirm",
        ["New-AksEgressTopology"] = "New-AksEgressTopology new -Kind LoadBalancer -Confirm",
        ["Add-AksEgressNodePool"] = "Add-AksEgressNodePool new -SkipPreflight -WarningAction SilentlyContinue -Confirm",
        ["Add-AksEgressRoute"] =
            "Add-AksEgressRoute -Name new -AddressPrefix 10.98.0.0/16 -NextHopType VirtualAppliance -NextHopIpAddress 10.42.2.4 -Confirm",
        ["Add-AksEgressFirewallRule"] = "Add-AksEgressFirewallRule -Name new -Network -CollectionName c -Protocol TCP -DestinationAddress "
            + "1.2.3.4 -DestinationPort 80 -Confirm",
        ["Add-AksEgressSecurityRule"] = "Add-AksEgressSecurityRule -Name new -Priority 300 -DestinationPort 80 -Confirm",
        ["Add-AksEgressAuthorizedIpRange"] = "Add-AksEgressAuthorizedIpRange -IpRange 20.99.1.1 -Confirm",
        ["Set-AksEgressSubnet"] = "Set-AksEgressSubnet -NoRouteTable -Confirm",
        ["Set-AksEgressNatGateway"] = "Set-AksEgressNatGateway -IdleTimeoutInMinutes 33 -Confirm",
        ["Set-AksEgressFirewall"] = "Set-AksEgressFirewall -ThreatIntelMode Deny -Confirm",
        ["Set-AksEgressFirewallRule"] = "Set-AksEgressFirewallRule -DestinationPort 8443 -Confirm",
        ["Set-AksEgressSecurityRule"] = "Set-AksEgressSecurityRule -DestinationPort 8443 -Confirm",
        ["Set-AksEgressRoute"] = "Set-AksEgressRoute -NextHopType VirtualAppliance -NextHopIpAddress 10.42.2.9 -Confirm",
        ["Set-AksOutboundType"] = "Set-AksOutboundType -SkipPreflight -WarningAction SilentlyContinue -OutboundType none -Confirm",
        ["Update-AksEgressCluster"] = "Update-AksEgressCluster -Confirm",
        ["Update-AksEgressNodeImage"] = "Update-AksEgressNodeImage -Force -Confirm",
        ["Invoke-AksEgressCommand"] = "Invoke-AksEgressCommand -Command 'echo hello' -Confirm",
        ["Import-AksEgressCredential"] = "Import-AksEgressCredential -Path $kubeconfig -Confirm",
        ["Grant-AksEgressAccess"] =
            "Grant-AksEgressAccess -Scope /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg2 -Confirm",
        ["Revoke-AksEgressAccess"] = "Revoke-AksEgressAccess -Scope /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg3"
            + "/providers/Microsoft.Network/virtualNetworks/t3-vnet -Confirm",
        ["Register-AksEgressFeature"] = "Register-AksEgressFeature -Confirm",
        ["Undo-AksOutboundType"] = "Undo-AksOutboundType -Confirm -WarningAction SilentlyContinue",
        ["Wait-AksEgressOperation"] = "Wait-AksEgressOperation",
        ["Get-AksEgressOperation"] = "Get-AksEgressOperation",
        ["Stop-AksEgressOperation"] = "Stop-AksEgressOperation -PassThru -Force -WarningAction SilentlyContinue",
    };

    /// <summary>
    /// The cmdlet, then each source with its result: the names in the output of a Get- or Test- cmdlet, or the names in the
    /// confirmation prompt. A dash is an empty result: the relation exists, but this resource has none. An exclamation mark is an
    /// error that identifies the resource. A star is any output. A slash precedes the form that a cell applies to.
    /// </summary>
    public const string Accepted = """
        Get-AksEgressResourceGroup      ResourceGroup=rg3
        Get-AksEgressCluster            Cluster=t3 OutboundType=t3 EgressTest=t3 Credential=t3 CommandResult=t3 Topology=t3 Readiness=t2
                                        Operation=contoso-aks Change=fabrikam-aks EgressAddress=t3 AuthorizedRange=contoso-aks Subnet=t3
                                        VirtualNetwork=t3 PublicIp=t3 FreePublicIp=- ResourceGroup=t3 EgressPath=t3
        Get-AksEgressNodePool           NodePool=nodepool1 Cluster=nodepool1 OutboundType=nodepool1 EgressTest=nodepool1
                                        Credential=nodepool1 CommandResult=nodepool1 Topology=nodepool1 Readiness=nodepool1
                                        Operation=nodepool1,win1 Change=batch,nodepool1 Subnet=nodepool1 EgressPath=nodepool1
        Get-AksEgressVirtualNetwork     VirtualNetwork=t3-vnet Cluster=t3-vnet OutboundType=t3-vnet EgressTest=t3-vnet Credential=t3-vnet
                                        CommandResult=t3-vnet Topology=t3-vnet Readiness=t2-vnet Operation=contoso-vnet
                                        Change=aks-vnet-27160943 Subnet=t3-vnet ResourceGroup=t3-vnet EgressPath=t3-vnet
        Get-AksEgressSubnet             Subnet=aks Cluster=aks OutboundType=aks EgressTest=aks Credential=aks CommandResult=aks Topology=aks
                                        Readiness=aks Operation=aks Change=aks-subnet VirtualNetwork=aks,AzureFirewallSubnet
                                        ResourceGroup=aks,AzureFirewallSubnet EgressPath=aks
        Get-AksEgressRouteTable         RouteTable=t3-routes TopologyStep=t3-routes Cluster=t3-routes OutboundType=t3-routes
                                        EgressTest=t3-routes Credential=t3-routes CommandResult=t3-routes Topology=t3-routes Readiness=-
                                        Operation=- Change=- Subnet=t3-routes VirtualNetwork=t3-routes ResourceGroup=t3-routes
                                        EgressPath=t3-routes
        Get-AksEgressPublicIp           PublicIp=t3-fw-ip FreePublicIp=free EgressAddress=t3-fw-ip Cluster=t3-fw-ip OutboundType=t3-fw-ip
                                        EgressTest=t3-fw-ip Credential=t3-fw-ip CommandResult=t3-fw-ip Topology=t3-fw-ip Readiness=t2-nat-ip
                                        Operation=bc9fd004-ca46-515a-b4d3-c2d827d594e6
                                        Change=5b6623d0-3765-5569-9f0e-f8b029db150b,1c666d4d-fb30-576c-90e6-646d459a6123 Subnet=-
                                        ResourceGroup=free,t3-fw-ip EgressPath=t3-fw-ip
        Get-AksEgressPublicIpPrefix     PublicIpPrefix=prefix ResourceGroup=prefix
        Get-AksEgressNatGateway         NatGateway=t2-nat EgressAddress=- PublicIp=- FreePublicIp=- Cluster=- OutboundType=- EgressTest=-
                                        Credential=- CommandResult=- Topology=- Readiness=t2-nat Operation=- Change=aks-natgateway Subnet=-
                                        VirtualNetwork=- ResourceGroup=- EgressPath=-
        Get-AksEgressFirewall           Firewall=t3-fw EgressAddress=t3-fw PublicIp=t3-fw FreePublicIp=- Cluster=t3-fw OutboundType=t3-fw
                                        EgressTest=t3-fw Credential=t3-fw CommandResult=t3-fw Topology=t3-fw Readiness=- Operation=-
                                        Change=- Subnet=t3-fw VirtualNetwork=t3-fw ResourceGroup=t3-fw EgressPath=t3-fw
        Get-AksEgressFirewallPolicy     FirewallPolicy=policy ResourceGroup=policy
        Get-AksEgressFirewallRule       Firewall=mine FirewallRule=mine
        Get-AksEgressNetworkSecurityGroup  NetworkSecurityGroup=t3-nsg ResourceGroup=t3-nsg Cluster=- OutboundType=- EgressTest=-
                                        Credential=- CommandResult=- Topology=- Readiness=- Operation=contoso-aks-nsg
                                        Change=aks-agentpool-27160943-nsg EgressPath=- Subnet=- VirtualNetwork=-
        Get-AksEgressSecurityRule       NetworkSecurityGroup=web SecurityRule=web
        Get-AksEgressRoute              RouteTable=default RouteOfTable=default EgressRoute=default TopologyStep=default Cluster=default
                                        OutboundType=default EgressTest=default Credential=default CommandResult=default Topology=default
                                        EgressPath=default Subnet=default Readiness=- Operation=- Change=-
        Get-AksEgressIdentity           Identity=t3-identity Cluster=t3-identity,t3-agentpool OutboundType=t3-identity,t3-agentpool
                                        EgressTest=t3-identity,t3-agentpool Credential=t3-identity,t3-agentpool
                                        CommandResult=t3-identity,t3-agentpool Topology=t3-identity,t3-agentpool
                                        Readiness=t2-identity,t2-agentpool Operation=contoso-aks-identity,contoso-aks-agentpool
                                        Change=fabrikam-aks-agentpool ResourceGroup=t3-identity EgressPath=t3-identity,t3-agentpool
        Get-AksEgressTopology           Topology=t3 Cluster=t3 OutboundType=t3 EgressTest=t3 Credential=t3 CommandResult=t3 Readiness=t2
                                        Operation=!TopologyNotFound Change=!TopologyNotFound ResourceGroup=t3 EgressPath=t3
        Get-AksEgressIp                 Cluster=t3 OutboundType=t3 EgressTest=t3 Credential=t3 CommandResult=t3 Topology=t3 Readiness=t2
                                        Operation=contoso-aks Change=fabrikam-aks,fabrikam-aks ResourceGroup=t3 EgressPath=t3
        Get-AksOutboundType             Cluster=t3 OutboundType=t3 EgressTest=t3 Credential=t3 CommandResult=t3 Topology=t3 Readiness=t2
                                        Operation=contoso-aks Change=fabrikam-aks ResourceGroup=t3 EgressPath=t3
        Get-AksEgressAuthorizedIpRange  Cluster=- OutboundType=- EgressTest=- Credential=- CommandResult=- Topology=- Readiness=-
                                        Operation=contoso-aks* Change=- ResourceGroup=- EgressPath=-
        Get-AksEgressRequiredEndpoint   Cluster=* OutboundType=* EgressTest=* Credential=* CommandResult=* Topology=* Readiness=*
                                        Operation=* Change=* EgressPath=*
        Get-AksEgressFeature            Feature=AKS-KedaPreview
        Get-AksOutboundTypeMigration    Cluster=* OutboundType=* Readiness=* Topology=* EgressTest=* Migration=* Change=* EgressAddress=*
                                        EgressPath=*
        New-AksEgressRoute              RouteOfTable=default NewRoute=spare EgressRoute=default
        Test-AksEgress                  Cluster=t3 OutboundType=t3 EgressTest=t3 Credential=t3 CommandResult=t3 Topology=t3 Readiness=t2
                                        Operation=contoso-aks Change=fabrikam-aks EgressPath=t3
        Test-AksEgressPath              Cluster=t3 OutboundType=t3 EgressTest=t3 Credential=t3 CommandResult=t3 Topology=t3 Readiness=t2
                                        Operation=contoso-aks Change=fabrikam-aks EgressPath=t3
        Test-AksOutboundType            Cluster=t3 OutboundType=t3 EgressTest=t3 Credential=t3 CommandResult=t3 Topology=t3 Readiness=t2
                                        Operation=contoso-aks Change=fabrikam-aks EgressPath=t3
        Remove-AksEgressResourceGroup   ResourceGroup='rg3'
        Remove-AksEgressCluster         Cluster='t3' OutboundType='t3' EgressTest='t3' Credential='t3' CommandResult='t3' Topology='t3'
                                        Readiness='t2' Operation='contoso-aks' Change='fabrikam-aks' EgressPath='t3'
        Remove-AksEgressNodePool        NodePool=!LastSystemPool
        Remove-AksEgressVirtualNetwork  VirtualNetwork=!ResourceInUse
        Remove-AksEgressSubnet          Subnet=!ResourceInUse
        Remove-AksEgressRouteTable      RouteTable=!ResourceInUse TopologyStep=!ResourceInUse
        Remove-AksEgressRoute           RouteOfTable='default' EgressRoute='default'
        Remove-AksEgressPublicIp        PublicIp=!ResourceInUse FreePublicIp='free'
        Remove-AksEgressPublicIpPrefix  PublicIpPrefix='prefix'
        Remove-AksEgressNatGateway      NatGateway=!ResourceInUse
        Remove-AksEgressFirewall        Firewall=!ResourceInUse
        Remove-AksEgressFirewallPolicy  FirewallPolicy='policy'
        Remove-AksEgressFirewallRule    FirewallRule='mine'
        Remove-AksEgressNetworkSecurityGroup  NetworkSecurityGroup='t3-nsg'
        Remove-AksEgressSecurityRule    SecurityRule='web'
        Remove-AksEgressIdentity        Identity=!ResourceInUse
        Remove-AksEgressTopology        Topology='t3' Cluster='t3' OutboundType='t3' EgressTest='t3' Credential='t3' CommandResult='t3'
                                        Readiness='t2' Operation=!TopologyNotFound Change=!TopologyNotFound EgressPath='t3'
        Remove-AksEgressAuthorizedIpRange  AuthorizedRange='contoso-aks' EgressAddress=-
        New-AksEgressCluster            ResourceGroup='rg3' Subnet='rg3'
        New-AksEgressVirtualNetwork     ResourceGroup='rg3'
        New-AksEgressSubnet             VirtualNetwork='t3-vnet'
        New-AksEgressRouteTable         ResourceGroup='rg3' Firewall=10.42.2.4 RouteOfTable='rg3' EgressRoute='rg3'
        New-AksEgressPublicIp           ResourceGroup='rg3' PublicIpPrefix='rg3'
        New-AksEgressPublicIpPrefix     ResourceGroup='rg3'
        New-AksEgressNatGateway         FreePublicIp=free PublicIp=!AddressInUse ResourceGroup='rg3'
        New-AksEgressFirewall           FreePublicIp=!FirewallSubnetInUse PublicIp=!AddressInUse ResourceGroup=!ParameterRequired
        New-AksEgressFirewallPolicy     ResourceGroup='rg3'
        New-AksEgressNetworkSecurityGroup  ResourceGroup='rg3'
        New-AksEgressIdentity           ResourceGroup='rg3'
        New-AksEgressTopology           ResourceGroup='rg3'
        Add-AksEgressNodePool           Cluster='t3' OutboundType='t3' EgressTest='t3' Credential='t3' CommandResult='t3' Topology='t3'
                                        Readiness='t2' Operation='contoso-aks' Change='fabrikam-aks' EgressPath='t3'
        Add-AksEgressRoute              RouteTable='t3-routes' TopologyStep='t3-routes' RouteOfTable='t3-routes' EgressRoute='t3-routes'
        Add-AksEgressFirewallRule       Firewall='t3-fw' FirewallRule='t3-fw'
        Add-AksEgressSecurityRule       NetworkSecurityGroup='t3-nsg' SecurityRule='t3-nsg'
        Add-AksEgressAuthorizedIpRange  Cluster='t3' OutboundType='t3' EgressTest='t3' Credential='t3' CommandResult='t3' Topology='t3'
                                        Readiness='t2' Operation='contoso-aks' Change='fabrikam-aks' AuthorizedRange=!PipelineInputConflict
                                        EgressAddress=!PipelineInputConflict EgressPath='t3'
        Set-AksEgressSubnet             Subnet='aks'
        Set-AksEgressNatGateway         NatGateway='t2-nat'
        Set-AksEgressFirewall           Firewall='t3-fw'
        Set-AksEgressFirewallRule       FirewallRule='mine'
        Set-AksEgressSecurityRule       SecurityRule='web'
        Set-AksEgressRoute              RouteOfTable='default' EgressRoute='default'
        Set-AksOutboundType             Cluster='t3' OutboundType='t3' EgressTest='t3' Credential='t3' CommandResult='t3' Topology='t3'
                                        Readiness='t2' Operation='contoso-aks' Change='fabrikam-aks' EgressPath='t3'
        Update-AksEgressCluster         Cluster='t3' OutboundType='t3' EgressTest='t3' Credential='t3' CommandResult='t3' Topology='t3'
                                        Readiness='t2' Operation='contoso-aks' Change='fabrikam-aks' EgressPath='t3'
        Update-AksEgressNodeImage       NodePool='nodepool1' Cluster='t3' OutboundType='t3' EgressTest='t3' Credential='t3'
                                        CommandResult='t3' Topology='t3' Readiness='t2' Operation='contoso-aks' Change='fabrikam-aks'
                                        EgressPath='t3'
        Invoke-AksEgressCommand         Cluster='t3' OutboundType='t3' EgressTest='t3' Credential='t3' CommandResult='t3' Topology='t3'
                                        Readiness='t2' Operation='contoso-aks' Change='fabrikam-aks' EgressPath='t3'
        Import-AksEgressCredential      Cluster='t3' OutboundType='t3' EgressTest='t3' Credential='t3' CommandResult='t3' Topology='t3'
                                        Readiness='t2' Operation='contoso-aks' Change='fabrikam-aks' EgressPath='t3'
        Grant-AksEgressAccess           Identity='t3-identity'
        Revoke-AksEgressAccess          Identity='t3-identity' RoleAssignment='t3-vnet'
        Register-AksEgressFeature       Feature='AKS-KedaPreview'
        Undo-AksOutboundType            Change='fabrikam-aks' Operation='contoso-aks'
        Wait-AksEgressOperation         Operation=contoso-aks Change=fabrikam-aks
        Get-AksEgressOperation          Operation=contoso-aks
        Stop-AksEgressOperation         NodePool=nodepool1 Cluster=t3 OutboundType=t3 EgressTest=t3 Credential=t3 CommandResult=t3
                                        Topology=t3 Readiness=t2 Operation=- Change=fabrikam-aks EgressPath=t3
        """;
}
