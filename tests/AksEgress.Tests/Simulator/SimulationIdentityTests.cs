using System.Net;
using AksEgress.Simulator;

namespace AksEgress.Tests.Simulator;

/// <summary>The states that belong to the same simulation: a change record of one is refused in another.</summary>
public sealed class SimulationIdentityTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("simulation-").FullName;

    private string StatePath => Path.Combine(_folder, "state.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Id_WithoutAStateFile_IsNewEachTime()
    {
        using ArmSimulator one = new(new SimulatorOptions());
        using ArmSimulator other = new(new SimulatorOptions());

        Assert.True(Guid.TryParse(one.Id, out _));
        Assert.NotEqual(one.Id, other.Id);
        Assert.Equal(one.Id, one.Id);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("[]")]
    [InlineData("""[ { "id": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg", "location": "eastus" } ]""")]
    public void Id_SameStateFile_IsTheSameForConcurrentAndLaterSessions(string? state)
    {
        if (state is not null)
        {
            File.WriteAllText(StatePath, state);
        }

        string first;
        using (var one = Open(StatePath))
        {
            using var beside = Open(StatePath);
            first = one.Simulator.Id;
            Assert.Equal(first, beside.Simulator.Id);
            beside.Put(SimulatedArm.Group("more"), """{"location":"eastus"}""");
            Assert.Equal(HttpStatusCode.OK, one.Get(SimulatedArm.Group("more")).Status);
            Assert.Equal(first, one.Simulator.Id);
        }

        using var next = Open(StatePath);
        Assert.Equal(first, next.Simulator.Id);
        Assert.Equal(HttpStatusCode.OK, next.Get(SimulatedArm.Group("more")).Status);
    }

    [Fact]
    public void Id_CopiedMovedAndImportedState_IsNew()
    {
        string first;
        string snapshot;
        using (var one = Open(StatePath))
        {
            one.Put(SimulatedArm.Group("rg"), """{"location":"eastus"}""");
            first = one.Simulator.Id;
            snapshot = one.Simulator.Save();
        }

        Assert.DoesNotContain(first, snapshot, StringComparison.Ordinal);
        var copy = Path.Combine(_folder, "copy.json");
        File.Copy(StatePath, copy);
        string copied;
        using (var other = Open(copy))
        {
            copied = other.Simulator.Id;
            Assert.Equal(HttpStatusCode.OK, other.Get(SimulatedArm.Group("rg")).Status);
        }

        File.Move(copy, StatePath, overwrite: true);
        using var moved = Open(StatePath);
        var before = moved.Simulator.Id;
        moved.Simulator.Load(snapshot);
        Assert.Equal(4, new[] { first, copied, before, moved.Simulator.Id }.Distinct().Count());
    }

    [Fact]
    public void Id_IsNotAResourceAndChangesNoAnswer()
    {
        List<string> answers = [];
        foreach (var name in (string[])["a.json", "b.json"])
        {
            var path = Path.Combine(_folder, name);
            using (var first = Open(path))
            {
                first.Put(SimulatedArm.Group("rg"), """{"location":"eastus"}""");
            }

            using var again = Open(path);
            again.Put(
                SimulatedArm.NetworkId("rg", "publicIPAddresses", "ip"),
                """{"location":"eastus","sku":{"name":"Standard"},"properties":{"publicIPAllocationMethod":"Static"}}""");
            again.Clock.Advance(100);
            answers.Add(again.Simulator.Save());
            Assert.DoesNotContain("simulations", answers[^1], StringComparison.Ordinal);
        }

        Assert.Equal(answers[0], answers[1]);

        // Also if another program has rewritten the file.
        var text = File.ReadAllText(Path.Combine(_folder, "a.json"));
        File.WriteAllText(StatePath, System.Text.Json.Nodes.JsonNode.Parse(text)!.ToJsonString());
        using var converted = Open(StatePath);
        Assert.DoesNotContain("simulations", converted.Simulator.Save(), StringComparison.Ordinal);
    }

    private static SimulatedArm Open(string path) => new(new() { StatePath = path, Throttling = false });
}
