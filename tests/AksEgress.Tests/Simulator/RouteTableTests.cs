using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace AksEgress.Tests.Simulator;

public sealed class RouteTableTests : IDisposable
{
    private readonly SimulatedArm _arm = new();
    private readonly string _table = SimulatedArm.NetworkId("rg", "routeTables", "rt");

    public RouteTableTests() => _arm.MakeGroup("rg");

    public void Dispose() => _arm.Dispose();

    [Fact]
    public void A_new_table_is_created_with_arms_defaults_and_becomes_succeeded_when_the_operation_ends()
    {
        var put = _arm.Put(
            _table,
            """{"location":"East US","tags":{"a":"b"},"properties":{"unknown":{"kept":1},"provisioningState":"Nonsense","subnets":["""
                + """{"id":"x"}]}}""");

        Assert.Equal(HttpStatusCode.Created, put.Status);
        Assert.Equal("Updating", put.State);
        Assert.Equal("5", put.Headers["Retry-After"]);
        var operation = put.Headers["Azure-AsyncOperation"];
        Assert.StartsWith(
            "https://management.azure.com/subscriptions/00000000-0000-0000-0000-000000000000/providers/Microsoft.Network/locations/eastus/"
                + "operations/",
            operation,
            StringComparison.Ordinal);
        Assert.False(put.Headers.ContainsKey("Location"));
        Assert.Equal("InProgress", (string?)_arm.Get(operation).Body!["status"]);
        Assert.Equal("Updating", _arm.Get(_table).State);

        _arm.Clock.Advance(5);
        Assert.Equal("""{"status":"Succeeded"}""", _arm.Get(operation).Body!.ToJsonString());
        var get = _arm.Get(_table);
        Assert.Equal(get.Headers["ETag"], (string?)get.Body!["etag"]);
        Assert.Equal(["name", "id", "etag", "type", "location", "tags", "properties"], get.Body.Select(static member => member.Key));
        Assert.Equal("eastus", (string?)get.Body["location"]);
        var properties = get.Body["properties"]!.AsObject();
        Assert.Equal(
            ["provisioningState", "resourceGuid", "disableBgpRoutePropagation", "disablePeeringRoute", "routes", "unknown"],
            properties.Select(static member => member.Key));
        Assert.Equal("Succeeded", (string?)properties["provisioningState"]);

        // Since 2025-03-01 (Azure/azure-service-operator, Test_Networking_RouteTable_20250301_CRUD).
        Assert.Equal("None", (string?)properties["disablePeeringRoute"]);
        Assert.False(_arm.Read(_table, "2024-03-01")["properties"]!.AsObject().ContainsKey("disablePeeringRoute"));
    }

    [Fact]
    public void Routes_can_be_written_inline_and_separately_and_are_stored_once()
    {
        _arm.Make(
            _table,
            """{"location":"eastus","properties":{"routes":[{"name":"a","properties":"""
                + """{"addressPrefix":"10.0.0.0/16","nextHopType":"none"}}]}}""");
        var created = _arm.Put(
            _table + "/routes/b",
            """{"properties":{"addressPrefix":"0.0.0.0/0","nextHopType":"VirtualAppliance","nextHopIpAddress":"10.0.0.4"}}""");
        Assert.Equal(HttpStatusCode.Created, created.Status);
        _arm.Clock.Advance(10);

        var table = _arm.Read(_table);
        Assert.Equal(["a", "b"], table["properties"]!["routes"]!.AsArray().Select(static route => (string)route!["name"]!));
        Assert.Equal("None", (string?)table["properties"]!["routes"]![0]!["properties"]!["nextHopType"]);
        var route = _arm.Read(_table + "/routes/B");
        Assert.Equal(_table + "/routes/b", (string?)route["id"]);
        Assert.Equal("Microsoft.Network/routeTables/routes", (string?)route["type"]);
        Assert.Equal("Succeeded", (string?)route["properties"]!["provisioningState"]);
        Assert.Equal(2, _arm.Read(_table + "/routes")["value"]!.AsArray().Count);

        _arm.Delete(_table + "/routes/a");
        Assert.Equal("NotFound", _arm.Get(_table + "/routes/a").Code);
        Assert.Single(_arm.Read(_table)["properties"]!["routes"]!.AsArray());
    }

    [Theory]
    [InlineData("""{"addressPrefix":"10.0.0.1/16","nextHopType":"None"}""", "InvalidCIDRNotation")]
    [InlineData("""{"addressPrefix":"10.0.0.0/33","nextHopType":"None"}""", "InvalidAddressPrefixFormat")]
    [InlineData("""{"addressPrefix":"","nextHopType":"None"}""", "InvalidAddressPrefixFormat")]
    [InlineData("""{"nextHopType":"None"}""", "InvalidAddressPrefixFormat")]
    [InlineData("""{"addressPrefix":"0.0.0.0/0","nextHopType":"Firewall"}""", "InvalidRequestFormat")]
    [InlineData("""{"addressPrefix":"0.0.0.0/0"}""", "InvalidRequestFormat")]
    [InlineData("""{"addressPrefix":"0.0.0.0/0","nextHopType":7}""", "InvalidRequestFormat")]
    [InlineData("""{"addressPrefix":"0.0.0.0/0","nextHopType":"VirtualAppliance"}""", "InvalidNextHopIpAddress")]
    [InlineData(
        """{"addressPrefix":"0.0.0.0/0","nextHopType":"VirtualAppliance","nextHopIpAddress":"10.0.0.300"}""", "InvalidNextHopIpAddress")]
    [InlineData("""{"addressPrefix":"0.0.0.0/0","nextHopType":"Internet","nextHopIpAddress":"10.0.0.4"}""", "InvalidNextHopIpAddress")]
    public void Invalid_routes_are_refused_and_change_nothing(string properties, string code)
    {
        _arm.Make(_table, """{"location":"eastus"}""");
        var answer = _arm.Put(_table + "/routes/r", "{\"properties\":" + properties + "}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(code, answer.Code);
        Assert.NotNull(answer.Body!["error"]!["details"]);
        Assert.Empty(_arm.Read(_table)["properties"]!["routes"]!.AsArray());
    }

    [Fact]
    public void Service_tags_can_replace_prefixes()
    {
        var table = _arm.Make(
            _table,
            """{"location":"eastus","properties":{"routes":[{"name":"a","properties":"""
                + """{"addressPrefix":"AzureCloud.westeurope","nextHopType":"Internet"}}]}}""");
        Assert.Single(table["properties"]!["routes"]!.AsArray());
    }

    [Fact]
    public void Two_routes_with_one_prefix_or_one_name_are_refused()
    {
        const string route = """{"name":"%","properties":{"addressPrefix":"10.0.0.0/16","nextHopType":"None"}}""";
        static string Body(string one, string two) =>
            """{"location":"eastus","properties":{"routes":[@1,@2]}}""".With("@1", route.With("%", one)).With("@2", route.With("%", two));
        Assert.Equal("RouteConflict", _arm.Put(_table, Body("a", "b")).Code);
        Assert.Equal("DuplicateResourceName", _arm.Put(_table, Body("a", "A")).Code);
    }

    [Fact]
    public void A_table_in_use_cannot_be_deleted()
    {
        _arm.Make(_table, """{"location":"eastus"}""");
        _arm.Make(SimulatedArm.NetworkId("rg", "virtualNetworks", "v"),
            ("""{"location":"eastus","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]},"subnets":["""
                + """{"name":"s","properties":"""
                + """{"addressPrefix":"10.0.0.0/24","routeTable":{"id":"@table"}}}]}}""").With("@table", _table));
        var refused = _arm.Send("DELETE", _table);
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal("InUseRouteTableCannotBeDeleted", refused.Code);
        Assert.Equal("Route table rt is in use and cannot be deleted.", refused.Message);
    }
}
