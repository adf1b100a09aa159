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
    /// <summary>Specifies the cluster's name, with wildcards. Without it, all clusters are read.</summary>
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

    private async Task<IReadOnlyList<object>> LookAsync(Cluster cluster, CancellationToken cancellationToken) =>
        await new EgressInspector(Store, Streams.Warning).AddressesAsync(cluster, cancellationToken).ConfigureAwait(false);
}
