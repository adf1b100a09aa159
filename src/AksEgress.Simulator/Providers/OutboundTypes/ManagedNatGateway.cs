using System.Text.Json.Nodes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.OutboundTypes;

/// <summary>
/// The NAT gateway that AKS creates for its own subnet. That it is replaced under the same name when its SKU changes is documented;
/// the name isn't recorded.
/// </summary>
internal static class ManagedNatGateway
{
    private const string Name = "aks-natgateway";

    /// <summary>Sets the gateway's egress IP addresses and prefixes; without any, it removes the gateway.</summary>
    public static void Apply(SimulatedWorld world, NodeResources node, IReadOnlyList<string> outbound, JsonObject? profile, string sku)
    {
        var existing = node.Find("natGateways", Name);
        if (outbound.Count == 0 || !ResourceId.Is(existing?.Document.Object("sku").Text("name") ?? sku, sku))
        {
            Attach(world, node, null);
            if (existing is not null)
            {
                node.Remove(existing);
            }
        }

        if (outbound.Count == 0)
        {
            return;
        }

        JsonArray addresses = [];
        JsonArray prefixes = [];
        foreach (var id in outbound)
        {
            (id.Contains("/publicIPPrefixes/", StringComparison.OrdinalIgnoreCase) ? prefixes : addresses).Add(Json.Reference(id));
        }

        JsonObject properties = new()
        {
            ["idleTimeoutInMinutes"] = profile.Number("idleTimeoutInMinutes") ?? 4,
            ["publicIpAddresses"] = addresses
        };
        if (prefixes.Count > 0)
        {
            properties["publicIpPrefixes"] = prefixes;
        }

        var gateway = node.Put(
            "natGateways", Name, new JsonObject { ["sku"] = new JsonObject { ["name"] = sku }, ["properties"] = properties });
        Attach(world, node, gateway.Id);
    }

    private static void Attach(SimulatedWorld world, NodeResources node, string? gateway)
    {
        foreach (var network in node.All("virtualNetworks"))
        {
            foreach (var subnet in network.Properties.Array("subnets").Objects())
            {
                var properties = subnet.Ensure("properties");
                var now = properties.Object("natGateway").Text("id");
                if (gateway is null ? now is not null : !ResourceId.Is(now, gateway))
                {
                    properties.Remove("natGateway");
                    if (gateway is not null)
                    {
                        properties["natGateway"] = Json.Reference(gateway);
                    }
                }
            }

            ETags.Renew(world, network);
            world.Changed(network);
        }
    }
}
