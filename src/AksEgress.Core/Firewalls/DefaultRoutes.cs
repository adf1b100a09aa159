using System.Net.Sockets;
using AksEgress.Core.Addressing;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;
using AksEgress.Core.RouteTables;

namespace AksEgress.Core.Firewalls;

/// <summary>The default routes to a network virtual appliance.</summary>
/// <param name="Routes">The default route; for an Azure Firewall also routes from its public IP addresses to the internet.</param>
/// <param name="Firewall">The Azure Firewall's name; null for any other appliance.</param>
/// <param name="FirewallsUnreadable">
/// True if the firewalls of the subscription can't be read, so an Azure Firewall isn't recognized.
/// </param>
/// <param name="Candidates">The IDs of several firewalls with the same private IP address; otherwise empty.</param>
public sealed record DefaultRoutes(
    IReadOnlyList<Route> Routes, string? Firewall, bool FirewallsUnreadable, IReadOnlyList<string> Candidates)
{
    private const string Parameter = "DefaultRouteTo";

    /// <summary>Creates the routes. Reads only.</summary>
    /// <param name="store">The connection to ARM.</param>
    /// <param name="table">The route table; the name of a firewall is resolved in its resource group.</param>
    /// <param name="target">An IP address, or the ID or name of an Azure Firewall.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="EgressException">FirewallNotReady or FirewallNotFound.</exception>
    public static Task<DefaultRoutes> ResolveAsync(
        ResourceStore store, ArmResourceId table, string target, CancellationToken cancellationToken) =>
        ResolveAsync(store, table, target, null, cancellationToken);

    /// <summary>Creates the routes to a target in a parameter. Reads only.</summary>
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
        // Hubs that are created from one template have the same addresses.
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
            // The address may belong to another appliance. The default route is valid in both cases.
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
