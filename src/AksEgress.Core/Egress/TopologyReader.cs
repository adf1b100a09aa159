using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Firewalls;
using AksEgress.Core.LoadBalancers;
using AksEgress.Core.NatGateways;
using AksEgress.Core.NetworkSecurityGroups;
using AksEgress.Core.PublicIps;
using AksEgress.Core.Resources;
using AksEgress.Core.RouteTables;
using AksEgress.Core.Subnets;
using AksEgress.Core.VirtualNetworks;

namespace AksEgress.Core.Egress;

/// <summary>
/// Reads the resources that determine the egress path of a cluster, in three groups of parallel requests. It reads only relevant
/// resources, and each virtual network once with all its subnets.
/// </summary>
internal sealed class TopologyReader(ResourceStore store, SubnetOverrides? overrides = null)
{
    private readonly ConcurrentQueue<string> _unreadable = [];

    /// <summary>Reads the resources of a cluster.</summary>
    /// <param name="cluster">The cluster as read, or as it would be created.</param>
    /// <param name="target">The requested outbound type; null for the current state.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <param name="withRules">
    /// True to read network security groups and the rules of firewalls too; they're always read for userDefinedRouting, where they decide
    /// whether the nodes reach what they require.
    /// </param>
    /// <param name="withNodeGroups">True to read the network security groups in the node resource group too.</param>
    public async Task<EgressTopology> ReadAsync(
        Cluster cluster,
        OutboundTarget? target,
        CancellationToken cancellationToken,
        bool withRules = false,
        bool withNodeGroups = false)
    {
        var from = cluster.OutboundType;
        withRules |= target?.OutboundType == OutboundTypeNames.UserDefinedRouting;

        // The subnet IDs of node pools can differ in case, or end with a slash.
        var subnetIds = cluster.SubnetIds.Select(id => ArmResourceId.Parse(id, ResourceTypes.Subnets)).Distinct().ToList();
        var exists = cluster.Document.Root.At("properties", "provisioningState") is not null;

        var networks = ReadAll(subnetIds.Select(id => id.Parent!).Distinct(), document => new VirtualNetwork(document), cancellationToken);
        var nodeIps = exists && from is OutboundTypeNames.LoadBalancer or OutboundTypeNames.ManagedNatGateway
            ? ReadPublicIps(EffectiveIds(cluster), cancellationToken)
            : Task.FromResult(PublicAddresses.None);
        var balancers = exists
            && target?.OutboundType is OutboundTypeNames.UserDefinedRouting or OutboundTypeNames.None
            && cluster.NodeResourceGroup is { } group
            ? List(cluster.SubscriptionId, group, ResourceTypes.LoadBalancers, document => new LoadBalancer(document), cancellationToken)
            : Task.FromResult<List<LoadBalancer>>([]);
        var nodeGroups = withNodeGroups && cluster.NodeResourceGroup is { } nodes
            ? ListNodeGroups(cluster.SubscriptionId, nodes, cancellationToken)
            : Task.FromResult<List<NetworkSecurityGroup>?>([]);
        await Task.WhenAll(networks, nodeIps, balancers, nodeGroups).ConfigureAwait(false);

        var networkById = await networks.ConfigureAwait(false);
        var subnets = subnetIds.ToDictionary(
            id => id,
            id => Overridden(
                networkById.GetValueOrDefault(id.Parent!)?.Subnets.FirstOrDefault(subnet => Same(subnet.Name, id.Name))));
        var tables = ReadAll(
            Referenced(subnets.Values, subnet => subnet.RouteTable),
            document => new RouteTable(document),
            cancellationToken,
            mustExist: true);
        var gateways = ReadAll(
            Referenced(subnets.Values, subnet => subnet.NatGateway),
            document => new NatGateway(document),
            cancellationToken,
            mustExist: true);

        var groups = ReadAll(
            withRules ? Referenced(subnets.Values, subnet => subnet.NetworkSecurityGroup) : [],
            document => new NetworkSecurityGroup(document),
            cancellationToken,
            mustExist: true);

        // Whether a route points to an appliance is unknown before the route tables are read. A parallel request saves a round trip.
        var firewalls = overrides?.Firewall is not null || subnets.Values.Any(subnet => subnet?.RouteTable is not null)
            ? Firewalls(cluster.SubscriptionId, networkById.Values, cancellationToken)
            : Task.FromResult<List<Firewall>>([]);
        await Task.WhenAll(tables, gateways, groups, firewalls).ConfigureAwait(false);

        var tableById = await tables.ConfigureAwait(false);
        var gatewayById = await gateways.ConfigureAwait(false);
        var groupById = await groups.ConfigureAwait(false);
        var paths = subnetIds.Select(id => new SubnetPath(
            id,
            [.. cluster.AgentPools.Where(pool => Means(pool.SubnetId, id) || Means(pool.PodSubnetId, id)).Select(pool => pool.Name)],
            networkById.GetValueOrDefault(id.Parent!),
            subnets[id],
            Find(tableById, subnets[id]?.RouteTable),
            Find(gatewayById, subnets[id]?.NatGateway))
        {
            SecurityGroup = Find(groupById, subnets[id]?.NetworkSecurityGroup),
        }).ToList();

        var firewallList = await WithOverride(await firewalls.ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        var filters = withRules
            ? ReadFilters(firewallList, paths, cancellationToken)
            : Task.FromResult<IReadOnlyDictionary<string, FirewallFilter>?>(null);
        var used = firewallList.Where(firewall =>
            firewall.PrivateIpAddress is { } ip && paths.Exists(path => path.DefaultRoute?.NextHopIpAddress == ip)).ToList();
        var wanted = gatewayById.Values.SelectMany(gateway => gateway.PublicIp.Concat(gateway.PublicIpPrefix))
            .Concat(used.SelectMany(firewall => firewall.PublicIp.Concat(firewall.PublicIpPrefix)))
            .Concat((await balancers.ConfigureAwait(false)).SelectMany(balancer => balancer.InboundPublicIp))
            .Concat(Named(target));
        var ownIps = await ReadPublicIps(wanted, cancellationToken).ConfigureAwait(false);
        var managed = await nodeIps.ConfigureAwait(false);
        return new EgressTopology(
            cluster,
            paths,
            managed
                .Ips.Concat(ownIps.Ips)
                .DistinctBy(ip => ip.Id.ToUpperInvariant())
                .ToDictionary(ip => ip.Id, StringComparer.OrdinalIgnoreCase),
            managed
                .Prefixes.Concat(ownIps.Prefixes)
                .DistinctBy(prefix => prefix.Id.ToUpperInvariant())
                .ToDictionary(prefix => prefix.Id, StringComparer.OrdinalIgnoreCase),
            firewallList,
            await balancers.ConfigureAwait(false),
            [.. _unreadable])
        {
            Cloud = store.Cloud,
            FirewallFilters = await filters.ConfigureAwait(false),
            NodeSecurityGroups = withNodeGroups ? await nodeGroups.ConfigureAwait(false) : null,
            HasUnreadableNodeSecurityGroups = await nodeGroups.ConfigureAwait(false) is null,
        };
    }

    /// <summary>Reads the resources of a subnet as for a cluster with one node pool in it.</summary>
    public Task<EgressTopology> ReadSubnetAsync(Subnet subnet, CancellationToken cancellationToken)
    {
        var cluster = new ArmDocument(new JsonObject
        {
            ["id"] = ArmResourceId.Create(subnet.SubscriptionId, subnet.ResourceGroupName, ResourceTypes.ManagedClusters, subnet.Name).Text,
            ["properties"] = new JsonObject
            {
                ["agentPoolProfiles"] = new JsonArray(new JsonObject { ["name"] = "pool", ["vnetSubnetID"] = subnet.Id })
            },
        });
        return ReadAsync(new Cluster(cluster), null, cancellationToken);
    }

    /// <summary>The IDs of the effective outbound IP addresses.</summary>
    public static IEnumerable<string> EffectiveIds(Cluster cluster)
    {
        var network = cluster.Document.Root.At("properties", "networkProfile");
        return network.Ids("loadBalancerProfile", "effectiveOutboundIPs").Concat(network.Ids("natGatewayProfile", "effectiveOutboundIPs"));
    }

    /// <summary>Reads public IP addresses and prefixes: one request for each, or one list for several in a resource group.</summary>
    public async Task<PublicAddresses> ReadPublicIps(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var parsed = ids.Select(ArmResourceId.Parse).Distinct().ToList();
        var ips = parsed
            .Where(id => Same(id.ResourceType, ResourceTypes.PublicIps))
            .GroupBy(id => ArmResourceId.Group(id.SubscriptionId, id.ResourceGroupName))
            .Select(group => ReadGroup(group, ResourceTypes.PublicIps, document => new PublicIp(document), cancellationToken))
            .ToList();
        var prefixes = parsed
            .Where(id => Same(id.ResourceType, ResourceTypes.PublicIpPrefixes))
            .GroupBy(id => ArmResourceId.Group(id.SubscriptionId, id.ResourceGroupName))
            .Select(group => ReadGroup(group, ResourceTypes.PublicIpPrefixes, document => new PublicIpPrefix(document), cancellationToken))
            .ToList();
        var foundIps = await Task.WhenAll(ips).ConfigureAwait(false);
        var foundPrefixes = await Task.WhenAll(prefixes).ConfigureAwait(false);
        return new PublicAddresses([.. foundIps.SelectMany(found => found)], [.. foundPrefixes.SelectMany(found => found)]);
    }

    private static IEnumerable<string> Named(OutboundTarget? target) => target is null
        ? []
        : (target.LoadBalancer.OutboundIp ?? []).Concat(target.LoadBalancer.OutboundIpPrefix ?? [])
            .Concat(target.NatGateway.OutboundIp ?? []).Concat(target.NatGateway.OutboundIpPrefix ?? []);

    private static IEnumerable<ArmResourceId> Referenced(IEnumerable<Subnet?> subnets, Func<Subnet, string?> select) =>
        subnets.OfType<Subnet>().Select(select).OfType<string>().Select(ArmResourceId.Parse).Distinct();

    private static T? Find<T>(IReadOnlyDictionary<ArmResourceId, T> found, string? id)
        where T : class => id is not null && ArmResourceId.TryParse(id, out var parsed) ? found.GetValueOrDefault(parsed) : null;

    private Subnet? Overridden(Subnet? subnet) => subnet is null || overrides is null ? subnet : overrides.Apply(subnet);

    // A firewall in another subscription isn't in the list.
    private async Task<List<Firewall>> WithOverride(List<Firewall> firewalls, CancellationToken cancellationToken)
    {
        if (overrides?.Firewall is { } wanted && !firewalls.Exists(firewall => Same(firewall.Id, wanted)))
        {
            var id = ArmResourceId.Parse(wanted, ResourceTypes.Firewalls);
            firewalls.Add(new Firewall(await store.ReadAsync(id, cancellationToken).ConfigureAwait(false)));
        }

        return firewalls;
    }

    private async Task<IReadOnlyDictionary<string, FirewallFilter>?> ReadFilters(
        IReadOnlyList<Firewall> firewalls, IReadOnlyList<SubnetPath> paths, CancellationToken cancellationToken)
    {
        var hops = paths
            .SelectMany(path => path.RouteTable?.Routes ?? (IEnumerable<Route>)[])
            .Select(route => route.NextHopIpAddress)
            .OfType<string>()
            .ToHashSet();
        var used = firewalls.Where(firewall =>
            Same(firewall.Id, overrides?.Firewall) || (firewall.PrivateIpAddress is { } address && hops.Contains(address)));
        var reader = new FirewallFilterReader(store);
        var filters = await Task.WhenAll(
            used.Select(firewall => reader.ReadAsync(firewall, overrides?.FirewallPolicy, cancellationToken))).ConfigureAwait(false);
        return filters.ToDictionary(filter => filter.Firewall.Id, StringComparer.OrdinalIgnoreCase);
    }

    private static bool Means(string? text, ArmResourceId id) => ArmResourceId.TryParse(text, out var parsed) && parsed.Equals(id);

    private static bool Same(string? a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    // A hub with its firewall is often in another subscription.
    private async Task<List<Firewall>> Firewalls(
        string subscription, IEnumerable<VirtualNetwork> networks, CancellationToken cancellationToken)
    {
        var subscriptions = networks.SelectMany(network => network.Document.Root.Items("properties", "virtualNetworkPeerings"))
            .Select(peering =>
                ArmResourceId.TryParse(peering.Text("properties", "remoteVirtualNetwork", "id"), out var id)
                    ? id.SubscriptionId
                    : subscription)
            .Prepend(subscription).Distinct(StringComparer.OrdinalIgnoreCase);
        var lists = await Task.WhenAll(
            subscriptions.Select(one =>
                List(one, null, ResourceTypes.Firewalls, document => new Firewall(document), cancellationToken))).ConfigureAwait(false);
        return [.. lists.SelectMany(list => list)];
    }

    private async Task<IEnumerable<T>> ReadGroup<T>(
        IGrouping<ArmResourceId, ArmResourceId> ids, string type, Func<ArmDocument, T> view, CancellationToken cancellationToken)
        where T : ArmResource
    {
        var wanted = ids.ToHashSet();
        if (wanted.Count == 1)
        {
            return (await ReadAll(wanted, view, cancellationToken).ConfigureAwait(false)).Values;
        }

        var all = await List(ids.Key.SubscriptionId, ids.Key.ResourceGroupName, type, view, cancellationToken).ConfigureAwait(false);
        return all.Where(item => wanted.Contains(item.ParsedId));
    }

    private async Task<Dictionary<ArmResourceId, T>> ReadAll<T>(
        IEnumerable<ArmResourceId> ids, Func<ArmDocument, T> view, CancellationToken cancellationToken, bool mustExist = false)
        where T : class
    {
        var read = ids.Select(async id =>
            (
                Id: id,
                Document: await TryReadAsync(
                    id.Text, () => mustExist ? ReadReferenced(id) : store.TryReadAsync(id, cancellationToken)).ConfigureAwait(false)));
        var found = await Task.WhenAll(read).ConfigureAwait(false);
        return found.Where(item => item.Document is not null).ToDictionary(item => item.Id, item => view(item.Document!));

        // The resource is referenced, so a missing resource is an unknown egress path.
        async Task<ArmDocument?> ReadReferenced(ArmResourceId id)
        {
            var document = await store.TryReadAsync(id, cancellationToken).ConfigureAwait(false);
            if (document is null)
            {
                _unreadable.Enqueue($"{id.Text}: not found");
            }

            return document;
        }
    }

    // Null if access is denied; empty if there is no node resource group yet.
    private async Task<List<NetworkSecurityGroup>?> ListNodeGroups(string subscription, string group, CancellationToken cancellationToken)
    {
        var what = $"{ResourceTypes.NetworkSecurityGroups} in resource group '{group}'";
        var found = await List(
            subscription, group, ResourceTypes.NetworkSecurityGroups, document => new NetworkSecurityGroup(document),
            cancellationToken).ConfigureAwait(false);
        return _unreadable.Any(text => text.StartsWith(what + ":", StringComparison.Ordinal)) ? null : found;
    }

    private async Task<List<T>> List<T>(
        string subscription, string? group, string type, Func<ArmDocument, T> view, CancellationToken cancellationToken) =>
        await TryReadAsync($"{type} in {(group is null ? "the subscription" : $"resource group '{group}'")}", async () =>
        {
            var all = new List<T>();
            await foreach (var document in store.ListAsync(subscription, group, type, cancellationToken).ConfigureAwait(false))
            {
                all.Add(view(document));
            }

            return all;
        }).ConfigureAwait(false) ?? [];

    // The account may not have access to all related resources. That's a finding, not an error.
    private async Task<T?> TryReadAsync<T>(string what, Func<Task<T?>> read)
        where T : class
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (ArmException e) when (e.Status is 403 or 404)
        {
            if (e.Status == 403)
            {
                _unreadable.Enqueue($"{what}: {e.Message}");
            }

            return null;
        }
    }
}
