using System.Management.Automation;
using AksEgress.Core.NatGateways;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Gets NAT gateways.</summary>
[Cmdlet(VerbsCommon.Get, "AksEgressNatGateway", DefaultParameterSetName = ParameterSets.Name)]
[OutputType(typeof(NatGateway))]
public sealed class GetAksEgressNatGatewayCommand : GetCmdletBase<NatGateway>;
