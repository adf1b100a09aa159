namespace AksEgress.Help.Pages;

/// <summary>A heading and the raw text below it, up to the next heading of any level.</summary>
/// <param name="Level">1 and up.</param>
/// <param name="Title">The heading, raw.</param>
/// <param name="Text">The text below the heading, trimmed.</param>
public sealed record Section(int Level, string Title, string Text);
