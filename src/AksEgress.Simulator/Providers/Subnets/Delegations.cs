using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.Subnets;

/// <summary>
/// The delegations of a subnet: each has an id, the subnet's etag, and the actions that its service gets. As recorded in
/// Azure/azure-cli (test_network_subnet_delegation) and Azure/azure-service-operator (Test_Networking_VirtualNetwork_20240301_CRUD);
/// services that aren't recorded get the action join.
/// </summary>
internal static class Delegations
{
    private const string Prefix = "Microsoft.Network/virtualNetworks/subnets/";

    private static readonly Dictionary<string, string[]> s_actions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.Web/serverFarms"] = ["action"],
        ["Microsoft.ContainerInstance/containerGroups"] = ["action"],
        ["Microsoft.Sql/managedInstances"] = ["join/action", "prepareNetworkPolicies/action", "unprepareNetworkPolicies/action"],
    };

    /// <summary>Completes the delegations of a subnet.</summary>
    public static void Fill(string subnetId, JsonObject properties)
    {
        JsonArray built = [];
        foreach (var sent in properties.Array("delegations").Objects())
        {
            var name = sent.Text("name") ?? "";
            var service = sent.Object("properties").Text("serviceName") ?? sent.Text("serviceName") ?? "";
            JsonArray actions =
                [.. (s_actions.GetValueOrDefault(service) ?? ["join/action"]).Select(static action => JsonValue.Create(Prefix + action))];
            built.Add(new JsonObject
            {
                ["name"] = name,
                ["id"] = $"{subnetId}/delegations/{name}",
                ["etag"] = "",
                ["properties"] = new JsonObject
                {
                    ["provisioningState"] = "Succeeded",
                    ["serviceName"] = service,
                    ["actions"] = actions,
                },
                ["type"] = Prefix + "delegations",
            });
        }

        properties["delegations"] = built;
    }
}
