using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Gets AKS clusters.</summary>
[Cmdlet(VerbsCommon.Get, "AksEgressCluster", DefaultParameterSetName = ParameterSets.Name)]
[OutputType(typeof(Cluster))]
public sealed class GetAksEgressClusterCommand : GetResourceCommand<Cluster>
{
    /// <inheritdoc/>
    protected override string ResourceType => ResourceTypes.ManagedClusters;

    /// <inheritdoc/>
    protected override Cluster View(ArmDocument document) => new(document);
}
