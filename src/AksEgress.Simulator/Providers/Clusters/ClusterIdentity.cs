using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.ClusterDocuments;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.Clusters;

/// <summary>
/// The identity of a cluster: a system-assigned one, user-assigned ones, or a service principal whose secret is never returned.
/// </summary>
internal static class ClusterIdentity
{
    /// <summary>Removes secrets from a client's document: AKS doesn't return them, so the simulator doesn't store them.</summary>
    /// <exception cref="RefusalException">400: a service principal without a secret.</exception>
    public static void RemoveSecret(JsonObject properties, bool creating)
    {
        var principal = properties.Object("servicePrincipalProfile");
        if (creating
            && principal.Text("clientId") is { Length: > 0 } client
            && !ResourceId.Is(client, "msi")
            && string.IsNullOrEmpty(principal.Text("secret")))
        {
            // The rule is documented; the text isn't recorded.
            throw ClusterErrors.InvalidParameter(
                "Required parameter servicePrincipalProfile.secret is missing (null).", "servicePrincipalProfile.secret");
        }

        principal?.Remove("secret");
        properties.Object("windowsProfile")?.Remove("adminPassword");
    }

    /// <summary>Adds principal ids and client ids as AKS returns them.</summary>
    /// <exception cref="RefusalException">400: a user-assigned identity doesn't exist.</exception>
    public static void Fill(SimulatedWorld world, ResourceId path, JsonObject body, JsonObject properties, Resource? existing)
    {
        var before = existing?.Document.Object("identity");
        if (!body.ContainsKey("identity") && before is not null)
        {
            body["identity"] = before.DeepClone();
        }

        var identity = body.Object("identity");
        if (ResourceId.Is(identity.Text("type"), "SystemAssigned"))
        {
            identity!["principalId"] = before.Text("principalId") ?? world.Ids.NextGuid().ToString();
            identity["tenantId"] = SimulatedAccount.TenantId;
        }

        foreach (var user in identity.Object("userAssignedIdentities")?.ToArray() ?? [])
        {
            var own = world.Store.FindId(user.Key)?.Document.Object("properties");
            var old = before.Object("userAssignedIdentities").Object(user.Key);
            if (own is null && old is null)
            {
                throw ClusterErrors.IdentityNotFound(path, user.Key);
            }

            identity!.Object("userAssignedIdentities")![user.Key] = new JsonObject
            {
                ["clientId"] = own.Text("clientId") ?? old.Text("clientId"),
                ["principalId"] = own.Text("principalId") ?? old.Text("principalId"),
            };
        }

        if (identity is not null)
        {
            properties.Default("servicePrincipalProfile", new JsonObject { ["clientId"] = "msi" });
        }

        if (!body.ContainsKey("sku"))
        {
            body["sku"] = existing?.Document["sku"]?.DeepClone() ?? new JsonObject { ["name"] = "Base", ["tier"] = "Free" };
        }
        else if (ResourceId.Is(body.Object("sku").Text("name"), "Basic"))
        {
            // The name of Base until 2023.
            body.Object("sku")!["name"] = "Base";
        }
    }
}
