using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;
using AksEgress.Core.RouteTables;

namespace AksEgress.Core.Firewalls;

/// <summary>Finds the route tables that send traffic to a firewall.</summary>
public static class FirewallUse
{
    /// <summary>
    /// The IDs of the route tables in the subscription whose default route points to the firewall's private IP address. Virtual networks
    /// can have the same addresses, so route tables that are used only in unconnected virtual networks are ignored.
    /// </summary>
    /// <param name="store">The connection to ARM.</param>
    /// <param name="firewall">The firewall.</param>
    /// <param name="isAttached">True to ignore route tables without subnets, whose routes no traffic uses yet.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="ArmException">The tables cannot be read.</exception>
    public static async Task<IReadOnlyList<string>> FindAsync(
        ResourceStore store, Firewall firewall, bool isAttached, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(firewall);
        if (firewall.PrivateIpAddress is not { } address)
        {
            return [];
        }

        var tables = new List<RouteTable>();
        await foreach (var document in store.ListAsync(
            firewall.SubscriptionId, null, ResourceTypes.RouteTables, cancellationToken).ConfigureAwait(false))
        {
            var table = new RouteTable(document);
            if ((table.Subnets.Count > 0 || !isAttached) && table.Routes.Any(route => route.IsDefault && route.NextHopIpAddress == address))
            {
                tables.Add(table);
            }
        }

        if (tables.Count == 0)
        {
            return [];
        }

        var networks = await NetworksAsync(store, firewall, cancellationToken).ConfigureAwait(false);
        return [.. tables
            .Where(table => networks is null || table.Subnets.Count == 0 || table.Subnets.Any(subnet => networks.Contains(Network(subnet))))
            .Select(table => table.Id)];
    }

    // The firewall's virtual network and peered ones; null if they're unknown, and then no route table is ignored.
    private static async Task<HashSet<string>?> NetworksAsync(ResourceStore store, Firewall firewall, CancellationToken cancellationToken)
    {
        if (!ArmResourceId.TryParse(firewall.SubnetId, out var subnet) || subnet.Parent is not { } id
            || await store.TryReadAsync(id, cancellationToken).ConfigureAwait(false) is not { } network)
        {
            return null;
        }

        var peers = network
            .Root.Items("properties", "virtualNetworkPeerings")
            .Select(peering => peering.Text("properties", "remoteVirtualNetwork", "id"))
            .OfType<string>();
        return new HashSet<string>(peers.Append(id.Text), StringComparer.OrdinalIgnoreCase);
    }

    private static string Network(string subnet) =>
        ArmResourceId.TryParse(subnet, out var id) && id.Parent is { } network ? network.Text : subnet;
}
