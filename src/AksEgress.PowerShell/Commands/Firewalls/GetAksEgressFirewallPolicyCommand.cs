using System.Management.Automation;
using AksEgress.Core.Firewalls;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Gets firewall policies.</summary>
[Cmdlet(VerbsCommon.Get, "AksEgressFirewallPolicy", DefaultParameterSetName = ParameterSets.Name)]
[OutputType(typeof(FirewallPolicy))]
public sealed class GetAksEgressFirewallPolicyCommand : GetCmdletBase<FirewallPolicy>;
