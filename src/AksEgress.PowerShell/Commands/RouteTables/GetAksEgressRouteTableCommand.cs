using System.Management.Automation;
using AksEgress.Core.RouteTables;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Gets route tables.</summary>
[Cmdlet(VerbsCommon.Get, "AksEgressRouteTable", DefaultParameterSetName = ParameterSets.Name)]
[OutputType(typeof(RouteTable))]
public sealed class GetAksEgressRouteTableCommand : GetCmdletBase<RouteTable>;
