using System.Text.Json.Nodes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.OutboundTypes;

/// <summary>Counts the addresses that a profile requests.</summary>
internal static class OutboundAddresses
{
    /// <summary>The number of IPv4 addresses that a loadBalancerProfile provides.</summary>
    public static int Count(SimulatedWorld world, JsonObject profile)
    {
        if (profile.Object("outboundIPs") is { } own)
        {
            return own.Array("publicIPs")?.Count ?? 0;
        }

        if (profile.Object("outboundIPPrefixes") is { } prefixes)
        {
            return prefixes.Array("publicIPPrefixes").Objects()
                .Sum(prefix =>
                    1 << (int)Math.Clamp(
                        32 - (world.Store.FindId(prefix.Text("id"))?.Document.Object("properties").Number("prefixLength") ?? 32), 0, 16));
        }

        return (int)(profile.Object("managedOutboundIPs").Number("count") ?? 1);
    }
}
