using AksEgress.Core.OutboundTypes;
using AksEgress.Core.Texts;
using AksEgress.PowerShell.Streams;

namespace AksEgress.PowerShell.Engine;

/// <summary>The result of a change, after a warning about nodes that AKS possibly didn't replace.</summary>
internal static class UnverifiedNodes
{
    /// <summary>Writes the warning, and the change.</summary>
    public static void Write(OutboundTypeChange change, ICommandStreams streams)
    {
        if (change.NodePoolsUnverified.Count > 0)
        {
            streams.Warning(Text(change.ClusterName, change.NodePoolsUnverified));
        }

        streams.Result(change);
    }

    /// <summary>The text of the warning.</summary>
    public static string Text(string cluster, IReadOnlyList<string> pools) =>
        $"Cluster '{cluster}': it's unknown whether the nodes of {Sentences.List([.. pools])} were replaced. They already had the newest "
            + "image, and AKS skips an update to the same image. To replace them, add node pools (Add-AksEgressNodePool) and remove these "
            + "(Remove-AksEgressNodePool), or run Update-AksEgressNodeImage again when a newer image is available.";
}
