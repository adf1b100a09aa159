using System.Text;
using AksEgress.Core.Plans;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Preflight;

/// <summary>Formats findings for a terminal with 80 columns.</summary>
internal static class FindingsText
{
    private const int Indent = 12;

    /// <summary>
    /// Writes a heading with the verdict, on two lines if one is too long, then each finding with ARM's error code and the next step.
    /// </summary>
    public static string Write(string heading, string verdict, IEnumerable<Finding> findings)
    {
        var text = new StringBuilder("   ").Append(heading);
        if (text.Length + 5 + verdict.Length > TextBlock.Width)
        {
            text.AppendLine().Append("   ").AppendLine(verdict);
        }
        else
        {
            text.Append(' ', 5).AppendLine(verdict);
        }

        foreach (var finding in findings)
        {
            text.AppendLine().Append("   ").Append(Word(finding)).Append(' ', Indent - 3 - Word(finding).Length).AppendLine(finding.Id);
            Wrap(text, finding.Found);
            if (finding.Prevents is not null)
            {
                Wrap(text, "Azure would reject the change: " + string.Join(" or ", finding.ArmCodeList));
            }

            Wrap(text, "Next: " + finding.Next);
        }

        return text.ToString().TrimEnd();
    }

    private static string Word(Finding finding) => finding.Severity == FindingSeverity.Information ? "Note" : finding.Severity.ToString();

    private static void Wrap(StringBuilder text, string words) => text.AppendLine(TextBlock.Wrap(new string(' ', Indent), words));
}
