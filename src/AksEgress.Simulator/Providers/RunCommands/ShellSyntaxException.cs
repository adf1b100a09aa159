namespace AksEgress.Simulator.Providers.RunCommands;

/// <summary>The text isn't a script that this shell supports.</summary>
#pragma warning disable CA1064 // It never leaves the shell.
internal sealed class ShellSyntaxException(string message) : Exception(message);
#pragma warning restore CA1064
