using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Firewalls;
using AksEgress.Core.Resources;
using AksEgress.Core.RouteTables;
using AksEgress.Core.Texts;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Makes a route table; piped routes all go into one table, and a piped firewall gets the default route.</summary>
[Cmdlet(VerbsCommon.New, "AksEgressRouteTable", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(RouteTable))]
public sealed class NewAksEgressRouteTableCommand : CollectingNewCommand<RouteTable>
{
    private readonly List<Route> routes = [];
    private bool collected;
    private readonly HashSet<string> appliances = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Routes from New-AksEgressRoute, or of another table.</summary>
    [Parameter]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public Route[] Route { get; set; } = [];

    /// <summary>
    /// Sends everything to an appliance: its address, or an Azure Firewall by address, id or name. For an Azure
    /// Firewall its public addresses are routed straight to the Internet as well.
    /// </summary>
    [Parameter(ParameterSetName = ParameterSets.Name)]
    [Parameter(ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public string? DefaultRouteTo { get; set; }

    /// <summary>The Azure Firewall that everything is sent to, as New- or Get-AksEgressFirewall returned it: what -DefaultRouteTo does, for a pipeline.</summary>
    [Parameter(ParameterSetName = ParameterSets.InputObject)]
    [Parameter(ParameterSetName = ParameterSets.Name)]
    [ResourceReference]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<Firewall>? Firewall { get; set; }

    /// <summary>Keeps routes that a gateway learns by BGP out of the table's subnets.</summary>
    [Parameter]
    public SwitchParameter DisableBgpRoutePropagation { get; set; }

    /// <inheritdoc/>
    protected override string ResourceType => ResourceTypes.RouteTables;

    /// <inheritdoc/>
    protected override RouteTable View(ArmDocument document) => new(document);

    /// <inheritdoc/>
    protected override async Task PrepareAsync(ArmResourceId id, CancellationToken cancellationToken)
    {
        foreach (var appliance in DefaultRouteTo is null ? appliances : appliances.Append(DefaultRouteTo))
        {
            await RouteToAsync(appliance, id, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task RouteToAsync(string appliance, ArmResourceId id, CancellationToken cancellationToken)
    {
        var made = await DefaultRoutes.ResolveAsync(Store, id, appliance, cancellationToken).ConfigureAwait(false);
        routes.AddRange(made.Routes);
        if (made.Candidates.Count > 0)
        {
            Streams.Warning($"{made.Candidates.Count} Azure Firewalls have the address {appliance}; routes for the public addresses of the right one are not made. Name it by its id: {Sentences.List(made.Candidates)}.");
        }

        if (made.FirewallsUnreadable)
        {
            Streams.Warning($"The subscription's Azure Firewalls cannot be read. If {appliance} is one, add a route for its public address: New-AksEgressRoute -NextHopType Internet.");
        }
    }

    /// <inheritdoc/>
    protected override void Apply(ArmDocument document, ArmResourceId id) =>
        RouteTableDesign.Apply(document, id, routes, IsGiven(nameof(DisableBgpRoutePropagation)) ? DisableBgpRoutePropagation : null);

    /// <inheritdoc/>
    protected override string Describe(ArmDocument document) => routes.Count == 0
        ? "a route table"
        : $"a route table with {Sentences.Count(routes.Count, "route")} ({string.Join("; ", routes)})";

    /// <inheritdoc/>
    protected override void Collect()
    {
        // Typed routes and firewalls hold for the table as a whole, however many records come.
        if (!collected)
        {
            collected = true;
            routes.AddRange(Route);
            if (Firewall is { } firewall)
            {
                appliances.Add(firewall.ToString());
            }
        }

        if (Piped?.Kind == PipedKind.Route)
        {
            routes.Add(InputObject!.BaseObject as Route
                ?? new RouteRequest(Piped["Name"] ?? string.Empty, Piped["AddressPrefix"], Piped["NextHopType"], Piped["NextHopIpAddress"]).ToRoute());
        }

        if ((Input.Parent?.Text ?? Input.ParentName) is { } piped)
        {
            appliances.Add(piped);
        }
    }

    /// <inheritdoc/>
    protected override void Clear()
    {
        collected = false;
        routes.Clear();
        appliances.Clear();
    }

    private protected override IReadOnlyList<string> ParentTypes => [ResourceTypes.Firewalls, ResourceTypes.Routes];
}
