using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Errors;
using AksEgress.Core.NodePools;
using AksEgress.Core.Operations;
using AksEgress.Core.OutboundTypes;
using AksEgress.Core.Resources;
using AksEgress.Core.RunCommands;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Aborts the operation that is running on an AKS cluster or on one of its node pools. Nothing is rolled back.</summary>
[Cmdlet(
    VerbsLifecycle.Stop,
    "AksEgressOperation",
    DefaultParameterSetName = ParameterSets.Name,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Cluster), typeof(NodePool), typeof(EgressOperation), typeof(Job))]
public sealed class StopAksEgressOperationCommand : ClusterCmdletBase
{
    /// <summary>Specifies the name of the cluster.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(ParameterSetName = ParameterSets.InputObject)]
    [Alias("ClusterName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClusterNameCompleter))]
    public override string? Name { get; set; }

    /// <summary>
    /// Specifies the operation, the cluster, or the node pool: an object from another cmdlet, a file, or a job; a row with names; a name;
    /// or a resource ID.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.InputObject, ValueFromPipeline = true)]
    [ValidateNotNull]
    public override PSObject? InputObject { get; set; }

    /// <summary>
    /// Specifies the node pool whose operation is aborted. The default is the operation of the cluster, or of its only node pool with a
    /// running operation.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NodePoolNameCompleter))]
    public string? NodePoolName { get; set; }

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

    /// <summary>Indicates that the cmdlet returns the cluster or the node pool after the change.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (Piped?["Token"] is { } token && !await IsRunningAsync(token, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        var plan = await OperationAbort.PlanAsync(Store, Target(), cancellationToken).ConfigureAwait(false);
        var passThru = PassThru.IsPresent;
        await new PlanRunner(this) { Force = Force, NoWait = NoWait, AsJob = AsJob, Caption = "Operation" }.RunAsync(
            plan,
            (document, streams) =>
            {
                if (passThru)
                {
                    streams.Result(ResourceViews.Of(document));
                }
            },
            cancellationToken).ConfigureAwait(false);
    }

    // The operation in progress on the resource may differ from the piped one.
    private async Task<bool> IsRunningAsync(string token, CancellationToken cancellationToken)
    {
        var operation = SavedOperation.FromParts(Piped!["ResourceId"]!, Piped["Operation"], token, Piped["Record"]);
        RequireSubscription(operation.ResourceId);
        if (ClusterCommands.IsCommand(operation)
            || ArmResourceId.Parse(operation.ResourceId).ResourceType is not (ResourceTypes.ManagedClusters or ResourceTypes.AgentPools))
        {
            throw EgressErrors.OperationNotAbortable(operation.Operation, operation.Name, operation.ResourceId);
        }

        var now = await new OperationReader(Gateway).LookAsync(operation, cancellationToken).ConfigureAwait(false);
        if (now.Status is "Succeeded" or "Failed" or "Canceled" or "NotApplied")
        {
            Streams.Warning($"Operation '{now.Operation}' on '{now.Name}' has ended ({now.Status}): nothing was aborted.");
            return false;
        }

        return true;
    }

    private ArmResourceId Target()
    {
        var id = Piped is not null ? Piped.Id : ResourceId is null ? null : ArmResourceId.ParseAny(ResourceId, nameof(ResourceId));
        if (id?.ResourceType == ResourceTypes.AgentPools)
        {
            return Pool(id);
        }

        var cluster = ResolveSubject();
        if (Piped is { IsRow: true })
        {
            ApplyRow("Name", "ResourceGroupName", "ClusterName");
        }

        if (NodePoolName is null)
        {
            return cluster;
        }

        ArmNames.Check(NodePoolName, ArmNames.MaximumLength, nameof(NodePoolName));
        return cluster.Child("agentPools", NodePoolName);
    }

    private ArmResourceId Pool(ArmResourceId id)
    {
        if (Piped is null && NodePoolName is not null && !NodePoolName.Equals(id.Name, StringComparison.OrdinalIgnoreCase))
        {
            throw EgressErrors.ContradictingParameters(
                $"-ResourceId and -{nameof(NodePoolName)} contradict each other: '{id.Text}' and '{ArmNames.Shown(NodePoolName)}'.",
                $"Remove -{nameof(NodePoolName)}.", id.Text);
        }

        return Subject.Resolve(this, Piped, new SubjectNames(ResourceTypes.AgentPools, NodePoolName, ResourceGroupName)
        {
            NameParameter = nameof(NodePoolName),
            Parent = Name,
            ParentParameter = nameof(Name),
            ResourceId = ResourceId,
        });
    }
}
