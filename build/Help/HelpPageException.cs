namespace AksEgress.Help;

/// <summary>A page that cannot be turned into help; the message names the file and the line.</summary>
public sealed class HelpPageException(string page, int line, string message) : Exception($"{page}({line}): error : {message}");
