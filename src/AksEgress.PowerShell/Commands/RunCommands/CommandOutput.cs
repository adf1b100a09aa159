using AksEgress.Core.RunCommands;
using AksEgress.PowerShell.Errors;
using AksEgress.PowerShell.Streams;

namespace AksEgress.PowerShell.Commands;

/// <summary>Writes what a command in a cluster returned.</summary>
internal static class CommandOutput
{
    /// <summary>
    /// Writes a result. A command that ran is an object whatever its exit code, and one that exited with another code
    /// than 0 an error besides; one that could not run is an error alone.
    /// </summary>
    public static void Write(CommandResult result, ICommandStreams streams)
    {
        if (result.Outcome != CommandOutcome.CouldNotRun)
        {
            streams.Result(result);
        }

        if (ClusterCommands.ErrorOf(result) is { } error)
        {
            streams.Error(ErrorMapper.Record(error, result));
        }
    }
}
