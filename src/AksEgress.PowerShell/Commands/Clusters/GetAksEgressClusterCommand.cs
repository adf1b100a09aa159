using System.Management.Automation;
using AksEgress.Core.Clusters;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Gets AKS clusters.</summary>
[Cmdlet(VerbsCommon.Get, "AksEgressCluster", DefaultParameterSetName = ParameterSets.Name)]
[OutputType(typeof(Cluster))]
public sealed class GetAksEgressClusterCommand : GetCmdletBase<Cluster>
{
    // An address of a cluster names it; so does a range of its API server.
    internal override SubjectNames Names => base.Names with { NamedBy = [PipedKind.EgressAddress, PipedKind.AuthorizedRange] };
}
