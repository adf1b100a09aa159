using System.Management.Automation;
using AksEgress.Core.Resources;
using AksEgress.Core.RouteTables;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Changes what is named of a route; the rest of it and of its table stays as it is.</summary>
[Cmdlet(VerbsCommon.Set, "AksEgressRoute", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(RouteTable))]
public sealed class SetAksEgressRouteCommand : PipelineCmdletBase
{
    /// <summary>The route's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.RouteTable)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ChildNameCompleter))]
    public string? Name { get; set; }

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

    /// <summary>Suppresses the confirmation prompt.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The route's id.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.ResourceId)]
    [Parameter(ParameterSetName = ParameterSets.InputObject)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string? ResourceId { get; set; }

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
    [ArgumentCompleter(typeof(NextHopAddressCompleter))]
    public string? NextHopIpAddress { get; set; }

    /// <summary>Returns the route table as it is afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override SubjectNames Names => RouteInput.RouteNames(Name, RouteTableName, ResourceGroupName, ResourceId);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var target = RouteInput.Resolve(this, Names, RouteTable);
        var request = new RouteRequest(target.Name, AddressPrefix, NextHopType, NextHopIpAddress);
        var plan = await new RouteChange(Store).PlanSetAsync(target.Parent!, request, cancellationToken).ConfigureAwait(false);
        var passThru = PassThru.IsPresent;
        await RouteInput.RunAsync(
            this,
            plan,
            Force,
            (table, streams) =>
            {
                if (passThru)
                {
                    streams.Result(table);
                }
            },
            cancellationToken).ConfigureAwait(false);
    }
}
