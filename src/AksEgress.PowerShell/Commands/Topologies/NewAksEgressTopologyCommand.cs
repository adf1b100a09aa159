using System.Collections;
using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Operations;
using AksEgress.Core.Texts;
using AksEgress.Core.Topologies;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Creates a cluster with its egress resources.</summary>
[Cmdlet(
    VerbsCommon.New,
    "AksEgressTopology",
    DefaultParameterSetName = ParameterSets.Name,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Topology), typeof(EgressOperation), typeof(Job))]
public sealed class NewAksEgressTopologyCommand : NewClusterCmdletBase
{
    /// <summary>
    /// Specifies the name of the topology, 1 to 54 characters. It's the name of the cluster and the prefix of the other parts' names.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [ValidateLength(1, 54)]
    public override string? Name { get; set; }

    /// <summary>Specifies the egress path of the topology.</summary>
    [Parameter(Mandatory = true, Position = 2, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 2, ParameterSetName = ParameterSets.InputObject)]
    public TopologyKind? Kind { get; set; }

    /// <summary>Specifies the region. The default is the region of the resource group.</summary>
    [Parameter]
    [ValidatePattern(Patterns.Location)]
    [ArgumentCompleter(typeof(LocationCompleter))]
    public string? Location { get; set; }

    /// <summary>Specifies the address range of the bring-your-own virtual network in CIDR notation. The default is 10.42.0.0/16.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AddressPrefix { get; set; }

    /// <summary>
    /// Specifies the address range of the node subnet in CIDR notation, within -AddressPrefix. The default is 10.42.1.0/24 or, with
    /// -AddressPrefix, a range within that.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SubnetPrefix { get; set; }

    /// <summary>
    /// Specifies the address range of the firewall subnet in CIDR notation, /26 or larger, within -AddressPrefix. The default is
    /// 10.42.2.0/26 or, with -AddressPrefix, a range within that.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? FirewallSubnetPrefix { get; set; }

    /// <summary>Specifies the tier of the firewall. The default is Standard.</summary>
    [Parameter]
    [ValidateSet("Standard", "Premium")]
    public string? FirewallTier { get; set; }

    /// <summary>
    /// Specifies the idle timeout, in minutes, of connections through the user-assigned NAT gateway. Range: 4 to 120. The default of Azure
    /// is 4.
    /// </summary>
    [Parameter]
    [ValidateRange(4, 120)]
    public int? IdleTimeoutInMinutes { get; set; }

    /// <summary>Specifies tags for every part.</summary>
    [Parameter]
    [ValidateNotNull]
    [Alias("Tags")]
    [TagTable]
    public Hashtable? Tag { get; set; }

    /// <summary>
    /// Indicates that the topology includes existing resources that have a part's name, even if another command or tool created them.
    /// </summary>
    [Parameter]
    public SwitchParameter AllowExisting { get; set; }

    /// <summary>Suppresses the confirmation prompt.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// Indicates that the cmdlet creates everything that the cluster requires, starts the creation of the cluster, and returns its
    /// operation for Wait-AksEgressOperation.
    /// </summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Indicates that the cmdlet runs as a background job and returns the job.</summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    /// <summary>Isn't a parameter: -Kind decides it.</summary>
    public override string OutboundType { get; set; } = string.Empty;

    private protected override string? Payload => null;

    /// <inheritdoc/>
    protected override object? ErrorTarget => Name;

    /// <inheritdoc/>
    protected override void CheckRecord()
    {
        base.CheckRecord();
        Name = ReadNewName(ResourceTypes.ManagedClusters);
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        await CheckLocationAsync(Location, cancellationToken).ConfigureAwait(false);
        var plan = await new TopologyBuilder(Gateway).PlanAsync(Request(), cancellationToken).ConfigureAwait(false);
        DeprecatedForce.Warn(this, Force && !AllowExisting && plan.HasForeignParts, nameof(AllowExisting));
        if (NoWait && plan.StepsAfterCluster is { Count: > 0 } later)
        {
            Streams.Warning(
                $"-NoWait doesn't create {Sentences.List(later)}. Run the same command again when cluster '{plan.Name}' exists.");
        }

        var runner = new PlanRunner(this) { Force = Force, NoWait = NoWait, AsJob = AsJob };
        await runner.RunAsync(plan, static (topology, streams) => streams.Result(topology), cancellationToken).ConfigureAwait(false);
    }

    private TopologyRequest Request()
    {
        var kind = Kind ?? throw EgressErrors.ParameterRequired(nameof(Kind), "it determines the egress path.");
        var id = NewId(ResourceTypes.ManagedClusters, Name!);
        return new TopologyRequest(kind, id, Shape(TopologyRequest.OutboundTypeOf(kind), id.ResourceGroupName))
        {
            Location = Location,
            Tags = Tag is null ? new Dictionary<string, string>() : TagFilter.Texts(Tag),
            AddressPrefix = AddressPrefix,
            SubnetPrefix = SubnetPrefix,
            FirewallSubnetPrefix = FirewallSubnetPrefix,
            FirewallTier = FirewallTier,
            IdleTimeoutInMinutes = IdleTimeoutInMinutes,
            AllowExisting = AllowExisting || Force,
        };
    }
}
