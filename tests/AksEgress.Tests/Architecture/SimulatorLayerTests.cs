using AksEgress.Hosting;

namespace AksEgress.Tests.Architecture;

/// <summary>The layers of the simulator (docs/design/simulator.md): a lower one never references a higher one.</summary>
public sealed class SimulatorLayerTests
{
    private static readonly string s_project = Path.Combine(Engine.Root, "src", "AksEgress.Simulator");

    private static readonly Layer[] s_layers =
    [
        new("World", "World"),
        new("Providers", "Providers"),
        new("Clients", "Clients"),
        new("Hosting", "Hosting", LayerReader.Root),
    ];

    // The reading order in the World folder: Resource and ResourceId depend on no request, and the state file depends on
    // everything.
    private static readonly Layer[] s_world =
    [
        new("Documents", "Documents", "Quotas"),
        new("Requests", "Requests"),
        new("World", LayerReader.Root),
        new("StateFiles", "StateFiles"),
    ];

    [Fact]
    public void A_layer_references_only_lower_layers()
    {
        var reader = LayerReader.Read(s_project);

        Assert.True(reader.References.Count > 500, $"Only {reader.References.Count} references were found.");
        AssertNone(reader.UnassignedFolders(s_layers));
        AssertNone(reader.UpwardReferences(s_layers));
    }

    [Fact]
    public void The_folders_of_World_reference_only_lower_ones()
    {
        var reader = LayerReader.Read(Path.Combine(s_project, "World"));

        AssertNone(reader.UnassignedFolders(s_world));
        AssertNone(reader.UpwardReferences(s_world));
    }

    [Theory]
    [InlineData("Providers")]
    [InlineData("Clients")]
    public void The_folders_of_a_layer_form_no_cycle(string layer) => AssertNone(LayerReader.Read(Path.Combine(s_project, layer)).Cycles());

    private static void AssertNone<T>(IReadOnlyList<T> findings) => Assert.True(findings.Count == 0, string.Join("\n", findings));
}
