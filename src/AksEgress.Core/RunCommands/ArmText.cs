using System.Text;
using System.Text.RegularExpressions;

namespace AksEgress.Core.RunCommands;

/// <summary>
/// Removes control characters from texts that a pod wrote, so that a workload can't control the administrator's terminal.
/// </summary>
internal static partial class ArmText
{
    /// <summary>Twice the maximum that AKS sends (512 kB).</summary>
    public const int MaximumLength = 1024 * 1024;

    /// <summary>
    /// Removes colors and all control characters except tabs and line ends; also carriage returns before a line end.
    /// </summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        var plain = Colours()
            .Replace(text.Length > MaximumLength ? text[..MaximumLength] : text, string.Empty)
            .Replace("\r\n", "\n", StringComparison.Ordinal);
        if (!plain.Any(IsUnfit))
        {
            return plain;
        }

        var result = new StringBuilder(plain.Length);
        foreach (var c in plain)
        {
            result.Append(IsUnfit(c) ? '\uFFFD' : c);
        }

        return result.ToString();
    }

    private static bool IsUnfit(char c) => char.IsControl(c) && c is not ('\n' or '\t');

    [GeneratedRegex("\u001B\\[[0-9;]{0,32}m")]
    private static partial Regex Colours();
}
