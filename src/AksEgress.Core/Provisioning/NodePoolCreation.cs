using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Egress;
using AksEgress.Core.Errors;
using AksEgress.Core.NodePools;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.Preflight;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Provisioning;

/// <summary>A pool about to be added, with what the pre-flight says of its way out.</summary>
/// <param name="Creation">What would be written.</param>
/// <param name="Request">What is wanted.</param>
/// <param name="OutboundType">How the cluster leaves.</param>
/// <param name="Findings">What was found.</param>
public sealed record NodePoolPlan(CreationPlan Creation, NodePoolRequest Request, string OutboundType, IReadOnlyList<Finding> Findings)
{
    /// <summary>The sentence for ShouldProcess.</summary>
    public string Describe()
    {
        var nodes = Creation.Document.Root.Number("properties", "count") ?? 0;
        var nat = Request.DisableWindowsOutboundNat ? " without outbound NAT" : string.Empty;
        return $"Add node pool '{Request.Name}' ({Sentences.Count(nodes, Request.IsWindows ? "Windows node" : "Linux node")}{nat}) to cluster '{Creation.Id.Parent!.Name}', which leaves by {OutboundType}";
    }
}

/// <summary>
/// Adds a pool. A new pool in another subnet leaves by that subnet's route table or NAT gateway, so the pre-flight of the
/// cluster's outbound type looks at it as if the pool were there.
/// </summary>
public sealed class NodePoolCreation
{
    private readonly ResourceStore store;
    private readonly TimeProvider clock;

    /// <summary>Works through a store.</summary>
    public NodePoolCreation(ResourceStore store, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        this.store = store;
        this.clock = clock ?? TimeProvider.System;
    }

    /// <summary>Reads and checks; sends nothing.</summary>
    /// <param name="cluster">The cluster's id.</param>
    /// <param name="request">The pool; without a subnet it goes where the cluster's first pool is.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="EgressException">ResourceNotFound, ResourceExists, InvalidNodePool or NodePoolNotPossible.</exception>
    public async Task<NodePoolPlan> PlanAsync(ArmResourceId cluster, NodePoolRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        ArgumentNullException.ThrowIfNull(request);
        var now = new Cluster(await store.ReadAsync(cluster, cancellationToken).ConfigureAwait(false));

        // A pool of the name may be what an earlier run began; whether it is, is found out below.
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
            throw new EgressException(
                EgressErrors.NodePoolNotPossible, request.Name, request.Name, $"cluster '{now.Name}' is in a network of AKS's own, and its pools are all in it", "Leave -Subnet out.");
        }

        var subnet = request.SubnetId ?? first?.SubnetId;
        var pods = request.PodSubnetId ?? (request.SubnetId is null ? first?.PodSubnetId : null);
        var creation = await new ResourceCreation(store).PlanAsync(
            cluster.Child("agentPools", request.Name), null, force: false, document => Apply(document, request, subnet, pods), cancellationToken).ConfigureAwait(false);

        var with = others;
        with.Properties.At("agentPoolProfiles")!.AsArray().Add(request.ToDocument(subnet, pods, named: true));
        var target = Target(now);
        var topology = await new TopologyReader(store).ReadAsync(new Cluster(with), target, cancellationToken).ConfigureAwait(false);
        var findings = PreflightChecks.Run(new PreflightInput(topology, target, IsCreation: true));
        return new NodePoolPlan(creation, request, now.OutboundType, (Finding[])[.. findings.Where(IsAboutThePool)]);
    }

    /// <summary>Refuses a plan with errors.</summary>
    /// <exception cref="EgressException">PreflightFailed.</exception>
    public static void RequireReady(NodePoolPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        PreflightChecks.RequireNoErrors(plan.Findings, plan.Creation.Id.Text, plan.Request.Name, plan.OutboundType);
    }

    /// <summary>Adds the pool and waits.</summary>
    /// <exception cref="EgressException">NotAsAsked.</exception>
    /// <exception cref="ArmException">ARM refused, or the operation failed.</exception>
    public async Task<NodePool> RunAsync(NodePoolPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new NodePool(await new ResourceCreation(store).RunAsync(plan.Creation, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Adds the pool and does not wait.</summary>
    /// <exception cref="EgressException">TenantUnknown.</exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public async Task<EgressOperation> StartAsync(NodePoolPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var origin = await store.OriginAsync(plan.Creation.Id.SubscriptionId, cancellationToken).ConfigureAwait(false);
        var startedAt = clock.GetUtcNow();
        var response = await new ResourceCreation(store).StartAsync(plan.Creation, cancellationToken).ConfigureAwait(false);
        return EgressOperation.Of(origin, plan.Creation.Id, "add node pool", startedAt, response, plan.Creation.Expected);
    }

    private static void Apply(ArmDocument document, NodePoolRequest request, string? subnet, string? pods)
    {
        foreach (var (name, value) in request.ToDocument(subnet, pods, named: false))
        {
            document.Properties[name] = value?.DeepClone();
        }
    }

    // Allocated ports must suffice for the new nodes too; naming them makes the check count.
    private static OutboundTarget Target(Cluster cluster)
    {
        var ports = cluster.Document.Root.Number("properties", "networkProfile", "loadBalancerProfile", "allocatedOutboundPorts");
        return new OutboundTarget(cluster.OutboundType) with { LoadBalancer = new LoadBalancerOutbound(AllocatedOutboundPorts: ports is > 0 ? ports : null) };
    }

    // What is about the cluster as a whole was so before, and is no reason against a pool.
    private static bool IsAboutThePool(Finding finding) => finding.Id
        is nameof(FindingKinds.SubnetNotFound) or nameof(FindingKinds.RouteTableMissing) or nameof(FindingKinds.DefaultRouteMissing)
        or nameof(FindingKinds.DefaultRouteNextHop) or nameof(FindingKinds.NatGatewayMissing) or nameof(FindingKinds.NatGatewayWithoutAddress)
        or nameof(FindingKinds.RouteOverridesNatGateway) or nameof(FindingKinds.OutboundPortsInsufficient);
}
