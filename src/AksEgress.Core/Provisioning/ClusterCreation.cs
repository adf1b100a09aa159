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
/// Creates a cluster, with the same pre-flight check as for a change, except for rules about the previous outbound type.
/// </summary>
public static class ClusterCreation
{
    /// <summary>Plans the creation. Reads only.</summary>
    /// <param name="store">The connection to ARM.</param>
    /// <param name="target">Where the cluster is created.</param>
    /// <param name="request">The requested cluster.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="EgressException">
    /// ResourceExists, ResourceNotFound for the group or the identity, ContradictingParameters, InvalidValue, InvalidNodePool or
    /// NodePoolNotPossible.
    /// </exception>
    public static async Task<ClusterCreationPlan> PlanAsync(
        ResourceStore store, NewResource target, ClusterRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(request);
        var id = target.Id;
        ClusterRequestRules.Check(id, request);
        var creation = await ResourceCreation.PlanAsync<Cluster>(
            store, target, new ClusterDesign(id, request), cancellationToken).ConfigureAwait(false);

        // The checks require a cluster with an ID.
        var draft = creation.Document.Copy();
        draft.Root["id"] = id.Text;
        draft.Root["name"] = id.Name;
        var cluster = new Cluster(draft);
        CheckPools(cluster, request);
        var access = new IdentityAccess(store).CheckAsync(request.IdentityId, cluster.SubnetIds, cancellationToken);
        var topology = await new TopologyReader(store).ReadAsync(cluster, request.Outbound, cancellationToken).ConfigureAwait(false);
        var findings = PreflightChecks.Run(new PreflightInput(topology, request.Outbound, IsCreation: true))
            .Concat(await access.ConfigureAwait(false))
            .OrderByDescending(finding => finding.Severity);
        return new ClusterCreationPlan(creation, request, (Finding[])[.. findings]);
    }

    /// <summary>Validates each node pool against the cluster without this pool, because its name would be a duplicate.</summary>
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
