using System.Collections;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.NodePools;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Gets node pools.</summary>
[Cmdlet(VerbsCommon.Get, "AksEgressNodePool", DefaultParameterSetName = ParameterSets.Name)]
[OutputType(typeof(NodePool))]
public sealed class GetAksEgressNodePoolCommand : GetCmdletBase<NodePool>
{
    /// <summary>Specifies the name of the resource. Wildcards are permitted. The default is all resources.</summary>
    [Parameter(Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.Cluster)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NodePoolNameCompleter))]
    public override string? Name { get; set; }

    /// <summary>Specifies the name of the cluster. Wildcards are permitted. The default is all clusters.</summary>
    [Parameter(Position = 2, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 2, ParameterSetName = ParameterSets.InputObject)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClusterNameCompleter))]
    public string? ClusterName { get; set; }

    /// <summary>Specifies the cluster: a name, a resource ID, or an object.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.Cluster)]
    [ResourceReference]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<Cluster>? Cluster { get; set; }

    internal override SubjectNames Names => new(ResourceTypes.AgentPools, Name, ResourceGroupName)
    {
        ResourceId = ResourceId,
        Parent = ClusterName,
        ParentParameter = nameof(ClusterName),
    };

    /// <inheritdoc/>
    private protected override ArmResourceId? Exact(string name) => One()?.Child("agentPools", name);

    /// <inheritdoc/>
    private protected override IAsyncEnumerable<ArmDocument> Candidates(CancellationToken cancellationToken) => One() is { } cluster
        ? Store.ListChildrenAsync(cluster, "agentPools", cancellationToken)
        : AllAsync(cancellationToken);

    // The cluster that the parameters identify, or null if the command has to search for clusters.
    private ArmResourceId? One() => Cluster?.Find(ResourceTypes.ManagedClusters, () => Subscription, Group)
        ?? (Group is not null && ClusterName is not null && !WildcardPattern.ContainsWildcardCharacters(ClusterName)
            ? ArmResourceId.Create(Subscription, Group, ResourceTypes.ManagedClusters, ClusterName)
            : null);

    private async IAsyncEnumerable<ArmDocument> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var clusters = Engine.NamePattern.Of(ClusterName, nameof(ClusterName));
        await foreach (var document in Store.ListAsync(
            Subscription, Group, ResourceTypes.ManagedClusters, cancellationToken).ConfigureAwait(false))
        {
            if (clusters.IsMatch(document.Name))
            {
                await foreach (var pool in Store.ListChildrenAsync(
                    document.ResourceId(), "agentPools", cancellationToken).ConfigureAwait(false))
                {
                    yield return pool;
                }
            }
        }
    }

    /// <summary>Isn't a parameter: the resource has no tags of its own.</summary>
    public override Hashtable? Tag { get; set; }
}
