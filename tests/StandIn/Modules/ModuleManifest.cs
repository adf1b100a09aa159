using System.Collections;
using System.Management.Automation;
using StandIn.Objects;
using StandIn.Script;

namespace StandIn.Modules;

/// <summary>A .psd1: one hashtable of constants.</summary>
internal sealed class ModuleManifest
{
    private readonly Hashtable _data;
    private readonly string _folder;

    private ModuleManifest(Hashtable data, string folder)
    {
        _data = data;
        _folder = folder;
    }

    public static ModuleManifest Read(string path) => new(DataFile.Read(path), Path.GetDirectoryName(path)!);

    public string? Text(string key) => _data[key] is { } value ? ObjectText.Of(value) : null;

    public IReadOnlyList<string> List(string key) => _data[key] is { } value
        ? [.. (LanguagePrimitives.GetEnumerable(value) ?? new[] { value }).Cast<object?>().Select(ObjectText.Of).Where(s => s.Length > 0)]
        : [];

    // A manifest without export lists exports everything.
    public IReadOnlyList<string> Exports(string key) => _data.ContainsKey(key) && _data[key] is not null ? List(key) : ["*"];

    public void Describe(PSModuleInfo module)
    {
        module.Version = Version.TryParse(Text("ModuleVersion"), out var version) ? version : new Version(0, 0);
        module.ExportedFormatFiles = new([.. Files("FormatsToProcess")]);
        module.ExportedTypeFiles = new([.. Files("TypesToProcess")]);
    }

    private IEnumerable<string> Files(string key) => [.. List(key).Select(f => Path.GetFullPath(f, _folder))];
}
