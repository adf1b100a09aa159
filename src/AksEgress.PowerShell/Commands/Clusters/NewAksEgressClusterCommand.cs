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

/// <summary>Creates an AKS cluster with an outbound type, after checking that its way out is there.</summary>
[Cmdlet(
    VerbsCommon.New,
    "AksEgressCluster",
    DefaultParameterSetName = ParameterSets.Name,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Cluster), typeof(EgressOperation), typeof(Job))]
public sealed class NewAksEgressClusterCommand : NewClusterCmdletBase
{
    /// <summary>The new cluster's name, 1 to 63 characters.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [ValidateLength(1, 63)]
    public override string? Name { get; set; }

    /// <summary>The region; the resource group's own when it is left out.</summary>
    [Parameter]
    [ValidatePattern(Patterns.Location)]
    [ArgumentCompleter(typeof(LocationCompleter))]
    public string? Location { get; set; }

    /// <summary>Tags for the cluster.</summary>
    [Parameter]
    [ValidateNotNull]
    [Alias("Tags")]
    public Hashtable? Tag { get; set; }

    /// <summary>How its traffic shall leave.</summary>
    [Parameter]
    [ValidateSet(
        OutboundTypeNames.LoadBalancer, OutboundTypeNames.ManagedNatGateway, OutboundTypeNames.UserAssignedNatGateway,
        OutboundTypeNames.UserDefinedRouting, OutboundTypeNames.None, OutboundTypeNames.Block, OutboundTypeNames.ManagedNatGatewayV2)]
    public override string OutboundType { get; set; } = OutboundTypeNames.LoadBalancer;

    /// <summary>Goes on where the pre-flight found errors, and lets ARM decide.</summary>
    [Parameter]
    public SwitchParameter SkipPreflight { get; set; }

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

    /// <summary>
    /// Cache lets nodes start from a registry of the cluster's own: a network isolated cluster, as none and block need it.
    /// </summary>
    [Parameter]
    [ValidateSet("Cache", "Direct")]
    public string? BootstrapArtifactSource { get; set; }

    /// <summary>The id of an own container registry for the cache; left out, AKS makes one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? BootstrapContainerRegistryId { get; set; }

    /// <summary>Suppresses the confirmation prompt.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Sends the request and returns an operation for Wait-AksEgressOperation, without waiting.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Runs as a background job, and returns the job.</summary>
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
        Name = ReadPipeline(Name ?? string.Empty, ResourceTypes.Subnets) ?? Name;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var id = NewId(Name!);
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
