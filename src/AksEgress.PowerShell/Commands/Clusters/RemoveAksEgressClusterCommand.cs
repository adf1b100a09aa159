using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Operations;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Removes a cluster with its node resource group. Networks, route tables and addresses of the user's own stay.</summary>
[Cmdlet(VerbsCommon.Remove, "AksEgressCluster", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(bool), typeof(EgressOperation))]
public sealed class RemoveAksEgressClusterCommand : RemoveResourceCommand<Cluster>
{
    /// <summary>Does not wait; writes an operation for Wait-AksEgressOperation.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <inheritdoc/>
    protected override string ResourceType => ResourceTypes.ManagedClusters;

    /// <inheritdoc/>
    protected override Cluster View(ArmDocument document) => new(document);

    /// <inheritdoc/>
    protected override IReadOnlyList<string> UsedBy(Cluster view) => [];

    /// <inheritdoc/>
    protected override Task<string> DescribeAsync(Cluster view, ArmResourceId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(id);
        return Task.FromResult($"Remove cluster '{id.Name}' from resource group '{id.ResourceGroupName}' with all that runs on it, and node resource group '{view.NodeResourceGroup}'");
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
