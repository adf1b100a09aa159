using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Egress;
using AksEgress.Core.Errors;
using AksEgress.Core.OutboundTypes;
using AksEgress.Core.Resources;
using AksEgress.Simulator;
using static AksEgress.Core.Clusters.OutboundTypeNames;

namespace AksEgress.Tests.OutboundTypes;

/// <summary>Change records and operations are bound to their origin, and all their ids identify one resource.</summary>
public sealed class ChangeOriginTests
{
    private const string Subscription = "/subscriptions/" + ArmSimulator.SubscriptionId;

    [Fact]
    public async Task PlanUndoAsync_RecordOfAnotherSimulation_IsRefusedWithoutARequest()
    {
        using var lab = await EgressLab.OwnAsync();
        var change = await lab.Changer.RunAsync(
            await lab.Changer.PlanAsync(lab.Id, Targets.Routing, CancellationToken.None), CancellationToken.None);
        var elsewhere = new OutboundTypeChanger(new ResourceStore(await lab.ConnectElsewhereAsync()));
        lab.Wire.Forget();

        var error = await Assert.ThrowsAsync<EgressException>(() =>
            elsewhere.PlanUndoAsync(OutboundTypeChange.FromRecord(change.Record), CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.OriginMismatch), error.Id);
        Assert.Contains(change.Origin.SimulationId!, error.Message, StringComparison.Ordinal);
        Assert.Empty(lab.Wire.Seen);
    }

    [Fact]
    public async Task WaitAsync_OperationOfAnotherSimulation_IsRefusedWithoutARequest()
    {
        using var lab = await EgressLab.OwnAsync();
        var plan = await lab.Changer.PlanAsync(lab.Id, Targets.Routing with { ReimageNodePool = true }, CancellationToken.None);
        var begun = (await lab.Changer.StartAsync(plan, CancellationToken.None))!;
        var gateway = await lab.ConnectElsewhereAsync();
        lab.Wire.Forget();

        var waited = await Assert.ThrowsAsync<EgressException>(() =>
            new OutboundTypeChanger(new ResourceStore(gateway)).WaitAsync(begun, CancellationToken.None));
        var looked = await Assert.ThrowsAsync<EgressException>(() => new OperationReader(gateway).LookAsync(begun, CancellationToken.None));
        var ended = await Assert.ThrowsAsync<EgressException>(() =>
            new OperationReader(gateway).WaitAsync(begun with { Record = null }, null, CancellationToken.None));

        Assert.All(new[] { waited, looked, ended }, error => Assert.Equal(nameof(EgressErrors.OriginMismatch), error.Id));
        Assert.Empty(lab.Wire.Seen);
    }

    [Theory]
    [InlineData("https://management.chinacloudapi.cn", null, null)]
    [InlineData(null, "99999999-8888-7777-6666-555555555555", null)]
    public void DifferenceFrom_NamesWhatDiffers(string? endpoint, string? tenant, string? subscription)
    {
        var here = new ArmOrigin(false, null, "https://management.azure.com", ArmSimulator.TenantId, ArmSimulator.SubscriptionId);
        var there = new ArmOrigin(false, null, endpoint ?? here.Endpoint, tenant ?? here.TenantId, subscription ?? here.SubscriptionId);

        Assert.Null(here.DifferenceFrom(here with { }));
        Assert.Contains((endpoint ?? tenant ?? subscription)!, here.DifferenceFrom(there), StringComparison.Ordinal);
        Assert.NotNull(here.DifferenceFrom(here with { IsSimulated = true, SimulationId = Guid.NewGuid().ToString() }));
        Assert.NotNull(here.DifferenceFrom(here with { SubscriptionId = Guid.NewGuid().ToString() }));
    }

    [Fact]
    public async Task PlanUndoAsync_SubscriptionInAnotherTenantNow_IsRefused()
    {
        using var lab = await EgressLab.OwnAsync();
        var change = await lab.Changer.RunAsync(
            await lab.Changer.PlanAsync(lab.Id, Targets.Routing, CancellationToken.None), CancellationToken.None);
        var changer = new OutboundTypeChanger(new ResourceStore(await lab.ConnectAsync()));
        lab.Wire.Answer = exchange => exchange.Path == Subscription
            ? (
                HttpStatusCode.OK,
                $$"""{ "id": "{{Subscription}}", "subscriptionId": "{{ArmSimulator.SubscriptionId}}","""
                    + """ "tenantId": "99999999-8888-7777-6666-555555555555" }""")
            : null;

        var error = await Assert.ThrowsAsync<EgressException>(() => changer.PlanUndoAsync(change, CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.OriginMismatch), error.Id);
        Assert.Contains("tenant", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, """{ "error": { "code": "AuthorizationFailed", "message": "No." } }""")]
    [InlineData(HttpStatusCode.OK, """{ "id": "x" }""")]
    [InlineData(HttpStatusCode.OK, """{ "tenantId": "contoso.com" }""")]
    [InlineData(HttpStatusCode.OK, "<html>")]
    public async Task ReadAsync_TenantUnreadable_RefusesChangesAndUndo(HttpStatusCode status, string body)
    {
        using var lab = await EgressLab.OwnAsync();
        var change = await lab.Changer.RunAsync(
            await lab.Changer.PlanAsync(lab.Id, Targets.Routing, CancellationToken.None), CancellationToken.None);
        var changer = new OutboundTypeChanger(new ResourceStore(await lab.ConnectAsync()));
        lab.Wire.Answer = exchange => exchange.Path == Subscription ? (status, body) : null;
        lab.Wire.Forget();
        var plan = await changer.PlanAsync(lab.Id, Targets.OwnNat, CancellationToken.None);

        var run = await Assert.ThrowsAsync<EgressException>(() => changer.RunAsync(plan, CancellationToken.None));
        var undo = await Assert.ThrowsAsync<EgressException>(() => changer.PlanUndoAsync(change, CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.TenantUnknown), run.Id);
        Assert.Equal(nameof(EgressErrors.TenantUnknown), undo.Id);
        Assert.Empty(lab.Wire.Writes);
        Assert.Equal(UserDefinedRouting, lab.OutboundType());
    }

    [Fact]
    public async Task ReadAsync_SameSubscriptionAgain_AsksOnce()
    {
        using var lab = await EgressLab.OwnAsync();
        using var gateway = new TracingGateway(await lab.ConnectAsync(), _ => { });
        lab.Wire.Forget();

        var first = await ArmOrigin.ReadAsync(gateway, ArmSimulator.SubscriptionId, CancellationToken.None);
        var second = await ArmOrigin.ReadAsync(gateway, ArmSimulator.SubscriptionId, CancellationToken.None);

        Assert.Equal(first, second);
        Assert.Equal((true, ArmSimulator.TenantId), (first.IsSimulated, first.TenantId));
        Assert.Equal(Subscription, Assert.Single(lab.Wire.Seen).Path);
    }

    [Theory]
    [InlineData("record")]
    [InlineData("token")]
    [InlineData("address")]
    [InlineData("next")]
    [InlineData("parameter")]
    public async Task FromParts_IdsThatDisagree_AreRefused(string which)
    {
        using var lab = await EgressLab.OwnAsync();
        var begun = (await lab.Changer.StartAsync(
            await lab.Changer.PlanAsync(lab.Id, Targets.Routing, CancellationToken.None), CancellationToken.None))!;
        var (id, token, record) = (begun.ResourceId, JsonNode.Parse(begun.Token)!, JsonNode.Parse(begun.Record!)!);
        var other = lab.Id.Text[..^3] + "other";
        switch (which)
        {
            case "record":
                record["resourceId"] = other;
                break;
            case "token":
                token["aksEgress"]!["resourceId"] = other;
                break;
            case "address":
                token["initialUri"] = token["initialUri"]!.GetValue<string>().Replace(
                    "/managedClusters/aks", "/managedClusters/other", StringComparison.Ordinal);
                break;
            case "next":
                token["nextRequestUri"] = token["nextRequestUri"]!.GetValue<string>().Replace(
                    ArmSimulator.SubscriptionId, "22222222-3333-4444-5555-666666666666", StringComparison.Ordinal);
                break;
            default:
                id = other;
                break;
        }

        var error = Assert.Throws<EgressException>(() =>
            SavedOperation.FromParts(id, begun.Operation, token.ToJsonString(), record.ToJsonString()));

        Assert.Equal(nameof(EgressErrors.ResourceMismatch), error.Id);
        Assert.Equal(begun.ResourceId, SavedOperation.FromParts(begun.ResourceId, begun.Operation, begun.Token, begun.Record).ResourceId);
    }

    [Theory]
    [InlineData("version", "2")]
    [InlineData("version", null)]
    [InlineData("origin", null)]
    [InlineData("ended", null)]
    public async Task FromParts_TokenOfAnotherVersionOrWithoutItsOrigin_IsRefused(string member, string? value)
    {
        using var lab = await EgressLab.OwnAsync();
        var begun = (await lab.Changer.StartAsync(
            await lab.Changer.PlanAsync(lab.Id, Targets.Routing, CancellationToken.None), CancellationToken.None))!;
        var token = JsonNode.Parse(begun.Token)!;
        token["aksEgress"]![member] = value is null ? null : JsonNode.Parse(value);

        var error = Assert.Throws<EgressException>(() =>
            SavedOperation.FromParts(begun.ResourceId, begun.Operation, token.ToJsonString(), begun.Record));

        Assert.Equal(nameof(EgressErrors.InvalidOperationToken), error.Id);
    }

    [Fact]
    public async Task PlanUndoAsync_ClusterWentBackAndWasChangedByAnotherClient_IsStale()
    {
        using var lab = await EgressLab.OwnAsync();
        var change = await RunAsync(lab, Targets.Routing);
        await lab.Changer.RunAsync(await lab.Changer.PlanUndoAsync(change, CancellationToken.None), CancellationToken.None);
        lab.Change(cluster => cluster["properties"]!["networkProfile"]!["loadBalancerProfile"]!["idleTimeoutInMinutes"] = 17);

        var error = await Assert.ThrowsAsync<EgressException>(() => lab.Changer.PlanUndoAsync(change, CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.StaleChangeRecord), error.Id);
        Assert.Contains("outboundType", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PlanUndoAsync_EgressChangedAfterwards_IsStale()
    {
        using var lab = await EgressLab.OwnAsync();
        var change = await RunAsync(lab, Targets.Balancer(new(IdleTimeoutInMinutes: 10)));
        lab.Change(cluster => cluster["properties"]!["networkProfile"]!["loadBalancerProfile"]!["allocatedOutboundPorts"] = 1024);

        var error = await Assert.ThrowsAsync<EgressException>(() =>
            lab.Changer.PlanUndoAsync(OutboundTypeChange.FromRecord(change.Record), CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.StaleChangeRecord), error.Id);
        Assert.Contains("allocatedOutboundPorts", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PlanUndoAsync_TagsAndNodesChangedAfterwards_IsAccepted()
    {
        using var lab = await EgressLab.OwnAsync();
        var change = await RunAsync(lab, Targets.Routing);
        lab.TagCluster("theirs");
        lab.Change(cluster => cluster["properties"]!["agentPoolProfiles"]![0]!["count"] = 4);

        var undo = await lab.Changer.PlanUndoAsync(OutboundTypeChange.FromRecord(change.Record), CancellationToken.None);

        Assert.Equal("ReadBack", (await lab.Changer.RunAsync(undo, CancellationToken.None)).Verified);
        Assert.Equal(LoadBalancer, lab.OutboundType());
    }

    private static async Task<OutboundTypeChange> RunAsync(EgressLab lab, OutboundTarget target) =>
        await lab.Changer.RunAsync(await lab.Changer.PlanAsync(lab.Id, target, CancellationToken.None), CancellationToken.None);
}
