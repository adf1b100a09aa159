using System.Text;

namespace AksEgress.Lab;

/// <summary>A part of a script: prose from comment lines, or a statement as a user types it.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsProse">True for comments.</param>
internal sealed record ScriptPiece(string Text, bool IsProse);
