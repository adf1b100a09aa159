using System.Management.Automation;
using AksEgress.Core.Firewalls;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Gets Azure Firewalls.</summary>
[Cmdlet(VerbsCommon.Get, "AksEgressFirewall", DefaultParameterSetName = ParameterSets.Name)]
[OutputType(typeof(Firewall))]
public sealed class GetAksEgressFirewallCommand : GetCmdletBase<Firewall>;
