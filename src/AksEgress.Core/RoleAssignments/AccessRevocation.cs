using AksEgress.Core.Arm;
using AksEgress.Core.Errors;

namespace AksEgress.Core.RoleAssignments;

/// <summary>
/// Removes the assignment of exactly this role to this principal on this scope. Roles that the principal has on
/// a wider scope, or as a member of a group, remain.
/// </summary>
public sealed class AccessRevocation
{
    private readonly IArmGateway _gateway;

    /// <summary>Uses a connection to ARM.</summary>
    /// <param name="gateway">The connection to ARM.</param>
    public AccessRevocation(IArmGateway gateway)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        _gateway = gateway;
    }

    /// <summary>Finds the assignment. Reads only.</summary>
    /// <exception cref="EgressException">
    /// RoleAssignmentNotFound; ResourceNotFound for the identity, RoleNotFound, InvalidPrincipalId.
    /// </exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public async Task<AccessRevocationPlan> PlanAsync(AccessRequest request, CancellationToken cancellationToken)
    {
        var grant = await new AccessGrant(_gateway).PlanAsync(request, cancellationToken).ConfigureAwait(false);
        return grant.Existing is { } existing && ArmResourceId.IsSubscription(existing.Name)
            ? new AccessRevocationPlan(existing, grant.Scope, grant.Who)
            : throw EgressErrors.RoleAssignmentNotFound(grant.Who, grant.RoleName, grant.Scope.Describe(), grant.Scope.ToString());
    }

    /// <summary>Removes the assignment. If another client has already removed it, that isn't an error.</summary>
    /// <exception cref="ArmException">ARM refused.</exception>
    public async Task RunAsync(AccessRevocationPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var path = $"{plan.Scope.Path}{AccessGrant.Assignments}/{plan.Assignment.Name}";
        try
        {
            await _gateway.SendAsync(new ArmRequest("DELETE", path, ApiVersions.Authorization), cancellationToken).ConfigureAwait(false);
        }
        catch (ArmException e) when (e.IsNotFound)
        {
            // The assignment no longer exists, as requested.
        }
    }
}
