using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Errors;
using AksEgress.Core.NodePools;
using AksEgress.Core.Operations;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;
using AksEgress.PowerShell.Streams;

namespace AksEgress.PowerShell.Commands;

/// <summary>Updates the node image of node pools.</summary>
[Cmdlet(
    VerbsData.Update,
    "AksEgressNodeImage",
    DefaultParameterSetName = ParameterSets.Name,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(NodePool), typeof(EgressOperation), typeof(Job))]
public sealed class UpdateAksEgressNodeImageCommand : PipelineCmdletBase
{
    /// <summary>Specifies the name of the cluster.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClusterNameCompleter))]
    public string? ClusterName { get; set; }

    /// <summary>
    /// Specifies the resource group of the cluster. The default is the resource group of the session (Set-AksEgressContext).
    /// </summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>Specifies the cluster: a name, a resource ID, or an object.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.Cluster)]
    [Parameter(ParameterSetName = ParameterSets.InputObject)]
    [ResourceReference]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<Cluster>? Cluster { get; set; }

    /// <summary>Specifies the resource ID of the node pool.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.ResourceId)]
    [Parameter(ParameterSetName = ParameterSets.InputObject)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string? ResourceId { get; set; }

    /// <summary>Specifies the names of the node pools. Wildcards are permitted. The default is all node pools.</summary>
    [Parameter(Position = 2, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 2, ParameterSetName = ParameterSets.Cluster)]
    [Parameter(Position = 2, ParameterSetName = ParameterSets.InputObject)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NodePoolNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>
    /// Indicates that the cmdlet also updates node pools that already have the newest image. AKS can skip such an update, which the cmdlet
    /// reports in a warning.
    /// </summary>
    [Parameter]
    public SwitchParameter Reimage { get; set; }

    /// <summary>Suppresses the confirmation prompt.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// Indicates that the cmdlet sends the request and returns an operation for Wait-AksEgressOperation, without waiting for completion.
    /// You can use it for one node pool only.
    /// </summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>
    /// Indicates that the cmdlet runs as a background job, which replaces the nodes of one node pool after another, and returns the job.
    /// </summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => Piped?.Id?.Text ?? ResourceId ?? ClusterName;

    internal override SubjectNames Names => new(ResourceTypes.AgentPools, Name is [var only] ? only : null, ResourceGroupName)
    {
        ResourceId = ResourceId,
        Parent = ClusterName,
        ParentParameter = nameof(ClusterName),
    };

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        // A row with the name of a node pool identifies that pool; any other object identifies a cluster.
        var isPool = Piped?.Id?.ResourceType == ResourceTypes.AgentPools
            || (Piped?.Kind == PipedKind.Row && (Piped.Has("NodePoolName") || (Piped.Has("Name") && Piped.Has(nameof(ClusterName)))));
        var one = isPool || (Piped is null && ResourceId is not null) ? ResolveSubject() : null;
        if (one is not null && Name is { Length: > 1 } && !Name.Any(name => NamePattern.Of(name).IsMatch(one.Name)))
        {
            throw Subject.Conflict(one, nameof(Name), string.Join(", ", Name), null);
        }

        if (one is not null
            && Cluster is not null
            && !Cluster.Find(ResourceTypes.ManagedClusters, () => Subscription, ResourceGroupName ?? one.ResourceGroupName)
                .Equals(one.Parent))
        {
            throw Subject.Conflict(one, nameof(Cluster), Cluster.ToString(), null);
        }

        var cluster = one?.Parent ?? ResolveCluster();
        var names = (one is null ? Name ?? ["*"] : [one.Name]).Select(name => NamePattern.Of(name)).ToList();
        var pools = await NodeImageUpdate.PlanAsync(
            Store, cluster, pool => names.Exists(name => name.IsMatch(pool)), cancellationToken).ConfigureAwait(false);
        if (one is not null && pools.Count == 0)
        {
            throw Core.Resources.ResourceStore.NotFound(one);
        }

        RequireFound(cluster, pools);
        var old = pools.Where(pool => Reimage || Force || !pool.IsNewest).ToList();
        if (NoWait && old.Count > 1)
        {
            throw EgressErrors.ContradictingParameters(
                "-NoWait works for one node pool only, because node pools are updated one after another.",
                "Specify one node pool with -Name, or remove -NoWait.", cluster.Text);
        }

        foreach (var pool in pools.Except(old))
        {
            Streams.Verbose(
                $"Node pool '{pool.Id.Name}' already has the newest image, {pool.Current}. To replace its nodes anyway, use -Reimage.");
        }

        DeprecatedForce.Warn(this, Force && !Reimage && old.Exists(pool => pool.IsNewest), nameof(Reimage));
        var runner = new PlanRunner(this) { Force = Force, NoWait = NoWait, AsJob = AsJob, Caption = "Node pool" };
        var images = old.ToDictionary(plan => plan.Id.Name, plan => plan.Current, StringComparer.OrdinalIgnoreCase);
        await runner.RunAsync(old, Write, cancellationToken).ConfigureAwait(false);

        void Write(NodePool updated, ICommandStreams streams)
        {
            if (NodeImageUpdate.IsReplaced(images.GetValueOrDefault(updated.Name), updated.NodeImageVersion) != true)
            {
                streams.Warning(UnverifiedNodes.Text(cluster.Name, [updated.Name]));
            }

            streams.Result(updated);
        }
    }

    private ArmResourceId ResolveCluster()
    {
        var names = new SubjectNames(ResourceTypes.ManagedClusters, ClusterName, ResourceGroupName)
        {
            NameParameter = nameof(ClusterName),
            Payload = nameof(Name)
        };
        var id = Piped is null && Cluster is not null ? null : Subject.Resolve(this, Piped, names);
        var typed = Cluster?.Find(
            ResourceTypes.ManagedClusters, () => Subscription, ResourceGroupName ?? id?.ResourceGroupName ?? DefaultResourceGroupName);
        return id is null || typed is null || id.Equals(typed)
            ? id ?? typed!
            : throw Subject.Conflict(id, nameof(Cluster), Cluster!.ToString(), null);
    }

    // A name without wildcards that matches nothing is an error; a pattern that matches nothing isn't.
    private void RequireFound(ArmResourceId cluster, IReadOnlyList<NodeImagePlan> pools)
    {
        var missing = (Name ?? []).FirstOrDefault(name =>
            !WildcardPattern.ContainsWildcardCharacters(name)
                && !pools.Any(pool => name.Equals(pool.Id.Name, StringComparison.OrdinalIgnoreCase)));
        if (missing is not null)
        {
            throw Core.Resources.ResourceStore.NotFound(cluster.Child("agentPools", missing));
        }
    }
}
