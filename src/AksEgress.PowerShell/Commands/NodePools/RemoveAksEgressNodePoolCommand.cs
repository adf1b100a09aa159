using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.NodePools;
using AksEgress.Core.Operations;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Removes a node pool with its nodes.</summary>
[Cmdlet(
    VerbsCommon.Remove,
    "AksEgressNodePool",
    DefaultParameterSetName = ParameterSets.Name,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(bool), typeof(EgressOperation), typeof(Job))]
public sealed class RemoveAksEgressNodePoolCommand : ChangeCmdletBase<NodePool>
{
    /// <summary>Specifies the name of the node pool.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NodePoolNameCompleter))]
    public override string? Name { get; set; }

    /// <summary>Specifies the name of the cluster.</summary>
    [Parameter(Mandatory = true, Position = 2, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 2, ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClusterNameCompleter))]
    public string? ClusterName { get; set; }

    internal override SubjectNames Names => new(ResourceTypes.AgentPools, Name, ResourceGroupName)
    {
        ResourceId = ResourceId,
        Parent = ClusterName,
        ParentParameter = nameof(ClusterName),
    };

    /// <inheritdoc/>
    private protected override ArmResourceId Target() => Piped?.Id?.ResourceType == ResourceTypes.ManagedClusters && Name is not null
        ? ResolveParent(
            new SubjectNames(ResourceTypes.ManagedClusters, ClusterName, ResourceGroupName) { NameParameter = nameof(ClusterName) },
            null).Child("agentPools", Name)
        : base.Target();

    private protected override async Task ChangeAsync(ArmResourceId id, CancellationToken cancellationToken) =>
        await RunAsync(
            await NodePoolRemoval.PlanAsync(Store, id, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
}
