using System.Text;

namespace AksEgress.Lab;

/// <summary>One piece of a script: prose from comment lines, or a statement as it is typed.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsProse">True for comments.</param>
internal sealed record ScriptPiece(string Text, bool IsProse);
