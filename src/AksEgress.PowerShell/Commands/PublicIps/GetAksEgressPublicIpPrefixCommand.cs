using System.Management.Automation;
using AksEgress.Core.PublicIps;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Gets public IP prefixes.</summary>
[Cmdlet(VerbsCommon.Get, "AksEgressPublicIpPrefix", DefaultParameterSetName = ParameterSets.Name)]
[OutputType(typeof(PublicIpPrefix))]
public sealed class GetAksEgressPublicIpPrefixCommand : GetCmdletBase<PublicIpPrefix>;
