using System.Management.Automation;
using AksEgress.Core.RouteTables;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Changes what is named of a route; the rest of it and of its table stays as it is.</summary>
[Cmdlet(VerbsCommon.Set, "AksEgressRoute", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(RouteTable))]
public sealed class SetAksEgressRouteCommand : ExistingRouteCommand
{
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
