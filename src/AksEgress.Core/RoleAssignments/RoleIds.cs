using System.Security.Cryptography;
using System.Text;
using AksEgress.Core.Arm;

namespace AksEgress.Core.RoleAssignments;

/// <summary>Ids of roles and of their assignments.</summary>
internal static class RoleIds
{
    private const string Type = "/providers/Microsoft.Authorization/roleDefinitions/";

    // learn.microsoft.com/azure/role-based-access-control/built-in-roles: the same GUID in every subscription and cloud.
    private static readonly Dictionary<string, string> s_builtIn = new(StringComparer.OrdinalIgnoreCase)
    {
        [AccessRequest.NetworkContributor] = "4d97b98b-1d4f-4787-a291-c67834d212e7",
    };

    /// <summary>The role's ID if it is known without a request to ARM: from a GUID, an ID, or the name of a known built-in role.</summary>
    public static string? Known(string role, string subscriptionId)
    {
        if (s_builtIn.TryGetValue(role, out var guid) || (ArmResourceId.IsSubscription(role) && (guid = role) is not null))
        {
            return $"/subscriptions/{subscriptionId}{Type}{guid}";
        }

        return role.Contains(Type, StringComparison.OrdinalIgnoreCase) && ArmResourceId.IsSubscription(Guid(role)) ? role : null;
    }

    /// <summary>The last segment of a role's id.</summary>
    public static string Guid(string roleId) => roleId[(roleId.LastIndexOf('/') + 1)..];

    /// <summary>
    /// The name of an assignment, computed from its values as with Bicep's guid(), so that repeated and simultaneous runs create
    /// the same assignment.
    /// </summary>
    public static string Name(string scope, string principalId, string roleId)
    {
        var text = string.Join('|', scope.TrimEnd('/'), principalId, Guid(roleId)).ToUpperInvariant();
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(text))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
