using StandIn.Text;

namespace StandIn.Formatting;

/// <summary>Labels in one column, values wrapped beside them.</summary>
internal static class ListWriter
{
    private const string Separator = " : ";

    public static void Write(ListEntry entry, int width, Action<string> writeLine)
    {
        int labels = entry.Fields.Count == 0 ? 0 : entry.Fields.Max(f => CellWidth.Of(f.Label));
        int room = Math.Max(1, width - labels - Separator.Length);
        string indent = new(' ', labels + Separator.Length);
        if (entry.Fields.Count == 0)
        {
            return;
        }

        foreach ((string label, string value) in entry.Fields)
        {
            string before = label + new string(' ', labels - CellWidth.Of(label)) + Separator;
            foreach (string line in LineBreaks.Wrap(value, room))
            {
                writeLine(before + line);
                before = indent;
            }
        }
    }
}
