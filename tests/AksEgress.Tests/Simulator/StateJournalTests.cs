using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using AksEgress.Simulator;
using AksEgress.Simulator.World.StateFiles;
using AksEgress.Tests.Lab;

namespace AksEgress.Tests.Simulator;

/// <summary>No answered change is lost, and no session reads or overwrites outdated data.</summary>
public sealed class StateJournalTests : IDisposable
{
    private const string Table = """{"location":"eastus","properties":{"routes":[]}}""";
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);
    private readonly string _folder = Directory.CreateTempSubdirectory("journal-").FullName;

    private string StatePath => Path.Combine(_folder, "state.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_killed_lab_loses_no_answered_change()
    {
        List<string> answered = [];
        List<string> gone = [];
        using (var server = LabProcess.Start("serve", "--port", "0", "--state", StatePath, "--time-scale", "100"))
        {
            using var patience = new CancellationTokenSource(s_patience);
            var address = (await server.StandardOutput.ReadLineAsync(patience.Token))!.Split(' ')[^1];
            using HttpClient client = new() { BaseAddress = new Uri(address) };
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer x");
            await PutAsync(client, SimulatedArm.Group("rg"), """{"location":"eastus"}""");
            for (var number = 0; number < 400; number++)
            {
                var id = SimulatedArm.NetworkId("rg", "routeTables", "rt" + number.ToString(CultureInfo.InvariantCulture));
                await PutAsync(client, id, Table);
                answered.Add(id);
            }

            // A deletion that was answered continues in the next process.
            using var deleted = await client.DeleteAsync(new Uri(answered[0] + "?api-version=2025-07-01", UriKind.Relative));
            Assert.Equal(HttpStatusCode.Accepted, deleted.StatusCode);
            gone.Add(answered[0]);
            server.Kill();
            await server.WaitForExitAsync(patience.Token);
        }

        using SimulatedArm next = new(new() { StatePath = StatePath, Throttling = false });
        Assert.All(answered.Except(gone), id => Assert.Equal(HttpStatusCode.OK, next.Get(id).Status));
        Assert.Equal("Deleting", next.Get(gone[0]).State);
        next.Clock.Advance(100);
        Assert.Equal(HttpStatusCode.NotFound, next.Get(gone[0]).Status);
        Assert.Equal("Succeeded", next.Get(answered[^1]).State);
    }

    [Fact]
    public void The_journal_of_a_dead_process_is_read_except_for_its_incomplete_line()
    {
        Directory.CreateDirectory(_folder);
        var (kept, cut) = (SimulatedArm.NetworkId("rg", "routeTables", "kept"), SimulatedArm.NetworkId("rg", "routeTables", "cut"));
        using (SimulatedArm arm = new(new() { StatePath = StatePath }))
        {
            arm.MakeGroup("rg");
            arm.Make(SimulatedArm.NetworkId("rg", "routeTables", "gone"), Table);
        }

        static string Line(string id) =>
            """{"key":"@key","document":{"id":"@id","location":"eastus","properties":{"routes":[]}}}""".With(
                "@key", id.ToLowerInvariant()).With("@id", id);
        File.WriteAllText(
            StatePath + ".0.journal",
            Line(kept) + "\n{\"key\":\"" + SimulatedArm.NetworkId("rg", "routeTables", "gone").ToLowerInvariant() + "\"}\n" + Line(cut));
        using (SimulatedArm next = new(new() { StatePath = StatePath }))
        {
            Assert.Equal(HttpStatusCode.OK, next.Get(kept).Status);
            Assert.Equal(HttpStatusCode.NotFound, next.Get(cut).Status);
            Assert.Equal(HttpStatusCode.NotFound, next.Get(SimulatedArm.NetworkId("rg", "routeTables", "gone")).Status);
        }

        Assert.Equal(["state.json"], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public void An_invalid_journal_is_refused_and_left_unchanged()
    {
        File.WriteAllText(StatePath, "[]");
        File.WriteAllText(StatePath + ".0.journal", "{\"key\":\"/x\"}\nnonsense\n");
        var refused = Assert.Throws<SimulatorStateException>(() => new ArmSimulator(new SimulatorOptions { StatePath = StatePath }));
        Assert.Equal(2, refused.Line);
        Assert.Equal(
            ["state.json", "state.json.0.journal"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("[]", File.ReadAllText(StatePath));
    }

    [Fact]
    public void Two_sessions_on_one_file_see_each_others_changes()
    {
        using SimulatedArm one = new(new() { StatePath = StatePath });
        one.MakeGroup("rg");
        for (var number = 0; number < 20; number++)
        {
            one.Make(SimulatedArm.NetworkId("rg", "routeTables", $"a{number}"), Table);
        }

        using (SimulatedArm other = new(new() { StatePath = StatePath }))
        {
            Assert.Equal(HttpStatusCode.OK, other.Get(SimulatedArm.NetworkId("rg", "routeTables", "a19")).Status);
            other.Make(SimulatedArm.NetworkId("rg", "routeTables", "b"), Table);
            one.Make(SimulatedArm.NetworkId("rg", "routeTables", "c"), Table);
            Assert.Equal(HttpStatusCode.OK, one.Get(SimulatedArm.NetworkId("rg", "routeTables", "b")).Status);
            Assert.Equal(HttpStatusCode.OK, other.Get(SimulatedArm.NetworkId("rg", "routeTables", "c")).Status);
        }

        Assert.Equal(HttpStatusCode.OK, one.Get(SimulatedArm.NetworkId("rg", "routeTables", "b")).Status);
        Assert.Equal(HttpStatusCode.OK, one.Get(SimulatedArm.NetworkId("rg", "routeTables", "a0")).Status);
    }

    private static async Task PutAsync(HttpClient client, string id, string body)
    {
        // ARM's limits apply here too; their values don't matter for this test.
        for (var clock = Stopwatch.StartNew(); ;)
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var response = await client.PutAsync(
                new Uri(
                    id + "?api-version=" + (id.Contains("/providers/", StringComparison.Ordinal) ? SimulatedArm.Network : "2022-09-01"),
                    UriKind.Relative),
                content);
            if (response.StatusCode != HttpStatusCode.TooManyRequests || clock.Elapsed > s_patience)
            {
                Assert.Equal(HttpStatusCode.Created, response.StatusCode);
                return;
            }

            await Task.Delay(5);
        }
    }
}
