using System.Text.Json;
using System.Xml.Linq;
using AksEgress.Hosting;

namespace AksEgress.Tests.Package;

/// <summary>THIRD-PARTY-NOTICES.txt lists the shipped packages, according to the lock files and the packages themselves.</summary>
public class NoticesTests
{
    private static readonly string[] s_shipping = ["Arm", "Kubernetes", "Simulator"];

    private static string Notices =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(Engine.Manifest)!, "THIRD-PARTY-NOTICES.txt")).ReplaceLineEndings("\n");

    [Fact]
    public void Each_package_is_named_with_the_version_licence_and_copyright_that_it_declares()
    {
        var folders = PackageFolders();
        var expected = Packages().Select(package => Declared(folders, package.Key, package.Value)).ToList();
        Assert.True(expected.Count > 20);
        var paragraph = Notices.Split("\n\n").Single(part => part.StartsWith("Azure.Core ", StringComparison.Ordinal));
        Assert.Equal(string.Join('\n', expected), paragraph);
    }

    [Fact]
    public void Each_shipped_assembly_belongs_to_a_listed_package()
    {
        var named = Packages();
        var files = Directory.GetFiles(Path.Combine(Path.GetDirectoryName(Engine.Manifest)!, "bin", "dependencies"), "*.dll")
            .Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Where(name => !name.StartsWith("AksEgress.", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(files);
        Assert.All(files, name => Assert.True(named.ContainsKey(name), $"{name} ships, and no package of that name is locked."));
    }

    [Fact]
    public void The_notices_of_NET_equal_those_of_the_package()
    {
        var folder = PackageFolders()
            .Select(root => Path.Combine(root, "system.text.json", Packages()["System.Text.Json"]))
            .First(Directory.Exists);
        var lines = File.ReadAllLines(Path.Combine(folder, "THIRD-PARTY-NOTICES.TXT")).Select(line => line.TrimEnd());
        Assert.Contains(string.Join('\n', lines).Trim('\n'), Notices, StringComparison.Ordinal);
    }

    private static SortedDictionary<string, string> Packages()
    {
        var packages = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var project in s_shipping)
        {
            using var locked = JsonDocument.Parse(
                File.ReadAllText(Path.Combine(Engine.Root, "src", "AksEgress." + project, "packages.lock.json")));
            foreach (var package in locked.RootElement.GetProperty("dependencies").EnumerateObject().Single().Value.EnumerateObject())
            {
                if (package.Value.TryGetProperty("resolved", out var version))
                {
                    packages[package.Name] = version.GetString()!;
                }
            }
        }

        return packages;
    }

    private static List<string> PackageFolders()
    {
        using var assets = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Engine.Root, "src", "AksEgress.Arm", "obj", "project.assets.json")));
        return [.. assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name)];
    }

    private static string Declared(List<string> folders, string name, string version)
    {
        var id = name.ToLowerInvariant();
        var file = folders.Select(folder => Path.Combine(folder, id, version, id + ".nuspec")).First(File.Exists);
        var fields = XDocument.Load(file).Root!.Elements().Single().Elements().ToLookup(element => element.Name.LocalName);
        var licence = fields["license"].FirstOrDefault(element => element.Attribute("type")?.Value == "expression")
            ?? fields["licenseUrl"].Single();
        return $"{name} {version}, {licence.Value}, {fields["copyright"].Single().Value}";
    }
}
