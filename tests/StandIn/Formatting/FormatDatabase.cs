using System.Management.Automation;

namespace StandIn.Formatting;

/// <summary>The views of a session: the built-in ones and those of its modules.</summary>
internal sealed class FormatDatabase
{
    private const string Deserialized = "Deserialized.";
    private readonly List<(string Source, FormatFile File)> _files = [];

    public FormatDatabase()
    {
        using var builtIn = typeof(FormatDatabase).Assembly.GetManifestResourceStream("StandIn.BuiltIn.Format.ps1xml")!;
        _files.Add((string.Empty, FormatFile.Read(builtIn, "built in")));
    }

    public void Load(string path) => _files.Add((path, FormatFile.Read(path)));

    public void Unload(string path) => _files.RemoveAll(f => f.Source.Equals(path, StringComparison.Ordinal));

    /// <summary>The view with the type nearest to the object's own.</summary>
    public View? Find(Shape shape, IReadOnlyList<string> typeNames, bool outOfBand = false)
    {
        var candidates = _files.SelectMany(f => f.File.Views)
            .Where(v => v.OutOfBand == outOfBand && (shape == Shape.Any || v.Shape == shape));
        return Nearest(candidates, v => v.TypeNames, typeNames);
    }

    public CustomControl? Resolve(View? view, CustomControl control)
    {
        if (control.Reference is null)
        {
            return control;
        }

        return view?.Controls.GetValueOrDefault(control.Reference)
            ?? _files.Find(f => f.Source == view?.Source).File?.Controls.GetValueOrDefault(control.Reference)
            ?? _files.Select(f => f.File.Controls.GetValueOrDefault(control.Reference)).FirstOrDefault(c => c is not null);
    }

    public static bool Applies(View view, IReadOnlyList<string> typeNames) =>
        typeNames.Any(t =>
            view.TypeNames.Contains(t, StringComparer.OrdinalIgnoreCase)
                || (Plain(t) is { } plain && view.TypeNames.Contains(plain, StringComparer.OrdinalIgnoreCase)));

    /// <summary>The entry for an object; one without a selection applies to all other objects.</summary>
    public static T? Entry<T>(IReadOnlyList<T> entries, Func<T, EntrySelection?> selection, PSObject target)
        where T : class
    {
        List<T> chosen = [.. entries.Where(e =>
            selection(e) is { } s && (s.Condition is null || LanguagePrimitives.IsTrue(ValueText.Evaluate(s.Condition, target, out _))))];
        return chosen.Find(e => selection(e) is { Condition: not null, TypeNames.Count: 0 })
            ?? Nearest(chosen, e => selection(e)!.TypeNames, target.CurrentTypeNames)
            ?? entries.FirstOrDefault(e => selection(e) is null)
            ?? (entries.Count == 1 ? null : default);
    }

    private static T? Nearest<T>(IEnumerable<T> candidates, Func<T, IReadOnlyList<string>> types, IReadOnlyList<string> typeNames)
        where T : class
    {
        T[] all = [.. candidates];
        return typeNames
            .Select(name => Array.Find(all, c => types(c).Contains(name, StringComparer.OrdinalIgnoreCase)))
            .FirstOrDefault(c => c is not null)
            ?? typeNames
                .Select(Plain)
                .OfType<string>()
                .Select(name => Array.Find(all, c => types(c).Contains(name, StringComparer.OrdinalIgnoreCase)))
                .FirstOrDefault(c => c is not null);
    }

    // A deserialized object has the same view as the original.
    private static string? Plain(string typeName) =>
        typeName.StartsWith(Deserialized, StringComparison.OrdinalIgnoreCase) ? typeName[Deserialized.Length..] : null;
}
