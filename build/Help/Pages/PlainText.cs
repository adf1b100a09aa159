using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AksEgress.Help.Pages;

/// <summary>Converts markdown to the text that a terminal shows. Unsupported markdown is an error, so that nothing gets lost.</summary>
/// <param name="path">The path for error messages.</param>
/// <param name="soft">The replacement for a line break inside a paragraph: a space if the text is wrapped again.</param>
public sealed class PlainText(string path, char soft)
{
    /// <summary>
    /// The paragraphs of blocks, without comments. List items, table rows, and code blocks are paragraphs that keep their lines.
    /// </summary>
    public IReadOnlyList<string> Of(IEnumerable<Block> blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        var paragraphs = new List<string>();
        foreach (var block in blocks)
        {
            switch (block)
            {
                case HtmlBlock html when html.Type == HtmlBlockType.Comment:
                    break;
                case ListBlock list:
                    paragraphs.Add(string.Join('\n', Items(list)));
                    break;
                case Table table:
                    paragraphs.Add(string.Join('\n', Rows(table)));
                    break;
                case CodeBlock code:
                    paragraphs.Add(code.Lines.ToString().ReplaceLineEndings("\n").Trim('\n'));
                    break;
                case LeafBlock { Inline: { } inline }:
                    paragraphs.Add(Of(inline));
                    break;
                default:
                    throw new HelpPageException(path, block.Line + 1, $"{block.GetType().Name} has no place in help.");
            }
        }

        return paragraphs;
    }

    /// <summary>A heading's text.</summary>
    public string Of(HeadingBlock heading)
    {
        ArgumentNullException.ThrowIfNull(heading);
        return heading.Inline is null ? string.Empty : Of(heading.Inline);
    }

    /// <summary>The text of inline markdown.</summary>
    public string Of(ContainerInline container)
    {
        ArgumentNullException.ThrowIfNull(container);
        var text = new StringBuilder();
        foreach (var inline in container)
        {
            text.Append(inline switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                LineBreakInline { IsHard: true } => "\n",
                LineBreakInline => soft.ToString(),
                HtmlEntityInline entity => entity.Transcoded.ToString(),
                AutolinkInline link => link.Url,
                LinkInline { IsImage: false } link => Link(link),
                EmphasisInline emphasis => Of(emphasis),
                _ => throw new HelpPageException(path, inline.Line + 1, $"'{inline}' has no place in help; write < as \\< or in `code`."),
            });
        }

        return text.ToString();
    }

    private string Link(LinkInline link)
    {
        var text = Of(link);
        return link.Url is { } url && url.Contains("://", StringComparison.Ordinal) && url != text ? $"{text} ({url})" : text;
    }

    private IEnumerable<string> Items(ListBlock list)
    {
        var number = 0;
        foreach (var item in list.Cast<ListItemBlock>())
        {
            number++;
            var mark = list.IsOrdered ? $"{number}. " : "- ";
            var lines = string.Join("\n", Of(item)).Split('\n');
            yield return mark + lines[0];
            foreach (var line in lines.Skip(1))
            {
                yield return new string(' ', mark.Length) + line;
            }
        }
    }

    private IEnumerable<string> Rows(Table table)
    {
        var rows = table.Cast<TableRow>().Select(row => row.Cast<TableCell>().Select(cell => string.Join(' ', Of(cell))).ToList()).ToList();
        var widths = Enumerable.Range(0, rows[0].Count)
            .Select(column => rows.Max(row => column < row.Count ? row[column].Length : 0))
            .ToList();
        for (var i = 0; i < rows.Count; i++)
        {
            yield return string.Join("  ", rows[i].Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd();
            if (i == 0)
            {
                yield return string.Join("  ", widths.Select(width => new string('-', width)));
            }
        }
    }
}
