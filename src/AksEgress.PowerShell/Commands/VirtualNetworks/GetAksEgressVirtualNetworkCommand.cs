using System.Management.Automation;
using AksEgress.Core.VirtualNetworks;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Gets virtual networks.</summary>
[Cmdlet(VerbsCommon.Get, "AksEgressVirtualNetwork", DefaultParameterSetName = ParameterSets.Name)]
[OutputType(typeof(VirtualNetwork))]
public sealed class GetAksEgressVirtualNetworkCommand : GetCmdletBase<VirtualNetwork>;
