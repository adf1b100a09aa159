using System.Management.Automation;
using AksEgress.Core.Clusters;
using AksEgress.Core.Egress;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Gets the egress IP addresses of clusters.</summary>
[Cmdlet(VerbsCommon.Get, "AksEgressIp", DefaultParameterSetName = ParameterSets.Name)]
[OutputType(typeof(EgressAddress))]
public sealed class GetAksEgressIpCommand : GetCmdletBase<Cluster>
{
    /// <summary>Specifies the name of the cluster. Wildcards are permitted. The default is all clusters.</summary>
    [Parameter(Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [Alias("ClusterName")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClusterNameCompleter))]
    public override string? Name { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) =>
        new ClusterQuery(this).RunAsync(LookAsync, cancellationToken);

    // A row without an address would be one more empty line in an allow list that is made of the output; a warning isn't.
    private async Task<IReadOnlyList<object>> LookAsync(Cluster cluster, CancellationToken cancellationToken)
    {
        var addresses = await new EgressInspector(Store, Streams.Warning).AddressesAsync(cluster, cancellationToken).ConfigureAwait(false);
        if (addresses.Count == 0)
        {
            Streams.Warning(
                $"Cluster '{cluster.Name}' has no egress IP address: outbound type {cluster.OutboundType} provides none, and neither a "
                    + "route table nor a NAT gateway of its subnets does.");
        }

        return addresses;
    }
}
