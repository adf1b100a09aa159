using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.RouteTables;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Removes a route table that no subnet uses.</summary>
[Cmdlet(VerbsCommon.Remove, "AksEgressRouteTable", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(bool))]
public sealed class RemoveAksEgressRouteTableCommand : RemoveResourceCommand<RouteTable>
{
    /// <inheritdoc/>
    protected override string ResourceType => ResourceTypes.RouteTables;

    /// <inheritdoc/>
    protected override RouteTable View(ArmDocument document) => new(document);

    /// <inheritdoc/>
    protected override IReadOnlyList<string> UsedBy(RouteTable view) => view.Subnets;
}
