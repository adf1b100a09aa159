using System.Text;
using System.Text.RegularExpressions;
using AksEgress.Help.Pages;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace AksEgress.Help.Maml;

/// <summary>Converts a topic to the text that Get-Help about_... shows, 80 columns wide.</summary>
public static partial class TopicText
{
    /// <summary>The maximum line width.</summary>
    public const int Width = 80;

    /// <summary>Converts a topic.</summary>
    /// <param name="path">The path for error messages.</param>
    /// <param name="markdown">
    /// The topic: a first-level heading with its name, then Short description, Long description, and so on.
    /// </param>
    /// <exception cref="HelpPageException">The topic has no name or short description, or a line can't be wrapped.</exception>
    public static string Write(string path, string markdown)
    {
        var document = Markdown.Parse(markdown, PageReader.Pipeline);
        var plain = new PlainText(path, ' ');
        var headings = document.OfType<HeadingBlock>().ToList();
        if (headings.Count < 2
            || headings[0].Level != 1
            || plain.Of(headings[0]) != Path.GetFileNameWithoutExtension(path)
            || !plain.Of(headings[1]).Equals("Short description", StringComparison.OrdinalIgnoreCase))
        {
            throw new HelpPageException(path, 1, "a topic begins with its name as a heading, and a short description.");
        }

        // PowerShell reads the topic's one-line synopsis from the fifth line.
        var text = new StringBuilder("TOPIC\n");
        foreach (var block in document.Where(block => block is not YamlFrontMatterBlock and not LinkReferenceDefinitionGroup))
        {
            var indent = 4;
            switch (block)
            {
                case HeadingBlock { Level: 1 } heading:
                    text.Append("    ").Append(plain.Of(heading)).Append('\n');
                    continue;
                case HeadingBlock { Level: 2 } heading:
                    text.Append('\n').Append(plain.Of(heading).ToUpperInvariant()).Append('\n');
                    continue;
                case HeadingBlock heading:
                    text.Append(EndsWithHeading(text) ? string.Empty : "\n").Append("  ").Append(plain.Of(heading)).Append('\n');
                    continue;
                case CodeBlock:
                    indent = 8;
                    break;
            }

            foreach (var paragraph in plain.Of([block]))
            {
                text.Append(EndsWithHeading(text) ? string.Empty : "\n");
                foreach (var line in paragraph
                    .Split('\n')
                    .SelectMany(line => block is CodeBlock or Table ? [line] : Wrap(line, Width - indent)))
                {
                    var whole = (new string(' ', indent) + line).TrimEnd();
                    text
                        .Append(
                            whole.Length <= Width
                                ? whole
                                : throw new HelpPageException(path, block.Line + 1, $"wider than {Width} columns: {line}"))
                        .Append('\n');
                }
            }
        }

        return text.ToString();
    }

    private static bool EndsWithHeading(StringBuilder text)
    {
        var lines = text.ToString().TrimEnd('\n').Split('\n');
        return !lines[^1].StartsWith("    ", StringComparison.Ordinal);
    }

    private static IEnumerable<string> Wrap(string text, int width)
    {
        // A wrapped line of a list item is indented to its text.
        var hanging = text.Length - text.TrimStart(' ').Length + Mark().Match(text.TrimStart(' ')).Length;
        var line = new StringBuilder(text[..(text.Length - text.TrimStart(' ').Length)]);
        var empty = true;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!empty && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear().Append(' ', hanging);
                empty = true;
            }

            line.Append(empty ? string.Empty : " ").Append(word);
            empty = false;
        }

        yield return line.ToString();
    }

    [GeneratedRegex("^(?:- |[0-9]+[.] )")]
    private static partial Regex Mark();
}
