namespace AksEgress.Core.RunCommands;

/// <summary>How a command inside a cluster ended.</summary>
public enum CommandOutcome : long
{
    /// <summary>It ran and exited with 0.</summary>
    Succeeded,

    /// <summary>It ran and exited with something else.</summary>
    Failed,

    /// <summary>It never ran: nothing can be said about what it would have found.</summary>
    CouldNotRun,
}
