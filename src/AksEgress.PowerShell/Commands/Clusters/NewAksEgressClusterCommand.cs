using System.Collections;
using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Identities;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.Provisioning;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Creates an AKS cluster after checking the requirements of its outbound type.</summary>
[Cmdlet(
    VerbsCommon.New,
    "AksEgressCluster",
    DefaultParameterSetName = ParameterSets.Name,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Cluster), typeof(EgressOperation), typeof(Job))]
public sealed class NewAksEgressClusterCommand : NewClusterCmdletBase
{
    /// <summary>Specifies the name of the new cluster, 1 to 63 characters.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [ValidateLength(1, 63)]
    public override string? Name { get; set; }

    /// <summary>Specifies the region. The default is the region of the resource group.</summary>
    [Parameter]
    [ValidatePattern(Patterns.Location)]
    [ArgumentCompleter(typeof(LocationCompleter))]
    public string? Location { get; set; }

    /// <summary>Specifies tags for the cluster.</summary>
    [Parameter]
    [ValidateNotNull]
    [Alias("Tags")]
    [TagTable]
    public Hashtable? Tag { get; set; }

    /// <summary>Specifies the outbound type of the cluster.</summary>
    [Parameter]
    [ValidateSet(
        OutboundTypeNames.LoadBalancer, OutboundTypeNames.ManagedNatGateway, OutboundTypeNames.UserAssignedNatGateway,
        OutboundTypeNames.UserDefinedRouting, OutboundTypeNames.None, OutboundTypeNames.Block, OutboundTypeNames.ManagedNatGatewayV2)]
    public override string OutboundType { get; set; } = OutboundTypeNames.LoadBalancer;

    /// <summary>Indicates that the cmdlet ignores the errors of the pre-flight check and lets Azure Resource Manager decide.</summary>
    [Parameter]
    public SwitchParameter SkipPreflight { get; set; }

    /// <summary>Specifies the subnet of the nodes: a resource ID or an object. By default, AKS creates a virtual network.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SubnetIdCompleter))]
    [ResourceReference]
    public ArmReference? Subnet { get; set; }

    /// <summary>Specifies the subnet of the pods: a resource ID or an object.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SubnetIdCompleter))]
    [ResourceReference]
    public ArmReference? PodSubnet { get; set; }

    /// <summary>
    /// Specifies the user-assigned managed identity of the cluster: a name, a resource ID, or an object. By default, the cluster gets a
    /// system-assigned identity.
    /// </summary>
    [Parameter]
    [Alias("IdentityId")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    [ResourceReference]
    public ArmReference<UserAssignedIdentity>? Identity { get; set; }

    /// <summary>
    /// Specifies the service principal of the cluster, instead of a managed identity: the application ID as the user name, and the secret
    /// as the password.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public PSCredential? ServicePrincipal { get; set; }

    /// <summary>
    /// Specifies where nodes get the images that they need to start. Cache uses a private container registry, which network isolated
    /// clusters with outbound type none or block require.
    /// </summary>
    [Parameter]
    [ValidateSet("Cache", "Direct")]
    public string? BootstrapArtifactSource { get; set; }

    /// <summary>Specifies the resource ID of the container registry that is used as the cache. By default, AKS creates one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? BootstrapContainerRegistryId { get; set; }

    /// <summary>Suppresses the confirmation prompt.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// Indicates that the cmdlet sends the request and returns an operation for Wait-AksEgressOperation, without waiting for completion.
    /// </summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Indicates that the cmdlet runs as a background job and returns the job.</summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => Name;

    private protected override string? Payload => null;

    /// <inheritdoc/>
    protected override void CheckRecord()
    {
        base.CheckRecord();
        Secrets.Check(ServicePrincipal, nameof(ServicePrincipal));
        Name = ReadNewName(ResourceTypes.ManagedClusters, ResourceTypes.Subnets);
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var id = NewId(ResourceTypes.ManagedClusters, Name!);
        await CheckLocationAsync(Location, cancellationToken).ConfigureAwait(false);
        var target = new NewResource(id)
        {
            Location = Location,
            Tags = Tag is null ? new Dictionary<string, string>() : TagFilter.Texts(Tag),
        };
        var plan = await ClusterCreation.PlanAsync(Store, target, Request(id.ResourceGroupName), cancellationToken).ConfigureAwait(false);
        var runner = new PlanRunner(this)
        {
            SkipPreflight = SkipPreflight,
            Force = Force,
            NoWait = NoWait,
            AsJob = AsJob,
            Caption = "Cluster"
        };
        await runner.RunAsync(plan, static (cluster, streams) => streams.Result(cluster), cancellationToken).ConfigureAwait(false);
    }

    private ClusterRequest Request(string resourceGroupName)
    {
        Input.RequireOnly(this, ResourceTypes.Subnets, nameof(Subnet));
        return Shape(OutboundType, resourceGroupName) with
        {
            SubnetId = Input.Parent?.Text ?? Subnet?.ResolveId(ResourceTypes.Subnets).Text,
            PodSubnetId = PodSubnet?.ResolveId(ResourceTypes.Subnets).Text,
            IdentityId = Identity?.Resolve(ResourceTypes.UserAssignedIdentities, Subscription, resourceGroupName).Text,
            ServicePrincipal = ServicePrincipal is null ? null : new ServicePrincipal(ServicePrincipal.UserName, ServicePrincipal.Password),
            BootstrapArtifactSource = BootstrapArtifactSource,
            BootstrapContainerRegistryId = BootstrapContainerRegistryId is null
                ? null
                : ArmResourceId.Parse(
                    BootstrapContainerRegistryId, ResourceTypes.ContainerRegistries, nameof(BootstrapContainerRegistryId)).Text,
        };
    }
}
