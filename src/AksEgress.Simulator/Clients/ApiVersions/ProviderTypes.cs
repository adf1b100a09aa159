using System.Net;
using AksEgress.Simulator.Providers.Kubernetes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Clients.ApiVersions;

/// <summary>
/// The providers and types that exist. For the two providers that the simulator has rules for, the types are from the template
/// schemas, from excerpts of Azure's template reference and its page on tag support, and otherwise from memory: the list isn't
/// ARM's own. For other providers, any type is accepted. Types in a loaded state are always accepted.
/// </summary>
internal static class ProviderTypes
{
    private const StringComparison NoCase = StringComparison.OrdinalIgnoreCase;

    private static readonly Dictionary<string, HashSet<string>> s_types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.ContainerService"] = Set(
            "containerServices deploymentSafeguards fleets locations managedClusters managedClusterSnapshots openShiftManagedClusters "
                + "operations snapshots"),
        ["Microsoft.Network"] =
        Set(
            "applicationGatewayAvailableRequestHeaders applicationGatewayAvailableResponseHeaders "
                + "applicationGatewayAvailableServerVariables applicationGatewayAvailableSslOptions",
            "applicationGatewayAvailableWafRuleSets applicationGateways applicationGatewayWebApplicationFirewallPolicies "
                + "applicationSecurityGroups azureFirewallFqdnTags azureFirewalls",
            "azureWebCategories bastionHosts bgpServiceCommunities checkFrontDoorNameAvailability checkTrafficManagerNameAvailability "
                + "cloudServiceSlots connections customIpPrefixes",
            "ddosCustomPolicies ddosProtectionPlans dnsForwardingRulesets dnsOperationResults dnsOperationStatuses dnsResolverDomainLists "
                + "dnsResolverPolicies dnsResolvers dnsZones",
            "dscpConfigurations expressRouteCircuits expressRouteCrossConnections expressRouteGateways expressRoutePorts "
                + "expressRoutePortsLocations expressRouteProviderPorts",
            "expressRouteServiceProviders firewallPolicies frontDoors frontDoorWebApplicationFirewallManagedRuleSets "
                + "frontDoorWebApplicationFirewallPolicies getDnsResourceReference",
            "internalNotify internalPublicIpAddresses ipAllocations ipGroups loadBalancers localNetworkGateways locations natGateways "
                + "networkExperimentProfiles networkIntentPolicies",
            "networkInterfaces networkManagerConnections networkManagers networkProfiles networkSecurityGroups networkSecurityPerimeters "
                + "networkVirtualAppliances networkVirtualApplianceSkus",
            "networkWatchers operations p2sVpnGateways privateDnsOperationResults privateDnsOperationStatuses privateDnsZones "
                + "privateDnsZonesInternal privateEndpointRedirectMaps",
            "privateEndpoints privateLinkServices publicIPAddresses publicIPPrefixes routeFilters routeTables securityPartnerProviders "
                + "serviceEndpointPolicies serviceGateways",
            "trafficManagerGeographicHierarchies trafficManagerProfiles trafficManagerUserMetricsKeys virtualHubs virtualNetworkAppliances "
                + "virtualNetworkGateways virtualNetworks",
            "virtualNetworkTaps virtualRouters virtualWans vpnGateways vpnServerConfigurations vpnSites webApplicationFirewallPolicies"),
    };

    // Also the child types of the types that the simulator has rules for.
    private static readonly Dictionary<string, HashSet<string>> s_children = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.ContainerService/managedClusters"] =
        Set(
            "accessProfiles agentPools availableAgentPoolVersions commandResults detectors eventGridFilters extensionAddons "
                + "identityBindings jwtAuthenticators loadBalancers",
            "maintenanceConfigurations managedNamespaces meshMemberships meshUpgradeProfiles namespaces operations "
                + "outboundNetworkDependenciesEndpoints privateEndpointConnections",
            "privateLinkResources trustedAccessRoleBindings upgradeProfiles", KubernetesState.Segment),
        ["Microsoft.Network/virtualNetworks"] = Set(
            "checkIPAddressAvailability privateDnsZoneLinks remoteVirtualNetworkPeeringProxies subnets taggedTrafficConsumers usages "
                + "virtualNetworkPeerings"),
        ["Microsoft.Network/routeTables"] = Set("routes"),
        ["Microsoft.Network/networkSecurityGroups"] = Set("defaultSecurityRules securityRules"),
        ["Microsoft.Network/loadBalancers"] = Set(
            "backendAddressPools frontendIPConfigurations inboundNatRules loadBalancingRules networkInterfaces outboundRules probes"),
        ["Microsoft.Network/firewallPolicies"] = Set("firewallPolicyDrafts ruleCollectionGroups ruleGroups signatureOverrides"),
        ["Microsoft.Network/natGateways"] = [],
        ["Microsoft.Network/publicIPPrefixes"] = [],
    };

    /// <summary>Refuses a provider or type that doesn't exist.</summary>
    /// <exception cref="RefusalException">404 InvalidResourceNamespace or InvalidResourceType.</exception>
    public static void Check(SimulatedWorld world, IncomingRequest request, ResourceId? id)
    {
        if (id is null || id.Types[0].Equals("register", NoCase) || IsKept(world, id))
        {
            return;
        }

        ProviderDocuments.Require(id.Namespace);
        if (s_types.TryGetValue(id.Namespace, out var types)
            && (!types.Contains(id.Types[0])
                || (id.Types.Length > 1
                    && request.Method != "POST"
                    && s_children.TryGetValue($"{id.Namespace}/{id.Types[0]}", out var children)
                    && !children.Contains(id.Types[1]))))
        {
            // The text for a type that doesn't exist, from public threads (azure-powershell 11022; for a type that Azure removed in
            // 2026, Azure-MG-Sub-Governance-Reporting 297). The text with versions is for types that exist (ApiVersions).
            throw new RefusalException(HttpStatusCode.NotFound, "InvalidResourceType",
                $"The resource type could not be found in the namespace '{id.Namespace}' for api version "
                    + $"'{RequestErrors.Shorten(request.ApiVersion!)}'.");
        }
    }

    private static bool IsKept(SimulatedWorld world, ResourceId id) =>
        id.IsResource ? world.Store.Find(id.Key) is not null : world.Store.Collection(id.Key).Count > 0;

    private static HashSet<string> Set(params string[] names) =>
        new(names.SelectMany(static line => line.Split(' ')), StringComparer.OrdinalIgnoreCase);
}
