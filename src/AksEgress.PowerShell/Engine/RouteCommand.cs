using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Resources;
using AksEgress.Core.RouteTables;
using AksEgress.PowerShell.Completion;

namespace AksEgress.PowerShell.Engine;

/// <summary>What the cmdlets that change one route of a table share: the table by names or as an object, plan, question, change.</summary>
/// <remarks>
/// The names of the table do not bind by property name: PowerShell would try the default set first, bind a piped
/// table's ResourceGroupName there, and never come to the set that takes the table itself.
/// </remarks>
public abstract class RouteCommand : EgressCmdlet
{
    /// <summary>The route table's name.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ParameterSets.Name)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public string? RouteTableName { get; set; }

    /// <summary>The resource group of the route table.</summary>
    [Parameter(Mandatory = true, Position = 2, ParameterSetName = ParameterSets.Name)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>The route table as another cmdlet returned it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.RouteTable, ValueFromPipeline = true)]
    [ValidateNotNull]
    public RouteTable? RouteTable { get; set; }

    /// <summary>Does not ask before open connections are cut, nor before a route is removed.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The route's name as the parameters say it.</summary>
    private protected abstract string? RouteName { get; }

    /// <summary>The route's id where it was given whole, by id or by object; null otherwise.</summary>
    private protected virtual string? WholeId => null;

    /// <inheritdoc/>
    protected override object? ErrorTarget => WholeId ?? RouteName;

    /// <summary>The route that the parameters mean.</summary>
    private protected ArmResourceId Target() => WholeId is { } id
        ? ArmResourceId.Parse(id, ResourceTypes.Route)
        : (RouteTable?.ResourceId ?? ArmResourceId.Create(Subscription, ResourceGroupName!, ResourceTypes.RouteTable, RouteTableName!)).Child("routes", RouteName!);

    /// <summary>Asks, changes and reads the table back.</summary>
    /// <returns>The table afterwards, unchanged when nothing was to do; null when the user said no, or under -WhatIf.</returns>
    private protected async Task<RouteTable?> RunAsync(RoutePlan plan, RouteRequest? request, CancellationToken cancellationToken)
    {
        if (plan.IsMet)
        {
            return plan.Table;
        }

        var sentence = plan.Describe();
        var caption = ResourceNouns.Describe(ResourceTypes.Route);
        return await ConfirmAsync(sentence, caption, Force && plan.After is null).ConfigureAwait(false)
            && (!plan.Cuts || Force || IsConfirmedBeforehand || await Streams.ShouldContinueAsync(plan.DescribeCut(), caption).ConfigureAwait(false))
            ? await new RouteChange(StoreWithProgress(plan.Table.Name)).RunAsync(plan, request, cancellationToken).ConfigureAwait(false)
            : null;
    }
}
