using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.NodePools;
using AksEgress.Core.Operations;
using AksEgress.Core.Texts;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Removes a node pool with its nodes; the last system pool stays.</summary>
[Cmdlet(VerbsCommon.Remove, "AksEgressNodePool", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(bool), typeof(EgressOperation))]
public sealed class RemoveAksEgressNodePoolCommand : RemoveCommand<NodePool>
{
    /// <summary>The pool's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NodePoolNameCompleter))]
    public string? Name { get; set; }

    /// <summary>The cluster's resource group.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>The cluster's name.</summary>
    [Parameter(Mandatory = true, Position = 2, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 2, ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClusterNameCompleter))]
    public string? ClusterName { get; set; }

    /// <summary>Does not wait; writes an operation for Wait-AksEgressOperation.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <inheritdoc/>
    protected override string ResourceType => ResourceTypes.AgentPools;

    private protected override SubjectNames Names => new(ResourceType, Name, ResourceGroupName)
    {
        ResourceId = ResourceId,
        Parent = ClusterName,
        ParentParameter = nameof(ClusterName),
    };

    /// <inheritdoc/>
    private protected override ArmResourceId Target() => Piped?.Id?.ResourceType == ResourceTypes.ManagedClusters && Name is not null
        ? ResolveParent(new SubjectNames(ResourceTypes.ManagedClusters, ClusterName, ResourceGroupName) { NameParameter = nameof(ClusterName) }, null).Child("agentPools", Name)
        : base.Target();

    /// <inheritdoc/>
    protected override NodePool View(ArmDocument document) => new(document);

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<string>> UsedByAsync(NodePool view, CancellationToken cancellationToken)
    {
        await NodePoolRemoval.RequireRemovableAsync(Store, view, cancellationToken).ConfigureAwait(false);
        return [];
    }

    /// <inheritdoc/>
    protected override Task<string> DescribeAsync(NodePool view, ArmResourceId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(id);
        return Task.FromResult($"Remove node pool '{id.Name}' with {Sentences.Count(view.NodeCount, "node")} and all that runs on them from cluster '{id.Parent!.Name}'");
    }

    private protected override async Task DeleteAsync(ArmResourceId id, string? etag, CancellationToken cancellationToken)
    {
        if (!NoWait)
        {
            await base.DeleteAsync(id, etag, cancellationToken).ConfigureAwait(false);
            return;
        }

        await new LongRun(this, id, "remove")
            .StartAsync(ExpectedState.Deleted(etag), store => store.StartDeleteAsync(id, etag, cancellationToken), cancellationToken).ConfigureAwait(false);
    }
}
