using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.Clusters;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Clients.Clusters;

/// <summary>Kubernetes versions and their upgrades. The formats are AKS's; the list is the simulator's own.</summary>
internal static class KubernetesVersions
{
    /// <summary>The path below a region that clients before 2023 use.</summary>
    public const string Orchestrators = "orchestrators";

    /// <summary>The path below a region that newer clients use.</summary>
    public const string Versions = "kubernetesVersions";

    /// <summary>The path below a cluster.</summary>
    public const string UpgradeProfiles = "upgradeProfiles";

    private static readonly string[] s_patches = ["1.32.8", "1.32.9", "1.33.4", ClusterDocumentBuilder.DefaultVersion, "1.34.0", "1.34.1"];

    /// <summary>GET locations/{region}/kubernetesVersions.</summary>
    public static ArmAnswer List()
    {
        JsonArray values = [];
        foreach (var minor in s_patches.GroupBy(Minor))
        {
            JsonObject patches = [];
            foreach (var patch in minor)
            {
                JsonArray upgrades = [.. Upgrades(patch).Select(static version => JsonValue.Create(version))];
                patches[patch] = new JsonObject { ["upgrades"] = upgrades };
            }

            JsonObject value = new()
            {
                ["version"] = minor.Key,
                ["capabilities"] = new JsonObject { ["supportPlan"] = new JsonArray("KubernetesOfficial", "AKSLongTermSupport") },
                ["patchVersions"] = patches,
            };
            if (minor.Key == Minor(ClusterDocumentBuilder.DefaultVersion))
            {
                value["isDefault"] = true;
            }

            values.Add(value);
        }

        return ArmAnswer.Of(HttpStatusCode.OK, new JsonObject { ["values"] = values });
    }

    /// <summary>GET locations/{region}/orchestrators.</summary>
    public static ArmAnswer OrchestratorList(ResourceId id)
    {
        JsonArray orchestrators = [];
        foreach (var patch in s_patches)
        {
            JsonObject orchestrator = new() { ["orchestratorType"] = "Kubernetes", ["orchestratorVersion"] = patch };
            if (patch == ClusterDocumentBuilder.DefaultVersion)
            {
                orchestrator["default"] = true;
            }

            JsonArray upgrades = [.. Upgrades(patch)
                .Select(static version => new JsonObject { ["orchestratorType"] = "Kubernetes", ["orchestratorVersion"] = version })];
            if (upgrades.Count > 0)
            {
                orchestrator["upgrades"] = upgrades;
            }

            orchestrators.Add(orchestrator);
        }

        return ArmAnswer.Of(HttpStatusCode.OK, new JsonObject
        {
            ["id"] = $"/subscriptions/{id.Subscription}/providers/Microsoft.ContainerService/locations/{id.Names[0]}/{Orchestrators}",
            ["name"] = "default",
            ["type"] = "Microsoft.ContainerService/locations/orchestrators",
            ["properties"] = new JsonObject { ["orchestrators"] = orchestrators },
        });
    }

    /// <summary>GET managedClusters/{name}/upgradeProfiles/default.</summary>
    public static ArmAnswer UpgradeProfile(Resource cluster) => ArmAnswer.Of(HttpStatusCode.OK, new JsonObject
    {
        ["id"] = cluster.Id + "/upgradeprofiles/default",
        ["name"] = "default",
        ["type"] = "Microsoft.ContainerService/managedClusters/upgradeprofiles",
        ["properties"] = new JsonObject
        {
            ["controlPlaneProfile"] = Profile(cluster.Document.Object("properties").Text("currentKubernetesVersion"), "Linux"),
            ["agentPoolProfiles"] = new JsonArray([.. cluster.Document.Object("properties").Array("agentPoolProfiles").Objects()
                .Select(static pool => Profile(pool.Text("currentOrchestratorVersion"), pool.Text("osType")))]),
        },
    });

    private static JsonObject Profile(string? version, string? system)
    {
        JsonObject profile = new() { ["kubernetesVersion"] = version, ["osType"] = system };
        JsonArray upgrades = [.. Upgrades(version ?? "").Select(static next => new JsonObject { ["kubernetesVersion"] = next })];
        if (upgrades.Count > 0)
        {
            profile["upgrades"] = upgrades;
        }

        return profile;
    }

    // An upgrade stays within the minor version or goes to the next one: AKS skips no minor version.
    private static IEnumerable<string> Upgrades(string from) => Version.TryParse(from, out var now)
        ? s_patches.Where(patch => Version.Parse(patch) is { } then && then > now && then.Major == now.Major && then.Minor <= now.Minor + 1)
        : [];

    private static string Minor(string patch) => patch[..patch.LastIndexOf('.')];
}
