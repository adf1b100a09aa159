using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Egress;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;

namespace AksEgress.PowerShell.Engine;

/// <summary>The outbound parameters of clusters, the same for creating, checking, and changing a cluster.</summary>
public abstract class OutboundCmdletBase : ClusterCmdletBase
{
    /// <summary>Specifies the new outbound type.</summary>
    [Parameter(Mandatory = true, Position = 2, ParameterSetName = ParameterSets.Name)]
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.ResourceId)]
    [Parameter(Position = 2, ParameterSetName = ParameterSets.InputObject)]
    [ValidateSet(
        OutboundTypeNames.LoadBalancer, OutboundTypeNames.ManagedNatGateway, OutboundTypeNames.UserAssignedNatGateway,
        OutboundTypeNames.UserDefinedRouting, OutboundTypeNames.None, OutboundTypeNames.Block, OutboundTypeNames.ManagedNatGatewayV2)]
    [OutboundTypeName]
    public virtual string OutboundType { get; set; } = string.Empty;

    /// <summary>
    /// Indicates that the cmdlet also updates the authorized IP ranges of the API server. It adds new egress IP addresses with the change,
    /// or directly after it if only AKS knows them, and removes old ones after the change is verified. It has no effect on clusters without
    /// authorized IP ranges.
    /// </summary>
    [Parameter]
    public virtual SwitchParameter UpdateAuthorizedIpRange { get; set; }

    /// <summary>Specifies the number of managed IPv4 addresses, for outbound type loadBalancer. Range: 1 to 100.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int? LoadBalancerManagedOutboundIpCount { get; set; }

    /// <summary>Specifies the number of managed IPv6 addresses, for outbound type loadBalancer. Range: 0 to 100.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int? LoadBalancerManagedOutboundIpv6Count { get; set; }

    /// <summary>Specifies your own public IP addresses, for outbound type loadBalancer: names, resource IDs, or objects.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PublicIpCompleter))]
    [ResourceReference]
    public ArmReference[]? LoadBalancerOutboundIp { get; set; }

    /// <summary>Specifies your own public IP prefixes, for outbound type loadBalancer: names, resource IDs, or objects.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PublicIpPrefixCompleter))]
    [ResourceReference]
    public ArmReference[]? LoadBalancerOutboundIpPrefix { get; set; }

    /// <summary>
    /// Specifies the number of outbound ports for each node, for outbound type loadBalancer. Range: 0 to 64000, in steps of 8; 0 lets Azure
    /// decide.
    /// </summary>
    [Parameter]
    [ValidateRange(0, 64000)]
    public int? LoadBalancerAllocatedOutboundPorts { get; set; }

    /// <summary>Specifies the idle timeout of connections in minutes, for outbound type loadBalancer. Range: 4 to 120.</summary>
    [Parameter]
    [ValidateRange(4, 120)]
    public int? LoadBalancerIdleTimeoutInMinutes { get; set; }

    /// <summary>Specifies the number of managed IPv4 addresses, for outbound type managedNATGateway. Range: 1 to 16.</summary>
    [Parameter]
    [ValidateRange(1, 16)]
    public int? NatGatewayManagedOutboundIpCount { get; set; }

    /// <summary>Specifies the number of managed IPv6 addresses, for a managed NAT gateway of SKU StandardV2. Range: 1 to 16.</summary>
    [Parameter]
    [ValidateRange(1, 16)]
    public int? NatGatewayManagedOutboundIpv6Count { get; set; }

    /// <summary>
    /// Specifies your own public IP addresses, for a managed NAT gateway of SKU StandardV2: names, resource IDs, or objects.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PublicIpCompleter))]
    [ResourceReference]
    public ArmReference[]? NatGatewayOutboundIp { get; set; }

    /// <summary>
    /// Specifies your own public IP prefixes, for a managed NAT gateway of SKU StandardV2: names, resource IDs, or objects.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PublicIpPrefixCompleter))]
    [ResourceReference]
    public ArmReference[]? NatGatewayOutboundIpPrefix { get; set; }

    /// <summary>Specifies the idle timeout of connections in minutes, for outbound type managedNATGateway. Range: 4 to 120.</summary>
    [Parameter]
    [ValidateRange(4, 120)]
    public int? NatGatewayIdleTimeoutInMinutes { get; set; }

    /// <summary>
    /// Specifies the SKU of the managed NAT gateway: Standard or StandardV2. A new managed NAT gateway requires this choice, because a
    /// change from StandardV2 isn't supported.
    /// </summary>
    [Parameter]
    [ValidateSet("Standard", "StandardV2")]
    public string? NatGatewaySku { get; set; }

    private protected override string? Payload => nameof(OutboundType);

    /// <summary>
    /// Resolves the cluster, with the target outbound type that a piped row or readiness result requests. A cluster's current
    /// outbound type is never a target.
    /// </summary>
    /// <exception cref="EgressException">ParameterRequired, or as for <see cref="PipelineCmdletBase.ResolveSubject"/>.</exception>
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
            : throw EgressErrors.ParameterRequired(
                nameof(OutboundType), $"the pipeline provides cluster '{id.Name}' without a target outbound type.", id.Text);
    }

    /// <summary>Returns the target of a change to an existing cluster.</summary>
    internal OutboundTarget Target(ArmResourceId cluster) =>
        Target(OutboundType, cluster.SubscriptionId, cluster.ResourceGroupName) with { UpdateAuthorizedIpRange = UpdateAuthorizedIpRange };

    /// <summary>Returns the outbound type with its parameters. Bare names are resolved in the cluster's resource group.</summary>
    internal OutboundTarget Target(string outboundType, string subscriptionId, string resourceGroupName)
    {
        IReadOnlyList<string>? Ids(ArmReference[]? references, string type) =>
            references is null
                ? null
                : [.. references.Select(reference => reference.Resolve(type, subscriptionId, resourceGroupName).Text)];
        if (OutboundTypeNames.IsPreviewName(outboundType))
        {
            if (NatGatewaySku is not (null or "StandardV2"))
            {
                throw EgressErrors.ContradictingParameters(
                    $"Outbound type managedNATGatewayV2 means SKU StandardV2, but -NatGatewaySku is {NatGatewaySku}.",
                    "Specify -OutboundType managedNATGateway and -NatGatewaySku with the SKU you want.", outboundType, "OutboundType");
            }

            NatGatewaySku = "StandardV2";
            Streams.Warning(
                "managedNATGatewayV2 is a name from previews of early 2026. The command uses -OutboundType managedNATGateway "
                    + "-NatGatewaySku StandardV2 instead.");
        }

        return new OutboundTarget(
            OutboundTypeNames.Canonical(outboundType)!,
            new LoadBalancerOutbound(
                LoadBalancerManagedOutboundIpCount, LoadBalancerManagedOutboundIpv6Count,
                Ids(LoadBalancerOutboundIp, ResourceTypes.PublicIps), Ids(LoadBalancerOutboundIpPrefix, ResourceTypes.PublicIpPrefixes),
                LoadBalancerAllocatedOutboundPorts, LoadBalancerIdleTimeoutInMinutes),
            new NatGatewayOutbound(
                NatGatewayManagedOutboundIpCount, NatGatewayManagedOutboundIpv6Count,
                Ids(NatGatewayOutboundIp, ResourceTypes.PublicIps), Ids(NatGatewayOutboundIpPrefix, ResourceTypes.PublicIpPrefixes),
                NatGatewayIdleTimeoutInMinutes, NatGatewaySku));
    }
}
