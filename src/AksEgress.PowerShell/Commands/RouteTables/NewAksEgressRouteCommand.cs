using System.Management.Automation;
using AksEgress.Core.RouteTables;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Creates a route in memory.</summary>
[Cmdlet(VerbsCommon.New, "AksEgressRoute")]
[OutputType(typeof(Route))]
public sealed class NewAksEgressRouteCommand : EgressCmdletBase
{
    /// <summary>Specifies the name of the route. The name must be unique in the route table.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>Specifies the destination: a CIDR range such as <c>0.0.0.0/0</c>, or a service tag such as <c>AzureMonitor</c>.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string AddressPrefix { get; set; } = string.Empty;

    /// <summary>Specifies the type of the next hop.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [ValidateSet("VirtualAppliance", "VirtualNetworkGateway", "VnetLocal", "Internet", "None")]
    public string NextHopType { get; set; } = string.Empty;

    /// <summary>
    /// Specifies the IPv4 or IPv6 address of the appliance. It's required for next hop type VirtualAppliance, and not allowed for other
    /// types.
    /// </summary>
    [Parameter(Position = 3, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(NextHopAddressCompleter))]
    public string? NextHopIpAddress { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => Name;

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        Streams.Result(new RouteRequest(Name, AddressPrefix, NextHopType, NextHopIpAddress).ToRoute());
        return Task.CompletedTask;
    }

    /// <summary>Isn't a parameter: nothing is read from Azure.</summary>
    public override string? SubscriptionId { get; set; }

    private protected override bool RequiresConnection => false;
}
