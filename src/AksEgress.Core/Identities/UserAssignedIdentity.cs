using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Identities;

/// <summary>A user-assigned identity: what a cluster acts as when it joins a subnet or changes a route table of yours.</summary>
public sealed class UserAssignedIdentity(ArmDocument document) : ArmResource(document), IArmResource<UserAssignedIdentity>
{
    /// <inheritdoc/>
    static string IArmResource<UserAssignedIdentity>.Type => ResourceTypes.UserAssignedIdentities;

    /// <summary>The object id of its service principal, a GUID: what roles are given to. Null until Azure has made it.</summary>
    public string? PrincipalId => Document.Root.Text("properties", "principalId");

    /// <summary>The application id, a GUID: what signs in.</summary>
    public string? ClientId => Document.Root.Text("properties", "clientId");

    /// <summary>The Microsoft Entra tenant, a GUID.</summary>
    public string? TenantId => Document.Root.Text("properties", "tenantId");

    /// <inheritdoc/>
    static UserAssignedIdentity IArmResource<UserAssignedIdentity>.Of(ArmDocument document) => new(document);
}
