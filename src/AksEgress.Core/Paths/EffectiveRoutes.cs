using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Egress;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Paths;

/// <summary>
/// The effective routes of nodes, as Azure applies them. Azure returns them for a network interface of a running virtual machine
/// (https://learn.microsoft.com/rest/api/virtualnetwork/network-interfaces/get-effective-route-table). The specification has only GET for
/// the interfaces of scale sets (Azure/azure-rest-api-specs, Microsoft.Network 2018-10-01, vmssNetworkInterface.json), so the routes of
/// subnets with nodes of scale sets alone stay derived.
/// </summary>
internal sealed class EffectiveRoutes(ResourceStore store, Action<string>? warn)
{
    /// <summary>Replaces the derived routes of each subnet with a virtual machine node by the effective ones.</summary>
    public async Task<IReadOnlyList<EgressRoute>> ReadAsync(
        EgressTopology topology, IReadOnlyList<EgressRoute> derived, CancellationToken cancellationToken)
    {
        var nodes = await NodesAsync(topology, cancellationToken).ConfigureAwait(false);
        var routes = new List<EgressRoute>();
        foreach (var path in topology.Subnets)
        {
            var own = derived.Where(route => route.Subnet == path.Id.Name).ToList();
            var effective = nodes.TryGetValue(path.Id, out var node)
                ? await QueryAsync(node, path, own, cancellationToken).ConfigureAwait(false)
                : null;
            if (node is null)
            {
                warn?.Invoke(
                    "Azure returns effective routes only for network interfaces of virtual machines, and no node in subnet "
                        + $"'{path.Id.Name}' is one: nodes of scale sets have no effective routes. The routes of this subnet are derived "
                        + "from its resources.");
            }

            routes.AddRange(effective ?? own);
        }

        return routes;
    }

    private async Task<Dictionary<ArmResourceId, ArmResourceId>> NodesAsync(EgressTopology topology, CancellationToken cancellationToken)
    {
        var nodes = new Dictionary<ArmResourceId, ArmResourceId>();
        if (topology.Cluster.NodeResourceGroup is not { } group)
        {
            return nodes;
        }

        await foreach (var document in store.ListAsync(
            topology.Cluster.SubscriptionId, group, ResourceTypes.NetworkInterfaces, cancellationToken).ConfigureAwait(false))
        {
            var subnets = document.Root.Items("properties", "ipConfigurations").Select(item => item.Text("properties", "subnet", "id"));
            foreach (var text in document.Root.Text("properties", "virtualMachine", "id") is null ? [] : subnets)
            {
                if (ArmResourceId.TryParse(text, out var subnet))
                {
                    nodes.TryAdd(subnet, document.ResourceId());
                }
            }
        }

        return nodes;
    }

    private async Task<List<EgressRoute>?> QueryAsync(
        ArmResourceId node, SubnetPath path, IReadOnlyList<EgressRoute> derived, CancellationToken cancellationToken)
    {
        try
        {
            var response = await store.StartActionAsync(node, "effectiveRouteTable", null, cancellationToken).ConfigureAwait(false);
            var result = await store.FinishAsync(node, response, cancellationToken).ConfigureAwait(false);
            return [.. result.Root.Items("value").SelectMany(route => Of(route, path, derived))];
        }
        catch (ArmException e) when (e.Status is 400 or 403 or 404 or 409)
        {
            // A node that isn't running has none (400), and reading them is a permission of its own (403).
            warn?.Invoke(
                $"The effective routes of node interface '{node.Name}' can't be read: {e.Message} The routes of subnet '{path.Id.Name}' "
                    + "are derived from its resources.");
            return null;
        }
    }

    private static IEnumerable<EgressRoute> Of(JsonNode? route, SubnetPath path, IReadOnlyList<EgressRoute> derived)
    {
        var name = route.Text("name");
        var hops = route.Texts("nextHopIpAddress");
        foreach (var prefix in route.Texts("addressPrefix"))
        {
            var source = route.Text("source") switch
            {
                "User" => RouteSource.User,
                "Default" => RouteSource.System,
                "VirtualNetworkGateway" => RouteSource.VirtualNetworkGateway,
                _ => RouteSource.Unknown,
            };
            var own = source == RouteSource.User ? derived.FirstOrDefault(one => one.Source == source && one.Name == name) : null;
            yield return new EgressRoute
            {
                Subnet = path.Id.Name,
                AddressPrefix = prefix,
                NextHopType = route.Text("nextHopType") ?? string.Empty,
                NextHopIpAddress = hops.Count == 0 ? null : string.Join(", ", hops),
                Source = source,
                State = route.Text("state") switch
                {
                    "Active" => RouteState.Active,
                    "Invalid" => RouteState.Invalid,
                    _ => RouteState.Unknown,
                },
                Name = name,
                RouteTable = own?.RouteTable,
                RouteTableName = own?.RouteTableName,
                ResourceGroupName = own?.ResourceGroupName,
                SubscriptionId = path.Id.SubscriptionId,
                ProvisioningState = own?.ProvisioningState,
                ResourceId = own?.ResourceId,
            };
        }
    }
}
