namespace AksEgress.Core.Texts;

/// <summary>Formats lists and counts for sentences.</summary>
internal static class Sentences
{
    private const int Named = 5;

    /// <summary>The first few by name, the others by number.</summary>
    public static string List(IReadOnlyCollection<string> items) => items.Count <= Named + 1
        ? string.Join(", ", items)
        : $"{string.Join(", ", items.Take(Named))} and {items.Count - Named} others";

    /// <summary>A number with its noun, for example <c>1 route</c> or <c>no routes</c>.</summary>
    public static string Count(int count, string noun, string? plural = null) => count switch
    {
        0 => $"no {plural ?? noun + "s"}",
        1 => $"1 {noun}",
        _ => $"{count} {plural ?? noun + "s"}",
    };

    /// <summary>The last segment of an id; <c>(none)</c> for none.</summary>
    public static string Short(string? id) => string.IsNullOrEmpty(id) ? "(none)" : id[(id.LastIndexOf('/') + 1)..];
}
