using System.Management.Automation;
using AksEgress.Core.NetworkSecurityGroups;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Gets network security groups.</summary>
[Cmdlet(VerbsCommon.Get, "AksEgressNetworkSecurityGroup", DefaultParameterSetName = ParameterSets.Name)]
[OutputType(typeof(NetworkSecurityGroup))]
public sealed class GetAksEgressNetworkSecurityGroupCommand : GetCmdletBase<NetworkSecurityGroup>;
