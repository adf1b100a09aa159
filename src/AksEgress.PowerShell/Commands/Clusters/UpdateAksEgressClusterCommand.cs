using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Operations;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Reconciles an AKS cluster: writes it as it is, so that AKS repairs what a failed operation left.</summary>
[Cmdlet(
    VerbsData.Update,
    "AksEgressCluster",
    DefaultParameterSetName = ParameterSets.Name,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Cluster), typeof(EgressOperation), typeof(Job))]
public sealed class UpdateAksEgressClusterCommand : ChangeCmdletBase<Cluster>
{
    private protected override async Task ChangeAsync(ArmResourceId id, CancellationToken cancellationToken) =>
        await RunAsync(
            await ClusterReconciliation.PlanAsync(Store, id, cancellationToken).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
}
