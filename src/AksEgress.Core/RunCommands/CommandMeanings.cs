using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;

namespace AksEgress.Core.RunCommands;

/// <summary>
/// What AKS's message about a command that could not run usually means. AKS calls most of it a "cluster perf issue"
/// (Azure/azure-cli#22738, #23203, #24192, #27776; MicrosoftDocs/azure-docs#99274).
/// </summary>
internal static class CommandMeanings
{
    private static readonly string[] s_pullFailures = ["ImagePull", "ErrImage", "pull image", "pulling image"];

    private static readonly string[] s_startFailures =
        ["did not start within", "Unschedulable", "Insufficient", "taint", "KubernetesPerformanceError", "perf issue"];

    // The first match is used, so the more specific ones come first.
    private static readonly (string[] Signs, string Meaning)[] s_known =
    [
        (["admission webhook", "denied the request"],
            "A policy of the cluster denied the command's pod. Exempt the namespace aks-command from the policy."),
        (s_pullFailures,
            Advice.CheckImagePull()),
        (s_startFailures,
            "No node started the command's pod in time. Common causes: nodes without free capacity (it requests 200m of CPU and "
                + "500 MiB), only tainted or Windows node pools, a failing init container, or an image that can't be pulled because "
                + "the nodes have no egress path."),
        (["AAD token", "Azure AD", "Microsoft Entra", "clusterToken", "Forbidden", "Unauthorized", "cannot create resource"],
            "The signed-in account has no permission in Kubernetes, or no token for the cluster was sent. Specify one with "
                + "-ClusterToken, or ask for a role in the cluster."),
    ];

    /// <summary>True if no node started the pod of a command, which a missing egress path of the nodes can cause.</summary>
    public static bool IsStartFailure(CommandResult result) =>
        result.Outcome == CommandOutcome.CouldNotRun
        && s_startFailures.Concat(s_pullFailures).Any(sign =>
            $"{result.State} {result.Reason}".Contains(sign, StringComparison.OrdinalIgnoreCase))
        && !$"{result.Reason}".Contains("not schedulable", StringComparison.OrdinalIgnoreCase);

    /// <summary>The usual meaning.</summary>
    /// <param name="cluster">The cluster as it was read before, or null.</param>
    /// <param name="words">ARM's code and message.</param>
    public static string Of(Cluster? cluster, string words)
    {
        if (cluster?.Document.Root.Flag("properties", "apiServerAccessProfile", "disableRunCommand") == true
            || words.Contains("disableRunCommand", StringComparison.OrdinalIgnoreCase))
        {
            return Advice.EnableRunCommands();
        }

        if (string.Equals(cluster?.PowerState, "Stopped", StringComparison.OrdinalIgnoreCase))
        {
            return "The cluster is stopped. Start it first: az aks start.";
        }

        return s_known.FirstOrDefault(known => known.Signs.Any(sign => words.Contains(sign, StringComparison.OrdinalIgnoreCase))).Meaning
            ?? Advice.CheckClusterState();
    }
}
