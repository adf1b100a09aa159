using System.Text;
using System.Text.RegularExpressions;
using AksEgress.Help.Commands;

namespace AksEgress.Help.Pages;

/// <summary>Writes a parameter's section: its text, and a table for each distinct use in the parameter sets.</summary>
public static partial class ParameterSection
{
    /// <summary>The default if a new instance has no value and the page specifies none.</summary>
    public const string NoDefault = "None";

    /// <summary>Writes the section.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="kept">The sections of the current page, by parameter.</param>
    public static string Write(CommandParameter parameter, IReadOnlyDictionary<string, Section> kept)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        ArgumentNullException.ThrowIfNull(kept);
        var old = kept.GetValueOrDefault(parameter.Name)?.Text ?? string.Empty;
        var text = old.IndexOf("```yaml", StringComparison.Ordinal) is >= 0 and var table ? old[..table].Trim() : old;
        if (text.Length == 0)
        {
            var said = Number().Matches(parameter.Summary).Select(number => number.Value).ToList();
            var range = Number().Matches(parameter.Range ?? string.Empty).All(number => said.Contains(number.Value))
                ? null
                : parameter.Range;
            text = string.Join(' ', new[] { parameter.Summary, range }.Where(part => part is { Length: > 0 }));
        }

        // A default that only the running cmdlet determines, such as the connection's subscription, has to be written by a person.
        var written = DefaultLine().Match(old).Groups[1].Value.Trim();
        var value = parameter.Default ?? (parameter.IsSwitch ? "False" : written.Length > 0 ? written : NoDefault);
        var section = new StringBuilder($"### -{parameter.Name}\n{(text.Length == 0 ? PageWriter.ToWrite : text)}\n");
        foreach (var use in parameter.Uses.GroupBy(use => use with { Set = string.Empty }))
        {
            section.Append("\n```yaml\n").Append(Table(parameter, use.Key, use.Select(one => one.Set), value)).Append("```\n");
        }

        return section.ToString();
    }

    /// <summary>The lines of one table.</summary>
    public static string Table(CommandParameter parameter, ParameterUse use, IEnumerable<string> sets, string value)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        ArgumentNullException.ThrowIfNull(use);
        var lines = new List<string>
        {
            "Type: " + parameter.Type,
            "Parameter Sets: " + string.Join(", ", sets),
            "Aliases: " + string.Join(", ", parameter.Aliases),
        };
        if (parameter.AcceptedValues.Count > 0)
        {
            lines.Add("Accepted values: " + string.Join(", ", parameter.AcceptedValues));
        }

        lines.Add(string.Empty);
        lines.Add("Required: " + use.Required);
        lines.Add("Position: " + (use.Position?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "Named"));
        lines.Add("Default value: " + value);
        lines.Add("Accept pipeline input: " + use.Pipeline);
        lines.Add("Accept wildcard characters: " + parameter.Wildcards);
        return string.Concat(lines.Select(line => line.TrimEnd() + "\n"));
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();

    [GeneratedRegex("^Default value: *([^\r\n]*)", RegexOptions.Multiline)]
    private static partial Regex DefaultLine();
}
