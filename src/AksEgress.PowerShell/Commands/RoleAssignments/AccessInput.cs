using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Identities;
using AksEgress.Core.Resources;
using AksEgress.Core.RoleAssignments;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Finds the identity that the pipeline or the parameters identify, for Grant- and Revoke-AksEgressAccess.</summary>
internal static class AccessInput
{
    /// <summary>The columns of a row that identify the identity.</summary>
    public static string[] Identity { get; } = ["Name", "IdentityName", "ResourceGroupName"];

    /// <summary>The parameters that identify the identity. By default, it's in the resource group of the scope.</summary>
    public static SubjectNames Names(AccessScope? scope, string? resourceGroupName) =>
        new(ResourceTypes.UserAssignedIdentities, null, resourceGroupName ?? scope?.ResourceGroupName);

    /// <summary>Returns the request for a role of the identity. The values of a piped row are applied before.</summary>
    /// <exception cref="EgressException">PipelineInputConflict, ParameterRequired, or as for <see cref="Subject.Resolve"/>.</exception>
    public static AccessRequest Request(
        PipelineCmdletBase cmdlet, ArmReference<UserAssignedIdentity>? identity, string? principalId, AccessScope? scope, string role)
    {
        var piped = cmdlet.Piped is null ? null : cmdlet.ResolveSubject();
        if (piped is not null && cmdlet.IsTyped("Identity"))
        {
            throw Subject.Conflict(piped, "Identity", identity!.ToString(), "Scope");
        }

        return new AccessRequest(scope ?? throw EgressErrors.ParameterRequired("Scope", "a role is assigned at a scope."))
        {
            Identity = piped
                ?? identity?.Find(ResourceTypes.UserAssignedIdentities, () => cmdlet.Subscription, cmdlet.Names.ResourceGroupName),
            PrincipalId = principalId,
            Role = role,
        };
    }
}
