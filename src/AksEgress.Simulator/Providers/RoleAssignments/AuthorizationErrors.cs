using System.Net;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.RoleAssignments;

/// <summary>
/// The errors of Microsoft.Authorization. PrincipalNotFound and RoleAssignmentExists are in public issue threads word for word. The
/// codes of the others are in Azure's page on troubleshooting role assignments; their texts aren't recorded.
/// </summary>
internal static class AuthorizationErrors
{
    /// <summary>400: the directory doesn't know the principal yet.</summary>
    public static RefusalException PrincipalNotFound(string principal) =>
        new(HttpStatusCode.BadRequest, "PrincipalNotFound",
            $"Principal {principal.Replace("-", "", StringComparison.Ordinal)} does not exist in the directory "
                + $"{SimulatedAccount.TenantId}. Check that you have the correct principal ID. If you are creating this principal and then "
                + "immediately assigning a role, this error might be related to a replication delay. In this case, set the role "
                + "assignment principalType property to a value, such as ServicePrincipal, User, or Group.  See "
                + "https://aka.ms/docs-principaltype");

    /// <summary>409: the principal already has the role at the scope.</summary>
    public static RefusalException Exists(string name) =>
        new(
            HttpStatusCode.Conflict,
            "RoleAssignmentExists",
            "The role assignment already exists. The ID of the existing role assignment is "
                + $"{name.Replace("-", "", StringComparison.Ordinal)}.");

    /// <summary>400: another assignment has the name.</summary>
    public static RefusalException UpdateNotPermitted() =>
        new(
            HttpStatusCode.BadRequest,
            "RoleAssignmentUpdateNotPermitted",
            "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.");

    /// <summary>404: the role doesn't exist.</summary>
    public static RefusalException NoSuchRole(string name) =>
        new(
            HttpStatusCode.NotFound,
            "RoleDefinitionDoesNotExist",
            $"The specified role definition with ID '{RequestErrors.Shorten(name).Replace("-", "", StringComparison.Ordinal)}' does not "
                + "exist.");

    /// <summary>404: the assignment doesn't exist.</summary>
    public static RefusalException NoSuchAssignment(string name) =>
        new(HttpStatusCode.NotFound, "RoleAssignmentNotFound", $"The role assignment '{RequestErrors.Shorten(name)}' is not found.");

    /// <summary>400: the name isn't a GUID.</summary>
    public static RefusalException InvalidName(string name) =>
        new(
            HttpStatusCode.BadRequest,
            "InvalidRoleAssignmentId",
            $"The role assignment ID '{RequestErrors.Shorten(name)}' is not valid. The role assignment ID must be a GUID.");

    /// <summary>400: the principal isn't a GUID.</summary>
    public static RefusalException InvalidPrincipal(string principal) =>
        new(
            HttpStatusCode.BadRequest,
            "InvalidPrincipalId",
            $"A valid principal ID must be provided for role assignment, not '{RequestErrors.Shorten(principal)}'.");

    /// <summary>400: the filter isn't supported.</summary>
    public static RefusalException UnsupportedFilter(string clause) =>
        new(
            HttpStatusCode.BadRequest,
            "UnsupportedQuery",
            $"The filter '{RequestErrors.Shorten(clause)}' is not supported. Supported filters are 'atScope()', 'assignedTo('{{value}}')', "
                + "'principalId eq '{value}'' and 'roleName eq '{value}''.");
}
