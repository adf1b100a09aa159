using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.NatGateways;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Removes a NAT gateway that no subnet leaves through; its addresses stay.</summary>
[Cmdlet(VerbsCommon.Remove, "AksEgressNatGateway", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(bool))]
public sealed class RemoveAksEgressNatGatewayCommand : RemoveResourceCommand<NatGateway>
{
    /// <inheritdoc/>
    protected override string ResourceType => ResourceTypes.NatGateways;

    /// <inheritdoc/>
    protected override NatGateway View(ArmDocument document) => new(document);

    /// <inheritdoc/>
    protected override IReadOnlyList<string> UsedBy(NatGateway view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.UsedBy;
    }
}
