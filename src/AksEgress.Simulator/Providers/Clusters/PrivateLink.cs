using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.Clusters;

/// <summary>
/// The privateLinkResources of private clusters, as recorded: a GET of a cluster returns an id for the link; PUTs and lists return
/// AKS's own service instead.
/// </summary>
internal static class PrivateLink
{
    private const string Member = "privateLinkResources";

    /// <summary>True if a cluster's API server is private.</summary>
    public static bool IsPrivate(JsonObject properties) => properties.Object("apiServerAccessProfile").Flag("enablePrivateCluster") == true;

    // With API Server VNet Integration, the API server is in the network: there is no link, as recorded.
    private static bool HasLink(JsonObject properties) =>
        IsPrivate(properties) && properties.Object("apiServerAccessProfile").Flag("enableVnetIntegration") != true;

    /// <summary>The form in the responses of a PUT and a list.</summary>
    public static void Begin(JsonObject properties, string subscription, string location, bool exists)
    {
        if (!HasLink(properties))
        {
            properties.Remove(Member);
            return;
        }

        var link = Link();
        if (exists)
        {
            // AKS's own group and service, in a subscription that customers can't see: the format of the names is recorded. The
            // host name's GUID replaces that of the service.
            var service = Guid.TryParse(properties.Text("privateFQDN")?.Split('.').ElementAtOrDefault(1), out var guid)
                ? guid.ToString("N")
                : new string('0', 32);
            link["privateLinkServiceID"] = $"/subscriptions/{subscription}/resourceGroups/hcp-underlay-{location}-cx-124/providers/"
                + $"Microsoft.Network/privateLinkServices/a{service}";
        }

        properties[Member] = new JsonArray(link);
    }

    /// <summary>The form in the response of a GET after the operation has ended.</summary>
    public static void End(JsonObject properties, string clusterId)
    {
        if (HasLink(properties))
        {
            var link = Link();
            link["id"] = $"{clusterId}/privateLinkResources/management";
            properties[Member] = new JsonArray(link.Ordered("id"));
        }
    }

    private static JsonObject Link() => new()
    {
        ["name"] = "management",
        ["type"] = "Microsoft.ContainerService/managedClusters/privateLinkResources",
        ["groupId"] = "management",
        ["requiredMembers"] = new JsonArray("management"),
    };
}
