using System.Management.Automation;
using AksEgress.Core.Clusters;
using AksEgress.Core.Egress;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Shows the addresses that clusters' traffic leaves from, whatever the outbound type.</summary>
[Cmdlet(VerbsCommon.Get, "AksEgressIp", DefaultParameterSetName = ParameterSets.Name)]
[OutputType(typeof(EgressAddress))]
public sealed class GetAksEgressIpCommand : ClusterQueryCmdlet
{
    internal override async Task<IReadOnlyList<object>> LookAsync(Cluster cluster, CancellationToken cancellationToken) =>
        await new EgressInspector(Store, Streams.Warning).AddressesAsync(cluster, cancellationToken).ConfigureAwait(false);
}
