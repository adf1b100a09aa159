using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.RequiredEndpoints;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Gets the endpoints that AKS nodes must reach.</summary>
[Cmdlet(VerbsCommon.Get, "AksEgressRequiredEndpoint", DefaultParameterSetName = ParameterSets.Name)]
[OutputType(typeof(RequiredEndpoint), typeof(ComparedEndpoint))]
public sealed class GetAksEgressRequiredEndpointCommand : PipelineCmdletBase
{
    /// <summary>Specifies the Azure cloud. The default is the cloud of the connection.</summary>
    [Parameter(ParameterSetName = ParameterSets.Name)]
    [ValidateSet("AzureCloud", "AzureChinaCloud", "AzureUSGovernment")]
    public string? Cloud { get; set; }

    /// <summary>Specifies the region that is inserted into the FQDNs. By default, the FQDNs keep their placeholder.</summary>
    [Parameter(ParameterSetName = ParameterSets.Name)]
    [ValidatePattern(Patterns.Location)]
    [ArgumentCompleter(typeof(LocationCompleter))]
    public string? Location { get; set; }

    /// <summary>
    /// Specifies the features whose endpoints are returned. The default is all features. With -Cluster, specifies features in addition to
    /// those that the cluster uses.
    /// </summary>
    [Parameter]
    [ValidateSet(
        "core",
        "gpuNodePool",
        "windowsNodePool",
        "workloadIdentity",
        "defender",
        "keyVaultSecretsProvider",
        "azureMonitor",
        "azurePolicy",
        "costAnalysis",
        "clusterExtensions")]
    public string[]? Feature { get; set; }

    /// <summary>
    /// Specifies the cluster: a name, a resource ID, or an object. Its region, node pools, add-ons, and network determine the endpoints.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Cluster)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [ResourceReference]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<Cluster>? Cluster { get; set; }

    /// <summary>Specifies the resource group of a cluster that is specified by name only.</summary>
    [Parameter(Position = 1, ParameterSetName = ParameterSets.Cluster)]
    [Parameter(Position = 1, ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>
    /// Indicates that the cmdlet also reads the endpoints of the cluster from Azure Resource Manager. The output shows the source of each
    /// endpoint: InBoth, OnlyLive, or OnlyCatalogue.
    /// </summary>
    [Parameter(ParameterSetName = ParameterSets.Cluster)]
    [Parameter(ParameterSetName = ParameterSets.InputObject)]
    public SwitchParameter Live { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => Piped?.Id?.Text ?? Cluster?.ToString();

    internal override SubjectNames Names => new(ResourceTypes.ManagedClusters, null, ResourceGroupName);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var cloud = Cloud ?? Session.Gateway.Session.Environment;
        var id = ClusterId();
        IEnumerable<object> endpoints = id is null
            ? EndpointCatalogue.Find(cloud, Location, Feature)
            : await ForClusterAsync(
                new Cluster(await Store.ReadAsync(id, cancellationToken).ConfigureAwait(false)),
                cloud,
                cancellationToken).ConfigureAwait(false);
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

    private ArmResourceId? ClusterId()
    {
        var piped = Piped is null ? null : ResolveSubject();
        var typed = Cluster is null || !(Piped is null || IsTyped(nameof(Cluster))) ? null
            : Cluster.Find(
                ResourceTypes.ManagedClusters,
                () => Subscription,
                ResourceGroupName ?? piped?.ResourceGroupName ?? DefaultResourceGroupName);
        return piped is null || typed is null || piped.Equals(typed)
            ? piped ?? typed
            : throw Subject.Conflict(piped, nameof(Cluster), Cluster!.ToString(), null);
    }
}
