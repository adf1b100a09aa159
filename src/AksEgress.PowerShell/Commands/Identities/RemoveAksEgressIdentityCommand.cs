using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Identities;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Removes a user-assigned identity that no cluster of its subscription acts as.</summary>
[Cmdlet(VerbsCommon.Remove, "AksEgressIdentity", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(bool))]
public sealed class RemoveAksEgressIdentityCommand : RemoveResourceCommand<UserAssignedIdentity>
{
    /// <inheritdoc/>
    protected override string ResourceType => ResourceTypes.UserAssignedIdentities;

    /// <inheritdoc/>
    protected override UserAssignedIdentity View(ArmDocument document) => new(document);

    /// <inheritdoc/>
    protected override Task<IReadOnlyList<string>> UsedByAsync(UserAssignedIdentity view, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        return IdentityUse.ReadAsync(Store, view.ResourceId, cancellationToken);
    }
}
