using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using AksEgress.Hosting;

namespace AksEgress.Tests.Architecture;

/// <summary>The allowed references of each assembly, read from its metadata.</summary>
public class ReferenceTests
{
    private static string Bin => Path.Combine(Path.GetDirectoryName(Engine.Manifest)!, "bin");

    [Fact]
    public void Core_references_neither_PowerShell_nor_Azure() =>
        Refuse(
            Path.Combine(Bin, "AksEgress.Core.dll"),
            "System.Management.Automation",
            "Azure.",
            "Microsoft.Identity",
            "Microsoft.Extensions",
            "YamlDotNet",
            "AksEgress.");

    [Fact]
    public void Core_opens_no_socket_and_has_no_clock_of_its_own()
    {
        var members = MemberReferences(Path.Combine(Bin, "AksEgress.Core.dll")).ToList();
        Assert.DoesNotContain(
            members,
            member => member.StartsWith("System.Net.Http.HttpClient.", StringComparison.Ordinal)
                || member.StartsWith("System.Net.Sockets.Socket.", StringComparison.Ordinal));
        Assert.DoesNotContain(
            members,
            member => member is "System.DateTime.get_Now" or "System.DateTime.get_UtcNow" or "System.DateTimeOffset.get_Now"
                or "System.DateTimeOffset.get_UtcNow");
    }

    [Fact]
    public void Arm_does_not_reference_PowerShell() =>
        Refuse(
            Path.Combine(Bin, "dependencies", "AksEgress.Arm.dll"),
            "System.Management.Automation",
            "YamlDotNet",
            "AksEgress.Simulator",
            "AksEgress.Kubernetes",
            "AksEgress.PowerShell");

    [Fact]
    public void Kubernetes_references_only_Core_and_YAML() =>
        Assert.Equal(
            ["AksEgress.Core", "YamlDotNet"],
            References(Path.Combine(Bin, "dependencies", "AksEgress.Kubernetes.dll")).Select(name => name.Name!)
                .Where(name => !name.StartsWith("System.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Fact]
    public void The_cmdlets_reference_neither_Azure_nor_YAML() =>
        Refuse(
            Path.Combine(Bin, "AksEgress.PowerShell.dll"),
            "Azure.",
            "Microsoft.Identity",
            "Microsoft.Extensions",
            "YamlDotNet",
            "AksEgress.Arm",
            "AksEgress.Kubernetes",
            "AksEgress.Simulator");

    [Fact]
    public void The_simulator_references_only_the_framework_and_a_YAML_reader()
    {
        var others = References(Path.Combine(Bin, "dependencies", "AksEgress.Simulator.dll")).Select(name => name.Name!)
            .Where(name =>
                name != "YamlDotNet" && (!name.StartsWith("System.", StringComparison.Ordinal) || name == "System.Management.Automation"));
        Assert.Empty(others);
    }

    [Fact]
    public void The_YAML_reader_is_next_to_the_simulator_and_references_only_the_framework()
    {
        var references = References(Path.Combine(Bin, "dependencies", "YamlDotNet.dll")).Select(name => name.Name!);
        Assert.All(
            references,
            name => Assert.True(name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard" or "mscorlib", name));
    }

    [Fact]
    public void No_dependency_is_where_LoadFrom_could_find_it()
    {
        var names = Directory.GetFiles(Bin, "*.dll").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal);
        Assert.Equal(["AksEgress.Core", "AksEgress.PowerShell"], names);
    }

    [Fact]
    public void The_dependencies_folder_contains_no_second_Core() =>
        Assert.False(File.Exists(Path.Combine(Bin, "dependencies", "AksEgress.Core.dll")));

    [Fact]
    public void Shipped_assemblies_run_on_the_framework_of_PowerShell_7_4()
    {
        // .NET 8: an assembly that references a newer System.Runtime can't be loaded there. Third-party assemblies can be for
        // netstandard.
        var files = Directory.GetFiles(Bin, "*.dll", SearchOption.AllDirectories);
        Assert.All(
            files.Where(file => Path.GetFileName(file).StartsWith("AksEgress.", StringComparison.Ordinal)),
            file => Assert.Equal(new Version(8, 0, 0, 0), Runtime(file)));
        Assert.All(files, file => Assert.True((Runtime(file) ?? new Version(0, 0)).Major <= 8, file));
    }

    [Fact]
    public void Assemblies_newer_than_the_framework_of_PowerShell_7_4_are_shipped()
    {
        var shipped = Directory.GetFiles(Bin, "*.dll", SearchOption.AllDirectories)
            .Select(file => AssemblyName.GetAssemblyName(file))
            .ToDictionary(name => name.Name!, name => name.Version!);
        foreach (var file in Directory.GetFiles(Bin, "*.dll", SearchOption.AllDirectories))
        {
            foreach (var reference in References(file)
                .Where(name => name.Version!.Major > 8 && name.Name!.StartsWith("System.", StringComparison.Ordinal)))
            {
                Assert.True(
                    shipped.TryGetValue(reference.Name!, out var version) && version >= reference.Version,
                    $"{Path.GetFileName(file)} wants {reference}, and bin has {version}.");
            }
        }
    }

    [Fact]
    public void The_cmdlets_reference_the_PowerShell_version_that_every_PowerShell_7_provides()
    {
        // PowerShellStandard identifies itself as 3.0: everything that compiles against it exists in PowerShell 7.4 too.
        var reference = References(Path.Combine(Bin, "AksEgress.PowerShell.dll"))
            .Single(name => name.Name == "System.Management.Automation");
        Assert.Equal(new Version(3, 0, 0, 0), reference.Version);
    }

    private static Version? Runtime(string file) => References(file).FirstOrDefault(name => name.Name == "System.Runtime")?.Version;

    private static void Refuse(string file, params string[] prefixes)
    {
        var wrong = References(file)
            .Select(name => name.Name!)
            .Where(name => prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));
        Assert.Empty(wrong);
    }

    private static List<AssemblyName> References(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        var reader = image.GetMetadataReader();
        return [.. reader.AssemblyReferences.Select(handle => reader.GetAssemblyReference(handle).GetAssemblyName())];
    }

    private static List<string> MemberReferences(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        var reader = image.GetMetadataReader();
        return [.. reader
            .MemberReferences.Select(handle => reader.GetMemberReference(handle))
            .Where(member => member.Parent.Kind == HandleKind.TypeReference)
            .Select(member =>
            {
                var type = reader.GetTypeReference((TypeReferenceHandle)member.Parent);
                return $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}.{reader.GetString(member.Name)}";
            })];
    }
}
