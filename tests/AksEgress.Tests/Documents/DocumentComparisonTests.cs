using System.Text.Json.Nodes;
using AksEgress.Core.Documents;
using FsCheck;
using FsCheck.Fluent;

namespace AksEgress.Tests.Documents;

public sealed class DocumentComparisonTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Theory]
    [InlineData("""{"a":1}""", """{"a":1}""", "")]
    [InlineData("""{"a":1,"b":2}""", """{"b":2,"a":1}""", "")]
    [InlineData("""{"a":1}""", """{"a":2}""", "a: 1 -> 2")]
    [InlineData("""{"a":1}""", "{}", "a: 1 -> (removed)")]
    [InlineData("{}", """{"a":{"b":1}}""", "a: (none) -> {\"b\":1}")]
    [InlineData("""{"a":{"b":1,"c":2}}""", """{"a":{"c":3}}""", "a.b: 1 -> (removed)|a.c: 2 -> 3")]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1]}""", "a: [1,2] -> [2,1]")]
    [InlineData("""{"a":{}}""", """{"a":5}""", "a: {} -> 5")]
    [InlineData("""{"a":null}""", "{}", "a: null -> (removed)")]
    [InlineData("{}", """{"a":null}""", "a: (none) -> null")]
    [InlineData("""{"a":"x"}""", """{"a":"X"}""", "a: \"x\" -> \"X\"")]
    [InlineData("""{"a":"é<"}""", """{"a":"✓"}""", "a: \"é<\" -> \"✓\"")]
    public void Each_member_that_differs_is_named(string before, string after, string changes) =>
        Assert.Equal(changes, string.Join("|", DocumentComparison.Compare(JsonNode.Parse(before), JsonNode.Parse(after))));

    [Theory]
    [InlineData("{}", """{"a":1}""", """{"a":1,"added":5}""", "")]
    [InlineData("{}", """{"a":{"b":1}}""", """{"a":{"b":1,"default":true}}""", "")]
    [InlineData("{}", """{"a":{"b":1}}""", """{"a":{"b":2}}""", "a.b: 1 -> 2")]
    [InlineData("{}", """{"a":{"b":1,"c":2}}""", """{"a":{}}""", "a.b: 1 -> (removed)|a.c: 2 -> (removed)")]
    [InlineData("{}", """{"id":"/Subscriptions/X/RG"}""", """{"id":"/subscriptions/x/rg"}""", "")]
    [InlineData("{}", """{"sku":"standard"}""", """{"SKU":"Standard"}""", "")]
    [InlineData("{}", """{"ips":[{"id":"/A"},{"id":"/b"}]}""", """{"ips":[{"id":"/B","x":1},{"id":"/a"}]}""", "")]
    [InlineData(
        "{}",
        """{"ips":[{"id":"/a"},{"id":"/b"}]}""",
        """{"ips":[{"id":"/a"}]}""",
        "ips: [{\"id\":\"/a\"},{\"id\":\"/b\"}] -> [{\"id\":\"/a\"}]")]
    [InlineData(
        "{}",
        """{"ips":[{"id":"/a"},{"id":"/a"}]}""",
        """{"ips":[{"id":"/a"},{"id":"/b"}]}""",
        "ips: [{\"id\":\"/a\"},{\"id\":\"/a\"}] -> [{\"id\":\"/a\"},{\"id\":\"/b\"}]")]
    [InlineData("{}", """{"ips":[{"id":"/a"},{"id":"/a","x":1}]}""", """{"ips":[{"id":"/a","x":1},{"id":"/a"}]}""", "")]
    [InlineData("{}", """{"list":[]}""", "{}", "")]
    [InlineData("""{"a":1}""", "{}", """{"a":1}""", "a: (none) -> 1")]
    [InlineData("""{"a":1}""", "{}", """{"a":2}""", "")]
    [InlineData("""{"a":1}""", "{}", "{}", "")]
    [InlineData("""{"a":{"b":1}}""", "{}", """{"a":{}}""", "")]
    [InlineData("""{"tags":{"x.y":"1"}}""", """{"tags":{"x.y":"2"}}""", """{"tags":{"x.y":"2"}}""", "")]
    [InlineData("""{"tags":{"x.y":"1"}}""", """{"tags":{"x.y":"2"}}""", """{"tags":{"x.y":"1"}}""", "tags.x.y: \"2\" -> \"1\"")]
    [InlineData("""{"tags":{"x.y":"1"}}""", """{"tags":{}}""", """{"tags":{"x.y":"1"}}""", "tags.x.y: (none) -> \"1\"")]
    public void Missing_changes_are_reported_and_additions_by_ARM_are_not(string before, string asked, string result, string missing) =>
        Assert.Equal(
            missing,
            string.Join(
                "|",
                DocumentComparison.Missing(
                    DocumentComparison.Compare(JsonNode.Parse(before), JsonNode.Parse(asked)), JsonNode.Parse(result))));

    [Fact]
    public void A_document_does_not_differ_from_itself() =>
        Check.One(
            s_config,
            Prop.ForAll(Trees().ToArbitrary(), tree => DocumentComparison.Compare(JsonNode.Parse(tree), JsonNode.Parse(tree)).Count == 0));

    [Fact]
    public void A_complete_change_has_no_missing_members() =>
        Check.One(s_config, Prop.ForAll(Trees().Two().ToArbitrary(), pair =>
            DocumentComparison.Missing(
                DocumentComparison.Compare(JsonNode.Parse(pair.Item1), JsonNode.Parse(pair.Item2)),
                JsonNode.Parse(pair.Item2)).Count == 0));

    [Fact]
    public void A_change_without_effect_has_missing_members() =>
        Check.One(s_config, Prop.ForAll(Numbers().Two().ToArbitrary(), pair =>
        {
            var asked = DocumentComparison.Compare(JsonNode.Parse(pair.Item1), JsonNode.Parse(pair.Item2));
            return asked.Count == 0 || DocumentComparison.Missing(asked, JsonNode.Parse(pair.Item1)).Count > 0;
        }));

    [Fact]
    public void Any_document_is_written_as_it_was_read() =>
        Check.One(
            s_config,
            Prop.ForAll(
                Trees().ToArbitrary(),
                tree => ArmDocument.Parse(tree).ToJson() == tree && ArmDocument.Parse(tree).Copy().ToJson() == tree));

    // JSON texts. A name can contain a dot, as tag names can, but no path is ambiguous.
    private static Gen<string> Trees() =>
        Gen.Sized(size =>
            Object(
                Math.Min(size, 12),
                Gen.Elements("1", "1.0", "2e1", "null", "true", "\"x\"", "\"é✓\"", "[]", "[1,2]", "[{\"a\":1},null]", "{}")));

    // If every leaf is a number and no object is empty, ARM can't add or omit anything unnoticed.
    private static Gen<string> Numbers() => Gen.Sized(size => Object(Math.Min(size, 12), Gen.Elements("1", "2", "3")));

    private static Gen<string> Object(int size, Gen<string> leaf)
    {
        var value = size < 2 ? leaf : Gen.Frequency((2, leaf), (1, Object(size / 2, leaf)));
        return Gen.SubListOf("a", "b", "x.y", "properties").Where(names => names.Count > 0)
            .SelectMany(names =>
                value
                    .ArrayOf(names.Count)
                    .Select(values => "{" + string.Join(",", names.Zip(values, (name, text) => $"\"{name}\":{text}")) + "}"));
    }
}
