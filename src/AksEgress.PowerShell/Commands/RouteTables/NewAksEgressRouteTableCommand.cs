using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Firewalls;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.Provisioning;
using AksEgress.Core.Resources;
using AksEgress.Core.RouteTables;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Creates a route table.</summary>
[Cmdlet(VerbsCommon.New, "AksEgressRouteTable", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(RouteTable), typeof(EgressOperation), typeof(Job))]
public sealed class NewAksEgressRouteTableCommand : NewCmdletBase<RouteTable>
{
    private readonly List<Route> _routes = [];
    private bool _collected;
    private readonly HashSet<string> _appliances = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Specifies routes that New-AksEgressRoute returned, or routes of another route table.</summary>
    [Parameter]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public Route[] Route { get; set; } = [];

    /// <summary>
    /// Specifies the appliance that gets the default route: its IP address, or an Azure Firewall by IP address, resource ID, or name. For
    /// an Azure Firewall, the cmdlet also adds routes from its public IP addresses to the Internet.
    /// </summary>
    [Parameter(ParameterSetName = ParameterSets.Name)]
    [Parameter(ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public string? DefaultRouteTo { get; set; }

    /// <summary>
    /// Specifies the Azure Firewall that gets the default route, as an object that another cmdlet returned. It has the same effect as
    /// -DefaultRouteTo.
    /// </summary>
    [Parameter(ParameterSetName = ParameterSets.InputObject)]
    [Parameter(ParameterSetName = ParameterSets.Name)]
    [ResourceReference]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<Firewall>? Firewall { get; set; }

    /// <summary>
    /// Indicates that routes that a virtual network gateway learns by BGP aren't propagated to the subnets of the route table.
    /// </summary>
    [Parameter]
    public SwitchParameter DisableBgpRoutePropagation { get; set; }

    private protected override void Collect()
    {
        // Typed routes and firewalls apply to the whole route table, however many records are piped.
        if (!_collected)
        {
            _collected = true;
            _routes.AddRange(Route);
            if (Firewall is { } firewall)
            {
                _appliances.Add(firewall.ToString());
            }
        }

        if (Piped?.Kind == PipedKind.Route)
        {
            _routes.Add(InputObject!.BaseObject as Route
                ?? new RouteRequest(
                    Piped["Name"] ?? string.Empty, Piped["AddressPrefix"], Piped["NextHopType"], Piped["NextHopIpAddress"]).ToRoute());
        }

        if ((Input.Parent?.Text ?? Input.ParentName) is { } piped)
        {
            _appliances.Add(piped);
        }
    }

    private protected override void Clear()
    {
        _collected = false;
        _routes.Clear();
        _appliances.Clear();
    }

    private protected override IReadOnlyList<string> ParentTypes => [ResourceTypes.Firewalls, ResourceTypes.Routes];

    private protected override bool CollectsInput => true;

    private protected override async Task<ResourceDesign> DesignAsync(ArmResourceId id, CancellationToken cancellationToken)
    {
        var request = new RouteTableRequest
        {
            Routes = _routes,
            DefaultRouteTo = DefaultRouteTo,
            Firewalls = [.. _appliances],
            DisableBgpRoutePropagation = IsGiven(nameof(DisableBgpRoutePropagation)) ? DisableBgpRoutePropagation : null,
        };
        var design = await RouteTableCreation.PrepareAsync(Store, id, request, cancellationToken).ConfigureAwait(false);
        foreach (var warning in design.Warnings)
        {
            Streams.Warning(warning);
        }

        return design;
    }
}
