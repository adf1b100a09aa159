using System.Runtime.CompilerServices;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Egress;
using AksEgress.Core.Errors;
using AksEgress.Core.NatGateways;
using AksEgress.Core.Resources;
using AksEgress.Core.Subnets;
using AksEgress.Core.VirtualNetworks;

namespace AksEgress.Core.Relations;

/// <summary>
/// Finds resources that a resource uses or contains, or that use it (<see cref="RelationTable"/>), in all resource groups.
/// Reads only.
/// </summary>
public sealed class ResourceRelations
{
    private readonly ResourceStore _store;
    private readonly Action<string>? _warn;

    /// <summary>Uses a resource store.</summary>
    /// <param name="store">The connection to ARM.</param>
    /// <param name="warn">Receives a warning for each part that can't be read, so that the result may be incomplete; null for none.</param>
    public ResourceRelations(ResourceStore store, Action<string>? warn = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
        _warn = warn;
    }

    /// <summary>The related resources of a type, without duplicates.</summary>
    /// <param name="from">The piped resource.</param>
    /// <param name="type">The requested type; the table must contain the pair.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="EgressException">WrongResourceType if the table doesn't contain the pair, or ResourceNotFound.</exception>
    public IAsyncEnumerable<ArmDocument> FindAsync(ArmResourceId from, string type, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(from);
        if (!RelationTable.Has(from.ResourceType, type))
        {
            throw EgressErrors.WrongResourceType(from.Text, from.ResourceType, type, from.Text);
        }

        return Is(from.ResourceType, ResourceTypes.ResourceGroups) ? OfGroupAsync(from, type, cancellationToken)
            : Is(from.ResourceType, ResourceTypes.ManagedClusters) ? OfClusterAsync(from, type, cancellationToken)
            : Is(from.ResourceType, ResourceTypes.PublicIps) ? OfAddressAsync(from, type, cancellationToken)
            : OfSubnetsAsync(from, type, cancellationToken);
    }

    /// <summary>The NAT gateway or firewall that uses a public IP address or prefix, or null if none of that type uses it.</summary>
    /// <param name="address">A public IP address or a prefix.</param>
    /// <param name="type">NAT gateways or firewalls.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<ArmDocument?> OwnerAsync(ArmResourceId address, string type, CancellationToken cancellationToken)
    {
        var document = await _store.ReadAsync(address, cancellationToken).ConfigureAwait(false);
        var owner = document.Root.Text("properties", "natGateway", "id") ?? document.Root.Text("properties", "ipConfiguration", "id");
        var id = ArmResourceId.TryParse(owner, out var parsed) ? parsed : null;
        while (id is not null && !Is(id.ResourceType, type))
        {
            id = id.Parent;
        }

        return id is null ? null : await ReadRelatedAsync(id, cancellationToken).ConfigureAwait(false);
    }

    private static bool Is(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<ArmResourceId> Ids(IEnumerable<string?> texts) =>
        texts.Select(text => ArmResourceId.TryParse(text, out var id) ? id : null).OfType<ArmResourceId>().Distinct();

    private async IAsyncEnumerable<ArmDocument> OfGroupAsync(
        ArmResourceId group, string type, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var listed = Is(type, ResourceTypes.Subnets) ? ResourceTypes.VirtualNetworks : type;
        await foreach (var document in _store.ListAsync(
            group.SubscriptionId, group.ResourceGroupName, listed, cancellationToken).ConfigureAwait(false))
        {
            foreach (var one in Is(type, ResourceTypes.Subnets)
                ? new VirtualNetwork(document).Subnets.Select(subnet => subnet.Document)
                : [document])
            {
                yield return one;
            }
        }
    }

    private async IAsyncEnumerable<ArmDocument> OfClusterAsync(
        ArmResourceId id, string type, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Is(type, ResourceTypes.AgentPools))
        {
            await foreach (var pool in _store.ListChildrenAsync(id, "agentPools", cancellationToken).ConfigureAwait(false))
            {
                yield return pool;
            }

            yield break;
        }

        var cluster = new Cluster(await _store.ReadAsync(id, cancellationToken).ConfigureAwait(false));
        if (Is(type, ResourceTypes.UserAssignedIdentities))
        {
            var kubelet = cluster.Document.Root.Text("properties", "identityProfile", "kubeletidentity", "resourceId");
            await foreach (var identity in ReadAllAsync(Ids(cluster.IdentityId.Append(kubelet)), cancellationToken).ConfigureAwait(false))
            {
                yield return identity;
            }

            yield break;
        }

        if (cluster.VirtualNetworkMode == VirtualNetworkMode.Managed && cluster.NodeResourceGroup is { } nodes
            && (Is(type, ResourceTypes.Subnets) || Is(type, ResourceTypes.VirtualNetworks) || Is(type, ResourceTypes.RouteTables)
                || Is(type, ResourceTypes.NetworkSecurityGroups)))
        {
            // A virtual network managed by AKS is in the node resource group, and node pools don't specify its subnet.
            await foreach (var managed in OfGroupAsync(
                ArmResourceId.Group(id.SubscriptionId, nodes), type, cancellationToken).ConfigureAwait(false))
            {
                yield return managed;
            }

            yield break;
        }

        var topology = await ReadTopologyAsync(cluster, cancellationToken).ConfigureAwait(false);
        var read =
            Is(type, ResourceTypes.Subnets)
                ? topology.Subnets.Select(path => path.Subnet?.Document).OfType<ArmDocument>()
                : Is(type, ResourceTypes.VirtualNetworks) ? topology.Subnets.Select(path => path.Network?.Document).OfType<ArmDocument>()
                : Is(type, ResourceTypes.RouteTables) ? topology.Subnets.Select(path => path.RouteTable?.Document).OfType<ArmDocument>()
                : Is(type, ResourceTypes.Firewalls)
                    ? topology.Subnets.Select(path => topology.FirewallBehind(path)?.Document).OfType<ArmDocument>()
                : null;
        if (read is not null)
        {
            foreach (var document in read.DistinctBy(document => document.ResourceId()))
            {
                yield return document;
            }

            yield break;
        }

        var found = Is(type, ResourceTypes.PublicIps)
            ? ReadAllAsync(
                Ids(EgressAddressing.Now(topology).Select(address => address.PublicIpId)).Where(one => Is(one.ResourceType, type)),
                cancellationToken)
            : Is(type, ResourceTypes.NetworkSecurityGroups)
                ? ReadAllAsync(Ids(topology.Subnets.Select(path => path.Subnet?.NetworkSecurityGroup)), cancellationToken)
            : GatewaysAsync(topology, cancellationToken);
        await foreach (var document in found.ConfigureAwait(false))
        {
            yield return document;
        }
    }

    // A managed NAT gateway is in the node resource group, and the cluster's document doesn't reference it.
    private async IAsyncEnumerable<ArmDocument> GatewaysAsync(
        EgressTopology topology, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<ArmResourceId>();
        foreach (var gateway in topology.Subnets.Select(path => path.NatGateway).OfType<NatGateway>())
        {
            if (seen.Add(gateway.ParsedId))
            {
                yield return gateway.Document;
            }
        }

        var cluster = topology.Cluster;
        if (cluster.OutboundType is OutboundTypeNames.ManagedNatGateway or OutboundTypeNames.ManagedNatGatewayV2
            && cluster.NodeResourceGroup is { } group)
        {
            await foreach (var document in _store.ListAsync(
                cluster.SubscriptionId, group, ResourceTypes.NatGateways, cancellationToken).ConfigureAwait(false))
            {
                if (seen.Add(document.ResourceId()))
                {
                    yield return document;
                }
            }
        }
    }

    // For a subnet, or all subnets of a virtual network.
    private async IAsyncEnumerable<ArmDocument> OfSubnetsAsync(
        ArmResourceId from, string type, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isNetwork = Is(from.ResourceType, ResourceTypes.VirtualNetworks);
        var network = isNetwork ? new VirtualNetwork(await _store.ReadAsync(from, cancellationToken).ConfigureAwait(false)) : null;
        var subnets = network?.Subnets ?? [new Subnet(await _store.ReadAsync(from, cancellationToken).ConfigureAwait(false))];
        var found =
            Is(type, ResourceTypes.Subnets) ? Known(subnets.Select(subnet => subnet.Document))
            : Is(type, ResourceTypes.VirtualNetworks) ? ReadAllAsync([from.Parent!], cancellationToken)
            : Is(type, ResourceTypes.RouteTables) ? ReadAllAsync(Ids(subnets.Select(subnet => subnet.RouteTable)), cancellationToken)
            : Is(type, ResourceTypes.NatGateways) ? ReadAllAsync(Ids(subnets.Select(subnet => subnet.NatGateway)), cancellationToken)
            : Is(type, ResourceTypes.NetworkSecurityGroups)
                ? ReadAllAsync(Ids(subnets.Select(subnet => subnet.NetworkSecurityGroup)), cancellationToken)
            : Is(type, ResourceTypes.PublicIps) ? GatewayAddressesAsync(subnets, cancellationToken)
            : Is(type, ResourceTypes.Firewalls) && isNetwork ? FirewallsInAsync(from, cancellationToken)
            : Is(type, ResourceTypes.Firewalls) ? NextHopAsync(subnets[0], cancellationToken)
            : ClustersInAsync(from, type, cancellationToken);
        await foreach (var document in found.ConfigureAwait(false))
        {
            yield return document;
        }
    }

    private static async IAsyncEnumerable<ArmDocument> Known(IEnumerable<ArmDocument> documents)
    {
        foreach (var document in documents)
        {
            yield return document;
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    private async IAsyncEnumerable<ArmDocument> GatewayAddressesAsync(
        IEnumerable<Subnet> subnets, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var gateway in ReadAllAsync(
            Ids(subnets.Select(subnet => subnet.NatGateway)), cancellationToken).ConfigureAwait(false))
        {
            await foreach (var address in ReadAllAsync(Ids(new NatGateway(gateway).PublicIp), cancellationToken).ConfigureAwait(false))
            {
                yield return address;
            }
        }
    }

    private async IAsyncEnumerable<ArmDocument> FirewallsInAsync(
        ArmResourceId network, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var document in _store.ListAsync(
            network.SubscriptionId, null, ResourceTypes.Firewalls, cancellationToken).ConfigureAwait(false))
        {
            if (ArmResourceId.TryParse(new Firewalls.Firewall(document).SubnetId, out var subnet) && network.Equals(subnet.Parent))
            {
                yield return document;
            }
        }
    }

    // The topology reader, which also finds firewalls in peered virtual networks, reads a cluster with one node pool in this subnet.
    private async IAsyncEnumerable<ArmDocument> NextHopAsync(Subnet subnet, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var topology = await new TopologyReader(_store).ReadSubnetAsync(subnet, cancellationToken).ConfigureAwait(false);
        WarnAboutUnreadable(topology, subnet.Name);
        foreach (var firewall in topology.Subnets.Select(topology.FirewallBehind).OfType<Firewalls.Firewall>())
        {
            yield return firewall.Document;
        }
    }

    private async IAsyncEnumerable<ArmDocument> ClustersInAsync(
        ArmResourceId place, string type, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        bool IsIn(string? subnetId) => ArmResourceId.TryParse(subnetId, out var id) && (place.Equals(id) || place.Equals(id.Parent));

        await foreach (var document in _store.ListAsync(
            place.SubscriptionId, null, ResourceTypes.ManagedClusters, cancellationToken).ConfigureAwait(false))
        {
            var pools = new Cluster(document)
                .AgentPools.Where(pool => IsIn(pool.SubnetId) || IsIn(pool.PodSubnetId))
                .Select(pool => pool.Name)
                .ToHashSet();
            if (pools.Count > 0 && Is(type, ResourceTypes.ManagedClusters))
            {
                yield return document;
            }
            else if (pools.Count > 0)
            {
                await foreach (var pool in _store.ListChildrenAsync(
                    document.ResourceId(), "agentPools", cancellationToken).ConfigureAwait(false))
                {
                    if (pools.Contains(pool.ResourceId().Name))
                    {
                        yield return pool;
                    }
                }
            }
        }
    }

    private async IAsyncEnumerable<ArmDocument> OfAddressAsync(
        ArmResourceId address, string type, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!Is(type, ResourceTypes.ManagedClusters))
        {
            if (await OwnerAsync(address, type, cancellationToken).ConfigureAwait(false) is { } owner)
            {
                yield return owner;
            }

            yield break;
        }

        // The document of an address doesn't reference clusters. Several can use one firewall or NAT gateway.
        var document = await _store.ReadAsync(address, cancellationToken).ConfigureAwait(false);
        await foreach (var one in _store.ListAsync(
            document.ResourceId().SubscriptionId, null, ResourceTypes.ManagedClusters, cancellationToken).ConfigureAwait(false))
        {
            var topology = await ReadTopologyAsync(new Cluster(one), cancellationToken).ConfigureAwait(false);
            if (Ids(EgressAddressing.Now(topology).Select(used => used.PublicIpId)).Contains(address))
            {
                yield return one;
            }
        }
    }

    private async Task<EgressTopology> ReadTopologyAsync(Cluster cluster, CancellationToken cancellationToken)
    {
        var topology = await new TopologyReader(_store).ReadAsync(cluster, null, cancellationToken).ConfigureAwait(false);
        WarnAboutUnreadable(topology, cluster.Name);
        return topology;
    }

    private void WarnAboutUnreadable(EgressTopology topology, string name)
    {
        if (topology.Unreadable.Count > 0)
        {
            _warn?.Invoke(
                $"The resources that '{name}' uses may be incomplete, because these can't be read: "
                    + $"{string.Join("; ", topology.Unreadable)}");
        }
    }

    private async IAsyncEnumerable<ArmDocument> ReadAllAsync(
        IEnumerable<ArmResourceId> ids, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var id in ids)
        {
            if (await ReadRelatedAsync(id, cancellationToken).ConfigureAwait(false) is { } document)
            {
                yield return document;
            }
        }
    }

    // A resource that can't be read is reported, and doesn't prevent the others.
    private async Task<ArmDocument?> ReadRelatedAsync(ArmResourceId id, CancellationToken cancellationToken)
    {
        try
        {
            if (await _store.TryReadAsync(id, cancellationToken).ConfigureAwait(false) is { } document)
            {
                return document;
            }

            _warn?.Invoke($"{id.Text} is referenced but doesn't exist.");
        }
        catch (ArmException e) when (e.Status == 403)
        {
            _warn?.Invoke($"{id.Text} is related but can't be read: {e.Message}");
        }

        return null;
    }
}
