using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;

namespace AksEgress.Tests.Documents;

public sealed class ArmDocumentTests
{
    // Compact, unsorted, and with numbers that a double would round or reformat.
    private const string Odd = """{"z":1.0,"a":1e3,"big":12345678901234567890123,"tiny":1E-400,"zero":-0.0,"null":null,"empty":{},"list":"""
        + """[{},[],1.50,"x"],"A":"other case","":"no name","tags":{"a.b/c":"<&>+'é✓"},"unknownOfTomorrow":{"deep":[{"x":[]}]}}""";

    [Fact]
    public void An_unchanged_document_is_written_as_it_was_read() => Assert.Equal(Odd, ArmDocument.Parse(Odd).ToJson());

    [Fact]
    public void Unchanged_members_of_a_changed_copy_are_written_as_they_were_read()
    {
        var document = ArmDocument.Parse(Odd);
        var copy = document.Copy();

        copy.Root["z"] = 2;
        copy.Properties["added"] = true;

        Assert.Equal(Odd, document.ToJson());
        Assert.Equal(
            Odd.Replace("{\"z\":1.0", "{\"z\":2", StringComparison.Ordinal)[..^1] + ",\"properties\":{\"added\":true}}", copy.ToJson());
    }

    [Theory]
    [InlineData("\"\\u00e9\"", "é")]
    [InlineData("\"\\uD83D\\uDE00\"", "😀")]
    [InlineData("\"\\\\ \\\" \\/ \\n \\u0001\"", "\\ \" / \n \u0001")]
    [InlineData("\"👩‍👩‍👧 ünï ‮\"", "👩‍👩‍👧 ünï ‮")]
    public void Text_is_unchanged_after_reading_and_writing(string json, string text)
    {
        var document = ArmDocument.Parse($$"""{ "name": {{json}} }""");

        Assert.Equal(text, document.Name);
        Assert.Equal(text, ArmDocument.Parse(document.ToJson()).Name);
        Assert.Equal(text, ArmDocument.Parse(document.ToJson(indented: true)).Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("\"{}\"")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("{} x")]
    [InlineData("{\"a\":1,}")]
    [InlineData("// no\n{}")]
    [InlineData("<html>")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":{\"b\":1,\"b\":1}}")]
    [InlineData("{\"a\":[{\"b\":[{\"c\":1,\"c\":1}]}]}")]
    [InlineData("{\"a\":01}")]
    public void An_invalid_document_is_refused(string json) => Refused(json);

    [Fact]
    public void Null_and_endless_nesting_are_refused()
    {
        Refused(null!);
        Refused(string.Concat(Enumerable.Repeat("{\"a\":", 5000)));
        Refused(string.Concat(Enumerable.Repeat("{\"a\":", 5000)) + "1" + new string('}', 5000));
    }

    [Theory]
    [InlineData("""{ "name": "\ud800" }""")]
    [InlineData("""{ "deep": [ { "x": "a\udc00b" } ] }""")]
    [InlineData("""{ "\ud800": 1 }""")]
    public void Half_a_surrogate_pair_is_refused_immediately(string json) => Refused(json);

    [Theory]
    [InlineData("""{ "eTag": "a" }""", "a")]
    [InlineData("""{ "etag": "W/\"b\"" }""", "W/\"b\"")]
    [InlineData("""{ "etag": "b", "eTag": "a" }""", "a")]
    [InlineData("""{ "etag": 5 }""", null)]
    [InlineData("{}", null)]
    public void The_etag_is_found_in_either_spelling(string json, string? etag) => Assert.Equal(etag, ArmDocument.Parse(json).ETag);

    [Fact]
    public void A_missing_member_is_empty_and_no_error()
    {
        var document = ArmDocument.Parse("""{ "id": 5, "name": null, "properties": [] }""");

        Assert.Equal((string.Empty, string.Empty, null), (document.Id, document.Name, document.ProvisioningState));
        Assert.Equal("InvalidResourceId", Assert.Throws<EgressException>(document.ResourceId).Id);
    }

    [Fact]
    public void Members_are_read_in_any_case_and_never_of_another_type()
    {
        var node = JsonNode.Parse(
            """{ "Properties": { "Count": 5, "half": 1.5, "text": "5", "on": true, "huge": 12345678901, "ids": [ { "id": "/a" }, "/b", 5,"""
                + """ null, { "x": 1 } ] } }""");

        Assert.Equal(5, node.Number("properties", "COUNT"));
        Assert.Null(node.Number("properties", "half"));
        Assert.Null(node.Number("properties", "text"));
        Assert.Null(node.Number("properties", "huge"));
        Assert.Null(node.Text("properties", "count"));
        Assert.Null(node.Text("properties"));
        Assert.True(node.Flag("properties", "on"));
        Assert.Null(node.Flag("properties", "text"));
        Assert.Equal(["/a", "/b"], node.Ids("properties", "ids"));
        Assert.Null(node.At("properties", "count", "further"));
        Assert.Empty(node.Items("properties"));
        Assert.Null(((JsonNode?)null).Text("a"));
    }

    [Fact]
    public void An_exact_name_wins_over_one_in_another_case() =>
        Assert.Equal("exact", JsonNode.Parse("""{ "NAME": "other", "name": "exact" }""").Text("name"));

    [Fact]
    public void Removing_and_creating_ignore_case_too()
    {
        var o = JsonNode.Parse("""{ "RouteTable": { "id": 1 } }""")!.AsObject();

        Assert.Same(o["RouteTable"], o.ObjectAt("routeTable"));
        Assert.True(o.Without("routetable"));
        Assert.False(o.Without("routetable"));
        Assert.Equal("""{"made":{}}""", new ArmDocument(o) { }.Root.ObjectAt("made").Root.ToJsonString());
    }

    private static void Refused(string json) =>
        Assert.Equal(nameof(EgressErrors.InvalidDocument), Assert.Throws<EgressException>(() => ArmDocument.Parse(json)).Id);
}
