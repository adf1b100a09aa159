using System.Management.Automation;
using System.Reflection;
using AksEgress.Hosting;

namespace AksEgress.Tests.Architecture;

/// <summary>The layers of the cmdlets' project, as docs/design/overview.md draws them.</summary>
public class PowerShellLayerTests
{
    private const int MostBases = 8;

    private static readonly Layer[] s_layers =
    [
        new("0 foundations", "Errors", "Loading", "Sessions"),
        new("1 what a cmdlet consists of", "Completion", "Streams", "Binding"),
        new("2 background jobs", "Jobs"),
        new("3 bases", "Engine"),
        new("4 cmdlets", "Commands"),
    ];

    [Fact]
    public void PowerShell_references_no_higher_layer_and_has_no_cycle()
    {
        var reader = LayerReader.Read(Path.Combine(Engine.Root, "src", "AksEgress.PowerShell"));
        Assert.Empty(reader.UnassignedFolders(s_layers));
        Assert.Empty(reader.UpwardReferences(s_layers));
        Assert.Empty(reader.Cycles());
    }

    [Fact]
    public void Cmdlets_have_few_bases_and_each_has_the_suffix_CmdletBase()
    {
        var bases = Assembly.LoadFrom(Path.Combine(Path.GetDirectoryName(Engine.Manifest)!, "bin", "AksEgress.PowerShell.dll"))
            .GetExportedTypes()
            .Where(type => type.IsAbstract && typeof(Cmdlet).IsAssignableFrom(type))
            .ToList();
        Assert.InRange(bases.Count, 1, MostBases);
        Assert.All(bases, type => Assert.EndsWith("CmdletBase", type.Name.Split('`')[0], StringComparison.Ordinal));
    }
}
