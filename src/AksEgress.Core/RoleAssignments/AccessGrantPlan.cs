namespace AksEgress.Core.RoleAssignments;

/// <summary>A role that is about to be given.</summary>
/// <param name="Scope">Where.</param>
/// <param name="PrincipalId">To whom, an object id.</param>
/// <param name="RoleDefinitionId">The role's id.</param>
/// <param name="RoleName">The role as it was asked for.</param>
/// <param name="Who">The principal in a sentence.</param>
/// <param name="Existing">The equal assignment that is there already, or null.</param>
public sealed record AccessGrantPlan(
    AccessScope Scope, string PrincipalId, string RoleDefinitionId, string RoleName, string Who, RoleAssignment? Existing)
{
    /// <summary>The sentence for ShouldProcess.</summary>
    public string Describe() => $"Assign role '{RoleName}' to {Who} on {Scope.Describe()}";
}
