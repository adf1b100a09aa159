using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;
using AksEgress.Tests.Fakes;

namespace AksEgress.Tests.Clusters;

/// <summary>The requests of Update-AksEgressCluster, and its refusals.</summary>
public sealed class ClusterReconciliationTests
{
    private readonly FakeGateway _arm = new();
    private readonly ResourceStore _store;

    public ClusterReconciliationTests() => _store = new ResourceStore(_arm);

    [Theory]
    [InlineData("Succeeded")]
    [InlineData("Failed")]
    [InlineData("Canceled")]
    public async Task Run_AnyEndedState_WritesTheClusterAsItIs(string state)
    {
        var id = Add(state);
        var sent = _arm.Find(id)!.DeepClone();

        var plan = await ClusterReconciliation.PlanAsync(_store, id, CancellationToken.None);
        await plan.RunAsync(Context(), CancellationToken.None);

        Assert.Empty(DocumentComparison.Compare(sent, _arm.OnlyWrite()));
        Assert.Equal(sent["etag"]!.ToString(), _arm.Writes[0].IfMatch);
        Assert.Equal(state != "Succeeded", plan.Warnings.Count == 1);
        Assert.Contains($"'aks' (state {state})", plan.Describe(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Updating", "Succeeded", "Running", nameof(EgressErrors.OperationInProgress), "Cluster 'aks'")]
    [InlineData("Succeeded", "Upgrading", "Running", nameof(EgressErrors.OperationInProgress), "Node pool 'p1'")]
    [InlineData("Succeeded", "Succeeded", "Stopped", nameof(EgressErrors.ClusterNotRunning), "Cluster 'aks'")]
    public async Task Plan_ClusterThatCannotBeChanged_IsRefused(string state, string pool, string power, string error, string named)
    {
        var id = Add(state, pool, power);

        var refused = await Assert.ThrowsAsync<EgressException>(
            () => ClusterReconciliation.PlanAsync(_store, id, CancellationToken.None));

        Assert.Equal(error, refused.Id);
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
        Assert.Empty(_arm.Writes);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task Run_AfterPreconditionFailed_WritesAgainOnlyWhereAnotherClientChangedAMember(bool isChanged, int writes)
    {
        var id = Add("Succeeded");
        var plan = await ClusterReconciliation.PlanAsync(_store, id, CancellationToken.None);
        var refused = false;
        _arm.Answer = request =>
        {
            if (!request.Writes || refused)
            {
                return null;
            }

            refused = true;
            _arm.Add(id, Json(tag: isChanged ? "other" : "one"));
            throw FakeGateway.Refusal(request, 412, "PreconditionFailed");
        };

        await plan.RunAsync(Context(), CancellationToken.None);

        Assert.Equal(writes, _arm.Writes.Count);
    }

    private static string Json(string pool = "Succeeded", string power = "Running", string tag = "one") => $$"""
        {
          "location": "eastus", "tags": { "team": "{{tag}}" },
          "properties": {
            "powerState": { "code": "{{power}}" }, "unknown": { "kept": [1, 2] },
            "agentPoolProfiles": [ { "name": "p1", "provisioningState": "{{pool}}" } ]
          }
        }
        """;

    private ArmResourceId Add(string state, string pool = "Succeeded", string power = "Running")
    {
        var id = _arm.Add(FakeGateway.Id(ResourceTypes.ManagedClusters, "aks"), Json(pool, power));
        _arm.Find(id)!["properties"]!["provisioningState"] = state;
        return id;
    }

    private PlanContext Context() => new(_arm, null, null);
}
