namespace AksEgress.Help.Pages;

/// <summary>A link.</summary>
/// <param name="Text">A cmdlet, a topic, or another title.</param>
/// <param name="Target">A page of the folder, or a URL.</param>
public sealed record HelpLink(string Text, string Target);
