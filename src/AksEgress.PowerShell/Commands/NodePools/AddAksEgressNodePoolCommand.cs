using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Errors;
using AksEgress.Core.NodePools;
using AksEgress.Core.Operations;
using AksEgress.Core.Provisioning;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Adds a node pool to a cluster after checking the egress path of its subnet.</summary>
[Cmdlet(VerbsCommon.Add, "AksEgressNodePool", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(NodePool), typeof(EgressOperation), typeof(Job))]
public sealed class AddAksEgressNodePoolCommand : PipelineCmdletBase
{
    /// <summary>Specifies the name of the new node pool: 1 to 12 lowercase letters and digits, or 1 to 6 for Windows.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Cluster)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>
    /// Specifies the resource group of the cluster. The default is the resource group of the session (Set-AksEgressContext).
    /// </summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>Specifies the name of the cluster.</summary>
    [Parameter(Mandatory = true, Position = 2, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 2, ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClusterNameCompleter))]
    public string? ClusterName { get; set; }

    /// <summary>Specifies the cluster: a name, a resource ID, or an object.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.Cluster)]
    [ResourceReference]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<Cluster>? Cluster { get; set; }

    /// <summary>Specifies the initial number of nodes. Range: 0 to 1000. A system node pool requires at least 1.</summary>
    [Parameter]
    [ValidateRange(0, 1000)]
    public int? NodeCount { get; set; }

    /// <summary>Specifies the virtual machine size of the nodes. The default is the default size of AKS.</summary>
    [Parameter]
    [ValidatePattern(Patterns.VirtualMachineSize)]
    [ArgumentCompleter(typeof(ClusterMemberCompleter))]
    public string? VmSize { get; set; }

    /// <summary>Specifies the mode of the node pool: System for pods that AKS itself needs, or User for application pods.</summary>
    [Parameter]
    [ValidateSet("System", "User")]
    public string Mode { get; set; } = "User";

    /// <summary>Specifies the operating system of the nodes.</summary>
    [Parameter]
    [ValidateSet("Linux", "Windows")]
    public string OsType { get; set; } = "Linux";

    /// <summary>
    /// Specifies the OS SKU, for example Ubuntu, AzureLinux, Windows2022, or Windows2025. The default is the default of AKS.
    /// </summary>
    [Parameter]
    [ValidatePattern(Patterns.Word)]
    [ArgumentCompleter(typeof(WordCompleter))]
    public string? OsSku { get; set; }

    /// <summary>
    /// Specifies the minimum number of nodes. Together with -MaxCount, it enables the cluster autoscaler. Range: 0 to 1000.
    /// </summary>
    [Parameter]
    [ValidateRange(0, 1000)]
    public int? MinCount { get; set; }

    /// <summary>Specifies the maximum number of nodes for the cluster autoscaler. Range: 1 to 1000.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int? MaxCount { get; set; }

    /// <summary>Specifies the availability zones, such as 1, 2, 3. The default is none.</summary>
    [Parameter]
    [ValidateSet("1", "2", "3")]
    public string[]? Zone { get; set; }

    /// <summary>Specifies the subnet of the nodes: a resource ID or an object. The default is the subnet of the first node pool.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SubnetIdCompleter))]
    [ResourceReference]
    public ArmReference? Subnet { get; set; }

    /// <summary>
    /// Indicates that Windows nodes don't translate the source addresses of their pods. It requires Kubernetes 1.26 or later and an
    /// outbound type other than loadBalancer.
    /// </summary>
    [Parameter]
    public SwitchParameter DisableWindowsOutboundNat { get; set; }

    /// <summary>Indicates that the cmdlet ignores the errors of the pre-flight check and lets Azure Resource Manager decide.</summary>
    [Parameter]
    public SwitchParameter SkipPreflight { get; set; }

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

    internal override SubjectNames Names => new(ResourceTypes.AgentPools, Name, ResourceGroupName)
    {
        Parent = ClusterName,
        ParentParameter = nameof(ClusterName)
    };

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (Piped?.IsRow == true)
        {
            Subject.RequireSame(this, Piped, nameof(Name), Piped[nameof(Name)]);
            ApplyRow(nameof(ClusterName), nameof(ResourceGroupName));
        }
        else if (IsChildName)
        {
            Name = Piped!.Text!;
        }

        if (Name.Length == 0)
        {
            throw EgressErrors.ParameterRequired(nameof(Name), "the new node pool needs a name.");
        }

        var cluster = ResolveParent(
            new SubjectNames(ResourceTypes.ManagedClusters, ClusterName, ResourceGroupName) { NameParameter = nameof(ClusterName) },
            Cluster);
        var plan = await NodePoolCreation.PlanAsync(Store, cluster, Request(), cancellationToken).ConfigureAwait(false);
        var runner = new PlanRunner(this)
        {
            SkipPreflight = SkipPreflight,
            Force = Force,
            NoWait = NoWait,
            AsJob = AsJob,
            Caption = "Node pool"
        };
        await runner.RunAsync(plan, static (pool, streams) => streams.Result(pool), cancellationToken).ConfigureAwait(false);
    }

    private NodePoolRequest Request() => new(Name)
    {
        NodeCount = NodeCount,
        VmSize = VmSize,
        Mode = Mode,
        OsType = OsType,
        OsSku = OsSku,
        MinCount = MinCount,
        MaxCount = MaxCount,
        Zone = Zone,
        SubnetId = Subnet?.ResolveId(ResourceTypes.Subnets).Text,
        DisableWindowsOutboundNat = DisableWindowsOutboundNat,
    };
}
