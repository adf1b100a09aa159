namespace AksEgress.Help;

/// <summary>A page that can't be converted to help; the message names the file and the line.</summary>
public sealed class HelpPageException(string page, int line, string message) : Exception($"{page}({line}): error : {message}");
