using System.Security;
using AksEgress.Core.Arm;

namespace AksEgress.Core.RunCommands;

/// <summary>A command to run inside a cluster.</summary>
/// <param name="ClusterId">The cluster.</param>
/// <param name="Command">The command line; a shell in the pod interprets it without changes.</param>
/// <param name="Files">The files for the command.</param>
/// <param name="ClusterToken">
/// A token for the AKS server application, for clusters with Microsoft Entra ID; null to let the connection get one.
/// </param>
public sealed record CommandRequest(ArmResourceId ClusterId, string Command, IReadOnlyList<CommandFile> Files, SecureString? ClusterToken)
{
    private const int ShownLength = 60;

    /// <summary>What will happen, as a sentence without its full stop.</summary>
    public string Describe()
    {
        var line = Command.ReplaceLineEndings(" ").Trim();
        var shown = ArmNames.Shown(line.Length > ShownLength ? line[..ShownLength] + "..." : line);
        return $"Run '{shown}'{(Files.Count == 0 ? string.Empty : " with " + Texts.Sentences.Count(Files.Count, "file"))} in a pod of "
            + $"cluster '{ClusterId.Name}'";
    }

    /// <summary>The command in one line, without the token.</summary>
    public override string ToString() => Describe();
}
