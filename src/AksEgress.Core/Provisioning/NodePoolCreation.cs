using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Egress;
using AksEgress.Core.Errors;
using AksEgress.Core.NodePools;
using AksEgress.Core.Plans;
using AksEgress.Core.Preflight;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Provisioning;

/// <summary>
/// Adds a node pool. A node pool in another subnet egresses through that subnet's route table or NAT gateway, so the pre-flight check
/// of the cluster's outbound type includes the new node pool.
/// </summary>
public static class NodePoolCreation
{
    /// <summary>Plans to add a node pool. Reads only.</summary>
    /// <param name="store">The connection to ARM.</param>
    /// <param name="cluster">The cluster's id.</param>
    /// <param name="request">The node pool; the default subnet is that of the cluster's first node pool.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="EgressException">ResourceNotFound, ResourceExists, InvalidNodePool or NodePoolNotPossible.</exception>
    public static async Task<NodePoolPlan> PlanAsync(
        ResourceStore store, ArmResourceId cluster, NodePoolRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        ArgumentNullException.ThrowIfNull(request);
        var now = new Cluster(await store.ReadAsync(cluster, cancellationToken).ConfigureAwait(false));

        // An existing node pool with the name may be the result of an earlier run, which is checked below.
        var others = now.Document.Copy();
        var pools = others.Properties.At("agentPoolProfiles") as JsonArray;
        if (pools?.FirstOrDefault(pool => string.Equals(pool.Text("name"), request.Name, StringComparison.OrdinalIgnoreCase)) is { } begun)
        {
            pools.Remove(begun);
        }

        NodePoolRules.Check(request, new Cluster(others));
        var first = now.AgentPools.FirstOrDefault(pool => pool.SubnetId is not null);
        if (request.SubnetId is not null && first is null)
        {
            throw EgressErrors.NodePoolNotPossible(
                request.Name,
                $"the virtual network of cluster '{now.Name}' is managed by AKS and contains all node pools",
                "Omit -Subnet.");
        }

        var subnet = request.SubnetId ?? first?.SubnetId;
        var pods = request.PodSubnetId ?? (request.SubnetId is null ? first?.PodSubnetId : null);
        var target = new NewResource(cluster.Child("agentPools", request.Name));
        var creation = await ResourceCreation.PlanAsync<NodePool>(
            store, target, new NodePoolDesign(request, subnet, pods), cancellationToken).ConfigureAwait(false);

        var with = others;
        with.Properties.At("agentPoolProfiles")!.AsArray().Add(request.ToDocument(subnet, pods, named: true));
        var current = Target(now);
        var topology = await new TopologyReader(store).ReadAsync(new Cluster(with), current, cancellationToken).ConfigureAwait(false);
        var findings = PreflightChecks.Run(new PreflightInput(topology, current, IsCreation: true));
        return new NodePoolPlan(creation, request, now.OutboundType, (Finding[])[.. findings.Where(IsAboutNodePool)]);
    }

    // Specifies the allocated ports, so the check includes the new nodes.
    private static OutboundTarget Target(Cluster cluster)
    {
        var ports = cluster.Document.Root.Number("properties", "networkProfile", "loadBalancerProfile", "allocatedOutboundPorts");
        return new OutboundTarget(cluster.OutboundType) with
        {
            LoadBalancer = new LoadBalancerOutbound(AllocatedOutboundPorts: ports is > 0 ? ports : null)
        };
    }

    // Findings about the whole cluster don't prevent a new node pool.
    private static bool IsAboutNodePool(Finding finding) => finding.Id
        is nameof(FindingKinds.SubnetNotFound) or nameof(FindingKinds.RouteTableMissing) or nameof(FindingKinds.DefaultRouteMissing)
            or nameof(FindingKinds.DefaultRouteNextHop) or nameof(FindingKinds.NatGatewayMissing)
            or nameof(FindingKinds.NatGatewayWithoutAddress) or nameof(FindingKinds.RouteOverridesNatGateway)
            or nameof(FindingKinds.OutboundPortsInsufficient) or nameof(FindingKinds.RequiredEndpointBlocked)
            or nameof(FindingKinds.RequiredEndpointUnknown);
}
