using System.Text.Json.Nodes;

namespace AksEgress.Lab.Replays;

/// <summary>The parts of a recording that the simulator can't be compared with. There are no others.</summary>
internal static class Exemptions
{
    /// <summary>True if a member's value depends on the day of the recording.</summary>
    /// <param name="path">The path of the member.</param>
    /// <param name="name">The name of the member.</param>
    public static bool DependsOnTheDay(string path, string name) => name switch
    {
        // The dashboard was enabled by default before Kubernetes 1.18 and disabled since; the default version changes over time.
        "KubeDashboard" => path.EndsWith(".addonProfiles", StringComparison.Ordinal),

        // The Kubernetes versions and their support periods change over time; their names are member names.
        "patchVersions" or "capabilities" => path.Contains("values[", StringComparison.Ordinal),

        // AKS's own components on the control plane: no public specification has the member, and its contents change with releases.
        "controlPlanePluginProfiles" => path.EndsWith(".properties", StringComparison.Ordinal),

        // Which version is the default changes over time: the two sides list different versions.
        "isDefault" => path.Contains("values[", StringComparison.Ordinal),

        // A limit of AKS rather than a part of the cluster: recordings of one api-version contain 10 and 100.
        "maxAgentPools" => path.EndsWith(".properties", StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>
    /// True if AKS chose a node pool's VM size: it chooses by region, quota, and capacity, and the size decides the OS disk
    /// (https://learn.microsoft.com/azure/aks/aks-virtual-machine-sizes). The client's own size is compared unchanged.
    /// </summary>
    /// <param name="name">The name of the member.</param>
    /// <param name="parent">The recorded object with the member.</param>
    /// <param name="words">The values that the client sent.</param>
    public static bool IsChosenByAzure(string name, JsonObject parent, Vocabulary words) =>
        name is "vmSize" or "osDiskSizeGB" or "osDiskType"
            && parent["vmSize"] is JsonValue value
            && value.TryGetValue(out string? size)
            && !words.WasSent(size);

    /// <summary>
    /// True if the recorder replaced a value by a word: kubeconfigs contain secrets, and Azure Service Operator replaces times.
    /// </summary>
    public static bool IsLeftOut(string value) => value is "left out" or "2001-02-03T04:05:06Z";
}
