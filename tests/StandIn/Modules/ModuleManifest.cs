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

    // A manifest that says nothing exports everything.
    public IReadOnlyList<string> Exports(string key) => _data.ContainsKey(key) && _data[key] is not null ? List(key) : ["*"];

    public void Describe(PSModuleInfo module)
    {
        module.Version = Version.TryParse(Text("ModuleVersion"), out Version? version) ? version : new Version(0, 0);
        module.Guid = Guid.TryParse(Text("GUID"), out Guid guid) ? guid : Guid.Empty;
        module.Author = Text("Author") ?? string.Empty;
        module.CompanyName = Text("CompanyName") ?? string.Empty;
        module.Copyright = Text("Copyright") ?? string.Empty;
        module.Description = Text("Description") ?? string.Empty;
        module.RootModule = Text("RootModule");
        module.PowerShellVersion = Version.TryParse(Text("PowerShellVersion"), out Version? needed) ? needed : null;
        module.HelpInfoUri = Text("HelpInfoURI");
        module.CompatiblePSEditions = List("CompatiblePSEditions");
        module.FileList = Files("FileList");
        module.PrivateData = _data["PrivateData"];
        module.ExportedFormatFiles = new([.. Files("FormatsToProcess")]);
        module.ExportedTypeFiles = new([.. Files("TypesToProcess")]);
        if ((_data["PrivateData"] as Hashtable)?["PSData"] is Hashtable gallery)
        {
            module.Tags = [.. (LanguagePrimitives.GetEnumerable(gallery["Tags"]) ?? Array.Empty<object>()).Cast<object?>().Select(ObjectText.Of)];
            module.ProjectUri = UriOf(gallery["ProjectUri"]);
            module.LicenseUri = UriOf(gallery["LicenseUri"]);
            module.IconUri = UriOf(gallery["IconUri"]);
            module.ReleaseNotes = gallery["ReleaseNotes"]?.ToString();
        }
    }

    private static Uri? UriOf(object? value) => value?.ToString() is { Length: > 0 } text ? new Uri(text, UriKind.RelativeOrAbsolute) : null;

    private IEnumerable<string> Files(string key) => [.. List(key).Select(f => Path.GetFullPath(f, _folder))];
}
