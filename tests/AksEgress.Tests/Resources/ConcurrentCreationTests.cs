using AksEgress.Core.Plans;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Firewalls;
using AksEgress.Core.ResourceGroups;
using AksEgress.Core.Resources;
using AksEgress.Core.RouteTables;
using AksEgress.Tests.Fakes;

namespace AksEgress.Tests.Resources;

/// <summary>
/// A resource that appears, or is replaced, between the plan and the write, for example while a confirmation prompt is open.
/// </summary>
public sealed class ConcurrentCreationTests
{
    private const string Theirs = """{ "properties": { "addressPrefix": "10.9.0.0/16", "nextHopType": "None" } }""";
    private readonly FakeGateway _arm = new();
    private readonly ResourceStore _store;
    private readonly TestCreation _creation;
    private readonly ArmResourceId _table = FakeGateway.Id(ResourceTypes.RouteTables, "rt");

    public ConcurrentCreationTests()
    {
        _store = new ResourceStore(_arm);
        _creation = new TestCreation(_store);
    }

    public static TheoryData<string, string> Types() => new()
    {
        { ResourceTypes.RouteTables, "rt" },
        { ResourceTypes.Subnets, "vnet/aks" },
        { ResourceTypes.PublicIps, "ip" },
        { ResourceTypes.NatGateways, "nat" },
        { ResourceTypes.Firewalls, "fw" },
        { ResourceTypes.FirewallPolicies, "policy" },
        { ResourceTypes.RuleCollectionGroups, "policy/group" },
        { ResourceTypes.UserAssignedIdentities, "identity" },
        { ResourceTypes.VirtualNetworks, "vnet" },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Creation_ResourceAppeared_IsNotReplaced(string type, string names)
    {
        var id = FakeGateway.Id(type, names.Split('/'));
        foreach (var write in Writes())
        {
            var plan = await PlanAsync(id);
            _arm.Add(id, """{ "tags": { "theirs": "1" } }""");

            var error = await Assert.ThrowsAsync<EgressException>(() => write(plan));

            Assert.Equal(nameof(EgressErrors.ResourceExists), error.Id);
            Assert.Empty(_arm.Writes);
            Assert.Equal("1", _arm.Find(id).Text("tags", "theirs"));
            _arm.Remove(id);
        }
    }

    [Theory]
    [InlineData(ResourceTypes.ManagedClusters, "aks")]
    [InlineData(ResourceTypes.AgentPools, "aks/np")]
    public async Task Creation_OfAClusterOrAPool_LetsArmRefuseWhatAppeared(string type, string names)
    {
        var id = FakeGateway.Id(type, names.Split('/'));
        foreach (var write in Writes())
        {
            await write(await PlanAsync(id));
            _arm.Remove(id);
        }

        Assert.Equal(["*", "*"], _arm.Writes.Select(request => request.IfNoneMatch));
    }

    [Fact]
    public async Task Creation_ResourceAppearsWhileWaitingForTheTurn_IsNotReplaced()
    {
        foreach (var write in Writes())
        {
            var plan = await PlanAsync(_table);
            Task running;
            using (await WriteTurns.EnterAsync(_table, CancellationToken.None))
            {
                running = write(plan);
                _arm.Add(_table, """{ "tags": { "theirs": "1" } }""");
            }

            Assert.Equal(
                nameof(EgressErrors.ResourceExists),
                (await Assert.ThrowsAsync<EgressException>(() => running.WaitAsync(TimeSpan.FromSeconds(30)))).Id);
            Assert.Empty(_arm.Writes);
            _arm.Remove(_table);
        }
    }

    [Fact]
    public async Task RemoveResourceGroup_AResourceAppeared_IsNotRemoved()
    {
        var group = ArmResourceId.Group(FakeGateway.Subscription, "rg");
        var plan = await ResourceGroupRemovalPlan.CreateAsync(_store, group, CancellationToken.None);
        _arm.Add(_table, "{}");
        foreach (var write in (Func<PlanContext, Task>[])[
            context => plan.RunAsync(context, CancellationToken.None), context => plan.StartAsync(context, CancellationToken.None)])
        {
            var error = await Assert.ThrowsAsync<EgressException>(() => write(new PlanContext(_arm)));

            Assert.Equal(nameof(EgressErrors.ModifiedByAnotherClient), error.Id);
            Assert.Contains("rt (routeTables)", error.Message, StringComparison.Ordinal);
            Assert.Empty(_arm.Writes);
        }
    }

    [Fact]
    public async Task AddRoute_ARouteOfTheNameAppeared_IsNotReplaced()
    {
        _arm.Add(_table, """{ "location": "eastus", "properties": { "routes": [] } }""");
        var request = new RouteRequest("spoke", "10.9.0.0/16", "Internet", null);
        var change = new RouteChange(_store);
        var plan = await change.PlanAddAsync(_table, request, CancellationToken.None);
        Appear("""{ "addressPrefix": "10.9.0.0/16", "nextHopType": "None" }""");

        var error = await Assert.ThrowsAsync<EgressException>(() => change.RunAsync(plan, CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.RouteExists), error.Id);
        Assert.Empty(_arm.Writes);
        Assert.Equal("None", _arm.Find(_table.Child("routes", "spoke")).Text("properties", "nextHopType"));
    }

    [Fact]
    public async Task AddRoute_TheSameRouteAppeared_NeedsNoWrite()
    {
        _arm.Add(_table, """{ "location": "eastus", "properties": { "routes": [] } }""");
        var request = new RouteRequest("spoke", "10.9.0.0/16", "Internet", null);
        var change = new RouteChange(_store);
        var plan = await change.PlanAddAsync(_table, request, CancellationToken.None);
        Appear("""{ "addressPrefix": "10.9.0.0/16", "nextHopType": "Internet" }""");

        Assert.Single((await change.RunAsync(plan, CancellationToken.None)).Routes);
        Assert.Empty(_arm.Writes);
    }

    [Fact]
    public async Task RemoveRoute_SendsTheEtagThatThePlanRead()
    {
        var (change, plan) = await RemovalAsync();

        await change.RunAsync(plan, CancellationToken.None);

        Assert.Equal(plan.Before!.ETag, Assert.Single(_arm.Writes).IfMatch);
        Assert.NotNull(plan.Before.ETag);
    }

    [Fact]
    public async Task RemoveRoute_AnotherClientReplacedTheRoute_IsNotRemoved()
    {
        var (change, plan) = await RemovalAsync();
        _arm.Add(plan.Id, Theirs);

        var error = await Assert.ThrowsAsync<EgressException>(() => change.RunAsync(plan, CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.ModifiedByAnotherClient), error.Id);
        Assert.Empty(_arm.Writes);
        Assert.NotNull(_arm.Find(plan.Id));
    }

    [Fact]
    public async Task ForcedChangeWithoutWaiting_AnotherClientChangedTheResource_IsAnError()
    {
        _arm.Add(_table, """{ "location": "eastus", "tags": { "a": "1" } }""");
        var plan = await _creation.PlanAsync(
            _table, null, true, document => document.Root.ObjectAt("tags")["mine"] = "1", CancellationToken.None);
        _arm.Add(_table, """{ "location": "eastus", "tags": { "a": "1", "theirs": "1" } }""");

        var error = await Assert.ThrowsAsync<EgressException>(() => _creation.StartAsync(plan, CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.ModifiedByAnotherClient), error.Id);
        Assert.Contains("tags.theirs", error.Message, StringComparison.Ordinal);
        Assert.Empty(_arm.Writes);
    }

    [Fact]
    public async Task RemoveFirewallRule_AnotherClientChangedTheRule_IsNotRemoved()
    {
        var id = FakeGateway.Id(ResourceTypes.Firewalls, "fw");
        string Rules(string port) => $$"""
            { "location": "eastus",
              "properties": { "networkRuleCollections": [ { "name": "c", "properties": { "priority": 100, "action": { "type": "Allow" },
              "rules": [ { "name": "r", "protocols": [ "TCP" ], "sourceAddresses": [ "*" ], "destinationAddresses": [ "1.2.3.4" ],
                "destinationPorts": [ "{{port}}" ] },
                         { "name": "s", "protocols": [ "TCP" ], "sourceAddresses": [ "*" ], "destinationAddresses": [ "1.2.3.5" ],
                           "destinationPorts": [ "443" ] } ] } } ] } }
            """;
        _arm.Add(id, Rules("443"));
        var change = FirewallRuleChange.Removing(new Firewall(await _store.ReadAsync(id, CancellationToken.None)), "r", null, null);
        _arm.Add(id, Rules("8443"));

        var error = await Assert.ThrowsAsync<EgressException>(() => change.RunAsync(_store, CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.ModifiedByAnotherClient), error.Id);
        Assert.Empty(_arm.Writes);
    }

    private Func<CreationPlan<RouteTable>, Task>[] Writes() =>
        [plan => _creation.RunAsync(plan, CancellationToken.None), plan => _creation.StartAsync(plan, CancellationToken.None)];

    private async Task<CreationPlan<RouteTable>> PlanAsync(ArmResourceId id)
    {
        if (id.Parent is { } parent)
        {
            _arm.Add(parent, "{}");
        }

        return await _creation.PlanAsync(id, null, false, document => document.Properties["mine"] = true, CancellationToken.None);
    }

    private void Appear(string properties)
    {
        _arm.Add(
            _table, $$"""{ "location": "eastus", "properties": { "routes": [ { "name": "spoke", "properties": {{properties}} } ] } }""");
        _arm.Add(_table.Child("routes", "spoke"), $$"""{ "properties": {{properties}} }""");
    }

    private async Task<(RouteChange Change, RoutePlan Plan)> RemovalAsync()
    {
        Appear("""{ "addressPrefix": "10.9.0.0/16", "nextHopType": "Internet" }""");
        _arm.Find(_table)!["properties"]!["routes"]![0]!["etag"] = _arm.Find(_table.Child("routes", "spoke")).Text("etag");
        var change = new RouteChange(_store);
        return (change, await change.PlanRemoveAsync(_table, "spoke", CancellationToken.None));
    }
}
