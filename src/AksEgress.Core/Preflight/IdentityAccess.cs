using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Identities;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;
using AksEgress.Core.RoleAssignments;

namespace AksEgress.Core.Preflight;

/// <summary>
/// Checks whether the identity of a new cluster has access to its subnets. Without access, AKS creates the nodes, but load balancers
/// and routes fail later. A system-assigned identity can't get a role before the cluster exists.
/// </summary>
internal sealed class IdentityAccess(ResourceStore store)
{
    /// <summary>Checks the identity, and its roles on each subnet or its parent scopes.</summary>
    /// <param name="identityId">The identity; null for a system-assigned identity or a service principal.</param>
    /// <param name="subnetIds">The subnets of nodes and pods.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<Finding>> CheckAsync(
        string? identityId, IReadOnlyList<string> subnetIds, CancellationToken cancellationToken)
    {
        if (!ArmResourceId.TryParse(identityId, out var id))
        {
            return [];
        }

        try
        {
            if (await store.TryReadAsync(id, cancellationToken).ConfigureAwait(false) is not { } document)
            {
                return [FindingKinds.IdentityNotFound(id.Name, id.ResourceGroupName, id.Text)];
            }

            var identity = new UserAssignedIdentity(document);
            var found = await Task.WhenAll(
                subnetIds
                    .Select(ArmResourceId.Parse)
                    .Select(subnet => CheckAsync(identity, subnet, cancellationToken))).ConfigureAwait(false);
            return (Finding[])[.. found.OfType<Finding>()];
        }
        catch (ArmException e) when (e.Status is 403 or 404)
        {
            // The account may not have access to role assignments. Then ARM decides.
            return [FindingKinds.ResourceNotReadable($"the roles of identity '{id.Name}': {e.Message}", id.Text)];
        }
    }

    // Any role on the subnet or a parent scope is accepted, because a custom role can contain the required permissions.
    private async Task<Finding?> CheckAsync(UserAssignedIdentity identity, ArmResourceId subnet, CancellationToken cancellationToken)
    {
        if (!ArmResourceId.IsSubscription(identity.PrincipalId))
        {
            return null;
        }

        await foreach (var assignment in store.ListFilteredAsync(
            subnet.Path + AccessGrant.Assignments,
            ApiVersions.Authorization,
            $"principalId eq '{identity.PrincipalId}'",
            cancellationToken).ConfigureAwait(false))
        {
            if (Covers(assignment.Root.Text("properties", "scope"), subnet.Text))
            {
                return null;
            }
        }

        return FindingKinds.IdentityWithoutAccess(identity.Name, subnet.Name, identity.ResourceGroupName, subnet.Text, subnet.Text);
    }

    private static bool Covers(string? scope, string resource) =>
        scope is not null && (resource + "/").StartsWith(scope.TrimEnd('/') + "/", StringComparison.OrdinalIgnoreCase);
}
