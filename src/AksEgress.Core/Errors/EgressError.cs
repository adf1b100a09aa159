namespace AksEgress.Core.Errors;

/// <summary>A kind of error: its stable id, its text and what to do next. All of them stand in <see cref="EgressErrors"/>.</summary>
/// <param name="Id">The stable id, equal to the name of the field in <see cref="EgressErrors"/>; it becomes the ErrorRecord's id.</param>
/// <param name="Kind">The sort of mistake.</param>
/// <param name="Text">A composite format string.</param>
/// <param name="Remedy">What to do next, with the next command; a composite format string over the same arguments.</param>
public sealed record EgressError(string Id, EgressErrorKind Kind, string Text, string Remedy);
