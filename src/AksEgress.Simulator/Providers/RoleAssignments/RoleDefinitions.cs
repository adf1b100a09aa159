using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.RoleAssignments;

/// <summary>Built-in roles; names and GUIDs are those of learn.microsoft.com/azure/role-based-access-control/built-in-roles.</summary>
internal static class RoleDefinitions
{
    private static readonly (string Name, string Guid, string Description, string[] Actions)[] s_roles =
    [
        ("Owner", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "Grants full access, including the right to assign roles.", ["*"]),
        ("Contributor", "b24988ac-6180-42a0-ab88-20f7382dd24c", "Grants full access, without the right to assign roles.", ["*"]),
        ("Reader", "acdd72a7-3385-48ef-bd42-f606fba81ae7", "View all resources.", ["*/read"]),
        (
            "User Access Administrator",
            "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
            "Lets you manage access to Azure resources.",
            ["*/read", "Microsoft.Authorization/*"]),
        (
            "Network Contributor",
            "4d97b98b-1d4f-4787-a291-c67834d212e7",
            "Lets you manage networks, but not access to them.",
            [
                "Microsoft.Authorization/*/read", "Microsoft.Insights/alertRules/*", "Microsoft.Network/*",
                "Microsoft.ResourceHealth/availabilityStatuses/read", "Microsoft.Resources/deployments/*",
                "Microsoft.Resources/subscriptions/resourceGroups/read", "Microsoft.Support/*"
            ]),
        ("Managed Identity Operator", "f1a07417-d97a-45cb-824c-7a7467783830", "Read and assign user-assigned identities.",
            [
                "Microsoft.ManagedIdentity/userAssignedIdentities/*/read",
                "Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action"
            ]),
        (
            "Private DNS Zone Contributor",
            "b12aa53e-6015-4669-85d0-8515ebb3ae7f",
            "Lets you manage private DNS zones.",
            ["Microsoft.Network/privateDnsZones/*"]),
        (
            "Monitoring Metrics Publisher",
            "3913510d-42f4-4e42-8a64-420c390055eb",
            "Enables publishing metrics against Azure resources",
            [
                "Microsoft.Insights/Register/Action", "Microsoft.Support/*", "Microsoft.Resources/subscriptions/resourceGroups/read"
            ]),
        ("AcrPull", "7f951dda-4ed3-4680-a7ca-43fe172d538d", "acr pull", ["Microsoft.ContainerRegistry/registries/pull/read"]),
    ];

    /// <summary>All roles, in the form for a subscription.</summary>
    public static IEnumerable<JsonObject> All(string subscription) => s_roles.Select(role => Document(subscription, role));

    /// <summary>The role with a GUID, or null.</summary>
    public static JsonObject? Find(string subscription, string guid) =>
        s_roles.Where(role => ResourceId.Is(role.Guid, guid)).Select(role => Document(subscription, role)).FirstOrDefault();

    private static JsonObject Document(string subscription, (string Name, string Guid, string Description, string[] Actions) role)
    {
        JsonArray actions = [.. role.Actions.Select(static action => JsonValue.Create(action))];
        return new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["roleName"] = role.Name,
                ["type"] = "BuiltInRole",
                ["description"] = role.Description,
                ["assignableScopes"] = new JsonArray("/"),
                ["permissions"] = new JsonArray(new JsonObject
                {
                    ["actions"] = actions,
                    ["notActions"] = new JsonArray(),
                    ["dataActions"] = new JsonArray(),
                    ["notDataActions"] = new JsonArray()
                }),
                ["createdOn"] = "2015-06-02T00:18:27.3542698Z",
                ["updatedOn"] = "2021-11-11T20:13:44.6328966Z",
                ["createdBy"] = null,
                ["updatedBy"] = null,
            },
            ["id"] = $"/subscriptions/{subscription}/providers/Microsoft.Authorization/roleDefinitions/{role.Guid}",
            ["type"] = "Microsoft.Authorization/roleDefinitions",
            ["name"] = role.Guid,
        };
    }
}
