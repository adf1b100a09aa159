using System.Management.Automation;
using AksEgress.Core.AuthorizedRanges;
using AksEgress.Core.Clusters;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Shows the ranges that may call clusters' API servers, one by one; of a cluster without ranges, which lets everybody in, nothing.</summary>
[Cmdlet(VerbsCommon.Get, "AksEgressAuthorizedIpRange", DefaultParameterSetName = ParameterSets.Name)]
[OutputType(typeof(AuthorizedIpRange))]
public sealed class GetAksEgressAuthorizedIpRangeCommand : ClusterQueryCmdlet
{
    internal override async Task<IReadOnlyList<object>> LookAsync(Cluster cluster, CancellationToken cancellationToken) =>
        await new AuthorizedRangeChange(Store).ListAsync(cluster, cancellationToken).ConfigureAwait(false);
}
