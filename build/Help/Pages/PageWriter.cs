using System.Text;
using System.Text.RegularExpressions;
using AksEgress.Help.Commands;

namespace AksEgress.Help.Pages;

/// <summary>
/// Writes a cmdlet's page in PlatyPS's schema. Front matter, syntax, the tables of the parameters, and the types of input and
/// output are always generated from the cmdlet. Texts are kept from the page if it has them; otherwise they come from the source.
/// </summary>
public static partial class PageWriter
{
    /// <summary>The placeholder for a text that a person has to write; a test finds it.</summary>
    public const string ToWrite = "{{ to be written }}";

    private const int Width = 110;

    /// <summary>Writes the page.</summary>
    /// <param name="command">The cmdlet.</param>
    /// <param name="all">All cmdlets, for the links to those of the same noun.</param>
    /// <param name="before">The current page, or null.</param>
    public static string Write(Command command, IReadOnlyList<Command> all, string? before)
    {
        ArgumentNullException.ThrowIfNull(command);
        before ??= string.Empty;
        var page = new StringBuilder();
        page.Append($"""
            ---
            external help file: AksEgress.PowerShell.dll-Help.xml
            Module Name: AksEgress
            online version:{Online().Match(before).Groups[1].Value.TrimEnd()}
            schema: 2.0.0
            ---

            # {command.Name}

            ## SYNOPSIS
            {Sections.Below(before, "SYNOPSIS") ?? FirstSentence().Match(command.Summary).Value.TrimEnd('.', ';', ':') + "."}

            ## SYNTAX

            """.ReplaceLineEndings("\n"));
        foreach (var set in command.Sets)
        {
            page.Append('\n');
            if (command.Sets.Count > 1)
            {
                page.Append("### ").Append(set).Append(set == command.DefaultSet ? " (Default)\n" : "\n");
            }

            page.Append("```\n").Append(Syntax(command, set)).Append("\n```\n");
        }

        page.Append("\n## DESCRIPTION\n").Append(Sections.Below(before, "DESCRIPTION") ?? $"{command.Summary}\n\n{ToWrite}");
        page.Append("\n\n## EXAMPLES\n\n").Append(Sections.Below(before, "EXAMPLES") ?? Examples(command));
        page.Append("\n\n## PARAMETERS\n\n");
        var kept = ParameterTexts(before);
        foreach (var parameter in command.Parameters)
        {
            page.Append(ParameterSection.Write(parameter, kept)).Append('\n');
        }

        page
            .Append("### CommonParameters\n")
            .Append(
                "This cmdlet supports the common parameters: -Debug, -ErrorAction, -ErrorVariable, -InformationAction, "
                    + "-InformationVariable, -OutVariable, -OutBuffer, -PipelineVariable, -ProgressAction, -Verbose, -WarningAction, and "
                    + "-WarningVariable. For more information, see "
                    + "[about_CommonParameters](https://go.microsoft.com/fwlink/?LinkID=113216).\n");
        page.Append("\n## INPUTS\n\n").Append(Inputs(command));
        page.Append("\n## OUTPUTS\n\n").Append(Outputs(command, Sections.Below(before, "OUTPUTS")));
        page.Append("\n## NOTES\n").Append(Sections.Below(before, "NOTES") ?? ToWrite);
        page.Append("\n\n## RELATED LINKS\n\n").Append(Sections.Below(before, "RELATED LINKS") ?? Links(command, all)).Append('\n');
        return page.ToString();
    }

    /// <summary>The syntax of one parameter set, wrapped.</summary>
    public static string Syntax(Command command, string set)
    {
        ArgumentNullException.ThrowIfNull(command);
        var words = command
            .Parameters.Select(parameter => (Parameter: parameter, Use: parameter.In(set)))
            .Where(pair => pair.Use is not null)
            .OrderBy(pair => pair.Use!.Position ?? int.MaxValue)
            .ThenByDescending(pair => pair.Use!.Required)
            .ThenBy(pair => pair.Parameter.Name is "WhatIf" or "Confirm")
            .Select(pair => Word(pair.Parameter, pair.Use!))
            .Append("[<CommonParameters>]");
        var lines = new StringBuilder(command.Name);
        var column = command.Name.Length;
        foreach (var word in words)
        {
            if (column + 1 + word.Length > Width)
            {
                lines.Append("\n ");
                column = 1;
            }

            lines.Append(' ').Append(word);
            column += 1 + word.Length;
        }

        return lines.ToString();
    }

    private static string Word(CommandParameter parameter, ParameterUse use)
    {
        var name = use.Position is null ? "-" + parameter.Name : $"[-{parameter.Name}]";
        var word = parameter.IsSwitch ? name : $"{name} <{parameter.Type}>";
        return use.Required ? word : $"[{word}]";
    }

    private static Dictionary<string, Section> ParameterTexts(string before)
    {
        var inside = false;
        var texts = new Dictionary<string, Section>(StringComparer.OrdinalIgnoreCase);
        foreach (var section in Sections.Of(before))
        {
            inside = section.Level == 2 ? section.Title == "PARAMETERS" : inside;
            if (inside && section.Level == 3 && section.Title.StartsWith('-'))
            {
                texts[section.Title[1..]] = section;
            }
        }

        return texts;
    }

    private static string Examples(Command command) => string.Join("\n\n", Enumerable.Range(1, 3).Select(number =>
        $"### Example {number}: {ToWrite}\n```powershell\n{command.Name}\n```\n\n{ToWrite}"));

    private static string Inputs(Command command)
    {
        var uses = command.Parameters.SelectMany(parameter =>
            parameter.Uses.Select(use => (parameter.Name, parameter.FullType, use.Pipeline))).Distinct().ToList();
        var whole = uses
            .Where(use => use.Pipeline.Contains("ByValue", StringComparison.Ordinal))
            .GroupBy(use => use.FullType)
            .Select(type =>
                $"### {type.Key}\nYou can pipe this type of object to {List(type.Select(use => "-" + use.Name).Distinct())}.\n")
            .ToList();
        var names = uses
            .Where(use => use.Pipeline.Contains("ByPropertyName", StringComparison.Ordinal))
            .Select(use => "-" + use.Name)
            .Distinct()
            .ToList();
        if (names.Count > 0)
        {
            whole.Add($"### System.Object\nYou can pipe any object whose properties have the names of {List(names)}.\n");
        }

        return whole.Count == 0 ? "### None\nYou can't pipe objects to this cmdlet.\n" : string.Join('\n', whole);
    }

    private static string Outputs(Command command, string? before)
    {
        var kept = before is null
            ? []
            : Sections.Of(before).ToDictionary(section => section.Title, section => section.Text, StringComparer.Ordinal);
        var outputs = command.Outputs.Select(output =>
            $"### {output.Type}\n"
                + $"{(kept.GetValueOrDefault(output.Type) is { Length: > 0 } text && text != ToWrite ? text : Says(command, output))}"
                + "\n");
        return command.Outputs.Count == 0 ? "### None\nThis cmdlet returns no output.\n" : string.Join('\n', outputs);
    }

    // The framework's types have no comment from this project. The switch that requests such output describes it.
    private static string Says(Command command, CommandOutput output)
    {
        bool Has(string name) => command.Parameters.Any(parameter => parameter.Name == name);
        return output.Type switch
        {
            "System.Boolean" when Has("PassThru") => 
                "With `-PassThru`, the cmdlet returns True for each resource that existed and was removed.",
            "System.Boolean" when Has("Quiet") => "With `-Quiet`, the cmdlet returns True or False instead of the object.",
            "System.Management.Automation.Job" when Has("AsJob") => 
                "With `-AsJob`, the cmdlet returns the job. Receive-Job returns the output of the command.",
            _ => output.Summary.Length > 0 ? output.Summary : ToWrite,
        };
    }

    private static string Links(Command command, IReadOnlyList<Command> all) =>
        string.Join(
            "\n\n",
            all
                .Where(other => other.Noun == command.Noun && other != command)
                .Select(other => other.Name)
                .Append("about_AksEgress")
                .Select(name => $"[{name}]({name}.md)"))
        + $"\n\n{ToWrite}";

    private static string List(IEnumerable<string> words) =>
        words.ToList() is { Count: > 1 } several ? $"{string.Join(", ", several.SkipLast(1))} and {several[^1]}" : words.First();

    [GeneratedRegex("^online version:([^\r\n]*)", RegexOptions.Multiline)]
    private static partial Regex Online();

    [GeneratedRegex(@"\A.*?(?:[.](?=\s|\z)|[;:](?=\s)|\z)", RegexOptions.Singleline)]
    private static partial Regex FirstSentence();
}
