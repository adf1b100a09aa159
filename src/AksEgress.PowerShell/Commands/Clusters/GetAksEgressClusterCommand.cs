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
    // An egress IP address or an authorized IP range identifies its cluster.
    internal override SubjectNames Names => base.Names with { NamedBy = [PipedKind.EgressAddress, PipedKind.AuthorizedRange] };
}
