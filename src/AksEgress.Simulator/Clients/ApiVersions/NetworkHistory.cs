using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Clients.ApiVersions;

/// <summary>
/// Which properties came to Microsoft.Network's resources when, by type: the first stable api-version since 2020-03 in whose public
/// specification a property stands (the generated types of Azure/bicep-types-az, August 2026, one api-version held against the one
/// before). Only properties: that ARM tells an older version less than a newer one is recorded for some (resourceGuid and type are told
/// to versions whose specification has neither, so these are not in here).
/// </summary>
internal static class NetworkHistory
{
    // The newest below: from then on documents are shown as they are kept.
    private const string Current = "2025-07-01";

    private static readonly Dictionary<string, (string[] Path, string Since)[]> s_types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.Network/virtualNetworks"] = Members(
            "flowTimeoutInMinutes 2021-02-01, encryption 2021-05-01, flowLogs 2022-09-01, privateEndpointVNetPolicies 2024-03-01, "
                + "addressSpace.ipamPoolPrefixAllocations 2024-05-01, defaultPublicNatGateway 2024-07-01, summarizedGatewayPrefixes "
                + "2025-07-01"),
        ["Microsoft.Network/virtualNetworks/subnets"] = Members(
            "defaultOutboundAccess 2023-05-01, sharingScope 2023-11-01, ipamPoolPrefixAllocations 2024-05-01, serviceGateway 2025-05-01"),
        ["Microsoft.Network/virtualNetworks/virtualNetworkPeerings"] = Members(
            "remoteBgpCommunities 2020-06-01, doNotVerifyRemoteGateways 2020-08-01, peeringSyncLevel 2021-02-01, "
                + "remoteVirtualNetworkAddressSpace 2021-02-01, remoteVirtualNetworkEncryption 2021-05-01, peerCompleteVnets 2023-11-01, "
                + "enableOnlyIPv6Peering 2023-11-01, localAddressSpace 2023-11-01, localVirtualNetworkAddressSpace 2023-11-01, "
                + "localSubnetNames 2023-11-01, remoteSubnetNames 2023-11-01"),
        ["Microsoft.Network/routeTables"] = Members("disablePeeringRoute 2025-07-01"),
        ["Microsoft.Network/routeTables/routes"] = Members("nextHop 2025-07-01"),
        ["Microsoft.Network/publicIPAddresses"] = Members(
            "migrationPhase 2020-07-01, linkedPublicIPAddress 2020-07-01, natGateway 2020-07-01, servicePublicIPAddress 2020-08-01, "
                + "deleteOption 2021-02-01, ddosSettings.protectionMode 2022-05-01, ddosSettings.ddosProtectionPlan 2022-05-01, "
                + "dnsSettings.domainNameLabelScope 2022-11-01"),
        ["Microsoft.Network/publicIPPrefixes"] = Members("customIPPrefix 2020-06-01, natGateway 2020-07-01"),
        ["Microsoft.Network/natGateways"] = Members(
            "publicIpAddressesV6 2024-07-01, publicIpPrefixesV6 2024-07-01, sourceVirtualNetwork 2024-07-01, serviceGateway 2025-05-01, "
                + "nat64 2025-07-01"),
        ["Microsoft.Network/networkSecurityGroups"] = Members("flushConnection 2022-01-01"),
        ["Microsoft.Network/loadBalancers"] = Members("scope 2025-01-01"),
        ["Microsoft.Network/loadBalancers/frontendIPConfigurations"] = Members("gatewayLoadBalancer 2021-02-01, ddosSettings 2025-07-01"),
        ["Microsoft.Network/loadBalancers/backendAddressPools"] = Members(
            "loadBalancerBackendAddresses 2020-04-01, location 2020-08-01, tunnelInterfaces 2021-02-01, inboundNatRules 2021-05-01, "
                + "drainPeriodInSeconds 2021-08-01, virtualNetwork 2022-07-01, syncMode 2023-04-01"),
        ["Microsoft.Network/loadBalancers/loadBalancingRules"] = Members(
            "backendAddressPools 2021-02-01, enableConnectionTracking 2024-07-01"),
        ["Microsoft.Network/loadBalancers/probes"] = Members("probeThreshold 2022-05-01, noHealthyBackendsBehavior 2024-03-01"),
        ["Microsoft.Network/loadBalancers/inboundNatRules"] = Members(
            "backendAddressPool 2021-03-01, frontendPortRangeStart 2021-03-01, frontendPortRangeEnd 2021-03-01"),
        ["Microsoft.Network/azureFirewalls"] = Members("autoscaleConfiguration 2024-03-01, afcConfiguration 2025-07-01"),
        ["Microsoft.Network/firewallPolicies"] = Members(
            "threatIntelWhitelist 2020-04-01, dnsSettings 2020-05-01, sku 2020-07-01, transportSecurity 2020-07-01, intrusionDetection "
                + "2020-07-01, insights 2020-11-01, snat 2020-11-01, sql 2021-03-01, snat.autoLearnPrivateRanges 2022-01-01, explicitProxy "
                + "2022-01-01, size 2023-05-01, intrusionDetection.profile 2023-06-01"),
        ["Microsoft.Network/firewallPolicies/ruleCollectionGroups"] = Members("size 2023-05-01"),
    };

    /// <summary>Whether an api-version knows all that is listed here.</summary>
    public static bool IsCurrent(string apiVersion) => ApiVersionDate.Since(apiVersion, Current);

    /// <summary>Changes a resource, or an inline child, to what an older api-version shows.</summary>
    public static void Show(string type, JsonObject document, string apiVersion)
    {
        var properties = document.Object("properties");
        TakeOut(type, properties, apiVersion);
        foreach (var kind in InlineChild.Of(type))
        {
            foreach (var child in properties.Array(kind.Member).Objects())
            {
                TakeOut(kind.Type, child.Object("properties"), apiVersion);
            }
        }
    }

    /// <summary>Takes out of a resource's properties what came after an api-version, and with it objects that say nothing then.</summary>
    private static void TakeOut(string type, JsonObject? properties, string apiVersion)
    {
        foreach (var path in After(type, apiVersion))
        {
            if (Parent(properties, path) is { } parent && parent.Remove(path[^1]) && parent.Count == 0 && path.Length > 1)
            {
                properties!.Remove(path[0]);
            }
        }
    }

    /// <summary>
    /// Leaves what came after an api-version as it is. That a client of an older version doesn't take away what it was never shown is
    /// recorded for Microsoft.ContainerService only; of Microsoft.Network it isn't known, and losing a setting without a word would be the
    /// worse mistake.
    /// </summary>
    /// <param name="type">The resource's type.</param>
    /// <param name="properties">The properties as they were sent.</param>
    /// <param name="before">The properties as they are, or null.</param>
    /// <param name="apiVersion">The request's api-version.</param>
    public static void Keep(string type, JsonObject properties, JsonObject? before, string apiVersion)
    {
        if (before is null || IsCurrent(apiVersion))
        {
            return;
        }

        foreach (var path in After(type, apiVersion))
        {
            if (Parent(before, path) is { } old
                && old.TryGetPropertyValue(path[^1], out var value)
                && (path.Length == 1
                    ? properties
                    : properties.Object(path[0]) ?? Anew(properties, path[0], before, type, apiVersion)) is { } parent
                && !parent.ContainsKey(path[^1]))
            {
                parent[path[^1]] = value?.DeepClone();
            }
        }
    }

    // An object that held nothing but what the client can't see was not left out by it, but never shown.
    private static JsonObject? Anew(JsonObject properties, string name, JsonObject before, string type, string apiVersion)
    {
        var shown = before.Copy();
        TakeOut(type, shown, apiVersion);
        return shown.ContainsKey(name) || properties.ContainsKey(name) ? null : properties.Ensure(name);
    }

    private static IEnumerable<string[]> After(string type, string apiVersion) =>
        from member in s_types.GetValueOrDefault(type) ?? []
        where !ApiVersionDate.Since(apiVersion, member.Since)
        select member.Path;

    private static JsonObject? Parent(JsonObject? properties, string[] path) => path.Length == 1 ? properties : properties.Object(path[0]);

    private static (string[] Path, string Since)[] Members(string list) =>
        [.. list.Split(", ").Select(static member => member.Split(' ')).Select(static parts => (parts[0].Split('.'), parts[1]))];
}
