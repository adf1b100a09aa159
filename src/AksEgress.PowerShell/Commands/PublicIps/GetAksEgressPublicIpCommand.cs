using System.Management.Automation;
using AksEgress.Core.PublicIps;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Gets public IP addresses.</summary>
[Cmdlet(VerbsCommon.Get, "AksEgressPublicIp", DefaultParameterSetName = ParameterSets.Name)]
[OutputType(typeof(PublicIp))]
public sealed class GetAksEgressPublicIpCommand : GetCmdletBase<PublicIp>;
