using System.Management.Automation;
using AksEgress.Core.Clusters;
using AksEgress.Core.Egress;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Shows how clusters leave: the outbound type, whose network, and the addresses.</summary>
[Cmdlet(VerbsCommon.Get, "AksOutboundType", DefaultParameterSetName = ParameterSets.Name)]
[OutputType(typeof(ClusterOutboundType))]
public sealed class GetAksOutboundTypeCommand : ClusterQueryCmdlet
{
    internal override async Task<IReadOnlyList<object>> LookAsync(Cluster cluster, CancellationToken cancellationToken) =>
        [await new EgressInspector(Store, Streams.Warning).InspectAsync(cluster, cancellationToken).ConfigureAwait(false)];
}
