using AksEgress.Core.Arm;

namespace AksEgress.Core.RoleAssignments;

/// <summary>A request for a role assignment: the principal, the role and the scope.</summary>
/// <param name="Scope">The scope.</param>
public sealed record AccessRequest(AccessScope Scope)
{
    /// <summary>The built-in role that lets a cluster join subnets and keep route tables.</summary>
    public const string NetworkContributor = "Network Contributor";

    /// <summary>The user-assigned identity that gets the role; it is read for its principal. This or <see cref="PrincipalId"/>.</summary>
    public ArmResourceId? Identity { get; init; }

    /// <summary>The object id of the service principal that gets the role, a GUID. This or <see cref="Identity"/>.</summary>
    public string? PrincipalId { get; init; }

    /// <summary>The role: its name, its GUID, or its whole id.</summary>
    public string Role { get; init; } = NetworkContributor;
}
