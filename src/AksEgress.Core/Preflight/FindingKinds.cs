using System.Net;
using System.Runtime.CompilerServices;
using AksEgress.Core.Errors;
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

    private static readonly TextResource s_texts = new("AksEgress.Core.Preflight.FindingKinds");

    /// <summary>No table supports the change.</summary>
    internal static Finding UnsupportedMigration(string from, string to, string network, string source, string? date, string evidence) =>
        Create(Error, null, evidence, OutboundTypes, [Value(from), Value(to), Value(network), Value(source), Value(date)]);

    /// <summary>The tables contradict each other.</summary>
    internal static Finding DisputedMigration(string from, string to, string source, string evidence) =>
        Create(Warning, null, evidence, OutboundTypes, [Value(from), Value(to), Value(source)]);

    /// <summary>Nothing to change.</summary>
    internal static Finding NoChangeRequired(string outboundType, string evidence) =>
        Create(Information, null, evidence, OutboundTypes, [Value(outboundType)]);

    /// <summary>Outbound types need the standard load balancer.</summary>
    internal static Finding LoadBalancerSkuNotStandard(string sku, string evidence) =>
        Create(Error, null, evidence, OutboundTypes, [Value(sku)]);

    /// <summary>Outbound types need scale sets.</summary>
    internal static Finding ScaleSetsRequired(string nodePool, string type, string evidence) =>
        Create(Error, null, evidence, OutboundTypes, [Value(nodePool), Value(type)]);

    /// <summary>Another operation is running.</summary>
    internal static Finding OperationRunning(string resource, string? state, string evidence) =>
        Create(Error, "OperationNotAllowed", evidence, OutboundTypes, [Value(resource), Value(state)]);

    /// <summary>The cluster's last operation failed.</summary>
    internal static Finding ClusterFailed(string cluster, string resourceGroup, string? state, string evidence) =>
        Create(
            Error, null, evidence,
            "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/availability-performance/"
                + "cluster-node-virtual-machine-failed-state",
            [Value(cluster), Value(resourceGroup), Value(state)]);

    /// <summary>A change to what is wanted was accepted, and failed on its way.</summary>
    internal static Finding ChangeUnfinished(
        string cluster, string resourceGroup, string? state, string outboundType, string evidence) =>
        Create(
            Warning, null, evidence,
            "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/availability-performance/"
                + "cluster-node-virtual-machine-failed-state",
            [Value(cluster), Value(resourceGroup), Value(state), Value(outboundType)]);

    /// <summary>A stopped cluster takes no change (power state Stopped).</summary>
    internal static Finding ClusterStopped(string evidence) =>
        Create(Error, "OperationNotAllowed", evidence, OutboundTypes, []);

    /// <summary>Node auto-provisioning excludes a change.</summary>
    internal static Finding NodeAutoProvisioning(string evidence) =>
        Create(Error, null, evidence, AutoProvisioning, []);

    /// <summary>The type needs the user's own network.</summary>
    internal static Finding ByoNetworkRequired(string outboundType, string evidence) =>
        Create(Error, null, evidence, OutboundTypes, [Value(outboundType)]);

    /// <summary>The type needs AKS's network.</summary>
    internal static Finding ManagedNetworkRequired(string outboundType, string nodePool, string evidence) =>
        Create(Error, "ManagedNATGatewayWithCustomVNetNotAllowed", evidence, Nat, [Value(outboundType), Value(nodePool)]);

    /// <summary>A pool's subnet is not there.</summary>
    internal static Finding SubnetNotFound(string subnet, string nodePools, string virtualNetwork, string resourceGroup, string evidence) =>
        Create(Error, null, evidence, OutboundTypes, [Value(subnet), Value(nodePools), Value(virtualNetwork), Value(resourceGroup)]);

    /// <summary>A node subnet has no route table.</summary>
    internal static Finding RouteTableMissing(
        string subnet, string nodePools, string virtualNetwork, string resourceGroup, string evidence) =>
        Create(
            Error, "ExistingRouteTableNotAssociatedWithSubnet", evidence, Routing,
            [Value(subnet), Value(nodePools), Value(virtualNetwork), Value(resourceGroup)]);

    /// <summary>The route table has no route for 0.0.0.0/0.</summary>
    internal static Finding DefaultRouteMissing(string routeTable, string subnet, string resourceGroup, string evidence) =>
        Create(
            Error, "ExistingRouteTableNotAssociatedWithSubnet", evidence, Routing,
            [Value(routeTable), Value(subnet), Value(resourceGroup)]);

    /// <summary>The default route leads where AKS refuses.</summary>
    internal static Finding DefaultRouteNextHop(
        string route, string routeTable, string nextHopType, string resourceGroup, string evidence) =>
        Create(
            Error, "RouteTableInvalidNextHop", evidence, Routing,
            [Value(route), Value(routeTable), Value(nextHopType), Value(resourceGroup)]);

    /// <summary>The next hop is outside all networks that are known.</summary>
    internal static Finding NextHopOutsideNetwork(string nextHop, string routeTable, string virtualNetwork, string evidence) =>
        Create(Warning, null, evidence, Routing, [Value(nextHop), Value(routeTable), Value(virtualNetwork)]);

    /// <summary>The next hop is no firewall that can be seen.</summary>
    internal static Finding NextHopUnknown(string nextHop, string evidence) =>
        Create(Warning, null, evidence, Routing, [Value(nextHop)]);

    /// <summary>A node subnet has no NAT gateway.</summary>
    internal static Finding NatGatewayMissing(
        string subnet, string nodePools, string virtualNetwork, string resourceGroup, string evidence) =>
        Create(Error, null, evidence, Nat, [Value(subnet), Value(nodePools), Value(virtualNetwork), Value(resourceGroup)]);

    /// <summary>The NAT gateway has no address.</summary>
    internal static Finding NatGatewayWithoutAddress(string natGateway, string subnet, string resourceGroup, string evidence) =>
        Create(Error, null, evidence, Nat, [Value(natGateway), Value(subnet), Value(resourceGroup)]);

    /// <summary>A route leads past the NAT gateway.</summary>
    internal static Finding RouteOverridesNatGateway(
        string routeTable, string subnet, string nextHop, string virtualNetwork, string networkResourceGroup, string route,
        string tableResourceGroup, string evidence) =>
        Create(
            Warning, null, evidence, Nat, [Value(routeTable), Value(subnet), Value(nextHop), Value(virtualNetwork),
            Value(networkResourceGroup), Value(route), Value(tableResourceGroup)]);

    /// <summary>A route leads past the load balancer.</summary>
    internal static Finding RouteOverridesLoadBalancer(
        string routeTable, string subnet, string nextHop, string virtualNetwork, string networkResourceGroup, string route,
        string tableResourceGroup, string evidence) =>
        Create(
            Warning, null, evidence, Balancer, [Value(routeTable), Value(subnet), Value(nextHop), Value(virtualNetwork),
            Value(networkResourceGroup), Value(route), Value(tableResourceGroup)]);

    /// <summary>A NAT gateway takes the traffic from the load balancer.</summary>
    internal static Finding NatGatewayOverridesLoadBalancer(
        string subnet, string natGateway, string virtualNetwork, string resourceGroup, string evidence) =>
        Create(Warning, null, evidence, Balancer, [Value(subnet), Value(natGateway), Value(virtualNetwork), Value(resourceGroup)]);

    /// <summary>The API server would not let the nodes in.</summary>
    internal static Finding AuthorizedRangesExcludeAddress(string address, string via, string evidence) =>
        Create(Warning, null, evidence, Ranges, [Value(address), Value(via)]);

    /// <summary>The new address cannot be added beforehand.</summary>
    internal static Finding AuthorizedRangesUnknown(string evidence) =>
        Create(Warning, null, evidence, Ranges, []);

    /// <summary>An address exists and could not be read.</summary>
    internal static Finding AuthorizedRangesAddressUnreadable(string via, string subnet, string evidence) =>
        Create(Warning, null, evidence, Ranges, [Value(via), Value(subnet)]);

    /// <summary>0.0.0.0/32 means the load balancer's address alone.</summary>
    internal static Finding AuthorizedRangesLoadBalancerOnly(string evidence) =>
        Create(Warning, null, evidence, Ranges, []);

    /// <summary>More ranges than AKS takes.</summary>
    internal static Finding AuthorizedRangesTooMany(int count, int maximum, string evidence) =>
        Create(Error, null, evidence, Ranges, [Value(count), Value(maximum)]);

    /// <summary>Windows pools without outbound NAT.</summary>
    internal static Finding WindowsOutboundNatDisabled(string nodePool, string evidence) =>
        Create(Error, null, evidence, Windows, [Value(nodePool)]);

    /// <summary>none and block are for network isolated clusters.</summary>
    internal static Finding NetworkIsolationRequired(string outboundType, string artifactSource, string evidence) =>
        Create(Error, null, evidence, Isolated, [Value(outboundType), Value(artifactSource)]);

    /// <summary>What network isolated clusters cannot have.</summary>
    internal static Finding NetworkIsolationExcludes(string outboundType, string excluded, string advice, string evidence) =>
        Create(Error, null, evidence, Isolated, [Value(outboundType), Value(excluded), Value(advice)]);

    /// <summary>kubenet with an own route table needs an identity of the user's.</summary>
    internal static Finding SystemIdentityWithRouteTable(string subnet, string resourceGroup, string evidence) =>
        Create(
            Error, "OnlySupportedOnUserAssignedMSICluster", evidence, "https://learn.microsoft.com/azure/aks/configure-kubenet",
            [Value(subnet), Value(resourceGroup)]);

    /// <summary>The identity to act as is not there.</summary>
    internal static Finding IdentityNotFound(string identity, string resourceGroup, string evidence) =>
        Create(Error, "FailedIdentityOperation", evidence, Identity, [Value(identity), Value(resourceGroup)]);

    /// <summary>The identity to act as has no role on a subnet.</summary>
    internal static Finding IdentityWithoutAccess(string identity, string subnet, string resourceGroup, string scope, string evidence) =>
        Create(Warning, null, evidence, Identity, [Value(identity), Value(subnet), Value(resourceGroup), Value(scope)]);

    /// <summary>Services would have addresses of a subnet.</summary>
    internal static Finding ServiceRangeOverlaps(
        IPNetwork range, string subnet, string subnetRanges, string virtualNetwork, string evidence) =>
        Create(
            Error, "ServiceCidrOverlapExistingSubnetsCidr", evidence, Plan,
            [Value(range), Value(subnet), Value(subnetRanges), Value(virtualNetwork)]);

    /// <summary>The DNS Service would have an address that is none of the Services'.</summary>
    internal static Finding DnsServiceIpOutside(IPAddress address, IPNetwork range, string evidence) =>
        Create(Error, null, evidence, Plan, [Value(address), Value(range)]);

    /// <summary>Parameters that don't belong to the type.</summary>
    internal static Finding ParameterNotApplicable(string parameters, string outboundType, string evidence) =>
        Create(
            Error, "InvalidUserDefinedRoutingWithLoadBalancerProfile", evidence, OutboundTypes, [Value(parameters), Value(outboundType)]);

    /// <summary>More than one kind of address.</summary>
    internal static Finding OutboundIpKindsExclusive(string kinds, string evidence) =>
        Create(Error, "InvalidLoadBalancerProfile", evidence, Balancer, [Value(kinds)]);

    /// <summary>A number or text outside of what AKS takes for its member; the range is in the message.</summary>
    internal static Finding ValueOutOfRange(string member, int value, string allowed, string evidence) =>
        Create(Error, "InvalidParameter", evidence, Balancer, [Value(member), Value(value), Value(allowed)]);

    /// <summary>Own addresses on a managed NAT gateway need StandardV2.</summary>
    internal static Finding NatGatewaySkuRequired(string parameters, string actual, string evidence) =>
        Create(Error, "UnsupportedOutboundType", evidence, Nat, [Value(parameters), Value(actual)]);

    /// <summary>Whose addresses a managed gateway has is settled with its SKU.</summary>
    internal static Finding NatGatewayIpOwnershipFixed(string ownership, string sku, string evidence) =>
        Create(Error, null, evidence, Nat, [Value(ownership), Value(sku)]);

    /// <summary>An address of another SKU than what uses it.</summary>
    internal static Finding OutboundIpSku(string address, string? sku, string user, string requiredSku, string evidence) =>
        Create(Error, null, evidence, Nat, [Value(address), Value(sku), Value(user), Value(requiredSku)]);

    /// <summary>Own addresses are of the cluster's region.</summary>
    internal static Finding OutboundIpLocationDiffers(string address, string addressLocation, string? clusterLocation, string evidence) =>
        Create(Error, null, evidence, OutboundTypes, [Value(address), Value(addressLocation), Value(clusterLocation)]);

    /// <summary>A cluster is in its network's region.</summary>
    internal static Finding NetworkLocationDiffers(
        string virtualNetwork, string subnet, string? networkLocation, string? clusterLocation, string evidence) =>
        Create(Error, null, evidence, Plan, [Value(virtualNetwork), Value(subnet), Value(networkLocation), Value(clusterLocation)]);

    /// <summary>The SKU is left to AKS, and one of the two has no way back.</summary>
    internal static Finding NatGatewaySkuNotSpecified(string evidence) => Create(Warning, null, evidence, Nat, []);

    /// <summary>No way back from StandardV2.</summary>
    internal static Finding NatGatewaySkuIrreversible(string evidence) =>
        Create(Error, "UnsupportedOutboundType", evidence, Nat, []);

    /// <summary>A named address is not there.</summary>
    internal static Finding OutboundIpNotFound(string address, string evidence) =>
        Create(Error, "InvalidLoadBalancerProfileOutboundIPs", evidence, Balancer, [Value(address)]);

    /// <summary>A named address is used elsewhere.</summary>
    internal static Finding OutboundIpInUse(string address, string user, string evidence) =>
        Create(Error, "PublicIPAddressInUse", evidence, Balancer, [Value(address), Value(user)]);

    /// <summary>The nodes, with those of an upgrade, need more outbound ports than the addresses have, 64,000 each.</summary>
    internal static Finding OutboundPortsInsufficient(
        int ports, int nodes, long requiredPorts, int addresses, int availablePorts, int maximumPorts, long requiredAddresses,
        string evidence) =>
        Create(
            Error, "InvalidLoadBalancerProfileAllocatedOutboundPorts", evidence, Balancer, [Value(ports), Value(nodes),
            Value(requiredPorts), Value(addresses), Value(availablePorts), Value(maximumPorts), Value(requiredAddresses)]);

    /// <summary>A public Service answers by another way than it is asked.</summary>
    internal static Finding PublicServiceAsymmetricRouting(string addresses, string nextHop, string firewall, string evidence) =>
        Create(Warning, null, evidence, Routing, [Value(addresses), Value(nextHop), Value(firewall)]);

    /// <summary>Nodes keep the old way out until they are reimaged.</summary>
    internal static Finding NodesNeedReimage(string nodePools, string evidence) =>
        Create(Information, null, evidence, "https://learn.microsoft.com/azure/aks/node-disruption-policy", [Value(nodePools)]);

    /// <summary>Something could not be read.</summary>
    internal static Finding ResourceNotReadable(string what, string? evidence = null) =>
        Create(Warning, null, evidence, OutboundTypes, [Value(what)]);

    /// <summary>kubenet with a route table of the user's own needs an identity of the user's own.</summary>
    internal static Finding UserAssignedIdentityRequired(string subnet, string evidence) =>
        Create(
            Error, "OnlySupportedOnUserAssignedMSICluster", evidence, "https://learn.microsoft.com/azure/aks/configure-kubenet",
            [Value(subnet)]);

    /// <summary>A route table swaps with kubenet.</summary>
    internal static Finding KubenetRouteTable(string subnet, string evidence) =>
        Create(Information, null, evidence, "https://learn.microsoft.com/azure/aks/configure-kubenet", [Value(subnet)]);

    private static Finding Create(
        FindingSeverity severity,
        string? prevents,
        string? evidence,
        string link,
        ReadOnlySpan<(string Name, object? Value)> arguments,
        [CallerMemberName] string id = "") =>
        new(severity, id, s_texts.Format(id, arguments), prevents, s_texts.Format(id + ".Next", arguments), evidence, link);

    private static (string Name, object? Value) Value(object? value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        (name, value);
}
