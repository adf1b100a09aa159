using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Egress;
using AksEgress.Core.Errors;
using AksEgress.Core.OutboundTypes;
using AksEgress.Core.Resources;
using AksEgress.Tests.Fakes;
using AksEgress.Tests.OutboundTypes;

namespace AksEgress.Tests.Resources;

/// <summary>An update of a cluster or node pool is protected by its eTag, or isn't sent.</summary>
public sealed class ETagTests
{
    private readonly FakeGateway _arm = new();
    private readonly ResourceStore _store;

    public ETagTests() => _store = new ResourceStore(_arm);

    [Theory]
    [InlineData(ResourceTypes.ManagedClusters, "aks")]
    [InlineData(ResourceTypes.AgentPools, "aks/pool1")]
    public async Task Update_ClusterOrPoolWithoutETag_IsRefused(string type, string names)
    {
        var id = AddWithoutETag(type, names);
        var read = await _store.ReadAsync(id, CancellationToken.None);
        Func<Task>[] writes =
        [
            () => _store.UpdateAsync(id, Change, CancellationToken.None),
            () => _store.WriteAsync(id, Changed(read), read, false, CancellationToken.None),
            () => _store.StartWriteAsync(id, Changed(read), read, false, CancellationToken.None),
        ];
        foreach (var write in writes)
        {
            var error = await Assert.ThrowsAsync<EgressException>(write);
            Assert.Equal(nameof(EgressErrors.ETagMissing), error.Id);
            Assert.Contains($"'{id.Name}'", error.Message, StringComparison.Ordinal);
        }

        Assert.Empty(_arm.Writes);
    }

    [Fact]
    public async Task Update_IdentityWithoutETag_IsSent()
    {
        await _store.UpdateAsync(AddWithoutETag(ResourceTypes.UserAssignedIdentities, "id"), Change, CancellationToken.None);

        Assert.Null(Assert.Single(_arm.Writes).IfMatch);
    }

    [Fact]
    public async Task Plan_ClusterWithoutETag_SaysSoAndIsRefused()
    {
        var landscape = new Landscape();
        Assert.Contains("protected by If-Match", (await landscape.PlanAsync(Target())).Describe(), StringComparison.Ordinal);

        landscape.Cluster.Remove("etag");
        var plan = await landscape.PlanAsync(Target());

        Assert.DoesNotContain("protected by If-Match", plan.Describe(), StringComparison.Ordinal);
        Assert.Equal(nameof(EgressErrors.ETagMissing), Assert.Throws<EgressException>(() => OutboundTypeChanger.RequireReady(plan)).Id);
    }

    private static OutboundTarget Target() => Targets.Balancer(new(IdleTimeoutInMinutes: 10));

    private static void Change(ArmDocument document) => document.Root.ObjectAt("tags")["mine"] = "1";

    private static ArmDocument Changed(ArmDocument read)
    {
        var copy = read.Copy();
        Change(copy);
        return copy;
    }

    private ArmResourceId AddWithoutETag(string type, string names)
    {
        var id = _arm.Add(FakeGateway.Id(type, names.Split('/')), "{}");
        _arm.Find(id)!.Remove("etag");
        return id;
    }
}
