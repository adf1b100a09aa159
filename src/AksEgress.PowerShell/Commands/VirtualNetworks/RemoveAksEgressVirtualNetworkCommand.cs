using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.VirtualNetworks;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Removes a virtual network and its subnets, unless something still lives in one of them.</summary>
[Cmdlet(VerbsCommon.Remove, "AksEgressVirtualNetwork", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(bool))]
public sealed class RemoveAksEgressVirtualNetworkCommand : RemoveResourceCommand<VirtualNetwork>
{
    /// <inheritdoc/>
    protected override string ResourceType => ResourceTypes.VirtualNetworks;

    /// <inheritdoc/>
    protected override VirtualNetwork View(ArmDocument document) => new(document);

    /// <inheritdoc/>
    protected override IReadOnlyList<string> UsedBy(VirtualNetwork view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return [.. view.Subnets.SelectMany(subnet => subnet.UsedBy)];
    }
}
