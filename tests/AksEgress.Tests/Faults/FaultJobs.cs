using AksEgress.Core.Plans;
using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.AuthorizedRanges;
using AksEgress.Core.Errors;
using AksEgress.Core.Firewalls;
using AksEgress.Core.NodePools;
using AksEgress.Core.OutboundTypes;
using AksEgress.Core.Provisioning;
using AksEgress.Core.Resources;
using AksEgress.Core.Subnets;
using AksEgress.Core.Topologies;
using AksEgress.Tests.OutboundTypes;
using AksEgress.Tests.Topologies;

namespace AksEgress.Tests.Faults;

/// <summary>The tasks for fault schedules.</summary>
internal static class FaultJobs
{
    private static readonly Lazy<Task<string?>> s_managed = Made(TopologyKind.ManagedNatGateway);
    private static readonly Lazy<Task<string?>> s_own = Made(TopologyKind.NatGateway);
    private static readonly Lazy<Task<string?>> s_firewall = Made(TopologyKind.FirewallRouting);
    private static readonly Lazy<Task<(string State, string Record)>> s_changed = new(ChangedAsync);

    public static IReadOnlyList<FaultJob> All { get; } =
    [
        Topology(TopologyKind.FirewallRouting),
        Topology(TopologyKind.NatGateway),
        Topology(TopologyKind.ManagedNatGateway),
        new("change of the outbound type", ["contoso"], () => s_own.Value, async (gateway, clock) => await ChangeAsync(gateway, clock)),
        new("undo of a change", ["contoso"], async () => (await s_changed.Value).State, UndoAsync),
        new("authorized ranges", ["contoso"], () => s_managed.Value, RangesAsync),
        new("subnet association", ["contoso", "nsg"], () => s_own.Value, AssociateAsync),
        new("firewall rules", ["contoso"], () => s_firewall.Value, RulesAsync),
        new("node pool", ["contoso", "user1"], () => s_managed.Value, PoolAsync),
    ];

    private static FaultJob Topology(TopologyKind kind) =>
        new(
            $"topology {kind}",
            ["contoso", "rg"],
            () => Task.FromResult<string?>(null),
            (gateway, clock) => MakeAsync(kind, gateway, clock));

    private static async Task MakeAsync(TopologyKind kind, IArmGateway gateway, TimeProvider clock)
    {
        var builder = new TopologyBuilder(gateway, clock);
        await builder.RunAsync(await builder.PlanAsync(TopologyLab.Request(kind), default), null, default);
    }

    private static Lazy<Task<string?>> Made(TopologyKind kind) => new(async () =>
    {
        using var world = new FaultWorld();
        using var gateway = await world.ConnectAsync();
        await MakeAsync(kind, gateway, world.Clock);
        world.Put(TopologyLab.Group.Text + "/providers/Microsoft.Network/networkSecurityGroups/nsg", """{ "location": "eastus" }""");
        return world.Settled();
    });

    private static async Task<OutboundTypeChange> ChangeAsync(IArmGateway gateway, TimeProvider clock)
    {
        var changer = new OutboundTypeChanger(new ResourceStore(gateway), clock);
        var plan = await changer.PlanAsync(TopologyLab.ClusterId, Targets.LoadBalancer, default);
        OutboundTypeChanger.RequireReady(plan);
        return await changer.RunAsync(plan, default);
    }

    private static async Task<(string State, string Record)> ChangedAsync()
    {
        using var world = new FaultWorld(await s_own.Value);
        using var gateway = await world.ConnectAsync();
        var change = await ChangeAsync(gateway, world.Clock);
        return (world.Settled(), change.Record);
    }

    private static async Task UndoAsync(IArmGateway gateway, TimeProvider clock)
    {
        var changer = new OutboundTypeChanger(new ResourceStore(gateway), clock);
        var plan = await changer.PlanUndoAsync(OutboundTypeChange.FromRecord((await s_changed.Value).Record), default);
        OutboundTypeChanger.RequireReady(plan);
        await changer.RunAsync(plan, default);
    }

    private static async Task RangesAsync(IArmGateway gateway, TimeProvider clock)
    {
        var change = new AuthorizedRangeChange(new ResourceStore(gateway));
        await change.RunAsync(await change.PlanAddAsync(TopologyLab.ClusterId, ["8.8.4.0/24", "9.9.9.9"], default), default);
        await change.RunAsync(await change.PlanRemoveAsync(TopologyLab.ClusterId, ["9.9.9.9"], allowLockout: true, default), default);
    }

    private static async Task AssociateAsync(IArmGateway gateway, TimeProvider clock)
    {
        var store = new ResourceStore(gateway);
        var subnet = await IdAsync(
            store, ResourceTypes.VirtualNetworks, document => ArmResourceId.Parse((string)document["properties"]!["subnets"]![0]!["id"]!));
        var plan = await SubnetChange.PlanAsync(
            store, subnet, new SubnetRequest { NetworkSecurityGroup = new ArmReference("nsg") }, default);
        await plan.RunAsync(store, default);
    }

    private static async Task RulesAsync(IArmGateway gateway, TimeProvider clock)
    {
        var store = new ResourceStore(gateway);
        var id = await IdAsync(store, ResourceTypes.Firewalls, document => ArmResourceId.Parse((string)document["id"]!));
        foreach (var name in (string[])["first", "second"])
        {
            var firewall = new Firewall(await store.ReadAsync(id, default));
            var request = new FirewallRuleRequest(
                FirewallRuleKind.Network, FirewallRuleDesign.Network(name, ["TCP"], ["*"], ["1.2.3.4"], null, ["443"]), "faults");
            await FirewallRuleChange.Adding(firewall, [request]).RunAsync(store, default);
        }
    }

    // Adding refuses an existing pool. A Failed pool from the first attempt is removed first, as its error advises.
    private static async Task PoolAsync(IArmGateway gateway, TimeProvider clock)
    {
        var store = new ResourceStore(gateway);
        var id = TopologyLab.ClusterId.Child("agentPools", "user1");
        if (await store.SettleAsync(id, default) is { } there)
        {
            if (there.ProvisioningState == "Succeeded")
            {
                return;
            }

            await store.DeleteAsync(id, null, default);
        }

        var plan = await NodePoolCreation.PlanAsync(store, TopologyLab.ClusterId, new NodePoolRequest("user1") { NodeCount = 2 }, default);
        plan.RequireReady();
        await plan.RunAsync(new PlanContext(gateway), default);
    }

    private static async Task<ArmResourceId> IdAsync(ResourceStore store, string type, Func<JsonObject, ArmResourceId> choose)
    {
        await foreach (var document in store.ListAsync(TopologyLab.Group.SubscriptionId, "rg", type, default))
        {
            return choose(document.Root);
        }

        throw EgressErrors.ResourceNotFound(type, type, "rg", type, type);
    }
}
