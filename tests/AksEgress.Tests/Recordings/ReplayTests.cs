using System.Text.Json.Nodes;
using AksEgress.Lab.Replays;
using AksEgress.Tests.Contracts;
using AksEgress.Tests.Lab;
using Xunit.Abstractions;

namespace AksEgress.Tests.Recordings;

/// <summary>The simulator, compared with exchanges between real clients and real ARM.</summary>
public sealed class ReplayTests(ITestOutputHelper output)
{
    // The current level, and no less. The required level is 95 % in status and 90 % in body.
    private const double StatusBar = 1;
    private const double BodyBar = 0.974;

    /// <summary>The result of each recording; all of them are replayed once for all tests.</summary>
    private static readonly Lazy<IReadOnlyList<ReplayResult>> s_results = new(static () =>
        [.. Recording.ReadAll(ContractFiles.Recordings).Select(Replay.Run)]);

    public static TheoryData<string> Names =>
        new(Directory.GetFiles(ContractFiles.Recordings, "*.json").Select(Path.GetFileNameWithoutExtension).Order()!);

    [Fact]
    public void Most_recorded_answers_of_ARM_match()
    {
        foreach (var line in s_results
            .Value.SelectMany(static result => result.Lines())
            .Append(ReplayCommand.Summary([.. s_results.Value])))
        {
            output.WriteLine(line);
        }

        double all = s_results.Value.Sum(static result => result.Compared.Count);
        Assert.True(all >= 190, $"Only {all} exchanges.");
        Assert.InRange(s_results.Value.Sum(static result => result.StatusMatches) / all, StatusBar, 1);
        Assert.InRange(s_results.Value.Sum(static result => result.BodyMatches) / all, BodyBar, 1);
    }

    // Recordings can't compensate for each other: another test shows which one failed.
    [Theory]
    [MemberData(nameof(Names))]
    public void Every_recorded_status_matches(string name)
    {
        var result = s_results.Value.Single(result => result.Recording.Name == name);
        Assert.True(result.StatusMatches == result.Compared.Count, string.Join('\n', result.Lines()));
        Assert.Equal(result.Recording.Exchanges.Count, result.Compared.Count + result.Polls + result.OutOfScope.Count);
    }

    [Fact]
    public async Task The_labs_verb_ends_with_the_counts()
    {
        var (code, text, errors) = await LabProcess.RunAsync("replay", ContractFiles.Recordings);
        Assert.True(code == 0, text + errors);
        Assert.Equal(ReplayCommand.Summary([.. s_results.Value]), text.TrimEnd().Split('\n')[^1]);
        Assert.Matches(@"^matched status \d+/\d+, body \d+/\d+$", text.TrimEnd().Split('\n')[^1]);
    }

    [Fact]
    public async Task A_missing_recording_is_an_error()
    {
        var (code, _, errors) = await LabProcess.RunAsync("replay", Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString()));
        Assert.Equal(2, code);
        Assert.StartsWith("lab: ", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a":1,"b":2}""", """{"a":1,"b":3}""", "$.b")]
    [InlineData("""{"a":1,"b":2}""", """{"a":1}""", "$.b")]
    [InlineData("""{"a":1}""", """{"a":1,"b":2}""", "$.b")]
    [InlineData("""{"a":[{"c":1}]}""", """{"a":[{"c":2}]}""", "$.a[0].c")]
    [InlineData("""{"a":[1]}""", """{"a":[1,2]}""", "$.a[1]")]
    [InlineData("""{"tags":{"a":"1","b":"2"}}""", """{"tags":{"b":"2","a":"1"}}""", "$.tags (order)")]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1]}""", "$.a[0]")]
    [InlineData("""{"a":"10.244.0.0/16"}""", """{"a":"10.245.0.0/16"}""", "$.a")]
    [InlineData("""{"a":"20.1.2.0/28"}""", """{"a":"20.1.2.0/29"}""", "$.a")]
    [InlineData("""{"a":"eastus"}""", """{"a":"EastUS"}""", "$.a")]
    [InlineData("""{"a":null}""", """{"a":"x"}""", "$.a")]
    [InlineData("""{"a":"10.0.0.4"}""", """{"a":"10.0.0.0/24"}""", "$.a")]
    public void Each_difference_is_reported(string recorded, string simulated, string path) =>
        Assert.Equal(path, BodyComparison.Compare(JsonNode.Parse(recorded), JsonNode.Parse(simulated), new Vocabulary())?.Path);

    [Theory]
    [InlineData("\"a3b05f01-6c1f-4d3a-9d0b-0f3c7f7f6a11\"", "\"B1B05F01-6c1f-4d3a-9d0b-0f3c7f7f6a12\"")]
    [InlineData("\"W/\\\"a3b05f01-6c1f-4d3a-9d0b-0f3c7f7f6a11\\\"\"", "\"W/\\\"b3b05f01-6c1f-4d3a-9d0b-0f3c7f7f6a11\\\"\"")]
    [InlineData("\"/subscriptions/x/resourcegroups/MC_a\"", "\"/subscriptions/x/resourceGroups/MC_a\"")]
    [InlineData("\"20.1.2.3\"", "\"20.9.9.9\"")]
    [InlineData("\"20.1.2.0/28\"", "\"20.9.9.0/28\"")]
    [InlineData("\"fd12:3456:789a:1::/64\"", "\"fdab:3456:789a:1::/64\"")]
    [InlineData("""{"a":1,"b":2}""", """{"b":2,"a":1}""")]
    [InlineData("\"2026-11-01T08:00:00Z\"", "\"2023-01-01T08:00:00.1234567Z\"")]
    [InlineData("\"1.18.10\"", "\"1.33.5\"")]
    [InlineData("\"AKSUbuntu-1804-2020.11.11\"", "\"AKSUbuntu-2204gen2containerd-202610.13.0\"")]
    [InlineData("\"dns-5edfb1aa.hcp.westus2.azmk8s.io\"", "\"dns-aaaabbbb.hcp.westus2.azmk8s.io\"")]
    public void Generated_values_are_not_differences(string recorded, string simulated) =>
        Assert.Null(BodyComparison.Compare(JsonNode.Parse(recorded), JsonNode.Parse(simulated), new Vocabulary()));

    [Fact]
    public void Values_that_the_client_chose_are_compared_unchanged()
    {
        var words = new Vocabulary();
        words.Body(JsonNode.Parse("""{"nextHopIpAddress":"10.0.0.4"}"""));

        Assert.NotNull(BodyComparison.Compare(JsonValue.Create("10.0.0.4"), JsonValue.Create("10.0.0.5"), words));
        Assert.Null(BodyComparison.Compare(JsonValue.Create("10.0.0.4"), JsonValue.Create("10.0.0.4"), words));
    }

    [Fact]
    public void Values_that_the_client_had_read_are_translated()
    {
        var words = new Vocabulary();
        Assert.Null(BodyComparison.Compare(JsonNode.Parse("""{"version":"1.18.10"}"""), JsonNode.Parse("""{"version":"1.33.5"}"""), words));

        Assert.Equal("1.33.5", words.Body(JsonNode.Parse("""{"v":"1.18.10"}"""))!["v"]!.ToString());
    }

    [Fact]
    public void Requests_out_of_scope_are_listed()
    {
        var exchanges = new[]
        {
            "/subscriptions/s/providers/Microsoft.Compute/disks?api-version=2020-01-01",
            "/subscriptions/s/resourceGroups/g?api-version=2020-01-01"
        }
            .Select(static (path, number) => new Exchange(number, "GET", path, null, 404, new Dictionary<string, string>(), null));
        var result = Replay.Run(new Recording("made up", [.. exchanges]));

        Assert.Equal("Microsoft.Compute/disks", Assert.Single(result.OutOfScope).What);
        Assert.Single(result.Compared);
        Assert.Contains(
            result.Lines(), static line => line.Contains("out of scope: Microsoft.Compute/disks: #0 GET", StringComparison.Ordinal));
    }

    [Fact]
    public void A_difference_is_a_line_with_its_path_and_both_values()
    {
        var exchange = new Exchange(
            0,
            "GET",
            "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/g?api-version=2021-04-01",
            null,
            200,
            new Dictionary<string, string>(),
            JsonNode.Parse("""{"name":"other"}"""));
        string[] lines = [.. Replay.Run(new Recording("made up", [exchange])).Lines()];

        Assert.Equal("made up: status 1/1, body 0/1, polls collapsed 0, out of scope 0", lines[0]);
        Assert.Equal("    $.name: ARM \"other\", simulator \"g\"", lines[2]);
    }
}
