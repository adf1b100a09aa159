using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Simulator;
using AksEgress.Tests.Simulator;

namespace AksEgress.Tests.ResourceGraph;

/// <summary>Queries over many clusters, as Azure Resource Graph answers them.</summary>
public sealed class ResourceGraphTests : IDisposable
{
    private readonly SimulatedArm _arm = new(new SimulatorOptions { SampleWorld = true });

    public void Dispose() => _arm.Dispose();

    [Theory]
    [InlineData(
        "Resources | where type =~ 'Microsoft.ContainerService/ManagedClusters' | project name | order by name asc",
        "contoso-aks,fabrikam-aks")]
    [InlineData(
        "resources | where type == 'microsoft.containerservice/managedclusters' and name startswith 'CONTOSO' | project name",
        "contoso-aks")]
    [InlineData("Resources | where type == 'Microsoft.ContainerService/ManagedClusters'", "")]
    [InlineData(
        "where type =~ 'microsoft.containerservice/managedclusters' and not(name contains 'fabrikam') | project name", "contoso-aks")]
    [InlineData("Resources | where type in~ ('Microsoft.Network/azureFirewalls', 'x') | project name", "contoso-fw")]
    [InlineData(
        "Resources | where type =~ 'microsoft.containerservice/managedclusters' | where properties.networkProfile['outboundType'] =~ "
            + "'loadBalancer' and isnotempty(properties.dnsPrefix) | project name | take 1",
        "contoso-aks")]
    [InlineData(
        "Resources | where name has 'contoso' and type has 'azurefirewalls' // a comment\n| extend n = name | project name = n",
        "contoso-fw")]
    [InlineData(
        "Resources | where (type =~ 'a' or type =~ 'microsoft.network/azurefirewalls') and name != 'x' | project name", "contoso-fw")]
    [InlineData(
        "ResourceContainers | where type =~ 'microsoft.resources/subscriptions/resourcegroups' and name == 'contoso-rg' | project name",
        "contoso-rg")]
    public void The_subset_of_Kusto_is_supported(string query, string names)
    {
        var answer = Ask(query);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var found = answer.Body!["data"]!.AsArray().Select(row => (string?)row!["name"]).ToList();
        Assert.Equal(found.Count, (int)answer.Body["totalRecords"]!);
        Assert.Equal(names, string.Join(',', found));
    }

    [Fact]
    public void Columns_have_the_requested_names()
    {
        var row = Rows(
            "Resources | where name == 'contoso-aks' | project id, properties.networkProfile.outboundType, mode = tolower(type), "
                + "subscriptionId, resourceGroup, gone = properties.no.such[0]").Single()!;
        Assert.Equal(
            ["id", "properties_networkProfile_outboundType", "mode", "subscriptionId", "resourceGroup", "gone"],
            row.AsObject().Select(pair => pair.Key));
        Assert.Equal(
            ("loadBalancer", "microsoft.containerservice/managedclusters", "contoso-rg", null),
            (
                (string?)row["properties_networkProfile_outboundType"],
                (string?)row["mode"],
                (string?)row["resourceGroup"],
                (string?)row["gone"]));
    }

    [Fact]
    public void Rows_are_counted_and_grouped()
    {
        var all = (long)Rows("Resources | count").Single()!["Count"]!;
        var groups = Rows("Resources | summarize n = count() by type | order by n desc, type asc");
        Assert.Equal(all, groups.Sum(row => (long)row!["n"]!));
        Assert.Equal(groups.Select(row => (long)row!["n"]!).OrderDescending(), groups.Select(row => (long)row!["n"]!));
        Assert.Equal(
            2,
            (int)Rows(
                "Resources | where type =~ 'Microsoft.ContainerService/managedClusters' | summarize count() by type").Single()!["count_"]!);
    }

    [Fact]
    public void Rows_with_an_id_have_a_page_token_and_others_are_truncated()
    {
        List<string> seen = [];
        string? token = null;
        do
        {
            var page = Ask(
                "Resources | project id, name | order by id asc",
                $$"""{"$top":3{{(token is null ? "" : $",\"$skipToken\":\"{token}\"")}}}""").Body!;
            Assert.InRange((int)page["count"]!, 1, 3);
            seen.AddRange(page["data"]!.AsArray().Select(row => (string)row!["id"]!));
            token = (string?)page["$skipToken"];
            _arm.Clock.Advance(1);
        }
        while (token is not null);
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal((long)Rows("Resources | count").Single()!["Count"]!, seen.Count);

        var cut = Ask("Resources | project name", """{"$top":3}""").Body!;
        Assert.Equal(("true", null), ((string?)cut["resultTruncated"], (string?)cut["$skipToken"]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    public void A_page_of_a_plain_query_is_the_same_without_reading_the_others(int skip)
    {
        const string type = "Microsoft.Network/publicIPAddresses";
        var options = $$"""{"$top":2,"$skip":{{skip}}}""";
        var plain = Ask($"Resources | where type =~ '{type}' | extend n = name | project id, n", options).Body!;
        var read = Ask($"Resources | where type in~ ('{type}') | extend n = name | project id, n", options).Body!;
        Assert.True((long)plain["totalRecords"]! > 2);
        Assert.Equal(read.ToJsonString(), plain.ToJsonString());
        Assert.Equal(0, (int)Ask($"Resources | where type == '{type}' | project id", options).Body!["totalRecords"]!);
    }

    [Theory]
    [InlineData("""{"$top":0}""")]
    [InlineData("""{"$top":1001}""")]
    [InlineData("""{"$skipToken":"nonsense"}""")]
    public void Paging_beyond_the_limits_is_refused(string options) =>
        Assert.Equal(HttpStatusCode.BadRequest, Ask("Resources", options).Status);

    [Theory]
    [InlineData("Resources | where type = 'x'", "ParserFailure", 1, 23, "=")]
    [InlineData("Resources |\nwhere name == 'x", "ParserFailure", 2, 14, "'")]
    [InlineData("Resources | where", "ParserFailure", 1, 17, "<EOF>")]
    [InlineData("Resources | frobnicate name", "InvalidQueryLanguage", 1, 12, "frobnicate")]
    [InlineData("Resources | project a = nosuch(name)", "InvalidQueryLanguage", 1, 24, "nosuch")]
    [InlineData("AdvisorResources", "InvalidQueryLanguage", 1, 0, "AdvisorResources")]
    [InlineData("Resources # name", "ParserFailure", 1, 10, "#")]
    public void An_invalid_query_is_refused_with_its_position(string query, string code, int line, int column, string token)
    {
        var refused = Ask(query);
        Assert.Equal((HttpStatusCode.BadRequest, "BadRequest"), (refused.Status, refused.Code));
        var details = refused.Body!["error"]!["details"]!.AsArray();
        Assert.Equal("InvalidQuery", (string?)details[0]!["code"]);
        Assert.Equal(
            (code, line, column, token),
            (
                (string?)details[1]!["code"],
                (int)details[1]!["line"]!,
                (int)details[1]!["characterPositionInLine"]!,
                (string?)details[1]!["token"]));
    }

    [Fact]
    public void Deep_nesting_is_refused() =>
        Assert.Equal(HttpStatusCode.BadRequest, Ask($"Resources | where {new string('(', 100_000)}").Status);

    [Fact]
    public void The_limit_is_fifteen_queries_in_five_seconds()
    {
        for (var left = 14; left >= 0; left--)
        {
            Assert.Equal(
                left.ToString(System.Globalization.CultureInfo.InvariantCulture),
                Ask("Resources | count").Headers["x-ms-user-quota-remaining"]);
        }

        var refused = Ask("Resources | count");
        Assert.Equal(
            (HttpStatusCode.TooManyRequests, "RateLimiting", "00:00:05", "5"),
            (refused.Status, refused.Code, refused.Headers["x-ms-user-quota-resets-after"], refused.Headers["Retry-After"]));
        _arm.Clock.Advance(5);
        Assert.Equal(HttpStatusCode.OK, Ask("Resources | count").Status);
    }

    private JsonArray Rows(string query) =>
        Ask(query) is { Status: HttpStatusCode.OK } answer ? answer.Body!["data"]!.AsArray() : throw new InvalidOperationException(query);

    private SimulatedArm.Answer Ask(string query, string options = "{}") => _arm.Send(
        "POST",
        "/providers/Microsoft.ResourceGraph/resources",
        $$"""{"subscriptions":["{{ArmSimulator.SubscriptionId}}"],"query":{{JsonValue.Create(query).ToJsonString()}}"""
            + $$""","options":{{options}}}""",
        "2022-10-01");
}
