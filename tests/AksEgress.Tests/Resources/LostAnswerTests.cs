using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;
using AksEgress.Core.RouteTables;
using AksEgress.Tests.Fakes;

namespace AksEgress.Tests.Resources;

/// <summary>A request whose answer is lost goes again, and meets what it did itself; a command that failed is run again, and meets what it began.</summary>
public sealed class LostAnswerTests
{
    private readonly FakeGateway arm = new();
    private readonly ResourceStore store;
    private readonly ArmResourceId table = FakeGateway.Id(ResourceTypes.RouteTable, "rt");

    public LostAnswerTests() => store = new ResourceStore(arm);

    [Theory]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(412)]
    public async Task A_removal_that_meets_its_own_end_is_done(int status)
    {
        Refuse("DELETE", status);
        Assert.True(await store.DeleteAsync(table, "etag", CancellationToken.None));
    }

    [Fact]
    public async Task A_removal_that_meets_its_own_beginning_waits_for_the_end()
    {
        Add(table, "{ }", "Deleting");
        var looks = 0;
        arm.Answer = request => request.Method == "DELETE" ? throw FakeGateway.Refusal(request, 412, "PreconditionFailed")
            : request.Method == "GET" && ++looks > 1 ? throw FakeGateway.Refusal(request, 404, "ResourceNotFound") : null;
        Assert.True(await store.DeleteAsync(table, "etag", CancellationToken.None));
        Assert.Equal(2, looks);
    }

    [Fact]
    public async Task A_removal_that_left_its_resource_there_says_so()
    {
        Add(table, "{ }", "Deleting");
        Refuse("DELETE", 409);
        Assert.Equal(EgressErrors.NotRemoved, (await Assert.ThrowsAsync<EgressException>(() => store.DeleteAsync(table, "etag", CancellationToken.None))).Error);
    }

    [Theory]
    [InlineData(true, true, 1)]
    [InlineData(false, true, 2)]
    [InlineData(true, false, 1)]
    public async Task A_write_whose_answer_is_lost_looks_before_it_goes_again(bool wasDone, bool isOurs, int writes)
    {
        var lost = false;
        arm.Answer = request =>
        {
            if (request.Method != "PUT" || lost)
            {
                return null;
            }

            lost = true;
            if (wasDone)
            {
                arm.Add(table, $$"""{ "tags": { "a": "{{(isOurs ? "1" : "2")}}", "theirs": "kept" } }""");
            }

            throw new ArmAccessException(ArmAccessFailure.Connection, "dropped");
        };
        Task<ArmDocument> WriteAsync() => store.WriteAsync(table, ArmDocument.Parse("""{ "tags": { "a": "1" } }"""), null, false, CancellationToken.None);
        if (isOurs)
        {
            Assert.Equal("1", (await WriteAsync()).Root.Text("tags", "a"));
        }
        else
        {
            await Assert.ThrowsAsync<ArmAccessException>(WriteAsync);
        }

        Assert.Equal(wasDone ? "kept" : null, arm.Find(table)!.Text("tags", "theirs"));
        Assert.Equal(writes, arm.Writes.Count);
    }

    [Theory]
    [InlineData(409, "ResourceBusy")]
    [InlineData(412, "ChangedSinceRead")]
    public async Task A_removal_that_is_refused_stays_refused(int status, string id)
    {
        Add(table, "{ }", "Succeeded");
        Refuse("DELETE", status);
        var refusal = await Assert.ThrowsAsync<ArmException>(() => store.DeleteAsync(table, "etag", CancellationToken.None));
        Assert.Equal(id, ArmErrors.Explain(refusal).Error.Id);
    }

    [Theory]
    [InlineData(400, "RequestRefused")]
    [InlineData(500, "RequestFailed")]
    [InlineData(503, "RequestFailed")]
    public void A_fault_of_ARM_is_not_told_as_one_of_the_user(int status, string id) =>
        Assert.Equal(id, ArmErrors.Explain(FakeGateway.Refusal(new ArmRequest("GET", table.Path, "2025-07-01"), status, "Code")).Error.Id);

    [Theory]
    [InlineData("Failed", "1", true)]
    [InlineData("Canceled", "1", true)]
    [InlineData("Failed", "2", false)]
    [InlineData("Succeeded", "1", false)]
    [InlineData("Deleting", "1", false)]
    public async Task What_an_earlier_run_began_is_written_again_and_nothing_else_is(string state, string there, bool goesOn)
    {
        Add(table, $$"""{ "location": "eastus", "tags": { "a": "{{there}}" } }""", state);
        var creation = new ResourceCreation(store);
        Task<CreationPlan> PlanAsync() => creation.PlanAsync(table, null, false, document => document.Root.ObjectAt("tags")["a"] = "1", CancellationToken.None);
        if (!goesOn)
        {
            Assert.Equal(EgressErrors.ResourceExists, (await Assert.ThrowsAsync<EgressException>(PlanAsync)).Error);
            return;
        }

        await creation.RunAsync(await PlanAsync(), CancellationToken.None);
        Assert.Equal("1", arm.OnlyWrite().Text("tags", "a"));
        Assert.NotNull(arm.Writes[0].IfMatch);
    }

    [Theory]
    [InlineData("Succeeded", 0)]
    [InlineData("Failed", 1)]
    public async Task A_route_that_is_there_exactly_so_is_written_again_only_where_that_failed(string state, int writes)
    {
        arm.Add(table, $$"""{ "properties": { "routes": [ { "name": "out", "properties": { "addressPrefix": "0.0.0.0/0", "nextHopType": "Internet", "provisioningState": "{{state}}" } } ] } }""");
        var route = Add(table.Child("routes", "out"), """{ "properties": { "addressPrefix": "0.0.0.0/0", "nextHopType": "Internet" } }""", state);
        var request = new RouteRequest("out", "0.0.0.0/0", "Internet", null);
        var change = new RouteChange(store);
        var plan = await change.PlanAddAsync(table, request, CancellationToken.None);
        Assert.Equal(writes == 0, plan.IsMet);
        await change.RunAsync(plan, request, CancellationToken.None);
        Assert.Equal(writes, arm.Writes.Count(write => write.Path == route.Path));
    }

    private ArmResourceId Add(ArmResourceId id, string json, string state)
    {
        arm.Add(id, json);
        ((JsonObject)(arm.Find(id)!["properties"] ??= new JsonObject()))["provisioningState"] = state;
        return id;
    }

    private void Refuse(string method, int status) => arm.Answer = request => request.Method == method ? throw FakeGateway.Refusal(request, status, "Code") : null;
}
