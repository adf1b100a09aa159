using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Identities;
using AksEgress.Core.Provisioning;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;

namespace AksEgress.PowerShell.Engine;

/// <summary>What a new cluster is made of besides its outbound type, and what it finds there: subnets, an identity, a registry.</summary>
public abstract class NewClusterParametersCmdlet : ClusterShapeCmdlet
{
    /// <summary>The nodes' subnet, by id or object; left out, AKS makes a network.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SubnetIdCompleter))]
    [ResourceReference]
    public ArmReference? Subnet { get; set; }

    /// <summary>The pods' subnet, by id or object.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SubnetIdCompleter))]
    [ResourceReference]
    public ArmReference? PodSubnet { get; set; }

    /// <summary>A user-assigned identity to act as: name, id or object; left out, the cluster gets one of its own.</summary>
    [Parameter]
    [Alias("IdentityId")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    [ResourceReference]
    public ArmReference<UserAssignedIdentity>? Identity { get; set; }

    /// <summary>A service principal to act as instead of an identity: its application id as user name, and its secret.</summary>
    [Parameter]
    [ValidateNotNull]
    public PSCredential? ServicePrincipal { get; set; }

    /// <summary>Cache lets nodes start from a registry of the cluster's own: a network isolated cluster, as none and block need it.</summary>
    [Parameter]
    [ValidateSet("Cache", "Direct")]
    public string? BootstrapArtifactSource { get; set; }

    /// <summary>The id of an own container registry for the cache; left out, AKS makes one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? BootstrapContainerRegistryId { get; set; }

    /// <inheritdoc/>
    protected override void CheckRecord()
    {
        base.CheckRecord();
        Secrets.Check(ServicePrincipal, nameof(ServicePrincipal));
    }

    /// <summary>The cluster that the parameters mean.</summary>
    /// <param name="outboundType">How it shall leave.</param>
    /// <param name="resourceGroupName">Where it goes, and where bare names are looked for.</param>
    internal ClusterRequest Request(string outboundType, string resourceGroupName)
    {
        Input.RequireOnly(this, ResourceTypes.Subnets, nameof(Subnet));
        return Shape(outboundType, resourceGroupName) with
        {
            SubnetId = Input.Parent?.Text ?? Subnet?.ResolveId(ResourceTypes.Subnets).Text,
            PodSubnetId = PodSubnet?.ResolveId(ResourceTypes.Subnets).Text,
            IdentityId = Identity?.Resolve(ResourceTypes.UserAssignedIdentities, Subscription, resourceGroupName).Text,
            ServicePrincipal = ServicePrincipal is null ? null : new ServicePrincipal(ServicePrincipal.UserName, ServicePrincipal.Password),
            BootstrapArtifactSource = BootstrapArtifactSource,
            BootstrapContainerRegistryId = BootstrapContainerRegistryId is null ? null : ArmResourceId.Parse(BootstrapContainerRegistryId, ResourceTypes.ContainerRegistries).Text,
        };
    }
}
