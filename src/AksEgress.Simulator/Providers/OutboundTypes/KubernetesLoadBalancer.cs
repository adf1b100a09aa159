using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.OutboundTypes;

/// <summary>
/// The load balancer named kubernetes: AKS owns its outbound rule and its frontends; all other frontends belong to Services and
/// stay as they are. The names are AKS's (aksOutboundRule, aksOutboundBackendPool), from its documentation.
/// </summary>
internal static class KubernetesLoadBalancer
{
    private const string Name = "kubernetes";
    private const string OutboundRule = "aksOutboundRule";
    private const string OutboundPool = "aksOutboundBackendPool";

    /// <summary>Sets the load balancer's egress IP addresses and prefixes; without any, it only serves Services.</summary>
    public static void Apply(NodeResources node, IReadOnlyList<string> outbound, JsonObject? profile)
    {
        var existing = node.Find("loadBalancers", Name);
        var body = existing?.Document.Copy()
            ?? new JsonObject { ["sku"] = new JsonObject { ["name"] = "Standard", ["tier"] = "Regional" } };
        var properties = body.Ensure("properties");
        RemoveOutbound(properties);
        var id = existing?.Id ?? node.Id("loadBalancers", Name);
        var frontends = properties.Array("frontendIPConfigurations") ?? [];
        properties["frontendIPConfigurations"] = frontends.Parent is null ? frontends : properties["frontendIPConfigurations"];
        JsonArray used = [];
        foreach (var address in outbound)
        {
            var frontend = Unique(frontends, address[(address.LastIndexOf('/') + 1)..]);
            var member = address.Contains("/publicIPPrefixes/", StringComparison.OrdinalIgnoreCase) ? "publicIPPrefix" : "publicIPAddress";
            frontends.Add(new JsonObject { ["name"] = frontend, ["properties"] = new JsonObject { [member] = Json.Reference(address) } });
            used.Add(Json.Reference($"{id}/frontendIPConfigurations/{frontend}"));
        }

        if (frontends.Count == 0)
        {
            if (existing is not null)
            {
                node.Remove(existing);
            }

            return;
        }

        if (used.Count > 0)
        {
            AddPool(properties, OutboundPool);
            AddPool(properties, Name);
            var rules = properties.Array("outboundRules") ?? [];
            properties["outboundRules"] = rules.Parent is null ? rules : properties["outboundRules"];
            rules.Add(new JsonObject
            {
                ["name"] = OutboundRule,
                ["properties"] = new JsonObject
                {
                    ["allocatedOutboundPorts"] = profile.Number("allocatedOutboundPorts") ?? 0,
                    ["protocol"] = "All",
                    ["enableTcpReset"] = true,
                    ["idleTimeoutInMinutes"] = profile.Number("idleTimeoutInMinutes") ?? 30,
                    ["backendAddressPool"] = Json.Reference($"{id}/backendAddressPools/{OutboundPool}"),
                    ["frontendIPConfigurations"] = used,
                },
            });
        }

        node.Put("loadBalancers", Name, body);
    }

    private static void RemoveOutbound(JsonObject properties)
    {
        HashSet<string> outbound = new(StringComparer.OrdinalIgnoreCase);
        foreach (var rule in properties.Array("outboundRules").Objects().Where(static rule => rule.Text("name") == OutboundRule).ToArray())
        {
            outbound.UnionWith(
                rule.Object("properties").Array("frontendIPConfigurations").Objects().Select(static item => item.Text("id") ?? ""));
            properties.Array("outboundRules")!.Remove(rule);
        }

        foreach (var frontend in properties.Array("frontendIPConfigurations").Objects().ToArray())
        {
            var own = frontend.Object("properties");
            var inbound = own.Array("loadBalancingRules") is { Count: > 0 } || own.Array("inboundNatRules") is { Count: > 0 };
            if (!inbound && outbound.Contains(frontend.Text("id") ?? ""))
            {
                properties.Array("frontendIPConfigurations")!.Remove(frontend);
            }
        }

        if (properties.Array("backendAddressPools") is { } pools
            && pools.Objects().FirstOrDefault(static pool => pool.Text("name") == OutboundPool) is { } gone)
        {
            pools.Remove(gone);
        }
    }

    private static void AddPool(JsonObject properties, string name)
    {
        var pools = properties.Array("backendAddressPools") ?? [];
        properties["backendAddressPools"] = pools.Parent is null ? pools : properties["backendAddressPools"];
        if (!pools.Objects().Any(pool => pool.Text("name") == name))
        {
            pools.Add(new JsonObject { ["name"] = name, ["properties"] = new JsonObject() });
        }
    }

    private static string Unique(JsonArray frontends, string name)
    {
        var candidate = name;
        for (var number = 2; frontends.Objects().Any(item => ResourceId.Is(item.Text("name"), candidate)); number++)
        {
            candidate = $"{name}-{number}";
        }

        return candidate;
    }
}
