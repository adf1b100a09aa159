using System.Diagnostics;
using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AksEgress.Hosting;

namespace AksEgress.Tests.Package;

/// <summary>The package that dotnet pack creates from the built module, with the SDK alone.</summary>
public sealed class PackageTests(PackageTests.Made made) : IClassFixture<PackageTests.Made>
{
    // The portable PDB format's kind for a link to the sources; SourceLink is off.
    private static readonly Guid s_sourceLink = new("cc110556-a091-4d38-9fec-25ab9a351a6a");

    private static string Module => Path.GetDirectoryName(Engine.Manifest)!;

    [Fact]
    public void The_package_contains_the_module_and_nothing_else()
    {
        // Files that NuGet adds to every package, and that an installation removes.
        string[] own = ["[Content_Types].xml", "_rels/.rels", "AksEgress.nuspec"];
        var inside = made.Entries.Where(name => !own.Contains(name) && !name.StartsWith("package/", StringComparison.Ordinal));
        var files = Directory.GetFiles(Module, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Module, file).Replace('\\', '/'));
        Assert.Equal(files.Order(StringComparer.Ordinal), inside.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("AksEgress.psd1")]
    [InlineData("AksEgress.Format.ps1xml")]
    [InlineData("LICENSE")]
    [InlineData("CHANGELOG.md")]
    [InlineData("THIRD-PARTY-NOTICES.txt")]
    [InlineData("en-US/AksEgress.PowerShell.dll-Help.xml")]
    [InlineData("bin/AksEgress.PowerShell.dll")]
    [InlineData("bin/AksEgress.PowerShell.pdb")]
    [InlineData("bin/dependencies/AksEgress.Simulator.dll")]
    [InlineData("bin/dependencies/Azure.Core.dll")]
    public void The_package_contains(string file) => Assert.Contains(file, made.Entries);

    [Fact]
    public void The_package_contains_no_assembly_of_a_test_or_of_PowerShell() =>
        Assert.DoesNotContain(
            made.Entries,
            name => name.EndsWith(".dll", StringComparison.Ordinal)
                && Regex.IsMatch(
                    name,
                    "System.Management.Automation|xunit|Tests|Lab|StandIn|Benchmark|Markdig|AksEgress.Help",
                    RegexOptions.IgnoreCase));

    [Fact]
    public void The_packages_description_equals_the_manifest()
    {
        var manifest = File.ReadAllText(Engine.Manifest);
        string Said(string field) =>
            Regex.Match(manifest, $@"^\s*{field}\s*=\s*'(.*)'\r?$", RegexOptions.Multiline)
                .Groups[1].Value.Replace("''", "'", StringComparison.Ordinal);
        var tags = Regex.Matches(Regex.Match(manifest, @"^\s*Tags\s*=(.*)$", RegexOptions.Multiline).Value, "'([^']+)'")
            .Select(match => match.Groups[1].Value);

        Assert.Equal("AksEgress", made.Described("id"));
        Assert.Matches(@"^\d+\.\d+\.\d+$", made.Described("version"));
        Assert.Equal(Said("ModuleVersion"), made.Described("version"));
        Assert.Equal(Said("Author"), made.Described("authors"));
        Assert.Equal(Said("CompanyName"), made.Described("owners"));
        Assert.Equal(Said("Description"), made.Described("description"));
        Assert.Equal(Said("Copyright"), made.Described("copyright"));
        Assert.Equal(Said("LicenseUri"), made.Described("licenseUrl"));
        Assert.Equal(Said("ProjectUri"), made.Described("projectUrl"));
        Assert.Equal(Said("ReleaseNotes"), made.Described("releaseNotes"));
        Assert.Equal("false", made.Described("requireLicenseAcceptance"));
        Assert.Equal(["PSModule", .. tags], made.Described("tags").Split(' '));
        Assert.Contains("PSEdition_Core", tags);
    }

    [Fact]
    public void The_manifest_and_the_assemblies_have_one_version() =>
        Assert.StartsWith(
            made.Described("version"),
            FileVersionInfo.GetVersionInfo(Path.Combine(Module, "bin", "AksEgress.Core.dll")).ProductVersion,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("bin/AksEgress.Core")]
    [InlineData("bin/AksEgress.PowerShell")]
    [InlineData("bin/dependencies/AksEgress.Arm")]
    [InlineData("bin/dependencies/AksEgress.Kubernetes")]
    [InlineData("bin/dependencies/AksEgress.Simulator")]
    public void An_assembly_is_deterministic_contains_no_build_folder_and_has_its_symbols(string name)
    {
        using var image = new PEReader(File.OpenRead(Path.Combine(Module, name + ".dll")));
        var entries = image.ReadDebugDirectory();
        Assert.Contains(entries, entry => entry.Type == DebugDirectoryEntryType.Reproducible);
        Assert.StartsWith(
            "/_/src/",
            image.ReadCodeViewDebugDirectoryData(entries.Single(entry => entry.Type == DebugDirectoryEntryType.CodeView)).Path,
            StringComparison.Ordinal);

        // Neither the assembly nor a file in its symbols contains a folder name, and the symbols belong to this assembly.
        var symbols = Path.Combine(Module, name + ".pdb");
        using var pdb = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(symbols));
        var reader = pdb.GetMetadataReader();
        var documents = reader.Documents.Select(handle => reader.GetString(reader.GetDocument(handle).Name)).ToList();
        Assert.NotEmpty(documents);
        Assert.All(documents, document => Assert.StartsWith("/_/src/", document, StringComparison.Ordinal));
        Assert.DoesNotContain(
            reader.CustomDebugInformation, handle => reader.GetGuid(reader.GetCustomDebugInformation(handle).Kind) == s_sourceLink);
        Assert.Equal(
            image.ReadCodeViewDebugDirectoryData(entries.Single(entry => entry.Type == DebugDirectoryEntryType.CodeView)).Guid,
            new Guid(reader.DebugMetadataHeader!.Id.AsSpan()[..16]));
        Assert.Equal(-1, File.ReadAllBytes(Path.Combine(Module, name + ".dll")).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Engine.Root)));
    }

    /// <summary>Packs the build output, once.</summary>
    public sealed class Made : IAsyncLifetime
    {
        private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);
        private readonly string _folder = Directory.CreateTempSubdirectory("aksegress-package-").FullName;
        private XElement _metadata = new("none");

        /// <summary>The names of the files in the package.</summary>
        public IReadOnlyList<string> Entries { get; private set; } = [];

        /// <summary>A field of the nuspec.</summary>
        public string Described(string field) => _metadata.Elements().Single(element => element.Name.LocalName == field).Value;

        public async Task InitializeAsync()
        {
            // One node, and no node reuse: a node that stayed would keep this process's pipes open.
            string[] arguments =
            [
                "pack",
                Path.Combine(Engine.Root, "build", "Package"),
                "--no-build",
                "-m:1",
                "-nodeReuse:false",
                "-v",
                "q",
                "-o",
                _folder
            ];
            using var process = Process.Start(new ProcessStartInfo("dotnet", arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true
            })!;
            process.StandardInput.Close();
            using var patience = new CancellationTokenSource(s_patience);
            var said = process.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw new TimeoutException($"dotnet pack took more than {s_patience}.");
            }

            Assert.True(process.ExitCode == 0, await said + await errors);
            using var package = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(_folder, "*.nupkg")));
            Entries = [.. package.Entries.Select(entry => Uri.UnescapeDataString(entry.FullName))];
            using var nuspec = package.GetEntry("AksEgress.nuspec")!.Open();
            _metadata = XDocument.Load(nuspec).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
        }

        public Task DisposeAsync()
        {
            Directory.Delete(_folder, recursive: true);
            return Task.CompletedTask;
        }
    }
}
