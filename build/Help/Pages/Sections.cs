using Markdig.Syntax;

namespace AksEgress.Help.Pages;

/// <summary>Splits a page at its headings; a # inside a code block isn't a heading.</summary>
public static class Sections
{
    /// <summary>The sections in order.</summary>
    public static IReadOnlyList<Section> Of(string markdown)
    {
        var headings = Markdig.Markdown.Parse(markdown, PageReader.Pipeline).OfType<HeadingBlock>().ToList();
        return
        [
            .. headings.Select((heading, index) =>
            {
                var end = index + 1 < headings.Count ? headings[index + 1].Span.Start : markdown.Length;
                return new Section(
                    heading.Level,
                    markdown[heading.Span.Start..(heading.Span.End + 1)].TrimStart('#').Trim(),
                    markdown[(heading.Span.End + 1)..end].Trim());
            }),
        ];
    }

    /// <summary>The raw text below a second-level heading, with its subsections; null if the heading doesn't exist.</summary>
    public static string? Below(string markdown, string title)
    {
        var headings = Markdig.Markdown.Parse(markdown, PageReader.Pipeline)
            .OfType<HeadingBlock>()
            .Where(heading => heading.Level <= 2)
            .ToList();
        var at = headings.FindIndex(heading =>
            heading.Level == 2 && markdown[heading.Span.Start..(heading.Span.End + 1)].TrimStart('#').Trim() == title);
        if (at < 0)
        {
            return null;
        }

        var text = markdown[(headings[at].Span.End + 1)..(at + 1 < headings.Count ? headings[at + 1].Span.Start : markdown.Length)].Trim();
        return text.Length == 0 ? null : text;
    }
}
