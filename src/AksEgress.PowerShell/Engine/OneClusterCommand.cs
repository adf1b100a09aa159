using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.PowerShell.Completion;

namespace AksEgress.PowerShell.Engine;

/// <summary>The base of cmdlets that do something with one cluster: the three ways to mean it.</summary>
public abstract class OneClusterCommand : EgressCmdlet
{
    /// <summary>The cluster's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Name, ValueFromPipelineByPropertyName = true)]
    [Alias("ClusterName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClusterNameCompleter))]
    public string? Name { get; set; }

    /// <summary>The cluster's resource group.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ParameterSets.Name, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>
    /// The cluster's id. With an object that has a name and an id the id is what counts, so that a network of the
    /// cluster's name is refused and not taken for the cluster.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.ResourceId, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ParameterSets.Name, ValueFromPipelineByPropertyName = true, DontShow = true)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string? ResourceId { get; set; }

    /// <summary>The cluster as Get-AksEgressCluster returned it; it is read anew.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.InputObject, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Cluster? InputObject { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => InputObject?.Id ?? ResourceId ?? Name;

    /// <summary>The id that the parameters mean.</summary>
    internal ArmResourceId ClusterId() => ClusterIds.Of(this, InputObject, ResourceId, ResourceGroupName, Name);
}
