namespace AksEgress.Lab.Replays;

/// <summary>What a recording can't say about the simulator. There is no more than this.</summary>
internal static class Exemptions
{
    /// <summary>Whether a member's value depends on the day of the recording.</summary>
    /// <param name="path">Where it stands.</param>
    /// <param name="name">Its name.</param>
    public static bool DependsOnTheDay(string path, string name) => name switch
    {
        // The dashboard was on by default before Kubernetes 1.18 and off from then on; the default version is of the day.
        "KubeDashboard" => path.EndsWith(".addonProfiles", StringComparison.Ordinal),

        // Which versions of Kubernetes there are, and for how long, is of the day; their names are members' names.
        "patchVersions" or "capabilities" => path.Contains("values[", StringComparison.Ordinal),

        // A limit of AKS's, no part of the cluster: recordings of one api-version show 10 and 100.
        "maxAgentPools" => path.EndsWith(".properties", StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>Whether the recorder put a word in a value's place: kubeconfigs hold secrets.</summary>
    public static bool IsLeftOut(string value) => value == "left out";
}
