using AksEgress.Core.Plans;
using AksEgress.Core.RouteTables;
using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Operations;
using AksEgress.Core.OutboundTypes;
using AksEgress.Core.ResourceGroups;
using AksEgress.Core.Resources;
using AksEgress.Tests.Fakes;

namespace AksEgress.Tests.Resources;

public sealed class ResourceCreationTests
{
    private readonly FakeGateway _arm = new();
    private readonly ResourceStore _store;
    private readonly TestCreation _creation;
    private readonly ArmResourceId _table = FakeGateway.Id(ResourceTypes.RouteTables, "rt");

    public ResourceCreationTests()
    {
        _store = new ResourceStore(_arm);
        _creation = new TestCreation(_store);
    }

    [Fact]
    public async Task A_new_resource_gets_the_location_of_its_group()
    {
        var plan = await PlanAsync(null);

        Assert.Equal("eastus", plan.Document.Root.Text("location"));
        Assert.NotEmpty((await _creation.RunAsync(plan, CancellationToken.None)).Id);
    }

    [Fact]
    public async Task A_region_can_be_specified_by_its_display_name() =>
        Assert.Equal("westeurope", (await PlanAsync("West Europe")).Document.Root.Text("location"));

    [Fact]
    public async Task An_existing_resource_is_an_error_and_with_force_only_changed()
    {
        _arm.Add(_table, """{ "location": "westus", "tags": { "a.b/c": "old" }, "properties": { "kept": 1 } }""");

        Assert.Equal(nameof(EgressErrors.ResourceExists), (await Assert.ThrowsAsync<EgressException>(() => PlanAsync(null))).Id);

        var plan = await _creation.PlanAsync(
            _table, "eastus", true, document => document.Root.ObjectAt("tags")["a.b/c"] = "new", CancellationToken.None);
        await _creation.RunAsync(plan, CancellationToken.None);

        Assert.Equal("westus", _arm.OnlyWrite().Text("location"));
        Assert.Equal(1, _arm.OnlyWrite().Number("properties", "kept"));
    }

    [Fact]
    public async Task A_missing_group_is_an_error_that_names_it()
    {
        var id = ArmResourceId.Create(FakeGateway.Subscription, "nope", ResourceTypes.RouteTables, "rt");

        var error = await Assert.ThrowsAsync<EgressException>(() => _creation.PlanAsync(id, null, false, _ => { }, CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.ResourceGroupNotFound), error.Id);
    }

    [Fact]
    public async Task A_resource_group_has_no_parent()
    {
        var plan = await _creation.PlanAsync(
            ArmResourceId.Group(FakeGateway.Subscription, "new"), "East US", false, _ => { }, CancellationToken.None);
        await _creation.RunAsync(plan, CancellationToken.None);

        Assert.Equal("""{"location":"eastus"}""", _arm.OnlyWrite().ToJsonString());
    }

    [Fact]
    public async Task A_child_has_no_region_and_needs_its_parent()
    {
        var id = FakeGateway.Id(ResourceTypes.Subnets, "vnet", "aks");
        Assert.Equal(
            nameof(EgressErrors.ResourceNotFound),
            (await Assert.ThrowsAsync<EgressException>(() => _creation.PlanAsync(id, null, false, _ => { }, CancellationToken.None))).Id);

        _arm.Add(id.Parent!, "{}");
        Assert.Empty((await _creation.PlanAsync(id, null, false, _ => { }, CancellationToken.None)).Document.Root);
    }

    [Fact]
    public async Task Members_of_a_new_resource_that_ARM_drops_are_named()
    {
        _arm.OnWrite = document => document["properties"]!.AsObject().Remove("wanted");
        var plan = await _creation.PlanAsync(
            _table,
            null,
            false,
            document => document.Properties["wanted"] = new JsonObject { ["deep"] = 1, ["zones"] = new JsonArray("1") },
            CancellationToken.None);

        var error = await Assert.ThrowsAsync<EgressException>(() => _creation.RunAsync(plan, CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.UpdateIncomplete), error.Id);
        Assert.Contains("properties.wanted.deep: 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_can_be_returned_in_another_order()
    {
        _arm.OnWrite = document => document["zones"] = new JsonArray("3", "1");
        var plan = await _creation.PlanAsync(
            _table, null, false, document => document.Root["zones"] = new JsonArray("1", "3"), CancellationToken.None);

        await _creation.RunAsync(plan, CancellationToken.None);
    }

    [Fact]
    public async Task Unchanged_children_can_get_new_etags()
    {
        _arm.Add(
            _table,
            """{ "location": "eastus", "properties": { "routes": [ { "name": "old", "etag": "1" }, { "name": "mine", "etag": "1","""
                + """ "to": "a" } ] } }""");
        _arm.OnWrite = document =>
        {
            foreach (var route in document.Items("properties", "routes"))
            {
                route["etag"] = "2";
            }
        };

        await _store.UpdateAsync(
            _table, document => document.Root.Items("properties", "routes").Last()["to"] = "b", CancellationToken.None);

        _arm.OnWrite = document => document["properties"]!["routes"]!.AsArray().RemoveAt(1);
        var error = await Assert.ThrowsAsync<EgressException>(() =>
            _store.UpdateAsync(_table, document => document.Root.Items("properties", "routes").Last()["to"] = "c", CancellationToken.None));
        Assert.Equal(nameof(EgressErrors.UpdateIncomplete), error.Id);
    }

    [Fact]
    public async Task The_prompt_lists_the_contents_of_a_group()
    {
        var group = ArmResourceId.Group(FakeGateway.Subscription, "rg");
        Assert.Equal(
            "Remove the empty resource group 'rg'",
            ResourceGroupContents.DescribeRemoval("rg", await ResourceGroupContents.ReadAsync(_store, group, CancellationToken.None)));

        _arm.Add(_table, "{}");
        Assert.Equal(
            "Remove resource group 'rg' with 1 resource in it: rt (routeTables)",
            ResourceGroupContents.DescribeRemoval("rg", await ResourceGroupContents.ReadAsync(_store, group, CancellationToken.None)));
    }

    [Theory]
    [InlineData("Failed", 1)]
    [InlineData("Canceled", 1)]
    [InlineData("Updating", 0)]
    public async Task A_creation_of_an_earlier_run_is_resumed_and_written_again_only_if_it_failed(string state, int writes)
    {
        Begun(state);
        var plan = await PlanAsync("East US");

        await _creation.RunAsync(plan, CancellationToken.None);

        Assert.True(plan.ResumesPreviousAttempt);
        Assert.Equal(writes, _arm.Writes.Count);
    }

    [Fact]
    public async Task A_creation_in_progress_is_not_written_again_without_waiting()
    {
        Begun("Updating");

        var response = await _creation.StartAsync(await PlanAsync(null), CancellationToken.None);

        Assert.Empty(_arm.Writes);
        Assert.Equal((202, null), (response.Status, response.OperationToken));
    }

    [Theory]
    [InlineData("Updating", false, "InProgress")]
    [InlineData("Succeeded", false, "Succeeded")]
    [InlineData("Failed", false, "Failed")]
    [InlineData("Succeeded", true, "Unknown")]
    public async Task StartAsync_ResumedCreation_TakesTheStatusFromTheResource(string state, bool changed, string status)
    {
        Begun("Updating");
        var plan = await PlanAsync(null);
        var origin = await _store.OriginAsync(FakeGateway.Subscription, CancellationToken.None);

        var operation = EgressOperation.Of(
            origin, _table, "create", default, await _creation.StartAsync(plan, CancellationToken.None), plan.Expected);

        Assert.Equal("InProgress", operation.Status);
        var texts = SavedOperation.FromParts(operation.ResourceId, operation.Operation, operation.Token, operation.Record);
        _arm.Find(_table)!["properties"]!["provisioningState"] = state;
        if (changed)
        {
            _arm.Find(_table)!["properties"]!["routes"] = new JsonArray(new JsonObject { ["name"] = "another" });
        }

        Assert.Equal(status, (await new OperationReader(_arm).LookAsync(texts, CancellationToken.None)).Status);
    }

    [Theory]
    [InlineData("Succeeded", "eastus", true)]
    [InlineData("Deleting", "eastus", true)]
    [InlineData("Failed", "westeurope", true)]
    [InlineData("Failed", "eastus", false)]
    public async Task A_resource_of_another_client_already_exists(string state, string location, bool asAsked)
    {
        Begun(state);
        var wanted = asAsked ? new JsonArray() : new JsonArray(new JsonObject { ["name"] = "another" });

        var error = await Assert.ThrowsAsync<EgressException>(
            () => _creation.PlanAsync(_table, location, false, document => document.Properties["routes"] = wanted, CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.ResourceExists), error.Id);
    }

    private void Begun(string state)
    {
        _arm.Add(_table, """{ "location": "eastus", "properties": { "routes": [] } }""");
        _arm.Find(_table)!["properties"]!["provisioningState"] = state;
    }

    private Task<CreationPlan<RouteTable>> PlanAsync(string? location) =>
        _creation.PlanAsync(_table, location, false, document => document.Properties["routes"] = new JsonArray(), CancellationToken.None);
}
