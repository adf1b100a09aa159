using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.RequiredEndpoints;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Gets what AKS must reach: of a cloud, a region and features, or for a cluster.</summary>
[Cmdlet(VerbsCommon.Get, "AksEgressRequiredEndpoint", DefaultParameterSetName = ParameterSets.Name)]
[OutputType(typeof(RequiredEndpoint), typeof(ComparedEndpoint))]
public sealed class GetAksEgressRequiredEndpointCommand : EgressCmdlet
{
    /// <summary>The cloud; the connection's own when it is left out.</summary>
    [Parameter(ParameterSetName = ParameterSets.Name)]
    [ValidateSet("AzureCloud", "AzureChinaCloud", "AzureUSGovernment")]
    public string? Cloud { get; set; }

    /// <summary>The region to put into the names; they keep their placeholder when it is left out.</summary>
    [Parameter(ParameterSetName = ParameterSets.Name)]
    [ValidatePattern(Patterns.Location)]
    [ArgumentCompleter(typeof(LocationCompleter))]
    public string? Location { get; set; }

    /// <summary>Only for these features; all when it is left out. With -Cluster: features besides those that the cluster shows.</summary>
    [Parameter]
    [ValidateSet(
        "core", "gpuNodePool", "windowsNodePool", "workloadIdentity", "defender", "keyVaultSecretsProvider", "azureMonitor", "azurePolicy", "costAnalysis", "clusterExtensions")]
    public string[]? Feature { get; set; }

    /// <summary>The cluster: name, id or object; its region, node pools, add-ons and network decide.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Cluster, ValueFromPipeline = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<Cluster>? Cluster { get; set; }

    /// <summary>The resource group of a cluster that is named by its bare name.</summary>
    [Parameter(Position = 1, ParameterSetName = ParameterSets.Cluster, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>Asks ARM what the cluster's nodes connect to, and says of each endpoint who knows it: InBoth, OnlyLive or OnlyCatalogue.</summary>
    [Parameter(ParameterSetName = ParameterSets.Cluster)]
    public SwitchParameter Live { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => Cluster?.ToString();

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var cloud = Cloud ?? Session.Gateway.Session.Environment;
        IEnumerable<object> endpoints = Cluster is null
            ? EndpointCatalogue.Find(cloud, Location, Feature)
            : await ForClusterAsync(await ReadAsync(Cluster, cancellationToken).ConfigureAwait(false), cloud, cancellationToken).ConfigureAwait(false);
        foreach (var endpoint in endpoints)
        {
            Streams.Result(endpoint);
        }
    }

    private async Task<IReadOnlyList<object>> ForClusterAsync(Cluster cluster, string? cloud, CancellationToken cancellationToken)
    {
        var known = await ClusterEndpoints.ReadAsync(Store, cluster, cloud, Feature ?? [], cancellationToken).ConfigureAwait(false);
        return Live ? await EndpointComparison.ReadAsync(Store, cluster, known, cancellationToken).ConfigureAwait(false) : known;
    }

    private async Task<Cluster> ReadAsync(ArmReference reference, CancellationToken cancellationToken) =>
        new(await Store.ReadAsync(reference.Find(ResourceTypes.ManagedCluster, () => Subscription, ResourceGroupName), cancellationToken).ConfigureAwait(false));
}
