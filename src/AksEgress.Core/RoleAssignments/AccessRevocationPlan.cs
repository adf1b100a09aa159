namespace AksEgress.Core.RoleAssignments;

/// <summary>A role assignment that is about to be removed.</summary>
/// <param name="Assignment">The assignment.</param>
/// <param name="Scope">Its scope.</param>
/// <param name="Who">The principal in a sentence.</param>
public sealed record AccessRevocationPlan(RoleAssignment Assignment, AccessScope Scope, string Who)
{
    /// <summary>The text of -WhatIf and of the confirmation prompt.</summary>
    public string Describe() =>
        $"Remove the role '{Assignment.RoleName}' of {Who} on {Scope.Describe()} (role assignment {Assignment.Name})";
}
