namespace AksEgress.Tests.Paths;

/// <summary>The pages that the expectations of path cases come from.</summary>
internal static class PathSources
{
    public const string Nsg = "https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#security-rules";
    public const string NsgDefaults =
        "https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#default-security-rules";
    public const string Augmented =
        "https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#augmented-security-rules";
    public const string Platform =
        "https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#azure-platform-considerations";
    public const string NsgBoth = "https://learn.microsoft.com/azure/virtual-network/network-security-group-how-it-works#outbound-traffic";
    public const string Groups = "https://learn.microsoft.com/azure/virtual-network/application-security-groups";
    public const string Tags = "https://learn.microsoft.com/azure/virtual-network/service-tags-overview#available-service-tags";
    public const string HostAddress = "https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16";
    public const string Routes =
        "https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#how-azure-selects-a-route";
    public const string SystemRoutes = "https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#system-routes";
    public const string RouteExample = "https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#routing-example";
    public const string UserRoutes = "https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#user-defined";
    public const string TagRoutes =
        "https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#service-tags-for-user-defined-routes";
    public const string Bgp = "https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#border-gateway-protocol";
    public const string Hub = "https://learn.microsoft.com/azure/virtual-wan/about-virtual-hub-routing";
    public const string Peering = "https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering";
    public const string ServiceEndpoints =
        "https://learn.microsoft.com/azure/virtual-network/virtual-network-service-endpoints-overview";
    public const string PrivateEndpointDns = "https://learn.microsoft.com/azure/private-link/private-endpoint-dns";
    public const string FirewallOrder = "https://learn.microsoft.com/azure/firewall/rule-processing";
    public const string FirewallFaq = "https://learn.microsoft.com/azure/firewall/firewall-faq";
    public const string FirewallTags = "https://learn.microsoft.com/azure/firewall/service-tags";
    public const string FqdnRules = "https://learn.microsoft.com/azure/firewall/fqdn-filtering-network-rules";
    public const string FqdnTags = "https://learn.microsoft.com/azure/firewall/fqdn-tags";
    public const string IpGroups = "https://learn.microsoft.com/azure/firewall/ip-groups";
    public const string PolicyRules = "https://learn.microsoft.com/azure/firewall/policy-rule-sets";
    public const string PolicyParents = "https://learn.microsoft.com/azure/firewall-manager/policy-overview#hierarchical-policies";
    public const string ThreatIntelligence = "https://learn.microsoft.com/azure/firewall/threat-intel";
    public const string WebCategories = "https://learn.microsoft.com/azure/firewall/web-categories";
    public const string NoSni = "https://github.com/MicrosoftDocs/azure-docs/issues/53795";
    public const string NatOrder = "https://learn.microsoft.com/azure/nat-gateway/nat-overview#traffic-routes";
    public const string NatTrouble = "https://learn.microsoft.com/azure/nat-gateway/troubleshoot-nat-connectivity";
    public const string NatSku = "https://learn.microsoft.com/azure/nat-gateway/nat-sku";
    public const string DualNat = "https://learn.microsoft.com/azure/nat-gateway/tutorial-dual-stack-outbound-nat-load-balancer";
    public const string DefaultAccess = "https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access";
    public const string TypesPage = "https://learn.microsoft.com/azure/aks/egress-outboundtype";
    public const string Udr = "https://learn.microsoft.com/azure/aks/egress-udr";
    public const string RequiredRules = "https://learn.microsoft.com/azure/aks/outbound-rules-control-egress";
    public const string LimitEgress = "https://learn.microsoft.com/azure/aks/limit-egress-traffic";
    public const string NodeIps = "https://learn.microsoft.com/azure/aks/use-node-public-ips";
    public const string Isolated = "https://learn.microsoft.com/azure/aks/concepts-network-isolated";
    public const string DualStack = "https://learn.microsoft.com/azure/aks/configure-dual-stack";
    public const string AksNat = "https://learn.microsoft.com/azure/aks/nat-gateway";
    public const string ProxyPage = "https://learn.microsoft.com/azure/aks/http-proxy";
    public const string NoProxyAdded = "https://github.com/Azure/AKS/issues/3207";
    public const string PrivateCluster = "https://learn.microsoft.com/azure/aks/private-clusters";
    public const string Integration = "https://learn.microsoft.com/azure/aks/api-server-vnet-integration";
}
