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

        // A limit of AKS rather than a part of the cluster: recordings of one api-version contain 10 and 100.
        "maxAgentPools" => path.EndsWith(".properties", StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>True if the recorder replaced a value by a word: kubeconfigs contain secrets.</summary>
    public static bool IsLeftOut(string value) => value == "left out";
}
