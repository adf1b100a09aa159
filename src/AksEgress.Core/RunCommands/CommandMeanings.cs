using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;

namespace AksEgress.Core.RunCommands;

/// <summary>
/// What AKS's words on a command that could not run usually mean. AKS calls most of it a "cluster perf issue"
/// (Azure/azure-cli#22738, #23203, #24192, #27776; MicrosoftDocs/azure-docs#99274).
/// </summary>
internal static class CommandMeanings
{
    private const string Look = "Get-AksEgressCluster shows the cluster's state; its events are in namespace aks-command.";

    // The first that fits counts, so the finer ones stand first.
    private static readonly (string[] Signs, string Meaning)[] Known =
    [
        (["admission webhook", "denied the request"],
            "A policy of the cluster refused the command's pod; exempt the namespace aks-command from it."),
        (["ImagePull", "ErrImage", "pull image", "pulling image"],
            "The command's image, from mcr.microsoft.com, was not pulled: the nodes may not get out at all. Check the path with Get-AksEgressIp and, behind a firewall, its rules (Add-AksEgressFirewallRule -AksRequired)."),
        (["did not start within", "Unschedulable", "Insufficient", "taint", "KubernetesPerformanceError", "perf issue"],
            "No node started the command's pod in time. Usual causes: nodes that are full (it asks for 200m of CPU and 500 MiB), only tainted or Windows node pools, an init container that fails, or an image that cannot be pulled because the nodes do not get out."),
        (["AAD token", "Azure AD", "Microsoft Entra", "clusterToken", "Forbidden", "Unauthorized", "cannot create resource"],
            "Whoever is signed in has no right in Kubernetes, or no token for the cluster was sent; pass one with -ClusterToken, or ask for a role in the cluster."),
    ];

    /// <summary>The usual meaning.</summary>
    /// <param name="cluster">The cluster as it was read before, or null.</param>
    /// <param name="words">ARM's code and words.</param>
    public static string Of(Cluster? cluster, string words)
    {
        if (cluster?.Document.Root.Flag("properties", "apiServerAccessProfile", "disableRunCommand") == true || words.Contains("disableRunCommand", StringComparison.OrdinalIgnoreCase))
        {
            return "The cluster has run commands switched off (apiServerAccessProfile.disableRunCommand). Switch them on, or use kubectl from where the API server can be reached (Import-AksEgressCredential).";
        }

        if (string.Equals(cluster?.PowerState, "Stopped", StringComparison.OrdinalIgnoreCase))
        {
            return "The cluster is stopped; start it first.";
        }

        return Known.FirstOrDefault(known => known.Signs.Any(sign => words.Contains(sign, StringComparison.OrdinalIgnoreCase))).Meaning ?? Look;
    }
}
