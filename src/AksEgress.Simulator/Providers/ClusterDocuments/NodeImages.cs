using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.ClusterDocuments;

/// <summary>Names of node images: the format is recorded; the dates are the simulator's own.</summary>
internal static class NodeImages
{
    /// <summary>The image of a pool that is created or upgraded now.</summary>
    public static string Of(JsonObject pool, bool newer = false)
    {
        var date = newer ? "202611.10.0" : "202610.13.0";
        if (ResourceId.Is(pool.Text("osType"), "Windows"))
        {
            var old = ResourceId.Is(pool.Text("osSKU"), "Windows2019");
            return $"AKSWindows-{(old ? "2019" : "2022")}-containerd-{(old ? "17763.7919" : "20348.4294")}.{(newer ? "261110" : "261013")}";
        }

        return ResourceId.Is(pool.Text("osSKU"), "AzureLinux") ? $"AKSAzureLinux-V3gen2-{date}" : $"AKSUbuntu-2204gen2containerd-{date}";
    }
}
