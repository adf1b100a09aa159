using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;
using AksEgress.Core.RouteTables;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Makes a route table; piped routes all go into one table.</summary>
[Cmdlet(VerbsCommon.New, "AksEgressRouteTable", SupportsShouldProcess = true)]
[OutputType(typeof(RouteTable))]
public sealed class NewAksEgressRouteTableCommand : CollectingNewCommand<RouteTable>
{
    private readonly List<Route> routes = [];

    /// <summary>Routes from New-AksEgressRoute, or of another table.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public Route[] Route { get; set; } = [];

    /// <summary>
    /// Sends everything to an appliance: its address, or an Azure Firewall by address, id or name. For an Azure
    /// Firewall its public addresses are routed straight to the Internet as well.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public string? DefaultRouteTo { get; set; }

    /// <summary>Keeps routes that a gateway learns by BGP out of the table's subnets.</summary>
    [Parameter]
    public SwitchParameter DisableBgpRoutePropagation { get; set; }

    /// <inheritdoc/>
    protected override string ResourceType => ResourceTypes.RouteTable;

    /// <inheritdoc/>
    protected override RouteTable View(ArmDocument document) => new(document);

    /// <inheritdoc/>
    protected override async Task PrepareAsync(ArmResourceId id, CancellationToken cancellationToken)
    {
        if (DefaultRouteTo is null)
        {
            return;
        }

        var made = await DefaultRoutes.ResolveAsync(Store, id, DefaultRouteTo, cancellationToken).ConfigureAwait(false);
        routes.AddRange(made.Routes);
        if (made.FirewallsUnreadable)
        {
            Streams.Warning($"The subscription's Azure Firewalls cannot be read. If {DefaultRouteTo} is one, add a route for its public address: New-AksEgressRoute -NextHopType Internet.");
        }
    }

    /// <inheritdoc/>
    protected override void Apply(ArmDocument document, ArmResourceId id) =>
        RouteTableDesign.Apply(document, id, routes, MyInvocation.BoundParameters.ContainsKey(nameof(DisableBgpRoutePropagation)) ? DisableBgpRoutePropagation : null);

    /// <inheritdoc/>
    protected override string Describe(ArmDocument document) => routes.Count == 0
        ? "a route table"
        : $"a route table with {Sentences.Count(routes.Count, "route")} ({string.Join("; ", routes)})";

    /// <inheritdoc/>
    protected override void Collect() => routes.AddRange(Route);
}
