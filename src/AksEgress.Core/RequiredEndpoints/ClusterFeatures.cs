using System.Text.Json.Nodes;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;

namespace AksEgress.Core.RequiredEndpoints;

/// <summary>
/// The features of a cluster, by its document. Extensions are separate resources, and aren't included.
/// </summary>
internal static class ClusterFeatures
{
    // The N family without NP, which has FPGAs.
    private static readonly string[] s_gpuFamilies = ["Standard_NC", "Standard_ND", "Standard_NG", "Standard_NV"];

    /// <summary>
    /// The features, core first. Istio with a plug-in certificate authority uses the Key Vault provider. Application routing and other
    /// add-ons that the documentation doesn't list need the core endpoints only; with certificates from Key Vault, its provider is enabled
    /// too (learn.microsoft.com/azure/aks/outbound-rules-control-egress).
    /// </summary>
    public static IReadOnlyList<string> Of(Cluster cluster)
    {
        var properties = cluster.Document.Root.At("properties");
        (string Feature, bool Has)[] all =
        [
            (EndpointCatalogue.Core, true),
            ("windowsNodePool", cluster.AgentPools.Any(pool => IsWindows(pool))),
            ("gpuNodePool", cluster.AgentPools.Any(pool => HasGpu(pool))),
            ("workloadIdentity", properties.Flag("securityProfile", "workloadIdentity", "enabled") ?? false),
            ("defender", properties.Flag("securityProfile", "defender", "securityMonitoring", "enabled") ?? false),
            (
                "keyVaultSecretsProvider",
                AddOn(properties, "azureKeyvaultSecretsProvider")
                    || properties.Text("serviceMeshProfile", "istio", "certificateAuthority", "plugin", "keyVaultId") is { Length: > 0 }),
            ("azureMonitor", AddOn(properties, "omsagent") || (properties.Flag("azureMonitorProfile", "metrics", "enabled") ?? false)),
            ("azurePolicy", AddOn(properties, "azurepolicy")),
            ("costAnalysis", properties.Flag("metricsProfile", "costAnalysis", "enabled") ?? false),
        ];
        return [.. all.Where(item => item.Has).Select(item => item.Feature)];
    }

    /// <summary>True for a pool of Windows nodes.</summary>
    public static bool IsWindows(AgentPool pool) => pool.OsType.Equals("Windows", StringComparison.OrdinalIgnoreCase);

    private static bool HasGpu(AgentPool pool) =>
        pool.VmSize is { } size && s_gpuFamilies.Any(family => size.StartsWith(family, StringComparison.OrdinalIgnoreCase));

    private static bool AddOn(JsonNode? properties, string name) => properties.Flag("addonProfiles", name, "enabled") ?? false;
}
