using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Errors;
using AksEgress.Core.Paths;
using AksEgress.Core.Resources;
using AksEgress.Core.RouteTables;
using AksEgress.Core.Subnets;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Gets the routes of a route table, or those that apply in the subnets of a cluster.</summary>
[Cmdlet(VerbsCommon.Get, "AksEgressRoute")]
[OutputType(typeof(EgressRoute))]
public sealed class GetAksEgressRouteCommand : PipelineCmdletBase
{
    /// <summary>Specifies the name of the route. Wildcards are permitted. The default is all routes.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ChildNameCompleter))]
    public string? Name { get; set; }

    /// <summary>Specifies the name of the route table.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public string? RouteTableName { get; set; }

    /// <summary>Specifies the resource group of a route table or cluster that is specified by name only.</summary>
    [Parameter(Position = 2)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>Specifies the route table: a name, a resource ID, or an object.</summary>
    [Parameter]
    [ResourceReference]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<RouteTable>? RouteTable { get; set; }

    /// <summary>Specifies the subnet whose routes are returned: a resource ID or an object.</summary>
    [Parameter]
    [ResourceReference]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SubnetIdCompleter))]
    public ArmReference<Subnet>? Subnet { get; set; }

    /// <summary>Specifies the cluster whose routes are returned: a name, a resource ID, or an object.</summary>
    [Parameter]
    [ResourceReference]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<Cluster>? Cluster { get; set; }

    /// <summary>Specifies the resource ID of the route.</summary>
    [Parameter]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string? ResourceId { get; set; }

    /// <summary>
    /// Indicates that the cmdlet asks Azure for the effective routes of one running node in each subnet of the cluster. Azure returns them
    /// for nodes that are virtual machines, but not for nodes of scale sets.
    /// </summary>
    [Parameter]
    public SwitchParameter Effective { get; set; }

    /// <summary>
    /// Specifies a route table, a route, a subnet, or a cluster: an object from another cmdlet, a file, or a job; a row; a name of a route
    /// table; or a resource ID.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public override PSObject? InputObject { get; set; }

    internal override SubjectNames Names => RouteInput.TableNames(RouteTableName, ResourceGroupName) with { IsParent = true };

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var pattern = NamePattern.Of(Name);
        var (id, route) = Source();
        if (Effective && !Is(id.ResourceType, ResourceTypes.ManagedClusters))
        {
            throw EgressErrors.ContradictingParameters(
                "Effective routes are those of the nodes of a cluster.", "Specify a cluster, or omit -Effective.", id.Text);
        }

        var inspector = new RouteInspector(Store, Streams.Warning);
        var all = Is(id.ResourceType, ResourceTypes.ManagedClusters)
            ? await inspector.OfClusterAsync(id, Effective, cancellationToken).ConfigureAwait(false)
            : Is(id.ResourceType, ResourceTypes.Subnets)
                ? await inspector.OfSubnetAsync(id, cancellationToken).ConfigureAwait(false)
            : await inspector.OfTableAsync(id, cancellationToken).ConfigureAwait(false);
        var found = all.Where(one =>
            (route is null || Is(one.Name, route)) && (Name is null || (one.Name is not null && pattern.IsMatch(one.Name)))).ToList();
        if (found.Count == 0
            && (route ?? Name) is { } wanted
            && !WildcardPattern.ContainsWildcardCharacters(wanted)
            && Is(id.ResourceType, ResourceTypes.RouteTables))
        {
            throw ResourceStore.NotFound(id.Child("routes", wanted, nameof(Name)));
        }

        found.ForEach(Streams.Result);
    }

    // What the routes are read of, and the name of the only route to return, or null.
    private (ArmResourceId Id, string? Route) Source()
    {
        (string Parameter, bool IsGiven)[] sources =
        [
            (nameof(RouteTableName), RouteTableName is not null),
            (nameof(RouteTable), RouteTable is not null),
            (nameof(Subnet), Subnet is not null),
            (nameof(Cluster), Cluster is not null),
            (nameof(ResourceId), ResourceId is not null),
        ];
        var given = sources.Where(source => source.IsGiven && (Piped is null || IsTyped(source.Parameter))).ToList();
        if (given.Count > 1)
        {
            throw EgressErrors.ContradictingParameters(
                $"-{given[0].Parameter} and -{given[1].Parameter} can't be used together.", "Specify only one of them.");
        }

        return Piped is null ? FromParameters() : FromPipeline(Piped, given.Count > 0 ? given[0].Parameter : null);
    }

    private (ArmResourceId Id, string? Route) FromParameters()
    {
        var group = ResourceGroupName ?? DefaultResourceGroupName;
        if (ResourceId is not null)
        {
            var route = ArmResourceId.Parse(ResourceId, ResourceTypes.Routes, nameof(ResourceId));
            return (route.Parent!, route.Name);
        }

        return (Subnet is not null ? Subnet.ResolveId(ResourceTypes.Subnets)
            : Cluster is not null ? Cluster.Find(ResourceTypes.ManagedClusters, () => Subscription, group)
            : RouteTable is not null ? RouteTable.Find(ResourceTypes.RouteTables, () => Subscription, group)
            : Binding.Subject.Resolve(this, null, Names), null);
    }

    // A cluster's other outputs have the ID of the cluster; a route identifies itself in its route table.
    private (ArmResourceId Id, string? Route) FromPipeline(PipedObject piped, string? typed)
    {
        if (piped.Id is { } id)
        {
            if (Is(id.ResourceType, ResourceTypes.Routes))
            {
                Refuse(id, typed);
                return (id.Parent!, id.Name);
            }

            if (Is(id.ResourceType, ResourceTypes.ManagedClusters) || Is(id.ResourceType, ResourceTypes.Subnets))
            {
                Refuse(id, typed);
                return (id, null);
            }
        }

        if (typed is not null && typed != nameof(RouteTableName))
        {
            throw EgressErrors.ContradictingParameters(
                $"-{typed} and the pipeline both specify what the routes belong to.", $"Remove -{typed}, or remove the pipeline input.");
        }

        var table = Binding.Subject.Resolve(this, piped, Names);
        return (table, piped.Kind == PipedKind.Route ? piped["Name"] : null);
    }

    private static void Refuse(ArmResourceId id, string? typed)
    {
        if (typed is not null)
        {
            throw Binding.Subject.Conflict(id, typed, "another source", null);
        }
    }

    private static bool Is(string? a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
