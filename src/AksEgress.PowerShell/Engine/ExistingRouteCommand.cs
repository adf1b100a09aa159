using System.Management.Automation;
using AksEgress.Core.RouteTables;
using AksEgress.PowerShell.Completion;

namespace AksEgress.PowerShell.Engine;

/// <summary>The ways to mean a route that is there: by names, in a piped table, by id, or as an object.</summary>
public abstract class ExistingRouteCommand : RouteCommand
{
    /// <summary>The route's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.RouteTable)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ChildNameCompleter))]
    public string? Name { get; set; }

    /// <summary>The route's id.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.ResourceId, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string? ResourceId { get; set; }

    /// <summary>A route of a table, as its Routes property has it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.InputObject, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Route? InputObject { get; set; }

    /// <inheritdoc/>
    private protected override string? RouteName => Name;

    /// <inheritdoc/>
    private protected override string? WholeId => InputObject is null ? ResourceId : InputObject.Id ?? InputObject.Name;
}
