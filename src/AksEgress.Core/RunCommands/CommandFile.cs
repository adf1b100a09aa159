namespace AksEgress.Core.RunCommands;

/// <summary>A file that is attached to a command.</summary>
/// <param name="Name">The path relative to the command's folder, with slashes.</param>
/// <param name="Content">The content.</param>
/// <param name="IsExecutable">True if it's executable.</param>
public sealed record CommandFile(string Name, ReadOnlyMemory<byte> Content, bool IsExecutable);
