namespace AksEgress.Core.RoleAssignments;

/// <summary>The plan for a role assignment.</summary>
/// <param name="Scope">The scope.</param>
/// <param name="PrincipalId">The object ID of the principal.</param>
/// <param name="RoleDefinitionId">The role's id.</param>
/// <param name="RoleName">The role as it was requested.</param>
/// <param name="Who">The principal in a sentence.</param>
/// <param name="Existing">The equal assignment that already exists, or null.</param>
public sealed record AccessGrantPlan(
    AccessScope Scope, string PrincipalId, string RoleDefinitionId, string RoleName, string Who, RoleAssignment? Existing)
{
    /// <summary>The sentence for ShouldProcess.</summary>
    public string Describe() => $"Assign role '{RoleName}' to {Who} on {Scope.Describe()}";
}
