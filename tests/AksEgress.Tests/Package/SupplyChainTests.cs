using System.Xml.Linq;
using AksEgress.Hosting;

namespace AksEgress.Tests.Package;

/// <summary>The build follows docs/design/signing.md.</summary>
public sealed class SupplyChainTests
{
    [Fact]
    public void CI_restores_exactly_the_locked_packages()
    {
        Assert.Contains("\nexport CI=true\n", Text(".ci", "run"), StringComparison.Ordinal);
        var locked = Properties().Single(property => property.Name == "RestoreLockedMode");
        Assert.Equal(("true", "'$(CI)' == 'true'"), (locked.Value, locked.Attribute("Condition")!.Value));
        var projects = XDocument.Parse(Text("AksEgress.slnx"))
            .Descendants("Project")
            .Select(project => project.Attribute("Path")!.Value)
            .ToList();
        Assert.NotEmpty(projects);
        Assert.All(projects, project =>
            Assert.True(File.Exists(Path.Combine(Engine.Root, Path.GetDirectoryName(project)!, "packages.lock.json")), project));
    }

    [Fact]
    public void Audit_is_on_and_a_feed_without_data_does_not_fail_the_build()
    {
        Assert.Equal("true", Properties().Single(property => property.Name == "NuGetAudit").Value);
        Assert.Equal("all", Properties().Single(property => property.Name == "NuGetAuditMode").Value);
        var exempt = Properties().Single(property => property.Name == "WarningsNotAsErrors").Value.Split(';');
        Assert.Equal(["$(WarningsNotAsErrors)", "NU1900", "NU1905"], exempt);
    }

    [Fact]
    public void Repository_names_no_feed_and_contains_no_tool_output()
    {
        Assert.Empty(Directory.GetFiles(Engine.Root, "nuget.config", new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive }));
        Assert.False(
            Directory.Exists(Path.Combine(Engine.Root, "PSResourceGet")),
            "PSResourceGet writes its repositories there when it finds no home folder.");
    }

    [Fact]
    public void Sign_task_takes_a_certificate_and_a_workflow_runs_it()
    {
        Assert.Contains(
            "./build/Sign-Module.ps1 -CertificateThumbprint $CertificateThumbprint", Text("build.ps1"), StringComparison.Ordinal);
        Assert.Contains(
            "./build.ps1 -Task Sign -CertificateThumbprint", Text(".github", "workflows", "publish.yml"), StringComparison.Ordinal);
        Assert.Contains("not exercised here", Text("docs", "design", "signing.md"), StringComparison.OrdinalIgnoreCase);
    }

    private static IEnumerable<XElement> Properties() =>
        XDocument.Parse(Text("Directory.Build.props")).Descendants().Where(one => one.Parent?.Name == "PropertyGroup");

    private static string Text(params string[] path) => File.ReadAllText(Path.Combine([Engine.Root, .. path])).ReplaceLineEndings("\n");
}
