using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;
using AksEgress.Core.RouteTables;
using AksEgress.Tests.Fakes;

namespace AksEgress.Tests.RouteTables;

public sealed class RouteTests
{
    private readonly FakeGateway _arm = new();
    private readonly ArmResourceId _table = FakeGateway.Id(ResourceTypes.RouteTables, "rt");
    private readonly RouteChange _change;

    public RouteTests()
    {
        _change = new RouteChange(new ResourceStore(_arm));
        const string first = """{ "name": "default", "properties": { "addressPrefix": "0.0.0.0/0", "nextHopType": "VirtualAppliance","""
            + """ "nextHopIpAddress": "10.0.0.4", "hasBgpOverride": false } }""";
        _arm.Add(
            _table,
            $$"""{ "location": "eastus", "properties": { "routes": [ {{first}}, { "name": "fw", "properties": {"""
                + """ "addressPrefix": "20.62.9.8/32", "nextHopType": "Internet" } } ] } }""");
        _arm.Add(_table.Child("routes", "default"), first);
    }

    [Theory]
    [InlineData("0.0.0.0/0", "VirtualAppliance", "10.0.0.4")]
    [InlineData("::/0", "VirtualAppliance", "fd00::4")]
    [InlineData("Storage.EastUS", "VirtualAppliance", "10.0.0.4")]
    [InlineData("20.62.9.8/32", "Internet", null)]
    [InlineData("20.62.9.8/32", "Internet", "")]
    [InlineData("10.0.0.0/8", "None", null)]
    public void A_route_that_ARM_accepts_is_created(string prefix, string type, string? ip)
    {
        var route = new RouteRequest("r", prefix, type, ip).ToRoute();

        Assert.Equal(
            (prefix, type, string.IsNullOrEmpty(ip) ? null : ip), (route.AddressPrefix, route.NextHopType, route.NextHopIpAddress));
    }

    [Fact]
    public void The_next_hops_type_is_spelled_as_ARM_spells_it() =>
        Assert.Equal("VirtualAppliance", new RouteRequest("r", "0.0.0.0/0", "virtualappliance", "10.0.0.4").ToRoute().NextHopType);

    [Fact]
    public async Task Changing_a_default_route_that_subnets_use_prompts()
    {
        var used = FakeGateway.Id(ResourceTypes.RouteTables, "used");
        _arm.Add(
            used,
            """{ "properties": { "routes": [ { "name": "default", "properties": { "addressPrefix": "0.0.0.0/0","""
                + """ "nextHopType": "Internet" } } ], "subnets": [ { "id": "/s" } ] } }""");

        var removal = await _change.PlanRemoveAsync(used, "default", CancellationToken.None);
        Assert.True(removal.InterruptsTraffic);
        Assert.Contains("open connections", removal.CriticalPrompt, StringComparison.Ordinal);
        Assert.True(
            (await _change.PlanSetAsync(used, new RouteRequest("default", null, "None", null), CancellationToken.None)).InterruptsTraffic);
        Assert.False(
            (await _change.PlanAddAsync(
                used, new RouteRequest("x", "10.0.0.0/8", "None", null), CancellationToken.None)).InterruptsTraffic);
        var unused = await _change.PlanRemoveAsync(_table, "default", CancellationToken.None);
        Assert.False(unused.InterruptsTraffic);
        Assert.Null(unused.CriticalPrompt);
    }

    [Theory]
    [InlineData("0.0.0.0/0", "VirtualAppliance", null)]
    [InlineData("0.0.0.0/0", "Internet", "10.0.0.4")]
    [InlineData("0.0.0.0/0", "VirtualAppliance", "10.0.4")]
    [InlineData("0.0.0.0/0", "VirtualAppliance", "fd00::4")]
    [InlineData("10.0.0.1/8", "Internet", null)]
    [InlineData("10.0.0.1", "Internet", null)]
    [InlineData("no-tag", "Internet", null)]
    public void An_invalid_route_is_refused(string prefix, string type, string? ip) =>
        Assert.Equal(
            nameof(EgressErrors.InvalidValue), Assert.Throws<EgressException>(() => new RouteRequest("r", prefix, type, ip).ToRoute()).Id);

    [Fact]
    public async Task Adding_writes_the_route_and_not_its_table()
    {
        var request = new RouteRequest("spoke", "10.9.0.0/16", "VnetLocal", null);
        var plan = await _change.PlanAddAsync(_table, request, CancellationToken.None);
        await _change.RunAsync(plan, CancellationToken.None);

        Assert.EndsWith("/routeTables/rt/routes/spoke", Assert.Single(_arm.Writes).Path, StringComparison.Ordinal);
        Assert.Equal("Add route 'spoke' (10.9.0.0/16 -> VnetLocal) to route table 'rt', used by no subnet", plan.Describe());
    }

    [Theory]
    [InlineData("DEFAULT", "10.9.0.0/16", "RouteExists")]
    [InlineData("other", "0.0.0.0/0", "RouteConflict")]
    public async Task A_name_or_prefix_in_use_is_refused(string name, string prefix, string expected)
    {
        var error = await Assert.ThrowsAsync<EgressException>(() =>
            _change.PlanAddAsync(_table, new RouteRequest(name, prefix, "Internet", null), CancellationToken.None));

        Assert.Equal(expected, error.Id);
    }

    [Fact]
    public async Task A_change_affects_only_the_specified_values()
    {
        var request = new RouteRequest("default", null, null, "10.0.0.5");
        var before = _arm.Find(_table.Child("routes", "default"))!.DeepClone();
        await _change.RunAsync(await _change.PlanSetAsync(_table, request, CancellationToken.None), CancellationToken.None);

        Assert.Equal("properties.nextHopIpAddress", Assert.Single(DocumentComparison.Compare(before, _arm.OnlyWrite())).Path);
        Assert.NotNull(_arm.Writes[0].IfMatch);
    }

    [Fact]
    public async Task Changing_the_next_hop_from_an_appliance_removes_its_address()
    {
        var request = new RouteRequest("default", null, "Internet", null);
        await _change.RunAsync(await _change.PlanSetAsync(_table, request, CancellationToken.None), CancellationToken.None);

        Assert.False(_arm.OnlyWrite()["properties"]!.AsObject().ContainsKey("nextHopIpAddress"));
    }

    [Fact]
    public async Task A_next_hop_appliance_needs_an_address()
    {
        var error = await Assert.ThrowsAsync<EgressException>(() =>
            _change.PlanSetAsync(_table, new RouteRequest("fw", null, "VirtualAppliance", null), CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.InvalidValue), error.Id);
    }

    [Fact]
    public async Task A_repeated_request_writes_nothing() =>
        Assert.True(
            (await _change.PlanSetAsync(
                _table, new RouteRequest("default", "0.0.0.0/0", "VirtualAppliance", "10.0.0.4"), CancellationToken.None)).IsMet);

    [Fact]
    public async Task Removing_a_missing_route_is_an_error() =>
        Assert.Equal(
            nameof(EgressErrors.ResourceNotFound),
            (await Assert.ThrowsAsync<EgressException>(() => _change.PlanRemoveAsync(_table, "nope", CancellationToken.None))).Id);

    [Fact]
    public void A_table_accepts_routes_of_another_one_without_their_ids()
    {
        var foreign = JsonNode.Parse(
            """{ "name": "r", "id": "/other", "etag": "x", "properties": { "addressPrefix": "10.0.0.0/8", "nextHopType": "None","""
                + """ "provisioningState": "Succeeded" } }""")!.AsObject();
        var document = new ArmDocument([]);

        RouteTableDesign.Apply(document, _table, [new Route(foreign)], true);

        Assert.Equal(
            """{"properties":{"disableBgpRoutePropagation":true,"routes":[{"name":"r","properties":"""
                + """{"addressPrefix":"10.0.0.0/8","nextHopType":"None"}}]}}""",
            document.ToJson());
    }

    [Fact]
    public void Routes_are_listed_in_order_of_precedence()
    {
        var document = _arm.Find(_table)!;
        document["properties"]!["routes"]!.AsArray().Add(
            (JsonNode)new RouteRequest("tag", "AzureMonitor", "Internet", null).ToRoute().Document);
        document["properties"]!["subnets"] = new JsonArray(new JsonObject
        {
            ["id"] = FakeGateway.Id(ResourceTypes.Subnets, "vnet", "aks").Text
        });

        var picture = new RouteTable(new ArmDocument(document)).ToPicture().ReplaceLineEndings("\n");

        Assert.Equal(
            """
               rt   eastus   3 routes, used by vnet/aks

            AddressPrefix  NextHopType       NextHopIpAddress  Name
            -------------  -----------       ----------------  ----
            20.62.9.8/32   Internet                            fw
            AzureMonitor   Internet                            tag
            0.0.0.0/0      VirtualAppliance  10.0.0.4          default

            """,
            picture);
        Assert.Equal(picture, new RouteTable(new ArmDocument(document)).Picture.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void The_picture_cuts_no_name()
    {
        var document = new ArmDocument((JsonObject)_arm.Find(_table)!.DeepClone());
        var name = new string('n', 79) + "e";
        RouteTableDesign.Apply(document, _table, [new RouteRequest(name, "10.0.0.0/8", "VirtualAppliance", "10.0.0.4").ToRoute()], null);

        Assert.Contains(" " + name, new RouteTable(document).ToPicture(), StringComparison.Ordinal);
    }
}
