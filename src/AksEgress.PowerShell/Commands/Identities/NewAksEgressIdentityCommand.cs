using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Identities;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Creates a user-assigned managed identity.</summary>
[Cmdlet(VerbsCommon.New, "AksEgressIdentity", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(UserAssignedIdentity), typeof(EgressOperation), typeof(Job))]
public sealed class NewAksEgressIdentityCommand : NewCmdletBase<UserAssignedIdentity>
{

    private protected override Task<ResourceDesign> DesignAsync(ArmResourceId id, CancellationToken cancellationToken) =>
        Task.FromResult<ResourceDesign>(new IdentityDesign());
}
