using System.Management.Automation;
using AksEgress.Core.RouteTables;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Changes what is named of a route; the rest of it and of its table stays as it is.</summary>
[Cmdlet(VerbsCommon.Set, "AksEgressRoute", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(RouteTable))]
public sealed class SetAksEgressRouteCommand : RouteCommand
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

    /// <summary>The new destination: a CIDR or a service tag.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AddressPrefix { get; set; }

    /// <summary>Where it goes now; away from VirtualAppliance its address goes too.</summary>
    [Parameter]
    [ValidateSet("VirtualAppliance", "VirtualNetworkGateway", "VnetLocal", "Internet", "None")]
    public string? NextHopType { get; set; }

    /// <summary>The appliance's new IPv4 or IPv6 address.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? NextHopIpAddress { get; set; }

    /// <inheritdoc/>
    private protected override string? RouteName => Name;

    /// <inheritdoc/>
    private protected override string? WholeId => InputObject is null ? ResourceId : InputObject.Id ?? InputObject.Name;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var target = Target();
        var request = new RouteRequest(target.Name, AddressPrefix, NextHopType, NextHopIpAddress);
        var plan = await new RouteChange(Store).PlanSetAsync(target.Parent!, request, cancellationToken).ConfigureAwait(false);
        if (await RunAsync(plan, request, cancellationToken).ConfigureAwait(false) is { } table)
        {
            Streams.Result(table);
        }
    }
}
