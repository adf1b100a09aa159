using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.OutboundTypes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.Clusters;

/// <summary>Completes a cluster's networkProfile, as recorded.</summary>
internal static class NetworkProfile
{
    private static readonly string[] s_order =
    [
        "networkPlugin", "networkPluginMode", "networkPolicy", "networkMode", "networkDataplane", "loadBalancerSku", "loadBalancerProfile",
        "natGatewayProfile", "podCidr", "serviceCidr", "dnsServiceIP", "dockerBridgeCidr", "outboundType", "podCidrs", "serviceCidrs",
        "ipFamilies", "podLinkLocalAccess",
    ];

    private static readonly string[] s_settled =
    [
        "networkPlugin", "networkPluginMode", "networkPolicy", "networkMode", "networkDataplane", "loadBalancerSku", "podCidr",
        "serviceCidr", "dnsServiceIP", "dockerBridgeCidr", "outboundType", "podCidrs", "serviceCidrs", "ipFamilies",
        "podLinkLocalAccess"
    ];

    private static readonly string[] s_loadBalancerOrder =
    [
        "managedOutboundIPs", "outboundIPs", "outboundIPPrefixes", "effectiveOutboundIPs", "allocatedOutboundPorts", "idleTimeoutInMinutes",
        "enableMultipleStandardLoadBalancers", "backendPoolType"
    ];

    private static readonly string[] s_poolTypes = ["nodeIPConfiguration", "nodeIP"];

    private static readonly string[] s_natOrder =
        ["sku", "managedOutboundIPProfile", "outboundIPs", "outboundIPPrefixes", "effectiveOutboundIPs", "idleTimeoutInMinutes"];

    /// <summary>Completes the profile in a cluster's properties.</summary>
    public static void Fill(SimulatedWorld world, JsonObject properties, JsonObject? before, string location, string apiVersion)
    {
        var profile = properties.Ensure("networkProfile");
        var old = before.Object("networkProfile");
        foreach (var name in s_settled)
        {
            if ((!profile.ContainsKey(name) || profile[name] is null) && old is not null && old.TryGetPropertyValue(name, out var value))
            {
                profile[name] = value?.DeepClone();
            }
        }

        if (profile.Text("networkPlugin") is null)
        {
            // Dual stack is recorded for kubenet (2023), and so is the Basic load balancer (2025, test_aks_create_with_basiclb_and_
            // update_to_standardlb). Otherwise, AKS currently uses azure with overlay.
            var dual = profile.Array("ipFamilies") is { Count: > 1 } || ResourceId.Is(profile.Text("loadBalancerSku"), "basic");
            profile["networkPlugin"] = dual ? "kubenet" : "azure";
            if (!dual)
            {
                profile.Default("networkPluginMode", "overlay");
            }
        }

        FillRanges(world, profile);
        FillDataplane(profile);
        profile.Default("podLinkLocalAccess", "IMDS");

        // Stored in the form of current api-versions; ClusterHistory has the form of older ones.
        profile["loadBalancerSku"] = (profile.Text("loadBalancerSku") ?? "standard").ToLowerInvariant();
        profile["outboundType"] = OutboundTypeNames.Canonical(profile.Text("outboundType") ?? OutboundTypeNames.LoadBalancer);
        FillLoadBalancer(profile, old);
        FillNatGateway(profile, old, location, apiVersion);
        properties["networkProfile"] = profile.DeepClone().AsObject().Ordered(s_order);
    }

    // As recorded in test_aks_create_with_transit_encryption_type_and_advanced_networkpolicies.
    private static void FillDataplane(JsonObject profile)
    {
        var cilium = ResourceId.Is(profile.Text("networkDataplane"), "cilium");
        profile.Default("networkPolicy", cilium ? "cilium" : "none");
        if (cilium)
        {
            profile.Default("kubeProxyConfig", new JsonObject());
        }

        if (profile.Object("advancedNetworking") is { } advanced && advanced.Flag("enabled") == true)
        {
            advanced.Default("observability", new JsonObject { ["enabled"] = true });
            advanced.Object("security")?.Default("enabled", true);
        }
    }

    private static void FillRanges(SimulatedWorld world, JsonObject profile)
    {
        var kubenet = ResourceId.Is(profile.Text("networkPlugin"), "kubenet");
        var overlay = ResourceId.Is(profile.Text("networkPluginMode"), "overlay");
        if ((kubenet || overlay) && profile.Array("podCidrs") is null)
        {
            profile.Default("podCidr", "10.244.0.0/16");
        }

        profile.Default("serviceCidr", profile.Array("serviceCidrs").Texts().FirstOrDefault() ?? "10.0.0.0/16");
        profile.Default(
            "dnsServiceIP",
            AddressRange.TryParse(profile.Text("serviceCidr"), out var services) ? services.At(10).ToString() : "10.0.0.10");
        if (profile.Text("podCidr") is { } pods)
        {
            profile.Default("podCidrs", Both(world, profile, pods, 64));
        }

        if (ResourceId.Is(profile.Text("networkPlugin"), "azure"))
        {
            profile.Default("networkDataplane", "azure");
        }

        profile.Default("serviceCidrs", Both(world, profile, profile.Text("serviceCidr")!, 108));
        profile.Default("ipFamilies", new JsonArray("IPv4"));
    }

    // For IPv6, AKS generates a unique local range, as recorded.
    private static JsonArray Both(SimulatedWorld world, JsonObject profile, string four, int length)
    {
        JsonArray ranges = new(four);
        if (profile.Array("ipFamilies").Texts().Any(static family => ResourceId.Is(family, "IPv6")))
        {
            var digits = world.Ids.NextGuid().ToString("N");
            ranges.Add($"fd{digits[..2]}:{digits[2..6]}:{digits[6..10]}:{digits[16..20]}::/{length}");
        }

        return ranges;
    }

    private static void FillLoadBalancer(JsonObject profile, JsonObject? old)
    {
        if (ResourceId.Is(profile.Text("loadBalancerSku"), "basic"))
        {
            return;
        }

        var outbound = profile.Text("outboundType") == OutboundTypeNames.LoadBalancer;
        var sent = profile.Object("loadBalancerProfile");
        var own = sent?.Copy() ?? [];
        own.Remove("effectiveOutboundIPs");
        foreach (var member in own.Where(static member => member.Value is null).Select(static member => member.Key).ToArray())
        {
            own.Remove(member);
        }

        // ARM drops this zero, as recorded; the Azure CLI sends it.
        if (own.Object("managedOutboundIPs") is { } managed && managed.Number("countIPv6") == 0)
        {
            managed.Remove("countIPv6");
        }

        if (outbound)
        {
            if (own.Object("managedOutboundIPs") is null && own.Object("outboundIPs") is null && own.Object("outboundIPPrefixes") is null)
            {
                own["managedOutboundIPs"] = new JsonObject { ["count"] = 1 };
            }

            // Dual stack needs an address of each family, as recorded.
            if (own.Object("managedOutboundIPs") is { } both
                && profile.Array("ipFamilies").Texts().Any(static family => ResourceId.Is(family, "IPv6")))
            {
                both.Default("count", 1);
                both.Default("countIPv6", 1);
            }

            // The old addresses stay until the operation ends.
            if (old.Text("outboundType") == OutboundTypeNames.LoadBalancer
                && old.Object("loadBalancerProfile").Array("effectiveOutboundIPs") is { } effective)
            {
                own["effectiveOutboundIPs"] = effective.DeepClone();
            }
        }

        own.Default("backendPoolType", "nodeIPConfiguration");
        own["backendPoolType"] = s_poolTypes.FirstOrDefault(known => ResourceId.Is(known, own.Text("backendPoolType")))
            ?? own.Text("backendPoolType");
        profile["loadBalancerProfile"] = own.Ordered(s_loadBalancerOrder);
    }

    private static void FillNatGateway(JsonObject profile, JsonObject? old, string location, string apiVersion)
    {
        if (!OutboundTypeNames.IsManagedNat(profile.Text("outboundType")))
        {
            if (profile.Object("natGatewayProfile") is { } idle && !OutboundTypeNames.HasManagedNatMembers(idle))
            {
                profile.Remove("natGatewayProfile");
            }

            return;
        }

        var own = profile.Object("natGatewayProfile")?.Copy() ?? [];
        var before = OutboundTypeNames.IsManagedNat(old.Text("outboundType")) ? old.Object("natGatewayProfile") : null;
        own.Remove("effectiveOutboundIPs");
        if (before.Array("effectiveOutboundIPs") is { } effective)
        {
            own["effectiveOutboundIPs"] = effective.DeepClone();
        }

        if (own.Object("managedOutboundIPProfile") is null && own.Object("outboundIPs") is null && own.Object("outboundIPPrefixes") is null)
        {
            own["managedOutboundIPProfile"] = new JsonObject { ["count"] = 1 };
        }
        else
        {
            own.Object("managedOutboundIPProfile")?.Default("count", 1);
        }

        own.Default("idleTimeoutInMinutes", 4);
        if (OutboundTypeNames.HasSku(apiVersion) && own.Text("sku") is null)
        {
            // A cluster with a gateway keeps its SKU; a new one gets the SKU that the region offers.
            own["sku"] = before is not null
                ? before.Text("sku") ?? "Standard"
                : Regions.OffersStandardV2(location) ? "StandardV2"
                : "Standard";
        }

        profile["natGatewayProfile"] = own.Ordered(s_natOrder);
    }
}
