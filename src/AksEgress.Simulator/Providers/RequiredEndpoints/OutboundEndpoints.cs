using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.RequiredEndpoints;

/// <summary>
/// GET managedClusters/{name}/outboundNetworkDependenciesEndpoints: the endpoints that the nodes of a cluster connect to, by region
/// and features. Form, categories, and most names are those of the public specification's example (2022-01-01, unchanged since),
/// which is older than today's documentation and differs from it in places, as the real list does. The categories of add-ons aren't
/// recorded.
/// </summary>
internal static class OutboundEndpoints
{
    /// <summary>The path's last segment.</summary>
    public const string Segment = "outboundNetworkDependenciesEndpoints";

    /// <summary>One page of the list.</summary>
    public static ArmAnswer Answer(IncomingRequest request, Resource cluster, int pageSize) =>
        Listing.Page(
            request, Categories(cluster).Select(static category => (category.Text("category")!, (byte[]?)Json.Bytes(category))), pageSize);

    private static IEnumerable<JsonObject> Categories(Resource cluster)
    {
        var properties = cluster.Properties;
        JsonObject[] pools = [.. properties.Array("agentPoolProfiles").Objects()];
        var isPrivate = properties.Object("apiServerAccessProfile").Flag("enablePrivateCluster") == true;
        yield return Category("azure-resource-management", Https("management.azure.com"), Https("login.microsoftonline.com"));
        yield return Category("images", Https("mcr.microsoft.com"), Https("*.data.mcr.microsoft.com", "mcr cdn"));
        yield return Category(
            "artifacts", Https("packages.microsoft.com"), Https("acs-mirror.azureedge.net"), Https("packages.aks.azure.com"));
        yield return Category("time-sync", Endpoint("ntp.ubuntu.com", 123, "UDP"));
        yield return Category(
            "ubuntu-optional", Http("security.ubuntu.com"), Http("azure.archive.ubuntu.com"), Http("changelogs.ubuntu.com"));
        if (pools.Any(static pool =>
            pool.Text("vmSize") is { } size
                && (size.StartsWith("Standard_NC", StringComparison.OrdinalIgnoreCase)
                    || size.StartsWith("Standard_ND", StringComparison.OrdinalIgnoreCase))))
        {
            yield return Category("gpu", Https("nvidia.github.io"), Https("us.download.nvidia.com"), Https("apt.dockerproject.org"));
        }

        if (pools.Any(static pool => ResourceId.Is(pool.Text("osType"), "Windows")))
        {
            yield return Category(
                "windows",
                Https("onegetcdn.azureedge.net"),
                Https("go.microsoft.com"),
                Http("*.mp.microsoft.com"),
                Http("www.msftconnecttest.com"),
                Http("ctldl.windowsupdate.com"));
        }

        if (AddOn(properties, "azurepolicy"))
        {
            yield return Category("azure-policy", Https("data.policy.core.windows.net"), Https("store.policy.core.windows.net"));
        }

        if (AddOn(properties, "omsagent"))
        {
            yield return Category(
                "monitoring",
                Https("dc.services.visualstudio.com"),
                Https("*.ods.opinsights.azure.com"),
                Https("*.oms.opinsights.azure.com"),
                Https($"{cluster.Location}.handler.control.monitor.azure.com"));
        }

        if (!isPrivate)
        {
            yield return Category("apiserver", Https($"*.hcp.{cluster.Location}.azmk8s.io"));
            yield return Category("tunnel-classic", Endpoint($"*.hcp.{cluster.Location}.azmk8s.io", 9000, "TCP"));
        }
    }

    private static bool AddOn(JsonObject properties, string name) =>
        properties.Object("addonProfiles").Object(name).Flag("enabled") == true;

    private static JsonObject Category(
        string name, params JsonObject[] endpoints) => new() { ["category"] = name, ["endpoints"] = new JsonArray([.. endpoints]) };

    private static JsonObject Https(string name, string? description = null) => Endpoint(name, 443, "Https", description);

    private static JsonObject Http(string name) => Endpoint(name, 80, "Http");

    private static JsonObject Endpoint(string name, int port, string protocol, string? description = null)
    {
        JsonObject detail = new() { ["port"] = port, ["protocol"] = protocol };
        if (description is not null)
        {
            detail["description"] = description;
        }

        return new JsonObject { ["domainName"] = name, ["endpointDetails"] = new JsonArray(detail) };
    }
}
