namespace AksEgress.Tests.Architecture;

/// <summary>A layer of a project: folders that only reference folders of the same layer or of lower ones.</summary>
/// <param name="Name">The layer's name for messages.</param>
/// <param name="Folders">
/// Folders directly below the folder that is read; <see cref="LayerReader.Root"/> for the files directly in it.
/// </param>
public sealed record Layer(string Name, params string[] Folders);
