using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;

namespace AksEgress.PowerShell.Engine;

/// <summary>The ways to mean a route that is there: by names, in a piped table, by id, or as an object.</summary>
public abstract class ExistingRouteCommand : RouteCommand
{
    /// <summary>The route's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.RouteTable)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ChildNameCompleter))]
    public string? Name { get; set; }

    /// <summary>The route's id.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.ResourceId)]
    [Parameter(ParameterSetName = ParameterSets.InputObject)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string? ResourceId { get; set; }

    /// <inheritdoc/>
    private protected override string? RouteName => Name;

    private protected override SubjectNames Names => base.Names with { ResourceId = ResourceId };

    /// <summary>The route: in a piped or referenced table, or piped itself.</summary>
    private protected ArmResourceId Target()
    {
        var isInTable = RouteTable is not null || Piped?.Id?.ResourceType == ResourceTypes.RouteTables || (Piped?.Kind == PipedKind.Text && !IsChildName);
        return isInTable
            ? Table().Child("routes", Name ?? throw new EgressException(EgressErrors.ParameterRequired, null, nameof(Name), "the route table comes from the pipeline."))
            : ResolveSubject();
    }
}
