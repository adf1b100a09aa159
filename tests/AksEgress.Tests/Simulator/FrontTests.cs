using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Simulator;
using Xunit;

namespace AksEgress.Tests.Simulator;

public sealed class FrontTests : IDisposable
{
    private readonly SimulatedArm _arm = new(new() { Throttling = false });

    public void Dispose() => _arm.Dispose();

    [Fact]
    public void A_request_without_a_token_is_refused()
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "https://management.azure.com/subscriptions?api-version=2022-12-01");
        var answer = _arm.Send(request);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Equal("AuthenticationFailed", answer.Code);
        Assert.Equal("Authentication failed. The 'Authorization' header is missing.", answer.Message);
        Assert.StartsWith("Bearer ", answer.Headers["WWW-Authenticate"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "MissingApiVersionParameter")]
    [InlineData("latest", "InvalidApiVersionParameter")]
    [InlineData("2022-13-01", "InvalidApiVersionParameter")]
    [InlineData("2022-12-01-Preview!", "InvalidApiVersionParameter")]
    public void The_api_version_is_needed(string version, string code)
    {
        var answer = _arm.Get(SimulatedArm.Subscription + "?api-version=" + version);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(code, answer.Code);
    }

    [Fact]
    public void A_missing_api_version_has_ARMs_text()
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "https://management.azure.com/subscriptions");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer x");
        Assert.Equal("The api-version query parameter (?api-version=) is required for all requests.", _arm.Send(request).Message);
        Assert.Equal("NoRegisteredProviderFound", _arm.Get(SimulatedArm.NetworkId("rg", "routeTables", "rt"), "1999-01-01").Code);
    }

    [Fact]
    public void Subscriptions_tenants_providers_and_regions_can_be_read()
    {
        Assert.Equal(ArmSimulator.SubscriptionId, (string?)_arm.Read("/subscriptions")["value"]![0]!["subscriptionId"]);
        Assert.Equal("Enabled", (string?)_arm.Read(SimulatedArm.Subscription)["state"]);
        Assert.Equal(ArmSimulator.TenantId, (string?)_arm.Read("/tenants")["value"]![0]!["tenantId"]);
        Assert.Equal("Registered", (string?)_arm.Read(SimulatedArm.Subscription + "/providers/Microsoft.Network")["registrationState"]);
        Assert.NotEmpty(_arm.Read(SimulatedArm.Subscription + "/locations")["value"]!.AsArray());
        Assert.NotEmpty(_arm.Read(SimulatedArm.Subscription + "/providers")["value"]!.AsArray());
        var other = _arm.Get("/subscriptions/99999999-0000-0000-0000-000000000000/resourceGroups");
        Assert.Equal(HttpStatusCode.NotFound, other.Status);
        Assert.Equal("The subscription '99999999-0000-0000-0000-000000000000' could not be found.", other.Message);
    }

    [Fact]
    public void Answers_have_ARMs_headers_and_links_to_the_requests_origin()
    {
        _arm.MakeGroup("rg");
        using HttpRequestMessage request = new(
            HttpMethod.Put,
            "http://127.0.0.1:8080" + SimulatedArm.NetworkId("rg", "routeTables", "rt") + "?api-version=2025-07-01")
        {
            Content = new StringContent("""{"location":"eastus"}""")
        };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer x");
        request.Headers.TryAddWithoutValidation("x-ms-client-request-id", "mine");
        var answer = _arm.Send(request);
        Assert.StartsWith("http://127.0.0.1:8080/subscriptions/", answer.Headers["Azure-AsyncOperation"], StringComparison.Ordinal);
        Assert.Equal("mine", answer.Headers["x-ms-client-request-id"]);
        Assert.True(Guid.TryParse(answer.Headers["x-ms-request-id"], out _));
        Assert.True(Guid.TryParse(answer.Headers["x-ms-correlation-request-id"], out _));
        Assert.True(answer.Headers.ContainsKey("x-ms-ratelimit-remaining-subscription-writes"));
        Assert.True(_arm.Get(SimulatedArm.Subscription).Headers.ContainsKey("x-ms-ratelimit-remaining-subscription-reads"));
        Assert.Equal(_arm.Clock.GetUtcNow(), DateTimeOffset.Parse(answer.Headers["Date"], CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Case_is_ignored_and_preserved()
    {
        _arm.MakeGroup("Group-One");
        var id = SimulatedArm.NetworkId("Group-One", "routeTables", "MyTable");
        _arm.Make(id, """{"location":"eastus"}""");
        var read = _arm.Read(id.ToUpperInvariant());
        Assert.Equal(id, (string?)read["id"]);
        Assert.Equal("MyTable", (string?)read["name"]);
        Assert.Equal("Microsoft.Network/routeTables", (string?)read["type"]);
        _arm.Make(id.ToLowerInvariant(), """{"location":"eastus","tags":{"a":"b"}}""");
        Assert.Equal(id, (string?)_arm.Read(id)["id"]);
        Assert.Equal(
            SimulatedArm.NetworkId("Group-One", "routeTables", "other"),
            (string?)_arm.Make(SimulatedArm.NetworkId("group-one", "ROUTETABLES", "other"), """{"location":"eastus"}""")["id"]);
    }

    [Fact]
    public void Groups_are_created_and_deleted_with_their_content()
    {
        var made = _arm.Put(SimulatedArm.Group("rg"), """{"location":"East US","tags":{"a":"b"}}""");
        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.Equal(
            ("""{"id":"@id","name":"rg","type":"Microsoft.Resources/resourceGroups","location":"eastus","tags":{"a":"b"},"properties":"""
                + """{"provisioningState":"Succeeded"}}""").With("@id", SimulatedArm.Group("rg")),
            made.Body!.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, _arm.Put(SimulatedArm.Group("RG"), """{"location":"eastus"}""").Status);
        Assert.Equal("InvalidResourceGroupLocation", _arm.Put(SimulatedArm.Group("rg"), """{"location":"westus"}""").Code);
        Assert.Equal("LocationRequired", _arm.Put(SimulatedArm.Group("rg2"), "{}").Code);
        Assert.Equal("InvalidResourceGroupName", _arm.Put(SimulatedArm.Group("bad."), """{"location":"eastus"}""").Code);
        Assert.Equal(HttpStatusCode.NoContent, _arm.Send("HEAD", SimulatedArm.Group("rg")).Status);
        Assert.Equal(HttpStatusCode.NotFound, _arm.Send("HEAD", SimulatedArm.Group("rg2")).Status);
        Assert.Equal("c", (string?)_arm.Send("PATCH", SimulatedArm.Group("rg"), """{"tags":{"b":"c"}}""").Body!["tags"]!["b"]);
        Assert.Single(_arm.Read(SimulatedArm.Subscription + "/resourcegroups")["value"]!.AsArray());

        var table = SimulatedArm.NetworkId("rg", "routeTables", "rt");
        _arm.Make(table, """{"location":"eastus"}""");
        var deleting = _arm.Send("DELETE", SimulatedArm.Group("rg"));
        Assert.Equal(HttpStatusCode.Accepted, deleting.Status);
        Assert.Equal(HttpStatusCode.Accepted, _arm.Get(deleting.Headers["Location"]).Status);
        Assert.Equal("ResourceGroupBeingDeleted", _arm.Put(table, """{"location":"eastus"}""").Code);
        _arm.Clock.Advance(100);
        Assert.Equal(HttpStatusCode.OK, _arm.Get(deleting.Headers["Location"]).Status);
        Assert.Equal("ResourceGroupNotFound", _arm.Get(table).Code);
        Assert.Equal("Resource group 'rg' could not be found.", _arm.Send("DELETE", SimulatedArm.Group("rg")).Message);
    }

    [Fact]
    public void A_group_in_use_cannot_be_deleted()
    {
        using ClusterWorld world = new();
        world.Arm.MakeGroup("table-rg");
        var table = SimulatedArm.NetworkId("table-rg", "routeTables", "rt");
        world.Arm.Make(table, """{"location":"eastus"}""");
        world.ChangeSubnet(subnet => subnet["routeTable"] = new JsonObject { ["id"] = table });
        var deleting = world.Arm.Send("DELETE", SimulatedArm.Group("table-rg"));
        world.Arm.Clock.Advance(100);
        Assert.Equal(HttpStatusCode.Conflict, world.Arm.Get(deleting.Headers["Location"]).Status);
        Assert.Equal("Succeeded", world.Arm.Get(SimulatedArm.Group("table-rg")).State);

        // Deleting a group with a cluster deletes the node resource group.
        world.Arm.Send("DELETE", SimulatedArm.Group("fabrikam-rg"));
        world.Arm.Clock.Advance(600);
        Assert.Equal(HttpStatusCode.NotFound, world.Arm.Get(SimulatedArm.Group("MC_fabrikam-rg_fabrikam-aks_westeurope")).Status);
    }

    [Fact]
    public void Lists_come_in_pages()
    {
        _arm.Simulator.PageSize = 3;
        _arm.MakeGroup("a");
        _arm.MakeGroup("b");
        for (var number = 0; number < 7; number++)
        {
            _arm.Put(SimulatedArm.NetworkId(number % 2 == 0 ? "a" : "b", "routeTables", "rt" + number), """{"location":"eastus"}""");
        }

        List<string> names = [];
        var next = SimulatedArm.Subscription + "/providers/Microsoft.Network/routeTables";
        var pages = 0;
        while (next is not null)
        {
            var page = _arm.Read(next);
            names.AddRange(page["value"]!.AsArray().Select(static item => (string)item!["name"]!));
            next = (string?)page["nextLink"];
            pages++;
            _arm.Put(SimulatedArm.NetworkId("a", "routeTables", "later" + pages), """{"location":"eastus"}""");
        }

        Assert.Equal(
            ["rt0", "rt1", "rt2", "rt3", "rt4", "rt5", "rt6"],
            names.Where(static name => name.StartsWith("rt", StringComparison.Ordinal)).Order());
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.Equal(3, _arm.Read($"{SimulatedArm.Group("b")}/providers/Microsoft.Network/routeTables")["value"]!.AsArray().Count);
        Assert.Equal(
            "InvalidSkipToken", _arm.Get(SimulatedArm.Subscription + "/providers/Microsoft.Network/routeTables?$skipToken=%%%").Code);

        _arm.Make(SimulatedArm.NetworkId("a", "routeTables", "many"),
            """{"location":"eastus","properties":{"routes":[@r]}}""".With(
                "@r",
                string.Join(
                    ',',
                    Enumerable.Range(0, 7)
                        .Select(static n =>
                            """{"name":"r@","properties":{"addressPrefix":"10.@.0.0/16","nextHopType":"None"}}""".With(
                                "@", n.ToString(CultureInfo.InvariantCulture))))));
        var first = _arm.Read(SimulatedArm.NetworkId("a", "routeTables", "many") + "/routes");
        Assert.Equal(3, first["value"]!.AsArray().Count);
        Assert.Equal("r3", (string?)_arm.Read((string)first["nextLink"]!)["value"]![0]!["name"]);
    }

    [Fact]
    public void Resources_of_all_types_can_be_listed_and_filtered()
    {
        using ClusterWorld world = new();
        var clusters = world.Arm.Read(
            SimulatedArm.Subscription
                + "/resources?$filter=resourceType eq 'Microsoft.ContainerService/managedClusters'")["value"]!.AsArray();
        Assert.Equal(2, clusters.Count);
        Assert.False(clusters[0]!.AsObject().ContainsKey("properties"));
        Assert.Single(
            world.Arm.Read(SimulatedArm.Subscription + "/resources?$filter=tagName eq 'wave' and tagValue eq '4'")["value"]!.AsArray());
        Assert.Equal(6, world.Arm.Read(SimulatedArm.Group("contoso-rg") + "/resources")["value"]!.AsArray().Count);
    }

    [Fact]
    public void Waiting_times_are_real_time()
    {
        using SimulatedArm fast = new(new() { TimeScale = 600 });
        fast.MakeGroup("rg");
        var put = fast.Put(SimulatedArm.NetworkId("rg", "routeTables", "rt"), """{"location":"eastus"}""");
        Assert.False(put.Headers.ContainsKey("Retry-After"), "0 makes Azure's SDK for Python wait 30 s");
        Assert.Equal("8", put.Headers["x-ms-retry-after-ms"]);
        fast.Clock.Advance(0.01);
        Assert.Equal("Succeeded", fast.Get(SimulatedArm.NetworkId("rg", "routeTables", "rt")).State);

        using SimulatedArm two = new(new() { TimeScale = 4 });
        two.MakeGroup("rg");
        Assert.Equal("1", two.Put(SimulatedArm.NetworkId("rg", "routeTables", "rt"), """{"location":"eastus"}""").Headers["Retry-After"]);
        Assert.Throws<ArgumentOutOfRangeException>(static () => new ArmSimulator(new SimulatorOptions { TimeScale = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new ArmSimulator(new SimulatorOptions { TimeScale = double.NaN }));
    }

    [Fact]
    public void A_test_can_replace_ARMs_answer()
    {
        var seen = 0;
        _arm.Simulator.Intercept = request => ++seen == 1 ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) : null;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, _arm.Get(SimulatedArm.Subscription).Status);
        Assert.Equal(HttpStatusCode.OK, _arm.Get(SimulatedArm.Subscription).Status);
        Assert.Equal(2, seen);
    }

    [Fact]
    public void Many_threads_can_send_requests_concurrently()
    {
        // More concurrent requests than ARM's limits allow while the clock doesn't advance.
        using SimulatedArm arm = new(new() { Throttling = false });
        arm.MakeGroup("rg");
        Parallel.For(0, 400, number =>
        {
            var id = SimulatedArm.NetworkId("rg", "routeTables", "rt" + (number % 40));
            var put = arm.Put(id, """{"location":"eastus"}""");
            Assert.True(put.Status is HttpStatusCode.OK or HttpStatusCode.Created);
            Assert.Equal(HttpStatusCode.OK, arm.Get(id).Status);
        });
        arm.Clock.Advance(10);
        Assert.Equal(40, arm.Read($"{SimulatedArm.Group("rg")}/providers/Microsoft.Network/routeTables")["value"]!.AsArray().Count);
    }
}
