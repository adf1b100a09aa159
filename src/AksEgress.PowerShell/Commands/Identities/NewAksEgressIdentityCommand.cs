using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Identities;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Makes a user-assigned identity for a cluster to act as; Grant-AksEgressAccess gives it roles.</summary>
[Cmdlet(VerbsCommon.New, "AksEgressIdentity", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(UserAssignedIdentity))]
public sealed class NewAksEgressIdentityCommand : NewResourceCommand<UserAssignedIdentity>
{
    /// <inheritdoc/>
    protected override string ResourceType => ResourceTypes.UserAssignedIdentities;

    /// <inheritdoc/>
    protected override UserAssignedIdentity View(ArmDocument document) => new(document);

    /// <inheritdoc/>
    protected override void Apply(ArmDocument document, ArmResourceId id)
    {
        // An identity is its name, region and tags; the rest is Azure's.
    }

    /// <inheritdoc/>
    protected override string Describe(ArmDocument document) => "a user-assigned identity";
}
