using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AksEgress.Help.Pages;

/// <summary>Reads a cmdlet's page in PlatyPS's schema.</summary>
public static partial class PageReader
{
    private static readonly string[] s_order =
    [
        "SYNOPSIS", "SYNTAX", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS"
    ];

    /// <summary>The parts of markdown that the pages use.</summary>
    public static MarkdownPipeline Pipeline { get; } =
        new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePipeTables().UsePreciseSourceLocation().Build();

    /// <summary>Reads a page.</summary>
    /// <param name="path">The path for error messages.</param>
    /// <param name="markdown">The page.</param>
    /// <exception cref="HelpPageException">A section is missing or misplaced, or text would be lost.</exception>
    public static HelpPage Read(string path, string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        if (document.FirstOrDefault() is not YamlFrontMatterBlock)
        {
            throw new HelpPageException(path, 1, "the front matter is missing.");
        }

        var text = new PlainText(path, '\n');
        var title = document.OfType<HeadingBlock>().FirstOrDefault(heading => heading.Level == 1)
            ?? throw new HelpPageException(path, 1, "the heading with the cmdlet's name is missing.");
        var sections = Cut(document, 2, text);
        if (!sections.Select(section => section.Title).SequenceEqual(s_order))
        {
            throw new HelpPageException(path, title.Line + 1, $"the sections must be {string.Join(", ", s_order)}, in this order.");
        }

        List<Block> Of(string name) => sections.First(section => section.Title == name).Blocks;
        var sets = Cut(Of("SYNTAX"), 3, text)
            .Select(section => section.Title.Replace(" (Default)", string.Empty, StringComparison.Ordinal))
            .ToList();
        return new HelpPage(
            text.Of(title), text.Of(Of("SYNOPSIS")), text.Of(Of("DESCRIPTION")), sets.Count == 0 ? [Commands.Command.AllSets] : sets,
            [.. Cut(Of("EXAMPLES"), 3, text).Select(section => Example(path, section, text))],
            [.. Cut(Of("PARAMETERS"), 3, text)
                .Where(section => section.Title.StartsWith('-'))
                .Select(section => Parameter(path, section, text))],
            Types(Of("INPUTS"), text), Types(Of("OUTPUTS"), text), text.Of(Of("NOTES")), Links(Of("RELATED LINKS"), text));
    }

    private static List<(string Title, int Line, List<Block> Blocks)> Cut(IEnumerable<Block> blocks, int level, PlainText text)
    {
        var sections = new List<(string Title, int Line, List<Block> Blocks)>();
        foreach (var block in blocks)
        {
            if (block is HeadingBlock heading && heading.Level == level)
            {
                sections.Add((text.Of(heading), heading.Line + 1, []));
            }
            else if (sections.Count > 0)
            {
                sections[^1].Blocks.Add(block);
            }
        }

        return sections;
    }

    private static HelpExample Example(string path, (string Title, int Line, List<Block> Blocks) section, PlainText text)
    {
        static bool IsCode(Block block) => block is FencedCodeBlock { Info: "powershell" };
        var code = section.Blocks.Where(IsCode).ToList();
        if (code.Count != 1)
        {
            throw new HelpPageException(
                path, section.Line, $"'{section.Title}' must have one block of ```powershell and has {code.Count}.");
        }

        var comments = section
            .Blocks.OfType<HtmlBlock>()
            .Select(block => Comment().Match(block.Lines.ToString()))
            .Where(match => match.Success)
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value.Trim());
        return new HelpExample(
            section.Title,
            text.Of(section.Blocks.TakeWhile(block => !IsCode(block))),
            ((LeafBlock)code[0]).Lines.ToString().ReplaceLineEndings("\n").Trim('\n'),
            text.Of(section.Blocks.SkipWhile(block => !IsCode(block)).Skip(1)),
            comments.GetValueOrDefault("not run"));
    }

    private static HelpParameter Parameter(string path, (string Title, int Line, List<Block> Blocks) section, PlainText text)
    {
        static bool IsTable(Block block) => block is FencedCodeBlock { Info: "yaml" };
        var tables = section.Blocks.Where(IsTable).Cast<LeafBlock>().Select(table => Table(path, table)).ToList();
        return tables.Count > 0
            ? new HelpParameter(section.Title[1..], text.Of(section.Blocks.Where(block => !IsTable(block))), tables)
            : throw new HelpPageException(path, section.Line, $"'{section.Title}' has no block of ```yaml.");
    }

    private static Dictionary<string, string> Table(string path, LeafBlock table)
    {
        var lines = table.Lines.ToString().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Select(line => line.Split(':', 2)).ToDictionary(
            pair =>
                pair.Length == 2 ? pair[0].Trim() : throw new HelpPageException(path, table.Line + 1, $"'{pair[0]}' is no 'key: value'."),
            pair => pair[1].Trim());
    }

    private static List<HelpType> Types(List<Block> blocks, PlainText text) =>
        [.. Cut(blocks, 3, text).Select(section => new HelpType(section.Title, text.Of(section.Blocks)))];

    private static List<HelpLink> Links(List<Block> blocks, PlainText text) =>
        [.. blocks
            .OfType<LeafBlock>()
            .Where(block => block.Inline is not null)
            .SelectMany(block => block.Inline!.Descendants<LinkInline>())
            .Select(link => new HelpLink(text.Of(link), link.Url ?? string.Empty))];

    [GeneratedRegex(@"^<!--\s*(not run)\s*:(.*?)-->", RegexOptions.Singleline)]
    private static partial Regex Comment();
}
