using System.Text;

namespace System.Management.Automation.Language;

/// <summary>Writes PowerShell source text for a value.</summary>
public static class CodeGeneration
{
    /// <summary>Doubles each character that PowerShell reads as a single quote.</summary>
    public static string EscapeSingleQuotedStringContent(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return string.Empty;
        }

        StringBuilder text = new(value.Length);
        foreach (var c in value)
        {
            text.Append(c);
            if (c is '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B')
            {
                text.Append(c);
            }
        }

        return text.ToString();
    }
}
