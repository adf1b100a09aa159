using System.Net.Sockets;
using AksEgress.Core.Addressing;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;
using AksEgress.Core.RouteTables;

namespace AksEgress.Core.Firewalls;

/// <summary>The routes that send everything to an appliance.</summary>
/// <param name="Routes">The default route; for an Azure Firewall also its public addresses, straight to the Internet.</param>
/// <param name="Firewall">The Azure Firewall's name; null for any other appliance.</param>
/// <param name="FirewallsUnreadable">
/// True when the subscription's firewalls could not be read, so that an Azure Firewall went unrecognised.
/// </param>
/// <param name="Candidates">The ids of firewalls that share the address, so that none could be taken; none where it was clear.</param>
public sealed record DefaultRoutes(
    IReadOnlyList<Route> Routes, string? Firewall, bool FirewallsUnreadable, IReadOnlyList<string> Candidates)
{
    private const string Parameter = "DefaultRouteTo";

    /// <summary>Makes the routes. Reads only.</summary>
    /// <param name="store">The way to ARM.</param>
    /// <param name="table">The table they are for; a bare firewall name is looked for in its resource group.</param>
    /// <param name="target">An address, or an Azure Firewall by id or name.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="EgressException">FirewallNotReady or FirewallNotFound.</exception>
    public static Task<DefaultRoutes> ResolveAsync(
        ResourceStore store, ArmResourceId table, string target, CancellationToken cancellationToken) =>
        ResolveAsync(store, table, target, null, cancellationToken);

    /// <summary>Makes the routes to a target that came in a parameter. Reads only.</summary>
    /// <exception cref="EgressException">FirewallNotReady or FirewallNotFound.</exception>
    internal static async Task<DefaultRoutes> ResolveAsync(
        ResourceStore store, ArmResourceId table, string target, string? parameterName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(table);
        if (Cidr.TryParseAddress(target, out var address))
        {
            var (found, unreadable) = await FindAsync(
                store, table.SubscriptionId, address.ToString(), cancellationToken).ConfigureAwait(false);
            var made = await MakeAsync(
                store, address.ToString(), found.Count == 1 ? found[0] : null, unreadable, cancellationToken).ConfigureAwait(false);
            return found.Count > 1 ? made with { Candidates = [.. found.Select(item => item.Id)] } : made;
        }

        var id = new ArmReference(target, parameterName).Resolve(ResourceTypes.Firewalls, table.SubscriptionId, table.ResourceGroupName);
        var firewall = new Firewall(await ReadAsync(store, id, cancellationToken).ConfigureAwait(false));
        return firewall.PrivateIpAddress is { } ip
            ? await MakeAsync(store, ip, firewall, false, cancellationToken).ConfigureAwait(false)
            : throw EgressErrors.FirewallNotReady(firewall.Name, firewall.ProvisioningState ?? "not in a subnet", firewall.Id);
    }

    private static async Task<ArmDocument> ReadAsync(ResourceStore store, ArmResourceId id, CancellationToken cancellationToken)
    {
        try
        {
            return await store.ReadAsync(id, cancellationToken).ConfigureAwait(false);
        }
        catch (EgressException e) when (e.Id == nameof(EgressErrors.ResourceNotFound))
        {
            throw EgressErrors.FirewallNotFound(id.Name, id.ResourceGroupName, id.Text);
        }
    }

    private static async Task<(IReadOnlyList<Firewall> Found, bool Unreadable)> FindAsync(
        ResourceStore store, string subscriptionId, string address, CancellationToken cancellationToken)
    {
        // Hubs made from one template have the same addresses.
        var found = new List<Firewall>();
        try
        {
            await foreach (var document in store.ListAsync(
                subscriptionId, null, ResourceTypes.Firewalls, cancellationToken).ConfigureAwait(false))
            {
                var firewall = new Firewall(document);
                if (firewall.PrivateIpAddress == address)
                {
                    found.Add(firewall);
                }
            }

            return (found, false);
        }
        catch (ArmException e) when (e.Status == 403)
        {
            // The address may well be no Azure Firewall's: the default route is right either way.
            return ([], true);
        }
    }

    private static async Task<DefaultRoutes> MakeAsync(
        ResourceStore store, string address, Firewall? firewall, bool unreadable, CancellationToken cancellationToken)
    {
        var isIPv6 = Cidr.ParseAddress(address, Parameter).AddressFamily == AddressFamily.InterNetworkV6;
        var routes = new List<Route> { new RouteRequest("default", isIPv6 ? "::/0" : "0.0.0.0/0", "VirtualAppliance", address).ToRoute() };
        foreach (var ip in firewall is null
            ? []
            : await FirewallAddresses.ReadAsync(store, firewall, cancellationToken).ConfigureAwait(false))
        {
            var name = routes.Count == 1 ? $"{firewall!.Name}-public" : $"{firewall!.Name}-public-{routes.Count}";
            routes.Add(
                new RouteRequest(
                    name,
                    ip.Contains('/', StringComparison.Ordinal) ? ip : ip.Contains(':', StringComparison.Ordinal) ? ip + "/128" : ip + "/32",
                    "Internet",
                    null).ToRoute());
        }

        return new DefaultRoutes(routes, firewall?.Name, unreadable, []);
    }
}
