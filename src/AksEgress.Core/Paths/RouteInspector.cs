using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Egress;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;
using AksEgress.Core.RouteTables;
using AksEgress.Core.Subnets;

namespace AksEgress.Core.Paths;

/// <summary>
/// Reads the routes of a route table, or those that apply in the subnets of a cluster: user-defined ones, and Azure's system routes.
/// </summary>
public sealed class RouteInspector
{
    private readonly ResourceStore _store;
    private readonly Action<string>? _warn;

    /// <summary>Uses a resource store.</summary>
    /// <param name="store">The connection to ARM.</param>
    /// <param name="warn">Receives a warning for each part that isn't known; null for none.</param>
    public RouteInspector(ResourceStore store, Action<string>? warn = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
        _warn = warn;
    }

    /// <summary>The routes of a route table, the longest prefix first.</summary>
    /// <exception cref="Errors.EgressException">ResourceNotFound.</exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public async Task<IReadOnlyList<EgressRoute>> OfTableAsync(ArmResourceId table, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(table);
        var view = new RouteTable(await _store.ReadAsync(table, cancellationToken).ConfigureAwait(false));
        return [.. view.RoutesByPrecedence.Select(route => Of(route, view, null))];
    }

    /// <summary>The routes in a subnet.</summary>
    /// <exception cref="Errors.EgressException">ResourceNotFound.</exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public async Task<IReadOnlyList<EgressRoute>> OfSubnetAsync(ArmResourceId subnet, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subnet);
        var view = new Subnet(await _store.ReadAsync(subnet, cancellationToken).ConfigureAwait(false));
        return Of(await new TopologyReader(_store).ReadSubnetAsync(view, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The routes in the subnets of a cluster.</summary>
    /// <param name="id">The cluster.</param>
    /// <param name="effective">
    /// True to ask ARM for the effective routes of one running node in each subnet, which include those of gateways and virtual hubs.
    /// </param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="Errors.EgressException">ResourceNotFound.</exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public async Task<IReadOnlyList<EgressRoute>> OfClusterAsync(ArmResourceId id, bool effective, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        var cluster = new Cluster(await _store.ReadAsync(id, cancellationToken).ConfigureAwait(false));
        var topology = await new TopologyReader(_store).ReadAsync(cluster, null, cancellationToken).ConfigureAwait(false);
        if (topology.Subnets.Count == 0)
        {
            _warn?.Invoke(
                $"AKS manages the virtual network of cluster '{cluster.Name}'. To get the routes of its subnet, pipe it: "
                    + Advice.RoutesOfManagedSubnet(cluster.Name, cluster.ResourceGroupName));
        }

        var derived = Of(topology);
        return effective
            ? await new EffectiveRoutes(_store, _warn).ReadAsync(topology, derived, cancellationToken).ConfigureAwait(false)
            : derived;
    }

    /// <summary>The routes of a route table's document, as routes of a subnet.</summary>
    internal static EgressRoute Of(Route route, RouteTable table, string? subnet) => new()
    {
        Subnet = subnet,
        AddressPrefix = route.AddressPrefix,
        NextHopType = route.NextHopType,
        NextHopIpAddress = route.NextHopIpAddress,
        Source = RouteSource.User,
        State = RouteState.Active,
        Name = route.Name,
        RouteTable = table.Id,
        RouteTableName = table.Name,
        ResourceGroupName = table.ResourceGroupName,
        SubscriptionId = table.SubscriptionId,
        ProvisioningState = route.ProvisioningState,
        ResourceId = route.Id ?? table.ParsedId.Child("routes", route.Name).Text,
    };

    private List<EgressRoute> Of(EgressTopology topology)
    {
        var routes = new List<EgressRoute>();
        foreach (var path in topology.Subnets)
        {
            if (path.UnreadableResource is { } unreadable)
            {
                _warn?.Invoke($"The routes of subnet '{path.Id.Name}' aren't known, because '{unreadable}' can't be read.");
                continue;
            }

            var space = new SubnetSpace(path);
            var own = path.RouteTable?.RoutesByPrecedence.ToList() ?? [];
            routes.AddRange(own.Select(route => Of(route, path.RouteTable!, path.Id.Name)));
            if (space.PropagatesGatewayRoutes)
            {
                _warn?.Invoke(
                    $"{char.ToUpperInvariant(space.Gateway![0])}{space.Gateway[1..]} can advertise routes to subnet '{path.Id.Name}' that "
                        + "no document contains.");
                routes.Add(new EgressRoute
                {
                    Subnet = path.Id.Name,
                    AddressPrefix = "BGP",
                    NextHopType = NextHop.Gateway,
                    Source = RouteSource.Unknown,
                    State = RouteState.Unknown,
                    SubscriptionId = path.Id.SubscriptionId,
                });
            }

            // On equal prefixes, a user-defined route precedes one of a gateway, and that one a system route:
            // https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#how-azure-selects-a-route
            var system = RouteLookup.SystemRoutes(space, own.Exists(route => route.AddressPrefix == "0.0.0.0/0"))
                .Where(hop => !own.Exists(route => route.AddressPrefix == hop.Prefix));
            routes.AddRange(system.Select(hop => new EgressRoute
            {
                Subnet = path.Id.Name,
                AddressPrefix = hop.Prefix,
                NextHopType = hop.Type,
                Source = RouteSource.System,
                State = space.PropagatesGatewayRoutes && !hop.Is(NextHop.Local) ? RouteState.Unknown : RouteState.Active,
                SubscriptionId = path.Id.SubscriptionId,
            }));
        }

        return routes;
    }
}
