using System.Management.Automation;
using AksEgress.Core.Clusters;
using AksEgress.Core.Preflight;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Gets the supported changes of the outbound type, with source and date.</summary>
[Cmdlet(VerbsCommon.Get, "AksOutboundTypeMigration")]
[Alias("Get-AksEgressOutboundTypeMigration")]
[OutputType(typeof(MigrationPath))]
public sealed class GetAksOutboundTypeMigrationCommand : EgressCmdletBase
{
    /// <summary>Specifies the current outbound type. The default is all outbound types.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("OutboundType")]
    [ValidateSet(
        OutboundTypeNames.LoadBalancer,
        OutboundTypeNames.ManagedNatGateway,
        OutboundTypeNames.ManagedNatGatewayV2,
        OutboundTypeNames.UserAssignedNatGateway,
        OutboundTypeNames.UserDefinedRouting,
        OutboundTypeNames.None,
        OutboundTypeNames.Block)]
    public string? From { get; set; }

    /// <summary>Specifies the new outbound type. The default is all outbound types.</summary>
    [Parameter(Position = 1)]
    [ValidateSet(
        OutboundTypeNames.LoadBalancer,
        OutboundTypeNames.ManagedNatGateway,
        OutboundTypeNames.ManagedNatGatewayV2,
        OutboundTypeNames.UserAssignedNatGateway,
        OutboundTypeNames.UserDefinedRouting,
        OutboundTypeNames.None,
        OutboundTypeNames.Block)]
    public string? To { get; set; }

    /// <summary>Specifies the kind of virtual network. The default is both kinds.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    public VirtualNetworkMode? VirtualNetworkMode { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var path in MigrationTable.All().Where(path =>
            Is(path.From, From) && Is(path.To, To) && (VirtualNetworkMode is null || path.VirtualNetworkMode == VirtualNetworkMode)))
        {
            Streams.Result(path);
        }

        return Task.CompletedTask;
    }

    private static bool Is(string type, string? wanted) =>
        wanted is null || string.Equals(type, wanted, StringComparison.OrdinalIgnoreCase);

    /// <summary>Isn't a parameter: nothing is read from Azure.</summary>
    public override string? SubscriptionId { get; set; }

    private protected override bool RequiresConnection => false;
}
