using AksEgress.Core.Plans;
using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;
using AksEgress.Core.RouteTables;
using AksEgress.Tests.Fakes;

namespace AksEgress.Tests.Resources;

/// <summary>A write whose response is lost finds its own effect; a repeated command finds what the failed one started.</summary>
public sealed class LostAnswerTests
{
    private readonly FakeGateway _arm = new();
    private readonly ResourceStore _store;
    private readonly ArmResourceId _table = FakeGateway.Id(ResourceTypes.RouteTables, "rt");

    public LostAnswerTests() => _store = new ResourceStore(_arm);

    [Theory]
    [InlineData(true, true, 1)]
    [InlineData(false, true, 2)]
    [InlineData(true, false, 1)]
    public async Task A_write_whose_answer_is_lost_reads_before_it_is_repeated(bool wasDone, bool isOurs, int writes)
    {
        var lost = false;
        _arm.Answer = request =>
        {
            if (request.Method != "PUT" || lost)
            {
                return null;
            }

            lost = true;
            if (wasDone)
            {
                _arm.Add(_table, $$"""{ "tags": { "a": "{{(isOurs ? "1" : "2")}}", "theirs": "kept" } }""");
            }

            throw new ArmAccessException(ArmAccessFailure.Connection, "dropped");
        };
        Task<ArmDocument> WriteAsync() =>
            _store.WriteAsync(_table, ArmDocument.Parse("""{ "tags": { "a": "1" } }"""), null, false, CancellationToken.None);
        if (isOurs)
        {
            Assert.Equal("1", (await WriteAsync()).Root.Text("tags", "a"));
        }
        else
        {
            Assert.Equal(nameof(EgressErrors.ModifiedByAnotherClient), (await Assert.ThrowsAsync<EgressException>(WriteAsync)).Id);
        }

        Assert.Equal(wasDone ? "kept" : null, _arm.Find(_table)!.Text("tags", "theirs"));
        Assert.Equal(writes, _arm.Writes.Count);
    }

    [Theory]
    [InlineData(400, "RequestRefused")]
    [InlineData(409, "ResourceBusy")]
    [InlineData(412, "ResourceModified")]
    [InlineData(500, "RequestFailed")]
    [InlineData(503, "RequestFailed")]
    public void Each_refusal_is_reported_as_such_and_a_fault_of_ARM_not_as_the_users(int status, string id) =>
        Assert.Equal(id, ArmErrors.Explain(FakeGateway.Refusal(new ArmRequest("GET", _table.Path, "2025-07-01"), status, "Code")).Id);

    [Theory]
    [InlineData("Failed", "1", true)]
    [InlineData("Canceled", "1", true)]
    [InlineData("Failed", "2", false)]
    [InlineData("Succeeded", "1", false)]
    [InlineData("Deleting", "1", false)]
    public async Task Only_a_write_that_an_earlier_run_started_is_repeated(string state, string there, bool goesOn)
    {
        Add(_table, $$"""{ "location": "eastus", "tags": { "a": "{{there}}" } }""", state);
        var creation = new TestCreation(_store);
        Task<CreationPlan<RouteTable>> PlanAsync() =>
            creation.PlanAsync(_table, null, false, document => document.Root.ObjectAt("tags")["a"] = "1", CancellationToken.None);
        if (!goesOn)
        {
            Assert.Equal(nameof(EgressErrors.ResourceExists), (await Assert.ThrowsAsync<EgressException>(PlanAsync)).Id);
            return;
        }

        await creation.RunAsync(await PlanAsync(), CancellationToken.None);
        Assert.Equal("1", _arm.OnlyWrite().Text("tags", "a"));
        Assert.NotNull(_arm.Writes[0].IfMatch);
    }

    [Theory]
    [InlineData("Succeeded", 0)]
    [InlineData("Failed", 1)]
    public async Task An_equal_route_is_written_again_only_after_a_failure(string state, int writes)
    {
        _arm.Add(
            _table,
            """{ "properties": { "routes": [ { "name": "out", "properties": { "addressPrefix": "0.0.0.0/0", "nextHopType": "Internet","""
                + $$""" "provisioningState": "{{state}}" } } ] } }""");
        var route = Add(
            _table.Child("routes", "out"), """{ "properties": { "addressPrefix": "0.0.0.0/0", "nextHopType": "Internet" } }""", state);
        var request = new RouteRequest("out", "0.0.0.0/0", "Internet", null);
        var change = new RouteChange(_store);
        var plan = await change.PlanAddAsync(_table, request, CancellationToken.None);
        Assert.Equal(writes == 0, plan.IsMet);
        await change.RunAsync(plan, CancellationToken.None);
        Assert.Equal(writes, _arm.Writes.Count(write => write.Path == route.Path));
    }

    private ArmResourceId Add(ArmResourceId id, string json, string state)
    {
        _arm.Add(id, json);
        ((JsonObject)(_arm.Find(id)!["properties"] ??= new JsonObject()))["provisioningState"] = state;
        return id;
    }
}
