using AksEgress.Core.Clusters;
using AksEgress.Core.Errors;

namespace AksEgress.Core.NodePools;

/// <summary>
/// The rules of AKS for a new node pool that can be checked before the request: names, sizes, and requirements of Windows
/// (learn.microsoft.com: aks-naming-rules, windows-node-limitations, nat-gateway "Disable OutboundNAT for Windows").
/// </summary>
internal static class NodePoolRules
{
    private const int MaximumNodes = 1000;
    private static readonly Version s_firstWithoutOutboundNat = new(1, 26);

    /// <summary>Rejects a node pool that AKS would reject.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="cluster">The cluster, as read or as it would be created.</param>
    /// <exception cref="EgressException">InvalidNodePool or NodePoolNotPossible.</exception>
    public static void Check(NodePoolRequest pool, Cluster cluster)
    {
        CheckForm(pool);
        if (pool.IsWindows)
        {
            CheckWindows(pool, cluster);
        }
        else if (pool.DisableWindowsOutboundNat)
        {
            throw NotPossible(
                pool,
                "outbound NAT can be disabled for Windows nodes only",
                "Add -OsType Windows, or omit -DisableWindowsOutboundNat.");
        }

        if (cluster.AgentPools.Any(other => other.Name == pool.Name))
        {
            throw EgressErrors.ResourceExists("Node pool", pool.Name, pool.Name);
        }
    }

    /// <summary>True for a valid name: 1 to 12 lowercase letters and digits, starting with a letter.</summary>
    internal static bool IsName(string name) =>
        name.Length is > 0 and <= 12
            && char.IsAsciiLetterLower(name[0])
            && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));

    private static void CheckForm(NodePoolRequest pool)
    {
        var name = pool.Name;
        var longest = pool.IsWindows ? 6 : 12;
        if (name.Length > longest || !IsName(name))
        {
            throw Invalid(
                $"the name '{Arm.ArmNames.Shown(name)}' must have 1 to {longest} lowercase letters and "
                    + $"digits{(pool.IsWindows ? " on Windows" : string.Empty)} and start with a letter.");
        }

        if (!pool.IsSystem && !string.Equals(pool.Mode, "User", StringComparison.OrdinalIgnoreCase))
        {
            throw Invalid($"the mode of '{name}' must be System or User.");
        }

        if (!pool.IsWindows && !string.Equals(pool.OsType, "Linux", StringComparison.OrdinalIgnoreCase))
        {
            throw Invalid($"the OS type of '{name}' must be Linux or Windows.");
        }

        var least = pool.IsSystem ? 1 : 0;
        var count = pool.NodeCount ?? pool.MinCount ?? 1;
        if (count < least || count > MaximumNodes || pool.MinCount < least || pool.MaxCount is > MaximumNodes or < 1)
        {
            throw Invalid($"'{name}' must have {least} to {MaximumNodes} nodes.");
        }

        if ((pool.MinCount is not null && pool.MaxCount is null)
            || (pool.MaxCount is { } most && ((pool.MinCount ?? count) > most || count > most || count < (pool.MinCount ?? 0))))
        {
            throw Invalid($"the autoscaler of '{name}' requires both limits, with MinCount <= NodeCount <= MaxCount.");
        }
    }

    private static void CheckWindows(NodePoolRequest pool, Cluster cluster)
    {
        if (pool.IsSystem)
        {
            throw NotPossible(pool, "a system node pool must be Linux", "Add it with -Mode User.");
        }

        if (cluster.NetworkPlugin == "kubenet")
        {
            throw NotPossible(
                pool,
                "Windows nodes require the network plugin azure, but the cluster uses kubenet",
                "Use a cluster with -NetworkPlugin azure.");
        }

        if (cluster.OutboundType is OutboundTypeNames.None or OutboundTypeNames.Block)
        {
            throw NotPossible(
                pool,
                $"a network isolated cluster (outbound type {cluster.OutboundType}) doesn't support Windows nodes",
                "Use another cluster.");
        }

        if (!pool.DisableWindowsOutboundNat)
        {
            return;
        }

        if (cluster.OutboundType == OutboundTypeNames.LoadBalancer)
        {
            throw NotPossible(
                pool, "outbound NAT can't be disabled while the cluster uses outbound type loadBalancer",
                Advice.ChangeOutboundType(cluster.Name, cluster.ResourceGroupName));
        }

        if (cluster.KubernetesVersion is { } version && Parsed(version) is { } parsed && parsed < s_firstWithoutOutboundNat)
        {
            throw NotPossible(
                pool,
                $"disabling outbound NAT requires Kubernetes 1.26 or later, but the cluster runs {version}",
                "Upgrade the cluster first.");
        }
    }

    /// <summary>The major and minor version of a Kubernetes version, or null.</summary>
    internal static Version? Parsed(string version) =>
        Version.TryParse(version, out var parsed) ? new Version(parsed.Major, parsed.Minor) : null;

    private static EgressException Invalid(string why) => EgressErrors.InvalidNodePool(why);

    private static EgressException NotPossible(NodePoolRequest pool, string why, string next) => EgressErrors.NodePoolNotPossible(
        pool.Name, why, next);
}
