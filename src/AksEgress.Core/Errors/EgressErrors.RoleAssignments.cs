namespace AksEgress.Core.Errors;

/// <summary>Errors about identities and their access.</summary>
public static partial class EgressErrors
{
    /// <summary>A new principal wasn't replicated in time.</summary>
    public static EgressException PrincipalNotReplicated(
        string principal, int seconds, string reason, string target, Exception innerException) =>
        Create(EgressErrorKind.ResourceBusy, [Value(principal), Value(seconds), Value(reason)], target, innerException);

    /// <summary>A text isn't a valid object ID of a principal.</summary>
    public static EgressException InvalidPrincipalId(string principalId, string? target) =>
        Create(EgressErrorKind.InvalidArgument, [Value(principalId)], target, parameterName: "PrincipalId");

    /// <summary>The principal doesn't have the role on exactly this scope.</summary>
    public static EgressException RoleAssignmentNotFound(string principal, string role, string scope, string target) =>
        Create(EgressErrorKind.ObjectNotFound, [Value(principal), Value(role), Value(scope)], target);

    /// <summary>No role has that name.</summary>
    public static EgressException RoleNotFound(string role, string scope, string target) =>
        Create(EgressErrorKind.ObjectNotFound, [Value(role), Value(scope)], target, parameterName: "Role");
}
