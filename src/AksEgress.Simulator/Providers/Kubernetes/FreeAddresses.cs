using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.EgressPaths;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.Kubernetes;

/// <summary>The free addresses of a subnet: simulated nodes have no network interfaces, so space is reserved for them.</summary>
internal sealed class FreeAddresses
{
    // Azure reserves a subnet's first four addresses and its last one.
    private const int Reserved = 4;

    private readonly AddressRange? _range;
    private readonly HashSet<string> _taken;
    private readonly long _nodes;

    /// <summary>Reads a subnet.</summary>
    public FreeAddresses(SimulatedWorld world, NodeNetwork network, string subnetId, JsonObject? properties)
    {
        _range = NodeNetwork.RangesOf(properties).FirstOrDefault();
        _taken = [.. world.References.To(subnetId.ToLowerInvariant())
            .Select(static reference => ResourceId.TryParse(reference.HolderId)).Where(static id => id is { IsNested: true })
            .SelectMany(id => Configurations(world.Store.Find(id!.Parent().Key)?.Document.Object("properties")))
            .Select(static configuration => configuration.Object("properties").Text("privateIPAddress")).OfType<string>()];
        var cluster = network.Cluster.Document.Object("properties");
        var flat = !ResourceId.Is(cluster.Object("networkProfile").Text("networkPluginMode"), "overlay")
            && ResourceId.Is(cluster.Object("networkProfile").Text("networkPlugin"), "azure");
        _nodes = (long)cluster
            .Array("agentPoolProfiles")
            .Objects()
            .Where(pool => pool.Text("vnetSubnetID") is not { } own || ResourceId.Is(own, subnetId))
            .Where(_ =>
                ResourceId.Is(network.SubnetId, subnetId)
                    || cluster.Array("agentPoolProfiles").Objects().Any(pool => ResourceId.Is(pool.Text("vnetSubnetID"), subnetId)))
            .Sum(pool => (pool.Number("count") ?? 0) * (flat && pool.Text("podSubnetID") is null ? 1 + (pool.Number("maxPods") ?? 30) : 1));
    }

    private long Last => _range is null ? 0 : (1L << (32 - _range.Length)) - 2;

    /// <summary>The first free address after those of the nodes, or null.</summary>
    public string? FirstFree()
    {
        for (var offset = Reserved + _nodes; _range is not null && offset <= Last && offset < Reserved + _nodes + 4096; offset++)
        {
            var address = _range.At(offset).ToString();
            if (!_taken.Contains(address))
            {
                return address;
            }
        }

        return null;
    }

    /// <summary>The reason why an address isn't available, or null if it is. The codes are ARM's; the texts are shortened.</summary>
    public string? Refusal(string text)
    {
        if (!AddressRange.TryAddress(text, out var address) || _range is null || !Prefixes.Holds(_range, address))
        {
            return $"PrivateIPAddressNotInSubnet: Private static IP address {RequestErrors.Shorten(text)} does not belong to the range of "
                + $"subnet prefix {_range}.";
        }

        var kept = Enumerable.Range(0, Reserved).Any(offset => _range.At(offset).Equals(address)) || _range.At(Last + 1).Equals(address);
        var node = !kept && Enumerable.Range(Reserved, (int)Math.Min(_nodes, 4096)).Any(offset => _range.At(offset).Equals(address));
        return kept
            ? $"PrivateIPAddressInReservedRange: Private static IP address {text} falls within reserved IP range of subnet prefix {_range}."
            : node || _taken.Contains(text) ? $"PrivateIPAddressIsAllocated: IP address {text} is already allocated."
            : null;
    }

    private static IEnumerable<JsonObject> Configurations(JsonObject? properties) =>
        properties.Array("frontendIPConfigurations").Objects().Concat(properties.Array("ipConfigurations").Objects())
            .Concat(properties.Object("managementIpConfiguration") is { } management ? [management] : []);
}
