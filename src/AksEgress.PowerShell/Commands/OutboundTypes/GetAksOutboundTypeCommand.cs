using System.Management.Automation;
using AksEgress.Core.Clusters;
using AksEgress.Core.Egress;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Gets the outbound type and the egress IP addresses of clusters.</summary>
[Cmdlet(VerbsCommon.Get, "AksOutboundType", DefaultParameterSetName = ParameterSets.Name)]
[Alias("Get-AksEgressOutboundType")]
[OutputType(typeof(ClusterOutboundType))]
public sealed class GetAksOutboundTypeCommand : GetCmdletBase<Cluster>
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

    private async Task<IReadOnlyList<object>> LookAsync(Cluster cluster, CancellationToken cancellationToken) =>
        [await new EgressInspector(Store, Streams.Warning).InspectAsync(cluster, cancellationToken).ConfigureAwait(false)];
}
