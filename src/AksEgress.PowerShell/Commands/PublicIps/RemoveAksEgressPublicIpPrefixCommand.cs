using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.PublicIps;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Removes a public IP prefix that nothing uses; its addresses cannot be had back.</summary>
[Cmdlet(VerbsCommon.Remove, "AksEgressPublicIpPrefix", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(bool))]
public sealed class RemoveAksEgressPublicIpPrefixCommand : RemoveResourceCommand<PublicIpPrefix>
{
    /// <inheritdoc/>
    protected override string ResourceType => ResourceTypes.PublicIpPrefixes;

    /// <inheritdoc/>
    protected override PublicIpPrefix View(ArmDocument document) => new(document);

    /// <inheritdoc/>
    protected override IReadOnlyList<string> UsedBy(PublicIpPrefix view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.UsedBy;
    }
}
