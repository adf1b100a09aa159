using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;
using AksEgress.Core.Subnets;
using AksEgress.Tests.Fakes;

namespace AksEgress.Tests.Subnets;

public sealed class SubnetChangeTests
{
    private readonly FakeGateway _arm = new();
    private readonly ResourceStore _store;
    private readonly ArmResourceId _subnet;
    private readonly ArmResourceId _nat;
    private readonly ArmResourceId _table;

    public SubnetChangeTests()
    {
        _store = new ResourceStore(_arm);
        _nat = _arm.Add(FakeGateway.Id(ResourceTypes.NatGateways, "nat"), "{}");
        _table = _arm.Add(FakeGateway.Id(ResourceTypes.RouteTables, "rt"), "{}");
        _subnet = _arm.Add(FakeGateway.Id(ResourceTypes.Subnets, "vnet", "aks"), $$"""
            {
              "properties": {
                "addressPrefix": "10.0.1.0/24",
                "routeTable": { "id": "{{_table.Text}}" },
                "futureMember": { "kept": [1, 2.50, null] },
                "delegations": [],
                "ipConfigurations": [ { "id": "/nic/1" } ]
              }
            }
            """);
    }

    [Fact]
    public async Task An_association_changes_one_member_and_sends_all_others_unchanged()
    {
        var before = (JsonObject)_arm.Find(_subnet)!.DeepClone();

        var plan = await PlanAsync(new SubnetRequest { NatGateway = new ArmReference("nat") });
        await plan.RunAsync(_store, CancellationToken.None);

        var change = Assert.Single(DocumentComparison.Compare(before, _arm.OnlyWrite()));
        Assert.Equal("properties.natGateway", change.Path);
        Assert.Equal("W/\"4\"", _arm.Writes[0].IfMatch);
        Assert.Equal("Subnet 'aks' of 'vnet': NAT gateway (none) -> nat (eTag checked before the update)", plan.Describe());
        Assert.True(plan.InterruptsTraffic, "a first NAT gateway moves what is in the subnet to another address");
    }

    [Fact]
    public async Task The_same_association_again_writes_nothing()
    {
        var plan = await PlanAsync(new SubnetRequest
        {
            RouteTable = new ArmReference(
                _table.Text.ToUpperInvariant().Replace("/SUBSCRIPTIONS", "/subscriptions", StringComparison.Ordinal))
        });
        await plan.RunAsync(_store, CancellationToken.None);

        Assert.Empty(plan.Changes);
        Assert.Empty(_arm.Writes);
    }

    [Fact]
    public async Task Another_association_is_refused_with_the_old_id_as_target()
    {
        _arm.Add(FakeGateway.Id(ResourceTypes.RouteTables, "other"), "{}");

        var error = await Assert.ThrowsAsync<EgressException>(() =>
            PlanAsync(new SubnetRequest { RouteTable = new ArmReference("other") }));

        Assert.Equal(nameof(EgressErrors.AssociationExists), error.Id);
        Assert.Equal(_table.Text, error.Target);
        Assert.Empty(_arm.Writes);
    }

    [Fact]
    public async Task Replacing_is_allowed_on_request_and_marked_as_interrupting()
    {
        var other = _arm.Add(FakeGateway.Id(ResourceTypes.RouteTables, "other"), "{}");

        var plan = await PlanAsync(new SubnetRequest { RouteTable = new ArmReference("other"), Replace = true });
        var result = await plan.RunAsync(_store, CancellationToken.None);

        Assert.True(plan.InterruptsTraffic);
        Assert.Equal(other.Text, new Subnet(result).RouteTable);
    }

    [Fact]
    public async Task Removing_an_association_removes_the_member()
    {
        var plan = await PlanAsync(new SubnetRequest { NoRouteTable = true });
        await plan.RunAsync(_store, CancellationToken.None);

        Assert.True(plan.InterruptsTraffic);
        Assert.False(_arm.OnlyWrite()["properties"]!.AsObject().ContainsKey("routeTable"));
    }

    [Fact]
    public async Task An_association_added_by_another_client_is_not_replaced()
    {
        var plan = await PlanAsync(new SubnetRequest { NatGateway = new ArmReference("nat") });
        _arm.Find(_subnet)!["properties"]!["natGateway"] = new JsonObject
        {
            ["id"] = FakeGateway.Id(ResourceTypes.NatGateways, "theirs").Text
        };

        var error = await Assert.ThrowsAsync<EgressException>(() => plan.RunAsync(_store, CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.AssociationExists), error.Id);
        Assert.Empty(_arm.Writes);
    }

    [Fact]
    public async Task A_missing_resource_is_reported_before_anything_is_written()
    {
        var error = await Assert.ThrowsAsync<EgressException>(() => PlanAsync(new SubnetRequest { NatGateway = new ArmReference("nope") }));

        Assert.Equal(nameof(EgressErrors.ResourceNotFound), error.Id);
    }

    [Fact]
    public async Task An_id_of_another_type_is_refused()
    {
        var error = await Assert.ThrowsAsync<EgressException>(() =>
            PlanAsync(new SubnetRequest { NatGateway = new ArmReference(_table.Text) }));

        Assert.Equal(nameof(EgressErrors.WrongResourceType), error.Id);
    }

    [Fact]
    public async Task Adding_and_removing_an_association_together_is_an_error()
    {
        var error = await Assert.ThrowsAsync<EgressException>(() =>
            PlanAsync(new SubnetRequest { NatGateway = new ArmReference("nat"), NoNatGateway = true }));

        Assert.Equal(nameof(EgressErrors.ContradictingParameters), error.Id);
    }

    [Fact]
    public async Task A_change_without_parameters_is_an_error() =>
        Assert.Equal(
            nameof(EgressErrors.ContradictingParameters),
            (await Assert.ThrowsAsync<EgressException>(() => PlanAsync(new SubnetRequest()))).Id);

    [Fact]
    public async Task Members_that_ARM_accepts_and_drops_are_named()
    {
        _arm.OnWrite = document => document["properties"]!.AsObject().Remove("natGateway");
        var plan = await PlanAsync(new SubnetRequest { NatGateway = new ArmReference("nat") });

        var error = await Assert.ThrowsAsync<EgressException>(() => plan.RunAsync(_store, CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.UpdateIncomplete), error.Id);
        Assert.Contains("properties.natGateway.id", error.Message, StringComparison.Ordinal);
    }

    private Task<SubnetPlan> PlanAsync(SubnetRequest request) => SubnetChange.PlanAsync(_store, _subnet, request, CancellationToken.None);
}
