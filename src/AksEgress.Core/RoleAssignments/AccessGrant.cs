using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Identities;
using AksEgress.Core.Resources;

namespace AksEgress.Core.RoleAssignments;

/// <summary>
/// Assigns a role to a service principal. An equal assignment that already exists is returned. A principal that was just created
/// can be unknown to ARM for some minutes until it is replicated; the assignment is retried.
/// </summary>
public sealed class AccessGrant
{
    /// <summary>The path of the role assignments below their scope.</summary>
    internal const string Assignments = "/providers/Microsoft.Authorization/roleAssignments";
    private const string Definitions = "/providers/Microsoft.Authorization/roleDefinitions";
    private readonly IArmGateway _gateway;
    private readonly TimeProvider _clock;
    private readonly Action<string>? _report;

    /// <summary>Creates an instance that uses a gateway.</summary>
    /// <param name="gateway">The connection to ARM.</param>
    /// <param name="clock">The clock for waits; the session's clock by default.</param>
    /// <param name="report">Receives a sentence before each wait for the replication.</param>
    public AccessGrant(IArmGateway gateway, TimeProvider? clock = null, Action<string>? report = null)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        _gateway = gateway;
        _clock = clock ?? gateway.Clock;
        _report = report;
    }

    /// <summary>
    /// The waits before further tries, in seconds; about three and a half minutes in total. Microsoft documents a
    /// replication delay and names no limit (MicrosoftDocs/azure-docs#103085: it happens with a principalType too).
    /// </summary>
    internal static IReadOnlyList<int> Waits { get; } = [2, 4, 8, 12, 16, 20, 30, 30, 30, 30, 30];

    /// <summary>Finds the principal, the role and an existing assignment. Reads only.</summary>
    /// <exception cref="EgressException">ResourceNotFound for the identity, RoleNotFound, InvalidPrincipalId.</exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public async Task<AccessGrantPlan> PlanAsync(AccessRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (principal, who) = await PrincipalAsync(request, cancellationToken).ConfigureAwait(false);
        var role = await RoleAsync(request, cancellationToken).ConfigureAwait(false);
        var existing = await FindAsync(request.Scope, principal, role, request.Role, cancellationToken).ConfigureAwait(false);
        return new AccessGrantPlan(request.Scope, principal, role, request.Role, who, existing);
    }

    /// <summary>Assigns the role; returns the existing assignment if there is an equal one.</summary>
    /// <exception cref="EgressException">PrincipalNotReplicated after the last try; ModifiedByAnotherClient.</exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public async Task<RoleAssignment> RunAsync(AccessGrantPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Existing is { } existing)
        {
            return existing;
        }

        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await WriteAsync(plan, cancellationToken).ConfigureAwait(false);
            }
            catch (ArmException e) when (e.Code == "PrincipalNotFound")
            {
                if (attempt == Waits.Count)
                {
                    throw EgressErrors.PrincipalNotReplicated(plan.Who, Waits.Sum(), ArmErrors.Words(e), plan.PrincipalId, e);
                }

                _report?.Invoke($"Microsoft Entra ID doesn't know {plan.Who} yet; trying again in {Waits[attempt]} s.");
                await Task.Delay(TimeSpan.FromSeconds(Waits[attempt]), _clock, cancellationToken).ConfigureAwait(false);
            }
            catch (ArmException e) when (e.Status == 409)
            {
                // Another client created the same assignment first, or it exists with another name: the role is assigned, as requested.
                if (await FindAsync(
                    plan.Scope,
                    plan.PrincipalId,
                    plan.RoleDefinitionId,
                    plan.RoleName,
                    cancellationToken).ConfigureAwait(false) is { } theirs)
                {
                    return theirs;
                }

                throw;
            }
        }
    }

    private async Task<RoleAssignment> WriteAsync(AccessGrantPlan plan, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["roleDefinitionId"] = plan.RoleDefinitionId,
                ["principalId"] = plan.PrincipalId,
                ["principalType"] = "ServicePrincipal",
            },
        };
        var request = new ArmRequest(
            "PUT", PathOf(plan.Scope, plan.PrincipalId, plan.RoleDefinitionId), ApiVersions.Authorization, body.ToJsonString());
        var response = await LookAsync(plan, cancellationToken).ConfigureAwait(false)
            ?? await UnguardedWrite.SendAsync(_gateway, request, token => LookAsync(plan, token), cancellationToken).ConfigureAwait(false);
        return new RoleAssignment(ArmDocument.Parse(response.Body), plan.RoleName);
    }

    // An assignment that was created after the plan, or by an earlier try, isn't overwritten: another client may
    // have given it a condition or a description.
    private async Task<ArmResponse?> LookAsync(AccessGrantPlan plan, CancellationToken cancellationToken)
    {
        var path = PathOf(plan.Scope, plan.PrincipalId, plan.RoleDefinitionId);
        var there = await TryGetAsync(path, cancellationToken).ConfigureAwait(false);
        if (there is null)
        {
            return null;
        }

        // The scope is in the path, so it isn't compared.
        var assignment = new RoleAssignment(ArmDocument.Parse(there.Body), plan.RoleName);
        return assignment.Is(assignment.Scope, plan.PrincipalId, plan.RoleDefinitionId)
            ? there
            : throw EgressErrors.ModifiedByAnotherClient(
                "role assignment " + path[(path.LastIndexOf('/') + 1)..], "it exists now and differs from what was requested", path);
    }

    // Lists may not show a new assignment yet; a GET with the name that this module uses finds it.
    private async Task<RoleAssignment?> ReadAsync(
        AccessScope scope, string principalId, string roleId, string roleName, CancellationToken cancellationToken)
    {
        var there = await TryGetAsync(PathOf(scope, principalId, roleId), cancellationToken).ConfigureAwait(false);
        var assignment = there is null ? null : new RoleAssignment(ArmDocument.Parse(there.Body), roleName);
        return assignment?.Is(scope.ToString(), principalId, roleId) == true ? assignment : null;
    }

    private async Task<ArmResponse?> TryGetAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await _gateway.SendAsync(
                new ArmRequest("GET", path, ApiVersions.Authorization), cancellationToken).ConfigureAwait(false);
        }
        catch (ArmException e) when (e.IsNotFound)
        {
            return null;
        }
    }

    private static string PathOf(AccessScope scope, string principalId, string roleId) =>
        $"{scope.Path}{Assignments}/{RoleIds.Name(scope.ToString(), principalId, roleId)}";

    private async Task<(string PrincipalId, string Who)> PrincipalAsync(AccessRequest request, CancellationToken cancellationToken)
    {
        if (request.Identity is { } id)
        {
            var identity = new UserAssignedIdentity(
                await new ResourceStore(_gateway).ReadAsync(id, cancellationToken).ConfigureAwait(false));
            return (Checked(identity.PrincipalId), $"identity '{identity.Name}'");
        }

        var principal = Checked(request.PrincipalId);
        return (principal, "principal " + principal);
    }

    // The value is put into the quotes of a filter, so only a GUID is allowed.
    private static string Checked(string? principalId) => ArmResourceId.IsSubscription(principalId)
        ? principalId!
        : throw EgressErrors.InvalidPrincipalId(ArmNames.Shown(principalId), principalId);

    private async Task<string> RoleAsync(AccessRequest request, CancellationToken cancellationToken)
    {
        if (RoleIds.Known(request.Role, request.Scope.SubscriptionId) is { } known)
        {
            return known;
        }

        var filter = $"roleName eq '{request.Role.Replace("'", "''", StringComparison.Ordinal)}'";
        await foreach (var role in FilteredList.ReadAsync(
            _gateway, request.Scope.Path + Definitions, ApiVersions.Authorization, filter, cancellationToken).ConfigureAwait(false))
        {
            if (string.Equals(role.Root.Text("properties", "roleName"), request.Role, StringComparison.OrdinalIgnoreCase))
            {
                return role.Id;
            }
        }

        throw EgressErrors.RoleNotFound(ArmNames.Shown(request.Role), request.Scope.Describe(), request.Role);
    }

    private async Task<RoleAssignment?> FindAsync(
        AccessScope scope, string principalId, string roleId, string roleName, CancellationToken cancellationToken)
    {
        // The filter also returns assignments of the scopes above and below.
        await foreach (var document in FilteredList.ReadAsync(
            _gateway,
            scope.Path + Assignments,
            ApiVersions.Authorization,
            $"principalId eq '{principalId}'",
            cancellationToken).ConfigureAwait(false))
        {
            var assignment = new RoleAssignment(document, roleName);
            if (assignment.Is(scope.ToString(), principalId, roleId))
            {
                return assignment;
            }
        }

        return await ReadAsync(scope, principalId, roleId, roleName, cancellationToken).ConfigureAwait(false);
    }
}
