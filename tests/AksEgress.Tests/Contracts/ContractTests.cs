using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AksEgress.Lab;
using AksEgress.Lab.Contracts;
using AksEgress.Lab.Replays;
using AksEgress.Tests.Lab;

namespace AksEgress.Tests.Contracts;

/// <summary>The contracts are complete, up to date, and as strict as their sources.</summary>
public sealed partial class ContractTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("contracts-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SourceFact]
    public void Distilling_the_sources_returns_the_committed_contracts()
    {
        foreach (var (source, contracts) in ((string, string)[])[
            (SourceFolder.Recordings, ContractFiles.Recordings), (SourceFolder.Schemas, ContractFiles.Schemas)])
        {
            Assert.Equal(0, DistilCommand.Run(source, _folder, TextWriter.Null));
            foreach (var file in Files(source).Concat(Files(contracts)).Distinct())
            {
                AssertSameText(Path.Combine(contracts, file), Path.Combine(_folder, file));
            }
        }
    }

    // Status, headers, and body of each exchange: the recording and its contract must have the same differences in the same places.
    [SourceFact]
    public void The_replay_of_a_contract_equals_that_of_its_recording()
    {
        var recorded = Recording.ReadAll(SourceFolder.Recordings).Select(Replay.Run).ToList();
        var distilled = Recording.ReadAll(ContractFiles.Recordings).Select(Replay.Run).ToList();
        Assert.Equal(recorded.SelectMany(Outcomes), distilled.SelectMany(Outcomes));

        // A wrong answer must be detected too: the contract contains every member of the recording.
        foreach (var (one, other) in recorded.Zip(distilled))
        {
            Assert.Equal(one.Recording.Exchanges.SelectMany(Members), other.Recording.Exchanges.SelectMany(Members));
        }
    }

    [Fact]
    public void Distilling_a_contract_returns_it_unchanged()
    {
        Assert.Equal(0, DistilCommand.Run(ContractFiles.Recordings, _folder, TextWriter.Null));
        foreach (var file in Files(ContractFiles.Recordings))
        {
            AssertSameText(Path.Combine(ContractFiles.Recordings, file), Path.Combine(_folder, file));
        }
    }

    [Fact]
    public void The_contracts_have_all_exchanges_and_name_their_sources()
    {
        var contracts = Files(ContractFiles.Recordings).Select(static file => Read(ContractFiles.Recordings, file)).ToList();
        Assert.Equal(14, contracts.Count);
        Assert.Equal(283, contracts.Sum(static contract => contract["exchanges"]!.AsArray().Count));
        foreach (var contract in contracts)
        {
            Assert.Matches("^[A-Za-z0-9-]+/azure-cli(-extensions)?$", (string?)contract["repository"]);
            Assert.EndsWith($"/recordings/{contract["recording"]}.yaml", (string?)contract["path"], StringComparison.Ordinal);
            Assert.All(contract["exchanges"]!.AsArray(), static exchange =>
            {
                Assert.Matches("^Microsoft\\.[A-Za-z]+/", (string?)exchange!["type"]);
                Assert.Matches(@"^\d{4}-\d\d-\d\d(-preview)?$", (string?)exchange["apiVersion"]);
                Assert.InRange((int)exchange["status"]!, 200, 599);
            });
        }

        foreach (var schema in Files(ContractFiles.Schemas).Select(static file => Read(ContractFiles.Schemas, file)))
        {
            Assert.Equal("Azure/azure-resource-manager-schemas", (string?)schema["repository"]);
            Assert.Equal($"schemas/{schema["apiVersion"]}/{schema["provider"]}.json", (string?)schema["path"]);
            Assert.NotEmpty(schema["types"]!.AsObject());
        }
    }

    [Fact]
    public void The_contracts_have_no_generated_values_no_secrets_and_no_sentences()
    {
        foreach (var file in Files(ContractFiles.Recordings))
        {
            foreach (var text in Texts(Read(ContractFiles.Recordings, file)["exchanges"]))
            {
                Assert.False(ContractText.IsSentence(text), $"{file}: {text}");
                Assert.DoesNotMatch(Generated(), text);
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_second_collection_has_no_secrets_and_no_identifiers_of_its_recorders(bool developed)
    {
        var folder = developed ? ContractFiles.Developed : ContractFiles.HeldOut;
        foreach (var file in Files(folder))
        {
            var exchanges = Read(folder, file)["exchanges"];
            Assert.All(Texts(exchanges), text => Assert.DoesNotMatch(Personal(), text));
            Assert.All(Secrets(exchanges), static secret => Assert.Equal("{secret}", secret));
        }
    }

    [Fact]
    public void A_secret_and_a_real_identifier_in_a_request_become_marks_too()
    {
        var body = JsonNode.Parse("""
            {"secret":"n0t~A.Secret","adminPassword":"x","other":"n0t~A.Secret","principalId":"a3b05f01-6c1f-4d3a-9d0b-0f3c7f7f6a11"}
            """);
        Assert.Equal(
            """{"secret":"{secret}","adminPassword":"{secret}","other":"n0t~A.Secret","principalId":"{guid:1}"}""",
            new ContractMarks().Sent(body)!.ToJsonString());
    }

    [Theory]
    [InlineData("a3b05f01-6c1f-4d3a-9d0b-0f3c7f7f6a11", "{guid:1}")]
    [InlineData("W/\"A3B05F01-6c1f-4d3a-9d0b-0f3c7f7f6a11\"", "W/\"{guid:1}\"")]
    [InlineData("00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000001")]
    [InlineData("2026-11-01T08:00:00.1234567Z", "{time:1}")]
    [InlineData("20.1.2.3", "{address:1}")]
    [InlineData("10.0.0.10", "10.0.0.10")]
    [InlineData("10.0.0.0/16", "10.0.0.0/16")]
    [InlineData("1.27.1", "{version:1}")]
    [InlineData("1.27", "{minor:1}")]
    [InlineData("AKSUbuntu-2204gen2containerd-202306.01.0", "AKSUbuntu-{image:1}")]
    [InlineData("MC_clitest000001_cliakstest000002_westus2", "MC_{name:1}_{name:2}_westus2")]
    [InlineData("cliaksdns000002-as4ye2ph.portal.hcp.westus2.azmk8s.io", "{name:1}-{label:1}.portal.hcp.westus2.azmk8s.io")]
    [InlineData("ssh-rsa AAAAB3Nz", "{key}")]
    [InlineData("left out", "{secret}")]
    [InlineData("Succeeded", "Succeeded")]
    public void A_value_specific_to_the_recording_becomes_a_mark(string value, string mark) =>
        Assert.Equal(mark, new ContractMarks().Answered(value));

    [Fact]
    public void The_same_value_has_the_same_mark_and_another_value_another()
    {
        var marks = new ContractMarks();
        string[] addresses = ["20.1.2.3", "20.1.2.4", "20.1.2.3"];
        Assert.Equal(["{address:1}", "{address:2}", "{address:1}"], addresses.Select(marks.Answered));
    }

    [Fact]
    public void A_value_that_the_client_chose_stays()
    {
        var marks = new ContractMarks();
        Assert.Equal("12.36.22.14", marks.Sent("12.36.22.14"));
        Assert.Equal("12.36.22.14", marks.Answered("12.36.22.14"));
        Assert.Equal("{address:1}", marks.Answered("12.36.22.15"));
        Assert.Equal("{address:1}", marks.Sent("12.36.22.15"));
    }

    [Fact]
    public void A_sentence_is_compared_by_its_digest()
    {
        const string sentence = "The Resource 'a' was not found in group 'b'.";
        var digest = JsonValue.Create(new ContractMarks().Answered(sentence));
        Assert.True(ContractText.IsDigest(digest.ToString()));
        Assert.Null(BodyComparison.Compare(digest, JsonValue.Create(sentence), new Vocabulary()));
        var other = JsonValue.Create("The Resource 'a' wasn't found in group 'b'.");
        Assert.Equal("$", BodyComparison.Compare(digest, other, new Vocabulary())?.Path);
    }

    [Fact]
    public void A_mark_of_an_unknown_kind_is_an_error() => Assert.Throws<LabException>(static () => ContractValues.Expand("{color:1}"));

    [Fact]
    public async Task The_labs_verb_writes_contracts_and_fails_for_other_files()
    {
        var (code, text, errors) = await LabProcess.RunAsync("distil", ContractFiles.Recordings, _folder);
        Assert.True(code == 0, text + errors);
        Assert.Equal(Files(ContractFiles.Recordings), Files(_folder));

        await File.WriteAllTextAsync(Path.Combine(_folder, "z.json"), "{}");
        (code, _, errors) = await LabProcess.RunAsync("distil", _folder, Path.Combine(_folder, "out"));
        Assert.Equal(2, code);
        Assert.Contains("z.json", errors, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Outcomes(ReplayResult result) => result.Compared.Select(exchange =>
            $"{result.Recording.Name}#{exchange.Exchange.Number} {exchange.Exchange.Status} {exchange.Status?.Path} {exchange.Body?.Path}")
        .Concat(result.OutOfScope.Select(exchange => $"{result.Recording.Name}#{exchange.Exchange.Number} {exchange.What}"));

    // The names of members, the kinds of values, and the lengths of arrays; of headers, the names.
    private static IEnumerable<string> Members(Exchange exchange) => exchange.Headers.Keys.Order(StringComparer.Ordinal)
        .Concat(Members("request", exchange.Request)).Concat(Members("response", exchange.Response));

    private static IEnumerable<string> Members(string path, JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Members($"{path}.{new ContractMarks().Answered(member.Key)}", member.Value)),
        JsonArray items => items.SelectMany((item, i) => Members($"{path}[{i}]", item)).Prepend($"{path}[{items.Count}]"),
        JsonValue value when value.TryGetValue(out string? _) => [path + " text"],
        _ => [$"{path} {node?.ToJsonString()}"],
    };

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(static member => Texts(member.Value).Prepend(member.Key)),
        JsonArray items => items.SelectMany(Texts),
        JsonValue value when value.TryGetValue(out string? text) => [text],
        _ => [],
    };

    private static IEnumerable<string?> Secrets(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(static member => member.Key is "secret" or "adminPassword"
            ? [member.Value?.ToString()]
            : Secrets(member.Value)),
        JsonArray items => items.SelectMany(Secrets),
        _ => [],
    };

    private static string[] Files(string folder) =>
        [.. Directory.GetFiles(folder, "*.json").Select(static file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private static JsonObject Read(string folder, string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(folder, file)))!.AsObject();

    private static void AssertSameText(string committed, string distilled)
    {
        Assert.True(
            File.Exists(committed) && File.Exists(distilled),
            $"{Path.GetFileName(committed)} is only on one side: {committed}, {distilled}.");
        Assert.True(
            File.ReadAllText(committed).ReplaceLineEndings("\n") == File.ReadAllText(distilled),
            $"{committed} isn't what distilling gives: run the lab's verb distil again (tests/contracts/README.md).");
    }

    // GUIDs other than the recorder's own two, e-mail addresses, and keys.
    [GeneratedRegex(@"(?!0{8}-0{4}-0{4}-0{4}-0{11}[01])[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|\w@\w|ssh-rsa|PRIVATE KEY")]
    private static partial Regex Personal();

    // GUIDs other than the recorder's own two, times, random labels, and keys or tokens.
    [GeneratedRegex(@"(?!0{8}-0{4}-0{4}-0{4}-0{11}[01])[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}" +
        @"|\d{4}-\d\d-\d\dT\d\d:|-[0-9a-z]{8}\.(portal\.)?hcp\.|AAAA|eyJ|PRIVATE KEY|clitest")]
    private static partial Regex Generated();
}
