using System.Net;
using System.Runtime.CompilerServices;
using AksEgress.Core.Clusters;
using AksEgress.Core.Errors;
using AksEgress.Core.Plans;
using static AksEgress.Core.Plans.FindingSeverity;

namespace AksEgress.Core.Preflight;

/// <summary>
/// All kinds of findings of the pre-flight check. FindingCodes has the error codes of ARM; findings without a published code have none.
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
    private const string Endpoints = "https://learn.microsoft.com/azure/aks/outbound-rules-control-egress";
    private const string Windows = "https://learn.microsoft.com/azure/aks/windows-faq";

    private static readonly TextResource s_texts = new("AksEgress.Core.Preflight.FindingKinds");

    /// <summary>The documentation doesn't support the change.</summary>
    internal static Finding UnsupportedMigration(string from, string to, string network, string source, string? date, string evidence) =>
        Create(Error, evidence, OutboundTypes, [Value(from), Value(to), Value(network), Value(source), Value(date)]);

    /// <summary>The documentation contradicts itself.</summary>
    internal static Finding DisputedMigration(string from, string to, string source, string evidence) =>
        Create(Warning, evidence, OutboundTypes, [Value(from), Value(to), Value(source)]);

    /// <summary>No change is required.</summary>
    internal static Finding NoChangeRequired(string outboundType, string evidence) =>
        Create(Information, evidence, OutboundTypes, [Value(outboundType)]);

    /// <summary>Outbound types require the SKU standard of the load balancer.</summary>
    internal static Finding LoadBalancerSkuNotStandard(string sku, string evidence) =>
        Create(Error, evidence, OutboundTypes, [Value(sku)]);

    /// <summary>Outbound types require scale sets.</summary>
    internal static Finding ScaleSetsRequired(string nodePool, string type, string evidence) =>
        Create(Error, evidence, OutboundTypes, [Value(nodePool), Value(type)]);

    /// <summary>Another operation is running.</summary>
    internal static Finding OperationRunning(string resource, string? state, string evidence) =>
        Create(Error, evidence, OutboundTypes, [Value(resource), Value(state)]);

    /// <summary>The cluster's last operation failed.</summary>
    internal static Finding ClusterFailed(string cluster, string resourceGroup, string? state, string evidence) =>
        Create(
            Error, evidence,
            "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/availability-performance/"
                + "cluster-node-virtual-machine-failed-state",
            [Value(cluster), Value(resourceGroup), Value(state)]);

    /// <summary>The requested change was accepted earlier, and failed.</summary>
    internal static Finding ChangeUnfinished(
        string cluster, string resourceGroup, string? state, string outboundType, string evidence) =>
        Create(
            Warning, evidence,
            "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/availability-performance/"
                + "cluster-node-virtual-machine-failed-state",
            [Value(cluster), Value(resourceGroup), Value(state), Value(outboundType)]);

    /// <summary>A stopped cluster can't be changed (power state Stopped).</summary>
    internal static Finding ClusterStopped(string evidence) =>
        Create(Error, evidence, OutboundTypes, []);

    /// <summary>Node auto-provisioning excludes a change.</summary>
    internal static Finding NodeAutoProvisioning(string evidence) =>
        Create(Error, evidence, AutoProvisioning, []);

    /// <summary>The outbound type requires a BYO virtual network.</summary>
    internal static Finding ByoNetworkRequired(string outboundType, string evidence) =>
        Create(Error, evidence, OutboundTypes, [Value(outboundType)]);

    /// <summary>The outbound type requires a virtual network managed by AKS.</summary>
    /// <param name="outboundType">The requested outbound type.</param>
    /// <param name="nodePool">A node pool in a BYO virtual network.</param>
    /// <param name="advice">What to do instead.</param>
    /// <param name="evidence">The member that shows it.</param>
    internal static Finding ManagedNetworkRequired(
        string outboundType, string nodePool, string advice, string evidence) =>
        Create(Error, evidence, Nat, [Value(outboundType), Value(nodePool), Value(advice)]) is var finding
            && outboundType == OutboundTypeNames.Block
            ? finding with { Prevents = null, Codes = string.Empty }
            : finding;

    /// <summary>The subnet of a node pool doesn't exist.</summary>
    internal static Finding SubnetNotFound(string subnet, string nodePools, string virtualNetwork, string resourceGroup, string evidence) =>
        Create(Error, evidence, OutboundTypes, [Value(subnet), Value(nodePools), Value(virtualNetwork), Value(resourceGroup)]);

    /// <summary>A node subnet has no route table.</summary>
    internal static Finding RouteTableMissing(
        string subnet, string nodePools, string virtualNetwork, string resourceGroup, string evidence) =>
        Create(
            Error, evidence, Routing,
            [Value(subnet), Value(nodePools), Value(virtualNetwork), Value(resourceGroup)]);

    /// <summary>The route table has no route for 0.0.0.0/0.</summary>
    internal static Finding DefaultRouteMissing(string routeTable, string subnet, string resourceGroup, string evidence) =>
        Create(
            Error, evidence, Routing,
            [Value(routeTable), Value(subnet), Value(resourceGroup)]);

    /// <summary>AKS rejects the next hop type of the default route.</summary>
    internal static Finding DefaultRouteNextHop(
        string route, string routeTable, string nextHopType, string resourceGroup, string evidence) =>
        Create(
            Error, evidence, Routing,
            [Value(route), Value(routeTable), Value(nextHopType), Value(resourceGroup)]);

    /// <summary>The next hop isn't in a known virtual network.</summary>
    internal static Finding NextHopOutsideNetwork(string nextHop, string routeTable, string virtualNetwork, string evidence) =>
        Create(Warning, evidence, Routing, [Value(nextHop), Value(routeTable), Value(virtualNetwork)]);

    /// <summary>The next hop isn't a known Azure Firewall.</summary>
    internal static Finding NextHopUnknown(string nextHop, string evidence) =>
        Create(Warning, evidence, Routing, [Value(nextHop)]);

    /// <summary>A node subnet has no NAT gateway.</summary>
    internal static Finding NatGatewayMissing(
        string subnet, string nodePools, string virtualNetwork, string resourceGroup, string evidence) =>
        Create(Error, evidence, Nat, [Value(subnet), Value(nodePools), Value(virtualNetwork), Value(resourceGroup)]);

    /// <summary>The NAT gateway has no address.</summary>
    internal static Finding NatGatewayWithoutAddress(string natGateway, string subnet, string resourceGroup, string evidence) =>
        Create(Error, evidence, Nat, [Value(natGateway), Value(subnet), Value(resourceGroup)]);

    /// <summary>A route takes precedence over the NAT gateway.</summary>
    internal static Finding RouteOverridesNatGateway(
        string routeTable, string subnet, string nextHop, string virtualNetwork, string networkResourceGroup, string route,
        string tableResourceGroup, string evidence) =>
        Create(
            Warning, evidence, Nat, [Value(routeTable), Value(subnet), Value(nextHop), Value(virtualNetwork),
            Value(networkResourceGroup), Value(route), Value(tableResourceGroup)]);

    /// <summary>A route takes precedence over the load balancer.</summary>
    internal static Finding RouteOverridesLoadBalancer(
        string routeTable, string subnet, string nextHop, string virtualNetwork, string networkResourceGroup, string route,
        string tableResourceGroup, string evidence) =>
        Create(
            Warning, evidence, Balancer, [Value(routeTable), Value(subnet), Value(nextHop), Value(virtualNetwork),
            Value(networkResourceGroup), Value(route), Value(tableResourceGroup)]);

    /// <summary>A NAT gateway takes precedence over the load balancer.</summary>
    internal static Finding NatGatewayOverridesLoadBalancer(
        string subnet, string natGateway, string virtualNetwork, string resourceGroup, string evidence) =>
        Create(Warning, evidence, Balancer, [Value(subnet), Value(natGateway), Value(virtualNetwork), Value(resourceGroup)]);

    /// <summary>The API server would block the nodes.</summary>
    internal static Finding AuthorizedRangesExcludeAddress(string address, string via, string evidence) =>
        Create(Warning, evidence, Ranges, [Value(address), Value(via)]);

    /// <summary>The new address is unknown before the change.</summary>
    internal static Finding AuthorizedRangesUnknown(string evidence) =>
        Create(Warning, evidence, Ranges, []);

    /// <summary>An address can't be read.</summary>
    internal static Finding AuthorizedRangesAddressUnreadable(string via, string subnet, string evidence) =>
        Create(Warning, evidence, Ranges, [Value(via), Value(subnet)]);

    /// <summary>0.0.0.0/32 allows the load balancer's address only.</summary>
    internal static Finding AuthorizedRangesLoadBalancerOnly(string evidence) =>
        Create(Warning, evidence, Ranges, []);

    /// <summary>More ranges than AKS allows.</summary>
    internal static Finding AuthorizedRangesTooMany(int count, int maximum, string evidence) =>
        Create(Error, evidence, Ranges, [Value(count), Value(maximum)]);

    /// <summary>Windows pools without outbound NAT.</summary>
    internal static Finding WindowsOutboundNatDisabled(string nodePool, string evidence) =>
        Create(Error, evidence, Windows, [Value(nodePool)]);

    /// <summary>none and block are for network isolated clusters.</summary>
    internal static Finding NetworkIsolationRequired(
        string outboundType, string artifactSource, string cluster, string resourceGroup, string evidence) =>
        Create(
            Error, evidence, Isolated, [Value(outboundType), Value(artifactSource), Value(cluster), Value(resourceGroup)]);

    /// <summary>Network isolated clusters don't support a setting.</summary>
    internal static Finding NetworkIsolationExcludes(string outboundType, string excluded, string advice, string evidence) =>
        Create(Error, evidence, Isolated, [Value(outboundType), Value(excluded), Value(advice)]);

    /// <summary>kubenet with the user's route table requires a user-assigned identity for a new cluster.</summary>
    internal static Finding SystemIdentityWithRouteTable(string subnet, string resourceGroup, string evidence) =>
        Create(
            Error, evidence, "https://learn.microsoft.com/azure/aks/configure-kubenet",
            [Value(subnet), Value(resourceGroup)]);

    /// <summary>The identity of the cluster doesn't exist.</summary>
    internal static Finding IdentityNotFound(string identity, string resourceGroup, string evidence) =>
        Create(Error, evidence, Identity, [Value(identity), Value(resourceGroup)]);

    /// <summary>The identity of the cluster has no role on a subnet.</summary>
    internal static Finding IdentityWithoutAccess(string identity, string subnet, string resourceGroup, string scope, string evidence) =>
        Create(Warning, evidence, Identity, [Value(identity), Value(subnet), Value(resourceGroup), Value(scope)]);

    /// <summary>The service CIDR overlaps with a subnet.</summary>
    internal static Finding ServiceRangeOverlaps(
        IPNetwork range, string subnet, string subnetRanges, string virtualNetwork, string evidence) =>
        Create(
            Error, evidence, Plan,
            [Value(range), Value(subnet), Value(subnetRanges), Value(virtualNetwork)]);

    /// <summary>The DNS service IP address isn't in the service CIDR.</summary>
    internal static Finding DnsServiceIpOutside(IPAddress address, IPNetwork range, string evidence) =>
        Create(Error, evidence, Plan, [Value(address), Value(range)]);

    /// <summary>Parameters don't apply to the outbound type.</summary>
    internal static Finding ParameterNotApplicable(string parameters, string outboundType, string evidence) =>
        Create(
            Error, evidence, OutboundTypes, [Value(parameters), Value(outboundType)]);

    /// <summary>More than one kind of address is specified.</summary>
    internal static Finding OutboundIpKindsExclusive(string kinds, string evidence) =>
        Create(Error, evidence, Balancer, [Value(kinds)]);

    /// <summary>A value isn't in the range that AKS allows.</summary>
    internal static Finding ValueOutOfRange(string member, int value, string allowed, string evidence) =>
        Create(Error, evidence, Balancer, [Value(member), Value(value), Value(allowed)]);

    /// <summary>The user's addresses on a managed NAT gateway require StandardV2.</summary>
    internal static Finding NatGatewaySkuRequired(string parameters, string actual, string evidence) =>
        Create(Error, evidence, Nat, [Value(parameters), Value(actual)]);

    /// <summary>The kind of addresses of a managed NAT gateway can change only with its SKU.</summary>
    internal static Finding NatGatewayIpOwnershipFixed(string ownership, string sku, string evidence) =>
        Create(Error, evidence, Nat, [Value(ownership), Value(sku)]);

    /// <summary>The SKU of an address doesn't match the resource that uses it.</summary>
    internal static Finding OutboundIpSku(string address, string? sku, string user, string requiredSku, string evidence) =>
        Create(Error, evidence, Nat, [Value(address), Value(sku), Value(user), Value(requiredSku)]);

    /// <summary>An address isn't in the region of the cluster.</summary>
    internal static Finding OutboundIpLocationDiffers(string address, string addressLocation, string? clusterLocation, string evidence) =>
        Create(Error, evidence, OutboundTypes, [Value(address), Value(addressLocation), Value(clusterLocation)]);

    /// <summary>The virtual network isn't in the region of the cluster.</summary>
    internal static Finding NetworkLocationDiffers(
        string virtualNetwork, string subnet, string? networkLocation, string? clusterLocation, string evidence) =>
        Create(Error, evidence, Plan, [Value(virtualNetwork), Value(subnet), Value(networkLocation), Value(clusterLocation)]);

    /// <summary>AKS chooses the SKU, and StandardV2 can't be undone.</summary>
    internal static Finding NatGatewaySkuNotSpecified(string evidence) => Create(Error, evidence, Nat, []);

    /// <summary>StandardV2 can't be changed back to Standard.</summary>
    internal static Finding NatGatewaySkuIrreversible(string evidence) =>
        Create(Error, evidence, Nat, []);

    /// <summary>A specified address doesn't exist.</summary>
    internal static Finding OutboundIpNotFound(string address, string evidence) =>
        Create(Error, evidence, Balancer, [Value(address)]);

    /// <summary>A specified address is in use.</summary>
    internal static Finding OutboundIpInUse(string address, string user, string evidence) =>
        Create(Error, evidence, Balancer, [Value(address), Value(user)]);

    /// <summary>The nodes, including those of an upgrade, require more outbound ports than the addresses have (64,000 each).</summary>
    internal static Finding OutboundPortsInsufficient(
        int ports, int nodes, long requiredPorts, int addresses, int availablePorts, int maximumPorts, long requiredAddresses,
        string evidence) =>
        Create(
            Error, evidence, Balancer, [Value(ports), Value(nodes),
            Value(requiredPorts), Value(addresses), Value(availablePorts), Value(maximumPorts), Value(requiredAddresses)]);

    /// <summary>The replies of a public Service would use another path (asymmetric routing).</summary>
    internal static Finding PublicServiceAsymmetricRouting(string addresses, string nextHop, string firewall, string evidence) =>
        Create(Warning, evidence, Routing, [Value(addresses), Value(nextHop), Value(firewall)]);

    /// <summary>Nodes keep parts of the previous egress path until they're reimaged.</summary>
    internal static Finding NodesNeedReimage(string nodePools, string evidence) =>
        Create(Information, evidence, "https://learn.microsoft.com/azure/aks/node-disruption-policy", [Value(nodePools)]);

    /// <summary>Rules on the path deny endpoints that AKS requires. ARM doesn't check it.</summary>
    internal static Finding RequiredEndpointBlocked(
        string subnet, string nodePools, string endpoints, string decidedBy, string command, string evidence) =>
        Create(
            Error, evidence, Endpoints,
            [Value(subnet), Value(nodePools), Value(endpoints), Value(decidedBy), Value(command)]) with
        {
            Consequence = FindingConsequence.BreaksEgress,
        };

    /// <summary>Whether rules or routes on the path allow endpoints that AKS requires isn't known.</summary>
    internal static Finding RequiredEndpointUnknown(
        string subnet, string nodePools, string endpoints, string reason, string command, string evidence) =>
        Create(
            Warning, evidence, Endpoints,
            [Value(subnet), Value(nodePools), Value(endpoints), Value(reason), Value(command)]);

    /// <summary>Two routes for the halves of the addresses take the place of the default route that AKS looks for.</summary>
    internal static Finding SplitDefaultRoute(string routeTable, string subnet, string resourceGroup, string evidence) =>
        Create(Warning, evidence, Routing, [Value(routeTable), Value(subnet), Value(resourceGroup)]);

    /// <summary>A resource can't be read.</summary>
    internal static Finding ResourceNotReadable(string what, string? evidence = null) =>
        Create(Warning, evidence, OutboundTypes, [Value(what)]);

    /// <summary>kubenet with the user's route table requires a user-assigned identity.</summary>
    internal static Finding UserAssignedIdentityRequired(string subnet, string evidence) =>
        Create(
            Error, evidence, "https://learn.microsoft.com/azure/aks/configure-kubenet",
            [Value(subnet)]);

    /// <summary>With kubenet, the cluster writes to the route table.</summary>
    internal static Finding KubenetRouteTable(string subnet, string evidence) =>
        Create(Information, evidence, "https://learn.microsoft.com/azure/aks/configure-kubenet", [Value(subnet)]);

    /// <summary>userDefinedRouting excludes public IP addresses of nodes.</summary>
    internal static Finding NodePublicIpNotAllowed(string nodePools, string evidence) =>
        Create(Error, evidence, "https://learn.microsoft.com/azure/aks/use-node-public-ips", [Value(nodePools)]);

    /// <summary>The public IP addresses of nodes bypass the outbound type none.</summary>
    internal static Finding NodePublicIpBypassesIsolation(string nodePools, string evidence) =>
        Create(Warning, evidence, Isolated, [Value(nodePools)]);

    /// <summary>userDefinedRouting excludes publicNetworkAccess Disabled.</summary>
    internal static Finding PublicNetworkAccessDisabled(string outboundType, string evidence) =>
        Create(Error, evidence, "https://github.com/Azure/AKS/issues/3690", [Value(outboundType)]);

    /// <summary>AKS refuses a new loadBalancer cluster in a subnet with a NAT gateway.</summary>
    internal static Finding SubnetHasNatGateway(string subnet, string natGateway, string outboundType, string evidence) =>
        Create(Error, evidence, Nat, [Value(subnet), Value(natGateway), Value(outboundType)]);

    /// <summary>In a network isolated cluster, nodes reach the API server only over the private network.</summary>
    internal static Finding NetworkIsolationApiServer(string outboundType, string evidence) =>
        Create(Error, evidence, Isolated, [Value(outboundType)]);

    /// <summary>Nodes use the artifact source Cache only after they were reimaged, which ARM doesn't show.</summary>
    internal static Finding NetworkIsolationReimageUnknown(string outboundType, string nodePools, string evidence) =>
        Create(Warning, evidence, Isolated, [Value(outboundType), Value(nodePools)]);

    /// <summary>The outbound type is a preview.</summary>
    internal static Finding OutboundTypePreview(string outboundType, string evidence) =>
        Create(Information, evidence, OutboundTypes, [Value(outboundType)]);

    /// <summary>A new NAT gateway could have the SKU StandardV2.</summary>
    internal static Finding StandardV2Recommended(string location, string evidence) =>
        Create(Information, evidence, "https://learn.microsoft.com/azure/nat-gateway/nat-sku", [Value(location)]);

    /// <summary>The region is in the published list of regions without StandardV2.</summary>
    internal static Finding StandardV2NotInRegion(string location, string evidence) =>
        Create(Warning, evidence, "https://learn.microsoft.com/azure/nat-gateway/nat-sku", [Value(location)]);

    /// <summary>A NAT gateway of SKU StandardV2 doesn't support an address.</summary>
    internal static Finding StandardV2AddressNotSupported(string address, string reason, string evidence) =>
        Create(Error, evidence, "https://learn.microsoft.com/azure/nat-gateway/nat-sku", [Value(address), Value(reason)]);

    /// <summary>The Internet sees the address of the cluster's HTTP proxy.</summary>
    internal static Finding HttpProxyConfigured(string proxy, string evidence) =>
        Create(Information, evidence, "https://learn.microsoft.com/azure/aks/http-proxy", [Value(proxy)]);

    /// <summary>A service tag in the authorized IP ranges can contain the new address.</summary>
    internal static Finding AuthorizedRangesServiceTag(string serviceTag, string address, string evidence) =>
        Create(
            Information, evidence, "https://learn.microsoft.com/azure/aks/api-server-service-tags", [Value(serviceTag), Value(address)]);

    private static Finding Create(
        FindingSeverity severity,
        string? evidence,
        string link,
        ReadOnlySpan<(string Name, object? Value)> arguments,
        [CallerMemberName] string id = "")
    {
        // A note or a warning doesn't predict that ARM rejects the change, although it can explain it.
        var codes = FindingCodes.Of(id);
        var prevents = severity == Error && codes.Count > 0 ? codes[0] : null;
        return new(severity, id, s_texts.Format(id, arguments), prevents, s_texts.Format(id + ".Next", arguments), evidence, link)
        {
            Codes = string.Join(' ', codes)
        };
    }

    private static (string Name, object? Value) Value(object? value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        (name, value);
}
