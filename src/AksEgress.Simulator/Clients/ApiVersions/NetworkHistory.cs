using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Clients.ApiVersions;

/// <summary>
/// The api-versions that introduced properties of Microsoft.Network's resources, by type: the first stable version since 2020-03
/// whose public specification has the property (the generated types of Azure/bicep-types-az, August 2026, each version compared
/// with the previous one). The table contains properties only: recordings show that ARM returns less to older versions for some of
/// them. resourceGuid and type are returned to versions whose specification has neither, so the table doesn't contain them.
/// </summary>
internal static class NetworkHistory
{
    // The newest version below: from it on, documents are returned as they are stored.
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
            "resourceGuid 2020-03-01, remoteBgpCommunities 2020-06-01, doNotVerifyRemoteGateways 2020-07-01, peeringSyncLevel 2021-02-01, "
                + "remoteVirtualNetworkAddressSpace 2021-02-01, remoteVirtualNetworkEncryption 2021-05-01, peerCompleteVnets 2023-11-01, "
                + "enableOnlyIPv6Peering 2023-11-01, localAddressSpace 2023-11-01, localVirtualNetworkAddressSpace 2023-11-01, "
                + "localSubnetNames 2023-11-01, remoteSubnetNames 2023-11-01"),
        ["Microsoft.Network/routeTables"] = Members("disablePeeringRoute 2025-03-01"),
        ["Microsoft.Network/routeTables/routes"] = Members("nextHop 2025-07-01"),
        ["Microsoft.Network/publicIPAddresses"] = Members(
            "migrationPhase 2020-07-01, linkedPublicIPAddress 2020-07-01, natGateway 2020-07-01, servicePublicIPAddress 2020-08-01, "
                + "deleteOption 2021-02-01, ddosSettings.protectionMode 2022-05-01, ddosSettings.ddosProtectionPlan 2022-05-01, "
                + "dnsSettings.domainNameLabelScope 2022-11-01"),
        ["Microsoft.Network/publicIPPrefixes"] = Members("customIPPrefix 2020-06-01, natGateway 2020-07-01"),
        ["Microsoft.Network/natGateways"] = Members(
            "scope 2025-01-01, privateIPAddresses 2025-01-01, "
                + "publicIpAddressesV6 2024-07-01, publicIpPrefixesV6 2024-07-01, sourceVirtualNetwork 2024-07-01, "
                + "serviceGateway 2025-05-01, "
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

    /// <summary>True if an api-version has all listed properties.</summary>
    public static bool IsCurrent(string apiVersion) => ApiVersionDate.Since(apiVersion, Current);

    /// <summary>Changes a resource, or an inline child, to the form of an older api-version.</summary>
    public static void Show(string type, JsonObject document, string apiVersion)
    {
        var properties = document.Object("properties");
        RemoveNewer(type, properties, apiVersion);
        foreach (var kind in InlineChild.Of(type))
        {
            foreach (var child in properties.Array(kind.Member).Objects())
            {
                RemoveNewer(kind.Type, child.Object("properties"), apiVersion);
            }
        }
    }

    /// <summary>Removes properties newer than an api-version, and objects that become empty.</summary>
    private static void RemoveNewer(string type, JsonObject? properties, string apiVersion)
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
    /// Keeps the values of properties newer than an api-version. That a client of an older version doesn't remove what it can't see
    /// is recorded for Microsoft.ContainerService only. For Microsoft.Network it isn't known, and losing a setting silently would
    /// be worse.
    /// </summary>
    /// <param name="type">The resource's type.</param>
    /// <param name="properties">The properties as the client sent them.</param>
    /// <param name="before">The current properties, or null.</param>
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
                    : properties.Object(path[0]) ?? Restore(properties, path[0], before, type, apiVersion)) is { } parent
                && !parent.ContainsKey(path[^1]))
            {
                parent[path[^1]] = value?.DeepClone();
            }
        }
    }

    // The client never saw an object that contains only newer properties, so its absence isn't a removal.
    private static JsonObject? Restore(JsonObject properties, string name, JsonObject before, string type, string apiVersion)
    {
        var shown = before.Copy();
        RemoveNewer(type, shown, apiVersion);
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
