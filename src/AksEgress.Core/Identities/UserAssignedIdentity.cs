using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Identities;

/// <summary>A user-assigned identity, which a cluster can use to access a BYO subnet or route table.</summary>
public sealed class UserAssignedIdentity(ArmDocument document) : ArmResource(document), IArmResource<UserAssignedIdentity>
{
    /// <inheritdoc/>
    static string IArmResource<UserAssignedIdentity>.Type => ResourceTypes.UserAssignedIdentities;

    /// <summary>The object ID of its service principal, a GUID, for role assignments. Null until Azure has created it.</summary>
    public string? PrincipalId => Document.Root.Text("properties", "principalId");

    /// <summary>The application ID, a GUID, for sign-ins.</summary>
    public string? ClientId => Document.Root.Text("properties", "clientId");

    /// <summary>The Microsoft Entra tenant, a GUID.</summary>
    public string? TenantId => Document.Root.Text("properties", "tenantId");

    /// <inheritdoc/>
    static UserAssignedIdentity IArmResource<UserAssignedIdentity>.Of(ArmDocument document) => new(document);
}
