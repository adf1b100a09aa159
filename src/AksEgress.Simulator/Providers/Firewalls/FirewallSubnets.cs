using System.Text.Json.Nodes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.Firewalls;

/// <summary>The subnet of a firewall.</summary>
internal static class FirewallSubnets
{
    // Azure reserves a subnet's first four addresses and its last one.
    private const int FirstUsable = 4;

    /// <summary>The subnet's IPv4 range; null if the subnet doesn't exist.</summary>
    public static AddressRange? Range(SimulatedWorld world, string? subnetId)
    {
        if (ResourceId.TryParse(subnetId) is not { IsNested: true } id || world.Store.Find(id.Parent().Key) is not { } network)
        {
            return null;
        }

        var properties = network.Document.Object("properties").Array("subnets").Objects()
            .FirstOrDefault(item => ResourceId.Is(item.Text("name"), id.Name)).Object("properties");
        var prefixes = properties.Text("addressPrefix") is { } one ? [one] : properties.Array("addressPrefixes").Texts();
        return prefixes.Select(static prefix => AddressRange.TryParse(prefix, out var range) ? range.Masked() : null)
            .FirstOrDefault(static range => range?.Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork);
    }

    /// <summary>The first free address of the subnet; null if there is none.</summary>
    public static string? FirstFree(SimulatedWorld world, string? subnetId)
    {
        if (Range(world, subnetId) is not { } range)
        {
            return null;
        }

        HashSet<string> taken = [.. ConfigurationsIn(world, subnetId!)
            .Select(static configuration => configuration.Object("properties").Text("privateIPAddress"))
            .OfType<string>()];
        var last = (1L << (32 - range.Length)) - 2;
        for (long offset = FirstUsable; offset <= last; offset++)
        {
            var address = range.At(offset).ToString();
            if (!taken.Contains(address))
            {
                return address;
            }
        }

        return null;
    }

    /// <summary>The IP configurations in the subnet.</summary>
    private static IEnumerable<JsonObject> ConfigurationsIn(SimulatedWorld world, string subnetId) =>
        world.References.To(subnetId.ToLowerInvariant())
            .Select(static reference => ResourceId.TryParse(reference.HolderId)).Where(static id => id is { IsNested: true })
            .Select(id => (Owner: world.Store.Find(id!.Parent().Key), id.Name))
            .SelectMany(static holder => FirewallParts.Configurations(holder.Owner?.Document.Object("properties"))
                .Where(configuration => ResourceId.Is(configuration.Text("name"), holder.Name)));
}
