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

/// <summary>Adds a node pool to a cluster, after checking that its nodes will have a way out.</summary>
[Cmdlet(VerbsCommon.Add, "AksEgressNodePool", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(NodePool), typeof(EgressOperation), typeof(Job))]
public sealed class AddAksEgressNodePoolCommand : PipelineCmdletBase
{
    /// <summary>The new pool's name: 1 to 12 lower-case letters and digits, 6 at the most for Windows.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Cluster)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>The cluster's resource group.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>The cluster's name.</summary>
    [Parameter(Mandatory = true, Position = 2, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 2, ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClusterNameCompleter))]
    public string? ClusterName { get; set; }

    /// <summary>The cluster: name, id or object. It comes from the pipeline as well.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.Cluster)]
    [ResourceReference]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<Cluster>? Cluster { get; set; }

    /// <summary>Nodes at the start, 0 to 1000; 1 for a system pool at least.</summary>
    [Parameter]
    [ValidateRange(0, 1000)]
    public int? NodeCount { get; set; }

    /// <summary>The nodes' virtual machine size; AKS's default when it is left out.</summary>
    [Parameter]
    [ValidatePattern(Patterns.VirtualMachineSize)]
    [ArgumentCompleter(typeof(ClusterMemberCompleter))]
    public string? VmSize { get; set; }

    /// <summary>System for what AKS itself runs, User for the rest.</summary>
    [Parameter]
    [ValidateSet("System", "User")]
    public string Mode { get; set; } = "User";

    /// <summary>The nodes' operating system.</summary>
    [Parameter]
    [ValidateSet("Linux", "Windows")]
    public string OsType { get; set; } = "Linux";

    /// <summary>For example Ubuntu, AzureLinux, Windows2022 or Windows2025; AKS's default when it is left out.</summary>
    [Parameter]
    [ValidatePattern(Patterns.Word)]
    [ArgumentCompleter(typeof(WordCompleter))]
    public string? OsSku { get; set; }

    /// <summary>The fewest nodes; with -MaxCount it switches the autoscaler on.</summary>
    [Parameter]
    [ValidateRange(0, 1000)]
    public int? MinCount { get; set; }

    /// <summary>The most nodes that the autoscaler may make.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int? MaxCount { get; set; }

    /// <summary>Availability zones.</summary>
    [Parameter]
    [ValidateSet("1", "2", "3")]
    public string[]? Zone { get; set; }

    /// <summary>The nodes' subnet, by id or object; left out, that of the cluster's first pool.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SubnetIdCompleter))]
    [ResourceReference]
    public ArmReference? Subnet { get; set; }

    /// <summary>
    /// Lets Windows nodes not translate their pods' addresses; not with outbound type loadBalancer, from Kubernetes 1.26 on.
    /// </summary>
    [Parameter]
    public SwitchParameter DisableWindowsOutboundNat { get; set; }

    /// <summary>Goes on where the pre-flight found errors, and lets ARM decide.</summary>
    [Parameter]
    public SwitchParameter SkipPreflight { get; set; }

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
