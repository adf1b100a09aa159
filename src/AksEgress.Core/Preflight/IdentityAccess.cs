using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Identities;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Preflight;

/// <summary>
/// May the identity that a new cluster acts as join the subnets that it is to be in? AKS finds out late: nodes come up,
/// and load balancers and routes fail afterwards. A cluster's own identity can be given nothing before there is one.
/// </summary>
internal sealed class IdentityAccess(ResourceStore store)
{
    private const string Assignments = "/providers/Microsoft.Authorization/roleAssignments";

    /// <summary>Looks at the identity and at what it is allowed on each subnet or above it.</summary>
    /// <param name="identityId">The identity; null for the cluster's own or a service principal.</param>
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
            // Not everyone who may create clusters may read assignments; ARM decides then.
            return [FindingKinds.ResourceNotReadable($"the roles of identity '{id.Name}': {e.Message}", id.Text)];
        }
    }

    // Any role at or above the subnet counts: a custom one may hold just what is needed.
    private async Task<Finding?> CheckAsync(UserAssignedIdentity identity, ArmResourceId subnet, CancellationToken cancellationToken)
    {
        if (!ArmResourceId.IsSubscription(identity.PrincipalId))
        {
            return null;
        }

        await foreach (var assignment in store.ListFilteredAsync(
            subnet.Path + Assignments,
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
