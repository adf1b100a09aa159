namespace AksEgress.Lab.Replays;

/// <summary>What a recording can't say about the simulator. There is no more than this.</summary>
internal static class Exemptions
{
    /// <summary>Whether a member that ARM answered belongs to the day of the recording.</summary>
    /// <param name="path">Where it stands.</param>
    /// <param name="name">Its name.</param>
    public static bool DependsOnTheDay(string path, string name) =>
        // AKS put the dashboard on clusters of Kubernetes before 1.19, on no later ones; the default version is of the day.
        path.EndsWith(".addonProfiles", StringComparison.Ordinal) && name == "KubeDashboard";

    /// <summary>Whether the recorder put a word in a value's place: kubeconfigs hold secrets.</summary>
    public static bool IsLeftOut(string value) => value == "left out";
}
