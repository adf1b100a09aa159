using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Egress;
using AksEgress.Core.Errors;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;

namespace AksEgress.PowerShell.Engine;

/// <summary>The base of cmdlets about one cluster's outbound type: the three ways to mean it, and the target with its parameters.</summary>
public abstract class ClusterCmdlet : OutboundParametersCmdlet
{
    /// <summary>The cluster's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [Alias("ClusterName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClusterNameCompleter))]
    public string? Name { get; set; }

    /// <summary>The cluster's resource group; the session's default when it is left out.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>The cluster's resource id.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.ResourceId)]
    [Parameter(ParameterSetName = ParameterSets.InputObject)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string? ResourceId { get; set; }

    /// <summary>The outbound type that is wanted.</summary>
    [Parameter(Mandatory = true, Position = 2, ParameterSetName = ParameterSets.Name)]
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.ResourceId)]
    [Parameter(Position = 2, ParameterSetName = ParameterSets.InputObject)]
    [ValidateSet(
        OutboundTypeNames.LoadBalancer, OutboundTypeNames.ManagedNatGateway, OutboundTypeNames.UserAssignedNatGateway,
        OutboundTypeNames.UserDefinedRouting, OutboundTypeNames.None, OutboundTypeNames.Block, OutboundTypeNames.ManagedNatGatewayV2)]
    public string OutboundType { get; set; } = string.Empty;

    /// <summary>
    /// Lets the API server's authorized ranges follow: new addresses go in with the change, or right after it where only
    /// AKS knows them; old ones leave when the change is verified. Does nothing where a cluster has no ranges.
    /// </summary>
    [Parameter]
    public SwitchParameter UpdateAuthorizedIpRange { get; set; }

    private protected override SubjectNames Names =>
        new(ResourceTypes.ManagedClusters, Name, ResourceGroupName) { ResourceId = ResourceId, Payload = nameof(OutboundType) };

    /// <summary>The cluster, with the target that a piped row or readiness asks for. A cluster's current outbound type is never a target.</summary>
    /// <exception cref="EgressException">ParameterRequired, or as for <see cref="PipelineCmdlet.ResolveSubject"/>.</exception>
    internal ArmResourceId ClusterId()
    {
        var id = ResolveSubject();
        if (Piped is { IsRow: true })
        {
            ApplyRow("Name", "ClusterName", "ResourceGroupName");
        }
        else if (Piped?.WantedOutboundType is { } wanted && !IsTyped(nameof(OutboundType)))
        {
            OutboundType = wanted;
        }

        return OutboundType.Length > 0
            ? id
            : throw new EgressException(EgressErrors.ParameterRequired, id.Text, nameof(OutboundType), $"cluster '{id.Name}' comes from the pipeline, without a target.");
    }

    /// <summary>What is wanted.</summary>
    internal OutboundTarget Target(ArmResourceId cluster) =>
        Target(OutboundType, cluster.SubscriptionId, cluster.ResourceGroupName) with { UpdateAuthorizedIpRange = UpdateAuthorizedIpRange };
}
