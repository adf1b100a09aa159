namespace AksEgress.Core.RunCommands;

/// <summary>A file that goes along with a command.</summary>
/// <param name="Name">Where it lies beside the command: a relative path with slashes.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="IsExecutable">True when it may be run there.</param>
public sealed record CommandFile(string Name, ReadOnlyMemory<byte> Content, bool IsExecutable);
