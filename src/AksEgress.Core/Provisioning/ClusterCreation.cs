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

namespace AksEgress.Core.Provisioning;

/// <summary>A cluster about to be made, with what the pre-flight says of its way out.</summary>
public sealed class ClusterCreationPlan
{
    internal ClusterCreationPlan(CreationPlan creation, ClusterRequest request, IReadOnlyList<Finding> findings)
    {
        Creation = creation;
        Request = request;
        Findings = findings;
    }

    /// <summary>What was found.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>The outbound type that the cluster would have.</summary>
    public string OutboundType => Request.Outbound.OutboundType;

    /// <summary>The region.</summary>
    public string? Location => Creation.Document.Root.Text("location");

    internal CreationPlan Creation { get; }

    internal ClusterRequest Request { get; }
}

/// <summary>Makes a cluster: the same pre-flight as for a change, minus what there is to migrate from.</summary>
public sealed class ClusterCreation
{
    private readonly ResourceStore store;
    private readonly TimeProvider clock;

    /// <summary>Works through a store.</summary>
    public ClusterCreation(ResourceStore store, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        this.store = store;
        this.clock = clock ?? TimeProvider.System;
    }

    /// <summary>Reads and checks; sends nothing.</summary>
    /// <param name="id">The new cluster's id.</param>
    /// <param name="location">Its region; null takes the resource group's.</param>
    /// <param name="tags">Its tags.</param>
    /// <param name="request">What is wanted.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="EgressException">
    /// ResourceExists, ResourceNotFound for the group or the identity, ContradictingParameters, InvalidValue, InvalidNodePool or
    /// NodePoolNotPossible.
    /// </exception>
    public async Task<ClusterCreationPlan> PlanAsync(
        ArmResourceId id, string? location, IReadOnlyDictionary<string, string>? tags, ClusterRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(request);
        ClusterRequestRules.Check(id, request);
        var creation = await new ResourceCreation(store).PlanAsync(
            id, location, force: false,
            document =>
            {
                foreach (var (name, value) in tags ?? new Dictionary<string, string>())
                {
                    document.Root.ObjectAt("tags")[name] = value;
                }

                ClusterDocument.Apply(document, id, request);
            },
            cancellationToken).ConfigureAwait(false);

        // The checks look at a cluster, so give the document the id that it will have.
        var draft = creation.Document.Copy();
        draft.Root["id"] = id.Text;
        draft.Root["name"] = id.Name;
        var cluster = new Cluster(draft);
        CheckPools(cluster, request);
        var access = new IdentityAccess(store).CheckAsync(request.IdentityId, cluster.SubnetIds, cancellationToken);
        var topology = await new TopologyReader(store).ReadAsync(cluster, request.Outbound, cancellationToken).ConfigureAwait(false);
        var findings = PreflightChecks.Run(new PreflightInput(topology, request.Outbound, IsCreation: true)).Concat(await access.ConfigureAwait(false)).OrderByDescending(finding => finding.Severity);
        if (request.ServicePrincipal is { } principal)
        {
            creation = creation with { Secrets = principal.Seal };
        }

        return new ClusterCreationPlan(creation, request, (Finding[])[.. findings]);
    }

    /// <summary>Refuses a plan with errors.</summary>
    /// <exception cref="EgressException">PreflightFailed.</exception>
    public static void RequireReady(ClusterCreationPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        PreflightChecks.RequireNoErrors(plan.Findings, plan.Creation.Id.Text, plan.Creation.Id.Name, plan.Request.Outbound.OutboundType);
    }

    /// <summary>Makes the cluster and waits.</summary>
    /// <exception cref="EgressException">NotAsAsked.</exception>
    /// <exception cref="ArmException">ARM refused, or the operation failed.</exception>
    public async Task<Cluster> RunAsync(ClusterCreationPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new Cluster(await new ResourceCreation(store).RunAsync(plan.Creation, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Makes the cluster and does not wait.</summary>
    /// <exception cref="EgressException">TenantUnknown.</exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public async Task<EgressOperation> StartAsync(ClusterCreationPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var origin = await store.OriginAsync(plan.Creation.Id.SubscriptionId, cancellationToken).ConfigureAwait(false);
        var startedAt = clock.GetUtcNow();
        var response = await new ResourceCreation(store).StartAsync(plan.Creation, cancellationToken).ConfigureAwait(false);
        return EgressOperation.Of(origin, plan.Creation.Id, "create", startedAt, response, plan.Creation.Expected);
    }

    /// <summary>Holds each pool against the cluster without itself: its own name is not taken.</summary>
    /// <exception cref="EgressException">InvalidNodePool or NodePoolNotPossible.</exception>
    internal static void CheckPools(Cluster cluster, ClusterRequest request)
    {
        for (var i = 0; i < request.NodePools.Count; i++)
        {
            var others = cluster.Document.Copy();
            others.Properties.At("agentPoolProfiles")!.AsArray().RemoveAt(i + 1);
            NodePoolRules.Check(request.NodePools[i], new Cluster(others));
        }
    }
}
