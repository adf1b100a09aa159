using AksEgress.Core.Documents;

namespace AksEgress.Core.RoleAssignments;

/// <summary>A role that a principal has on a scope.</summary>
public sealed class RoleAssignment
{
    private readonly ArmDocument _document;

    /// <summary>Creates a view of a document.</summary>
    /// <param name="document">The assignment as ARM sent it.</param>
    /// <param name="roleName">The role's name, which ARM doesn't return with an assignment.</param>
    public RoleAssignment(ArmDocument document, string? roleName = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        _document = document;
        RoleName = roleName ?? RoleDefinitionId;
    }

    /// <summary>The role's name if it's known, otherwise its ID.</summary>
    public string RoleName { get; }

    /// <summary>The ID of the scope.</summary>
    public string Scope => _document.Root.Text("properties", "scope") ?? string.Empty;

    /// <summary>The object ID of the principal, a GUID.</summary>
    public string PrincipalId => _document.Root.Text("properties", "principalId") ?? string.Empty;

    /// <summary>ServicePrincipal, User, Group, ...</summary>
    public string? PrincipalType => _document.Root.Text("properties", "principalType");

    /// <summary>The full ID of the assigned role, below Microsoft.Authorization/roleDefinitions.</summary>
    public string RoleDefinitionId => _document.Root.Text("properties", "roleDefinitionId") ?? string.Empty;

    /// <summary>The assignment's name, a GUID.</summary>
    public string Name => _document.Name;

    /// <summary>The assignment's ID, with the name that it has in all outputs.</summary>
    public string ResourceId => Id;

    /// <summary>The assignment's id.</summary>
    public string Id => _document.Id;

    /// <summary>The whole document as ARM sent it, as indented JSON.</summary>
    public string ToJson() => _document.ToJson(indented: true);

    /// <summary>The assignment in one line.</summary>
    public override string ToString() => $"{RoleName} for {PrincipalId} on {Scope}";

    /// <summary>True for the same role of the same principal on the same scope. ARM's casing of all three varies.</summary>
    internal bool Is(string scope, string principalId, string roleId) =>
        Same(Scope, scope) && Same(PrincipalId, principalId) && Same(RoleIds.Guid(RoleDefinitionId), RoleIds.Guid(roleId));

    private static bool Same(string? one, string? other) =>
        string.Equals(one?.TrimEnd('/'), other?.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);
}
