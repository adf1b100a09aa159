using System.Management.Automation;

namespace StandIn.Formatting;

/// <summary>The views of one session: those of its modules' Format.ps1xml files, then the built-in ones.</summary>
internal sealed class FormatDatabase
{
    private const string Deserialized = "Deserialized.";
    private readonly List<(string Path, IReadOnlyList<View> Views)> _files = [];

    // Read when first needed: its script blocks are parsed then.
    private IReadOnlyList<View>? _builtIn;

    public static FormatDatabase? Current => Sessions.Session.Current?.Formats;

    public void Load(string path, PSModuleInfo? module)
    {
        Unload(path);
        try
        {
            _files.Add((path, FormatFile.Read(File.ReadAllText(path))));
        }
        catch (Exception failure) when (failure is IOException or System.Xml.XmlException or FormatException)
        {
            throw new RuntimeException($"Errors occurred while loading the format data file of module '{module?.Name}': {path}: {failure.Message}", failure);
        }
    }

    public void Unload(string path) => _files.RemoveAll(f => f.Path.Equals(path, StringComparison.OrdinalIgnoreCase));

    /// <summary>The first view, perhaps of one kind or name only, for the nearest of the object's types that has one.</summary>
    /// <exception cref="RuntimeException">No view has the name that was asked for.</exception>
    public View? Find(PSObject target, ViewKind? kind, string? viewName = null)
    {
        View[] views = [.. NamesOf(target).SelectMany(ViewsFor).Where(v => kind is null || v.Control.Kind == kind)];
        return viewName is null
            ? views.FirstOrDefault()
            : Array.Find(views, v => v.Name.Equals(viewName, StringComparison.OrdinalIgnoreCase)) ?? throw NoSuchView(viewName, kind, views);
    }

    private IEnumerable<View> ViewsFor(string typeName) =>
        _files.SelectMany(f => f.Views).Concat(_builtIn ??= FormatFile.Read(BuiltInViews.Text)).Where(v => v.TypeNames.Contains(typeName, StringComparer.OrdinalIgnoreCase));

    private static RuntimeException NoSuchView(string viewName, ViewKind? kind, View[] views) => new(
        "FormatViewNotFound",
        ErrorCategory.ObjectNotFound,
        null,
        $"The view name {viewName} cannot be found. Specify one of the following {kind} views and try again: {string.Join(", ", views.Select(v => v.Name))}.");

    /// <summary>An object's type names; what came out of CLIXML is shown as what went in.</summary>
    public static IEnumerable<string> NamesOf(PSObject target)
    {
        foreach (string name in target.CurrentTypeNames)
        {
            yield return name;
        }

        foreach (string name in target.CurrentTypeNames.Where(n => n.StartsWith(Deserialized, StringComparison.OrdinalIgnoreCase)))
        {
            yield return name[Deserialized.Length..];
        }
    }
}
