using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Resources;
using AksEgress.Core.RouteTables;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;

namespace AksEgress.PowerShell.Engine;

/// <summary>What the cmdlets that change one route of a table share: the table by names or as an object, plan, question, change.</summary>
/// <remarks>
/// The names of the table do not bind by property name: PowerShell would try the default set first, bind a piped
/// table's ResourceGroupName there, and never come to the set that takes the table itself.
/// </remarks>
public abstract class RouteCommand : PipelineCmdlet
{
    /// <summary>The route table's name.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 1, ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public string? RouteTableName { get; set; }

    /// <summary>The resource group of the route table.</summary>
    [Parameter(Position = 2)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>The route table: name, id or object. It comes from the pipeline as well.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.RouteTable)]
    [Parameter(ParameterSetName = ParameterSets.InputObject)]
    [ResourceReference]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<RouteTable>? RouteTable { get; set; }

    /// <summary>Does not ask before open connections are cut, nor before a route is removed.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The route's name as the parameters say it.</summary>
    private protected abstract string? RouteName { get; }

    private protected override SubjectNames Names => new(ResourceTypes.Routes, RouteName, ResourceGroupName)
    {
        Parent = RouteTableName,
        ParentParameter = nameof(RouteTableName),
        NamedBy = [PipedKind.Route],
    };

    /// <summary>The route table that the parameters or the pipeline identify.</summary>
    private protected ArmResourceId Table() => ResolveParent(
        new SubjectNames(ResourceTypes.RouteTables, RouteTableName, ResourceGroupName) { NameParameter = nameof(RouteTableName), NamedBy = [PipedKind.Route] }, RouteTable);

    /// <summary>Asks, changes and reads the table back.</summary>
    /// <returns>The table afterwards, unchanged when nothing was to do; null when the user said no, or under -WhatIf.</returns>
    private protected async Task<RouteTable?> RunAsync(RoutePlan plan, RouteRequest? request, CancellationToken cancellationToken)
    {
        if (plan.IsMet)
        {
            return plan.Table;
        }

        var sentence = plan.Describe();
        var caption = ResourceNouns.Describe(ResourceTypes.Routes);
        return await ConfirmAsync(sentence, caption, Force && plan.After is null).ConfigureAwait(false)
            && (!plan.Cuts || Force || IsConfirmedBeforehand || await Streams.ShouldContinueAsync(plan.DescribeCut(), caption).ConfigureAwait(false))
            ? await new RouteChange(StoreWithProgress(plan.Table.Name)).RunAsync(plan, request, cancellationToken).ConfigureAwait(false)
            : null;
    }
}
