using AksEgress.Core.Plans;

using static AksEgress.Core.Plans.FindingSeverity;

namespace AksEgress.Core.Preflight;

/// <summary>
/// Every kind of finding of the pre-flight, in one place. Codes are ARM's as public records have them; where no
/// code is on record there is none here, and ARM's own words are shown when it speaks.
/// </summary>
public static class FindingKinds
{
    private const string OutboundTypes = "https://learn.microsoft.com/azure/aks/egress-outboundtype";
    private const string Routing = "https://learn.microsoft.com/azure/aks/egress-udr";
    private const string Nat = "https://learn.microsoft.com/azure/aks/nat-gateway";
    private const string Balancer = "https://learn.microsoft.com/azure/aks/load-balancer-standard";
    private const string Ranges = "https://learn.microsoft.com/azure/aks/api-server-authorized-ip-ranges";
    private const string Isolated = "https://learn.microsoft.com/azure/aks/concepts-network-isolated";
    private const string AutoProvisioning = "https://learn.microsoft.com/azure/aks/node-auto-provisioning";
    private const string Identity = "https://learn.microsoft.com/azure/aks/use-managed-identity";
    private const string Plan = "https://learn.microsoft.com/azure/aks/concepts-network-ip-address-planning";
    private const string Windows = "https://learn.microsoft.com/azure/aks/windows-faq";

    /// <summary>No table supports the change.</summary>
    public static readonly FindingKind UnsupportedMigration = new(nameof(UnsupportedMigration), Error, null,
        "{0} -> {1} is not supported in a {2} network ({3}, {4}).",
        "Get-AksOutboundTypeMigration -From {0} lists what is; -SkipPreflight lets ARM decide.", OutboundTypes);

    /// <summary>The tables contradict each other.</summary>
    public static readonly FindingKind DisputedMigration = new(nameof(DisputedMigration), Warning, null,
        "{0} -> {1} is disputed: {2}.",
        "Try it on a cluster that may fail first; ARM decides.", OutboundTypes);

    /// <summary>Nothing to change.</summary>
    public static readonly FindingKind AlreadySo = new(nameof(AlreadySo), Information, null,
        "The cluster leaves by {0} already, with these parameters.",
        "Nothing needs to be done.", OutboundTypes);

    /// <summary>Outbound types need the standard load balancer.</summary>
    public static readonly FindingKind LoadBalancerSkuNotStandard = new(nameof(LoadBalancerSkuNotStandard), Error, null,
        "The cluster's load balancer SKU is '{0}'; outbound types need standard.",
        "Upgrade the load balancer to the standard SKU first.", OutboundTypes);

    /// <summary>Outbound types need scale sets.</summary>
    public static readonly FindingKind NotScaleSets = new(nameof(NotScaleSets), Error, null,
        "Node pool '{0}' is of type {1}; outbound types need VirtualMachineScaleSets.",
        "Replace the pool by one of scale sets first.", OutboundTypes);

    /// <summary>Another operation is running.</summary>
    public static readonly FindingKind OperationRunning = new(nameof(OperationRunning), Error, "OperationNotAllowed",
        "'{0}' is {1}: another operation is running.",
        "Wait until Get-AksEgressCluster shows Succeeded, then run the command again.", OutboundTypes);

    /// <summary>The cluster's last operation failed.</summary>
    public static readonly FindingKind ClusterFailed = new(nameof(ClusterFailed), Error, null,
        "'{0}' is in state {1} after its last operation.",
        "Repair it first (an update without changes reconciles a cluster); -SkipPreflight lets ARM decide.", "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/availability-performance/cluster-node-virtual-machine-failed-state");

    /// <summary>A change to what is wanted was accepted, and failed on its way.</summary>
    public static readonly FindingKind ChangeUnfinished = new(nameof(ChangeUnfinished), Warning, null,
        "'{0}' is in state {1} after its last operation, and its document says {2} already.",
        "The same change again writes the cluster once more, so that AKS finishes what failed.", "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/availability-performance/cluster-node-virtual-machine-failed-state");

    /// <summary>A stopped cluster takes no change (power state Stopped).</summary>
    public static readonly FindingKind ClusterStopped = new(nameof(ClusterStopped), Error, "OperationNotAllowed",
        "The cluster is stopped.",
        "Start it first: az aks start.", OutboundTypes);

    /// <summary>Node auto-provisioning excludes a change.</summary>
    public static readonly FindingKind NodeAutoProvisioning = new(nameof(NodeAutoProvisioning), Error, null,
        "Node auto-provisioning is on; the outbound type of such a cluster cannot be changed.",
        "Make a new cluster with the outbound type that is wanted.", AutoProvisioning);

    /// <summary>The type needs the user's own network.</summary>
    public static readonly FindingKind OwnNetworkRequired = new(nameof(OwnNetworkRequired), Error, null,
        "{0} needs an own virtual network; the cluster's network is managed by AKS.",
        "Use managedNATGateway, or make a new cluster with New-AksEgressCluster -Subnet.", OutboundTypes);

    /// <summary>The type needs AKS's network.</summary>
    public static readonly FindingKind ManagedNetworkRequired = new(nameof(ManagedNetworkRequired), Error, "ManagedNATGatewayWithCustomVNetNotAllowed",
        "{0} needs a network managed by AKS; node pool '{1}' is in an own one.",
        "Use userAssignedNATGateway: New-AksEgressNatGateway, then Set-AksEgressSubnet -NatGateway.", Nat);

    /// <summary>A pool's subnet is not there.</summary>
    public static readonly FindingKind SubnetNotFound = new(nameof(SubnetNotFound), Error, null,
        "Subnet '{0}' of node pools {1} was not found or cannot be read.",
        "Get-AksEgressSubnet {0} -VirtualNetworkName {2} -ResourceGroupName {3} shows ARM's answer.", OutboundTypes);

    /// <summary>A node subnet has no route table.</summary>
    public static readonly FindingKind RouteTableMissing = new(nameof(RouteTableMissing), Error, "ExistingRouteTableNotAssociatedWithSubnet",
        "Subnet '{0}' (pools {1}) has no route table.",
        "New-AksEgressRouteTable <name> -ResourceGroupName {3} -DefaultRouteTo <appliance>, then Set-AksEgressSubnet {0} -VirtualNetworkName {2} -ResourceGroupName {3} -RouteTable <name>.", Routing);

    /// <summary>The route table has no route for 0.0.0.0/0.</summary>
    public static readonly FindingKind DefaultRouteMissing = new(nameof(DefaultRouteMissing), Error, "ExistingRouteTableNotAssociatedWithSubnet",
        "Route table '{0}' of subnet '{1}' has no route for 0.0.0.0/0.",
        "Add-AksEgressRoute -RouteTableName {0} -ResourceGroupName {2} -Name default -AddressPrefix 0.0.0.0/0 -NextHopType VirtualAppliance -NextHopIpAddress <ip>.", Routing);

    /// <summary>The default route leads where AKS refuses.</summary>
    public static readonly FindingKind DefaultRouteNextHop = new(nameof(DefaultRouteNextHop), Error, "RouteTableInvalidNextHop",
        "Route '{0}' of table '{1}' sends 0.0.0.0/0 to {2}; AKS takes VirtualAppliance or VirtualNetworkGateway only.",
        "Set-AksEgressRoute -RouteTableName {1} -ResourceGroupName {3} -Name {0} -NextHopType VirtualAppliance -NextHopIpAddress <ip>.", Routing);

    /// <summary>The next hop is outside all networks that are known.</summary>
    public static readonly FindingKind NextHopOutsideNetwork = new(nameof(NextHopOutsideNetwork), Warning, null,
        "The next hop {0} of table '{1}' is in no range of network '{2}' or of one peered with it.",
        "Check the address; nodes that cannot reach it lose their way out (ERR_OUTBOUND_CONN_FAIL).", Routing);

    /// <summary>The next hop is no firewall that can be seen.</summary>
    public static readonly FindingKind NextHopUnknown = new(nameof(NextHopUnknown), Warning, null,
        "No Azure Firewall of this subscription has the next hop's address {0}; which address the traffic leaves from is not known.",
        "Find out the appliance's public address before you tell anybody what to allow.", Routing);

    /// <summary>A node subnet has no NAT gateway.</summary>
    public static readonly FindingKind NatGatewayMissing = new(nameof(NatGatewayMissing), Error, null,
        "Subnet '{0}' (pools {1}) has no NAT gateway.",
        "New-AksEgressNatGateway <name> -ResourceGroupName {3} -PublicIp <ip>, then Set-AksEgressSubnet {0} -VirtualNetworkName {2} -ResourceGroupName {3} -NatGateway <name>.", Nat);

    /// <summary>The NAT gateway has no address.</summary>
    public static readonly FindingKind NatGatewayWithoutAddress = new(nameof(NatGatewayWithoutAddress), Error, null,
        "NAT gateway '{0}' of subnet '{1}' has no public IP address or prefix.",
        "Set-AksEgressNatGateway {0} -ResourceGroupName {2} -PublicIp <ip>.", Nat);

    /// <summary>A route leads past the NAT gateway.</summary>
    public static readonly FindingKind RouteOverridesNatGateway = new(nameof(RouteOverridesNatGateway), Warning, null,
        "Route table '{0}' of subnet '{1}' sends 0.0.0.0/0 to {2}, and that wins over the NAT gateway: traffic would go on leaving there.",
        "Set-AksEgressSubnet {1} -VirtualNetworkName {3} -ResourceGroupName {4} -NoRouteTable, or Remove-AksEgressRoute {5} -RouteTableName {0} -ResourceGroupName {6}.", Nat);

    /// <summary>A route leads past the load balancer.</summary>
    public static readonly FindingKind RouteOverridesLoadBalancer = new(nameof(RouteOverridesLoadBalancer), Warning, null,
        "Route table '{0}' of subnet '{1}' sends 0.0.0.0/0 to {2}, and that wins over the load balancer's outbound rules: traffic would go on leaving there.",
        "Set-AksEgressSubnet {1} -VirtualNetworkName {3} -ResourceGroupName {4} -NoRouteTable after the change, or Remove-AksEgressRoute {5} -RouteTableName {0} -ResourceGroupName {6}.", Balancer);

    /// <summary>A NAT gateway takes the traffic from the load balancer.</summary>
    public static readonly FindingKind NatGatewayOverridesLoadBalancer = new(nameof(NatGatewayOverridesLoadBalancer), Warning, null,
        "Subnet '{0}' has NAT gateway '{1}', and that wins over the load balancer's outbound rules: traffic would go on leaving there.",
        "Set-AksEgressSubnet {0} -VirtualNetworkName {2} -ResourceGroupName {3} -NoNatGateway after the change.", Balancer);

    /// <summary>The API server would not let the nodes in.</summary>
    public static readonly FindingKind AuthorizedRangesMissAddress = new(nameof(AuthorizedRangesMissAddress), Warning, null,
        "{0} ({1}) is not in the API server's authorized ranges; nodes would become NotReady.",
        "Add -UpdateAuthorizedIpRange to Set- or Undo-AksOutboundType; by hand: Add-AksEgressAuthorizedIpRange -IpRange {0} before the change.", Ranges);

    /// <summary>The new address cannot be added beforehand.</summary>
    public static readonly FindingKind AuthorizedRangesUnknown = new(nameof(AuthorizedRangesUnknown), Warning, null,
        "The API server has authorized ranges, and the new address is not known yet.",
        "-UpdateAuthorizedIpRange adds what AKS makes as soon as it is known (by hand: Get-AksEgressIp | Add-AksEgressAuthorizedIpRange); of an appliance ask its owner.", Ranges);

    /// <summary>An address exists and could not be read.</summary>
    public static readonly FindingKind AuthorizedRangesAddressUnreadable = new(nameof(AuthorizedRangesAddressUnreadable), Warning, null,
        "The address that '{1}' would leave from by '{0}' could not be read; whether the API server's authorized ranges let it in cannot be known.",
        "Ask for read access, or ask the owner of '{0}' for its public addresses, then Add-AksEgressAuthorizedIpRange -IpRange <ip> before the change.", Ranges);

    /// <summary>0.0.0.0/32 means the load balancer's address alone.</summary>
    public static readonly FindingKind AuthorizedRangesLoadBalancerOnly = new(nameof(AuthorizedRangesLoadBalancerOnly), Warning, null,
        "The authorized ranges are 0.0.0.0/32, which lets in the load balancer's outbound address alone.",
        "Add -UpdateAuthorizedIpRange to Set- or Undo-AksOutboundType: it puts the new address in its place.", Ranges);

    /// <summary>More ranges than AKS takes.</summary>
    public static readonly FindingKind AuthorizedRangesTooMany = new(nameof(AuthorizedRangesTooMany), Error, null,
        "With the new addresses the API server would have {0} authorized ranges; AKS takes {1}.",
        "Join neighbouring addresses in one wider range, or free places with Remove-AksEgressAuthorizedIpRange.", Ranges);

    /// <summary>Windows pools without outbound NAT.</summary>
    public static readonly FindingKind WindowsOutboundNatDisabled = new(nameof(WindowsOutboundNatDisabled), Error, null,
        "Windows pool '{0}' has outbound NAT turned off, which does not go with loadBalancer.",
        "Replace the pool by one with outbound NAT first.", Windows);

    /// <summary>none and block are for network isolated clusters.</summary>
    public static readonly FindingKind NetworkIsolationRequired = new(nameof(NetworkIsolationRequired), Error, null,
        "{0} needs a network isolated cluster; bootstrapProfile.artifactSource is {1}.",
        "Set the artifact source to Cache and reimage the nodes first: az aks update --bootstrap-artifact-source Cache.", Isolated);

    /// <summary>What network isolated clusters cannot have.</summary>
    public static readonly FindingKind NetworkIsolationExcludes = new(nameof(NetworkIsolationExcludes), Error, null,
        "{0} is for network isolated clusters, and those do not go with {1}.",
        "{2}.", Isolated);

    /// <summary>kubenet with an own route table needs an identity of the user's.</summary>
    public static readonly FindingKind SystemIdentityWithRouteTable = new(nameof(SystemIdentityWithRouteTable), Error, "OnlySupportedOnUserAssignedMSICluster",
        "With kubenet the cluster writes into the route table of subnet '{0}', which a system-assigned identity cannot be allowed to before there is a cluster.",
        "New-AksEgressIdentity <name> -ResourceGroupName {1}, Grant-AksEgressAccess <name> -Scope <subnet and route table>, then -Identity <name>; or -NetworkPlugin azure.",
        "https://learn.microsoft.com/azure/aks/configure-kubenet");

    /// <summary>The identity to act as is not there.</summary>
    public static readonly FindingKind IdentityNotFound = new(nameof(IdentityNotFound), Error, "FailedIdentityOperation",
        "Identity '{0}' was not found in resource group '{1}'.",
        "New-AksEgressIdentity {0} -ResourceGroupName {1} makes it; Get-AksEgressIdentity lists what is there.", Identity);

    /// <summary>The identity to act as has no role on a subnet.</summary>
    public static readonly FindingKind IdentityWithoutAccess = new(nameof(IdentityWithoutAccess), Warning, null,
        "Identity '{0}' has no role on subnet '{1}' or above it; the cluster could join neither load balancers nor routes to it.",
        "Grant-AksEgressAccess {0} -ResourceGroupName {2} -Scope {3}.", Identity);

    /// <summary>Services would have addresses of a subnet.</summary>
    public static readonly FindingKind ServiceRangeOverlaps = new(nameof(ServiceRangeOverlaps), Error, "ServiceCidrOverlapExistingSubnetsCidr",
        "The Services' range {0} overlaps subnet '{1}' ({2}) of network '{3}'; it cannot be changed later.",
        "Name a free one: -ServiceCidr <range> -DnsServiceIp <address in it>.", Plan);

    /// <summary>The DNS Service would have an address that is none of the Services'.</summary>
    public static readonly FindingKind DnsServiceIpOutside = new(nameof(DnsServiceIpOutside), Error, null,
        "The DNS Service's address {0} is not in the Services' range {1}.",
        "Choose -DnsServiceIp in -ServiceCidr, usually its tenth address.", Plan);

    /// <summary>Parameters that don't belong to the type.</summary>
    public static readonly FindingKind ParameterNotForType = new(nameof(ParameterNotForType), Error, "InvalidUserDefinedRoutingWithLoadBalancerProfile",
        "The {0} parameters do not go with {1}.",
        "Leave them out, or choose the outbound type that they belong to.", OutboundTypes);

    /// <summary>More than one kind of address.</summary>
    public static readonly FindingKind AddressKindsExclusive = new(nameof(AddressKindsExclusive), Error, "InvalidLoadBalancerProfile",
        "{0} are named together; exactly one kind of outbound address is possible.",
        "Name managed counts, own addresses or own prefixes, not several.", Balancer);

    /// <summary>A number or text outside of what AKS takes for its member; the range is in the message.</summary>
    public static readonly FindingKind ValueOutOfRange = new(nameof(ValueOutOfRange), Error, "InvalidParameter",
        "{0} is {1}; it must be {2}.",
        "Choose a value in the range.", Balancer);

    /// <summary>Own addresses on a managed NAT gateway need StandardV2.</summary>
    public static readonly FindingKind NatGatewaySkuNeeded = new(nameof(NatGatewaySkuNeeded), Error, "UnsupportedOutboundType",
        "{0} need the NAT gateway SKU StandardV2; it {1}.",
        "Add -NatGatewaySku StandardV2 (there is no way back from it).", Nat);

    /// <summary>Whose addresses a managed gateway has is settled with its SKU.</summary>
    public static readonly FindingKind NatGatewayOwnershipFixed = new(nameof(NatGatewayOwnershipFixed), Error, null,
        "The managed NAT gateway has {0} addresses, and that stays so as long as its SKU does ({1}).",
        "Keep to {0} addresses; only the change from Standard to StandardV2 can exchange them, in the same step.", Nat);

    /// <summary>An address of another SKU than what uses it.</summary>
    public static readonly FindingKind OutboundIpSku = new(nameof(OutboundIpSku), Error, null,
        "The outbound address '{0}' is {1}; {2} needs {3}.",
        "New-AksEgressPublicIp or New-AksEgressPublicIpPrefix with -Sku {3} makes one; a SKU cannot be changed.", Nat);

    /// <summary>Own addresses are of the cluster's region.</summary>
    public static readonly FindingKind OutboundIpElsewhere = new(nameof(OutboundIpElsewhere), Error, null,
        "The outbound address '{0}' is in {1}, and the cluster in {2}.",
        "New-AksEgressPublicIp or New-AksEgressPublicIpPrefix with -Location {2} makes one; a region cannot be changed.", OutboundTypes);

    /// <summary>A cluster is in its network's region.</summary>
    public static readonly FindingKind NetworkElsewhere = new(nameof(NetworkElsewhere), Error, null,
        "Network '{0}' of subnet '{1}' is in {2}, and the cluster would be in {3}.",
        "Use a subnet of a network in {3}, or -Location {2}.", Plan);

    /// <summary>The SKU is left to AKS, and one of the two has no way back.</summary>
    public static readonly FindingKind NatGatewaySkuUnnamed = new(nameof(NatGatewaySkuUnnamed), Warning, null,
        "No NAT gateway SKU is named: AKS takes StandardV2 where the region has it, and from StandardV2 the table knows no way back.",
        "Name -NatGatewaySku Standard to keep a way back (a region that has StandardV2 may refuse it), or StandardV2 on purpose.", Nat);

    /// <summary>No way back from StandardV2.</summary>
    public static readonly FindingKind NatGatewaySkuOneWay = new(nameof(NatGatewaySkuOneWay), Error, "UnsupportedOutboundType",
        "The NAT gateway is StandardV2; it cannot become Standard again.",
        "Leave -NatGatewaySku out.", Nat);

    /// <summary>A named address is not there.</summary>
    public static readonly FindingKind OutboundIpNotFound = new(nameof(OutboundIpNotFound), Error, "InvalidLoadBalancerProfileOutboundIPs",
        "The outbound address {0} was not found or cannot be read.",
        "Get-AksEgressPublicIp lists what is there.", Balancer);

    /// <summary>A named address is used elsewhere.</summary>
    public static readonly FindingKind OutboundIpInUse = new(nameof(OutboundIpInUse), Error, "PublicIPAddressInUse",
        "The outbound address '{0}' is used by {1}.",
        "Name a free one: Get-AksEgressPublicIp | Where-Object UsedBy -eq $null. Addresses of the former outbound type cannot be reused.", Balancer);

    /// <summary>The nodes, with those of an upgrade, need more outbound ports than the addresses have, 64,000 each.</summary>
    public static readonly FindingKind OutboundPortsInsufficient = new(nameof(OutboundPortsInsufficient), Error, "InvalidLoadBalancerProfileAllocatedOutboundPorts",
        "{0} ports for each of up to {1} nodes (maxCount and maxSurge counted) are {2}; {3} addresses have {4}.",
        "Use at most {5} ports, or at least {6} addresses.", Balancer);

    /// <summary>A public Service answers by another way than it is asked.</summary>
    public static readonly FindingKind PublicServiceTurnsAsymmetric = new(nameof(PublicServiceTurnsAsymmetric), Warning, null,
        "The cluster's public Services answer on {0}; their replies would leave through {1}.",
        "Make the Services internal, and publish them through the appliance; with an Azure Firewall: Add-AksEgressFirewallRule {2} <name> -Dnat -CollectionName <name> -DestinationPort 443 -TranslatedAddress <internal ip> -TranslatedPort 443.", Routing);

    /// <summary>Nodes keep the old way out until they are reimaged.</summary>
    public static readonly FindingKind NodesNeedReimage = new(nameof(NodesNeedReimage), Information, null,
        "Nodes keep parts of the old egress until they are reimaged ({0}).",
        "-ReimageNodePool does it after the change; or Update-AksEgressNodeImage, when it suits.", "https://learn.microsoft.com/azure/aks/node-disruption-policy");

    /// <summary>Something could not be read.</summary>
    public static readonly FindingKind NotReadable = new(nameof(NotReadable), Warning, null,
        "Not all could be checked: {0}",
        "Ask for read access, or take the risk.", OutboundTypes);

    /// <summary>kubenet with a route table of the user's own needs an identity of the user's own.</summary>
    public static readonly FindingKind UserAssignedIdentityRequired = new(nameof(UserAssignedIdentityRequired), Error, "OnlySupportedOnUserAssignedMSICluster",
        "With kubenet the cluster writes pod routes into the route table of subnet '{0}', which a system-assigned identity must not.",
        "Give the cluster a user-assigned identity that may write the table, or use network plugin azure.", "https://learn.microsoft.com/azure/aks/configure-kubenet");

    /// <summary>A route table swaps with kubenet.</summary>
    public static readonly FindingKind KubenetRouteTable = new(nameof(KubenetRouteTable), Information, null,
        "With kubenet the cluster writes pod routes into the route table of subnet '{0}'; it must not be shared or exchanged later.",
        "Keep the table that the cluster was made with.", "https://learn.microsoft.com/azure/aks/configure-kubenet");
}
