using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.PublicIps;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Removes a public IP address that nothing uses; its addresses cannot be had back.</summary>
[Cmdlet(VerbsCommon.Remove, "AksEgressPublicIp", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(bool))]
public sealed class RemoveAksEgressPublicIpCommand : RemoveResourceCommand<PublicIp>
{
    /// <inheritdoc/>
    protected override string ResourceType => ResourceTypes.PublicIps;

    /// <inheritdoc/>
    protected override PublicIp View(ArmDocument document) => new(document);

    /// <inheritdoc/>
    protected override IReadOnlyList<string> UsedBy(PublicIp view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.UsedBy is { } user ? [user] : [];
    }
}
