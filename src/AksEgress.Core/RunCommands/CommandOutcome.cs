namespace AksEgress.Core.RunCommands;

/// <summary>How a command inside a cluster ended.</summary>
public enum CommandOutcome : long
{
    /// <summary>It ran and exited with 0.</summary>
    Succeeded,

    /// <summary>It ran and exited with another code.</summary>
    Failed,

    /// <summary>It didn't run, so its result isn't known.</summary>
    CouldNotRun,
}
