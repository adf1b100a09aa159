using AksEgress.Tests.Fakes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;
using AksEgress.Core.Topologies;

namespace AksEgress.Tests.Topologies;

/// <summary>Only the version of a resource that the user confirmed is removed.</summary>
public sealed class TopologyRemovalTests : IDisposable
{
    private readonly TopologyLab _lab = new();

    public void Dispose() => _lab.Dispose();

    public static TheoryData<string> Types() =>
    [
        ResourceTypes.ManagedClusters, ResourceTypes.Firewalls, ResourceTypes.UserAssignedIdentities, ResourceTypes.VirtualNetworks,
        ResourceTypes.RouteTables, ResourceTypes.PublicIps, ResourceTypes.ResourceGroups,
    ];

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Run_APartChangedAfterThePlan_RemovesNothing(string type)
    {
        var (removal, plan, _) = await PlanAsync(TopologyKind.FirewallRouting);
        await TagAsync(plan, type);
        var before = _lab.State();

        var error = await Assert.ThrowsAsync<EgressException>(() => removal.RunAsync(plan, null, default));

        Assert.Equal(nameof(EgressErrors.ModifiedByAnotherClient), error.Id);
        Assert.Contains("tags.theirs", error.Message, StringComparison.Ordinal);
        Assert.Equal(before.Keys.Order(), _lab.State().Keys.Order());
    }

    [Theory]
    [InlineData(TopologyKind.FirewallRouting, ResourceTypes.RouteTables)]
    [InlineData(TopologyKind.NatGateway, ResourceTypes.NatGateways)]
    public async Task Run_APartChangesWhileOthersAreRemoved_KeepsThatPart(TopologyKind kind, string type)
    {
        var (removal, plan, wire) = await PlanAsync(kind);
        var part = plan.Steps.Single(step => step.Id.ResourceType == type).Id;
        wire.Answer = exchange =>
        {
            if (exchange.Method == "DELETE" && exchange.Path.Contains("/managedClusters/", StringComparison.OrdinalIgnoreCase))
            {
                wire.Answer = null;
                TagAsync(plan, type).GetAwaiter().GetResult();
            }

            return null;
        };

        var error = await Assert.ThrowsAsync<EgressException>(() => removal.RunAsync(plan, null, default));

        Assert.Equal(nameof(EgressErrors.TopologyNotRemoved), error.Id);
        Assert.Equal(nameof(EgressErrors.ModifiedByAnotherClient), Assert.IsType<EgressException>(error.InnerException).Id);
        Assert.NotNull(await (await _lab.StoreAsync()).TryReadAsync(part, default));
    }

    [Fact]
    public async Task Run_AnotherSubnetUsesTheRouteTableNow_RemovesNothing()
    {
        var (removal, plan, _) = await PlanAsync(TopologyKind.FirewallRouting);
        var table = plan.Steps.Single(step => step.Id.ResourceType == ResourceTypes.RouteTables).Id;
        var store = await _lab.StoreAsync();
        await new TestCreation(store).RunAsync(
            await new TestCreation(store).PlanAsync(
                ArmResourceId.Create(TopologyLab.Group.SubscriptionId, "rg", ResourceTypes.VirtualNetworks, "theirs"), null, false,
                document => document.Root["properties"] = System.Text.Json.Nodes.JsonNode.Parse($$"""
                    { "addressSpace": { "addressPrefixes": [ "10.99.0.0/16" ] },
                      "subnets": [ { "name": "s", "properties": { "addressPrefix": "10.99.0.0/24",
                        "routeTable": { "id": "{{table.Text}}" } } } ] }
                    """), default),
            default);
        var before = _lab.State();

        var error = await Assert.ThrowsAsync<EgressException>(() => removal.RunAsync(plan, null, default));

        Assert.Equal(nameof(EgressErrors.ModifiedByAnotherClient), error.Id);
        Assert.Equal(before.Keys.Order(), _lab.State().Keys.Order());
    }

    [Fact]
    public async Task Run_AResourceAppearsInTheGroupMeanwhile_KeepsTheGroup()
    {
        var (removal, plan, wire) = await PlanAsync(TopologyKind.FirewallRouting);
        var theirs = ArmResourceId.Create(TopologyLab.Group.SubscriptionId, "rg", ResourceTypes.RouteTables, "theirs");
        wire.Answer = exchange =>
        {
            if (exchange.Method == "DELETE")
            {
                wire.Answer = null;
                MakeAsync(theirs).GetAwaiter().GetResult();
            }

            return null;
        };

        var error = await Assert.ThrowsAsync<EgressException>(() => removal.RunAsync(plan, null, default));

        Assert.Equal(nameof(EgressErrors.TopologyGroupNotRemoved), Assert.IsType<EgressException>(error.InnerException).Id);
        Assert.NotNull(await (await _lab.StoreAsync()).TryReadAsync(theirs, default));
    }

    [Fact]
    public async Task Run_EachPartThatHasAnETag_IsRemovedWithIfMatch()
    {
        var (removal, plan, wire) = await PlanAsync(TopologyKind.FirewallRouting);
        wire.Forget();

        await removal.RunAsync(plan, null, default);

        var parts = plan.Steps.Where(step => step.Document.ETag is not null).Select(step => step.Id.Text).ToList();
        Assert.Contains(parts, part => part.Contains("/managedClusters/", StringComparison.OrdinalIgnoreCase));
        Assert.All(parts, part => Assert.NotNull(Assert.Single(
            wire.Writes,
            exchange => exchange.Method == "DELETE" && exchange.Path.Equals(part, StringComparison.OrdinalIgnoreCase)).IfMatch));
    }

    private async Task<(TopologyRemoval Removal, TopologyRemovalPlan Plan, OutboundTypes.Wire Wire)> PlanAsync(TopologyKind kind)
    {
        await _lab.MakeAsync(TopologyLab.Request(kind));
        var (gateway, wire) = await _lab.ConnectAsync();
        var removal = new TopologyRemoval(gateway);
        return (removal, await removal.PlanAsync("contoso", TopologyLab.Group, default), wire);
    }

    private async Task MakeAsync(ArmResourceId id)
    {
        var creation = new TestCreation(await _lab.StoreAsync());
        var plan = await creation.PlanAsync(id, null, false, document => _ = document.Properties, default);
        await creation.RunAsync(plan, default);
    }

    private async Task TagAsync(TopologyRemovalPlan plan, string type)
    {
        var id = plan.Steps.First(step => string.Equals(step.Id.ResourceType, type, StringComparison.OrdinalIgnoreCase)).Id;
        await (await _lab.StoreAsync()).UpdateAsync(id, document => document.Root.ObjectAt("tags")["theirs"] = "1", default);
    }
}
