using AksEgress.Core.Plans;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.NatGateways;
using AksEgress.Core.Resources;
using AksEgress.Tests.Fakes;

namespace AksEgress.Tests.NatGateways;

public sealed class NatGatewayTests
{
    private readonly FakeGateway _arm = new();
    private readonly ResourceStore _store;
    private readonly ArmResourceId _nat = FakeGateway.Id(ResourceTypes.NatGateways, "nat");

    public NatGatewayTests()
    {
        _store = new ResourceStore(_arm);
        Ip("one", "Standard");
        Ip("two", "Standard");
        Ip("v2", "StandardV2");
        Ip("six", "StandardV2", "IPv6");
        Ip("taken", "Standard", extra: $$""", "natGateway": { "id": "{{FakeGateway.Id(ResourceTypes.NatGateways, "other").Text}}" }""");
        _arm.Add(
            FakeGateway.Id(ResourceTypes.PublicIpPrefixes, "prefix"),
            """{ "location": "eastus", "sku": { "name": "Standard" }, "properties": { "prefixLength": 28,"""
                + """ "publicIPAddressVersion": "IPv4" } }""");
    }

    [Fact]
    public async Task A_gateway_gets_the_SKU_of_its_addresses_and_sorts_them_by_version()
    {
        var document = await CreateAsync(new NatGatewayRequest
        {
            PublicIp = [new("v2"), new("six")],
            IdleTimeoutInMinutes = 10,
            Zone = ["3", "1"]
        });

        Assert.Equal("StandardV2", document.Text("sku", "name"));
        Assert.Equal(10, document.Number("properties", "idleTimeoutInMinutes"));
        Assert.EndsWith("/v2", Assert.Single(document.Ids("properties", "publicIpAddresses")), StringComparison.Ordinal);
        Assert.EndsWith("/six", Assert.Single(document.Ids("properties", "publicIpAddressesV6")), StringComparison.Ordinal);
        Assert.Equal(["1", "3"], document.Texts("zones"));
    }

    [Theory]
    [InlineData("StandardV2", "one", "SkuMismatch")]
    [InlineData("Standard", "v2", "SkuMismatch")]
    [InlineData(null, "taken", "AddressInUse")]
    [InlineData(null, "nope", "ResourceNotFound")]
    public async Task An_unsuitable_address_is_refused_before_any_request(string? sku, string ip, string expected)
    {
        var error = await Assert.ThrowsAsync<EgressException>(() => CreateAsync(new NatGatewayRequest { Sku = sku, PublicIp = [new(ip)] }));

        Assert.Equal(expected, error.Id);
        Assert.Empty(_arm.Writes);
    }

    [Fact]
    public async Task More_than_16_addresses_are_refused() => Assert.Equal(
        nameof(EgressErrors.TooManyAddresses),
        (await Assert.ThrowsAsync<EgressException>(() =>
            CreateAsync(new NatGatewayRequest { PublicIp = [new("one")], PublicIpPrefix = [new("prefix")] }))).Id);

    [Fact]
    public async Task A_Standard_gateway_is_in_one_zone() => Assert.Equal(
        nameof(EgressErrors.InvalidValue),
        (await Assert.ThrowsAsync<EgressException>(() => CreateAsync(new NatGatewayRequest { Zone = ["1", "2"] }))).Id);

    [Fact]
    public async Task A_change_keeps_everything_else()
    {
        Gateway();
        var before = _arm.Find(_nat)!.DeepClone();

        var change = await PlanAsync(new NatGatewayRequest { PublicIp = [new("one"), new("two")] });
        await change.RunAsync(new PlanContext(_arm), CancellationToken.None);

        Assert.Equal("properties.publicIpAddresses", Assert.Single(DocumentComparison.Compare(before, _arm.OnlyWrite())).Path);
        Assert.Equal("NAT gateway 'nat': public IP addresses one -> one, two (eTag checked before the update)", change.Describe());
        Assert.False(change.InterruptsTraffic);
    }

    [Fact]
    public async Task Removing_an_address_cuts_connections()
    {
        var plan = await PlanGatewayAsync(new NatGatewayRequest { PublicIp = [new("two")] });

        Assert.True(plan.InterruptsTraffic);
        Assert.Contains("open connections", plan.CriticalPrompt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repeated_request_writes_nothing() =>
        Assert.True((await PlanGatewayAsync(new NatGatewayRequest { PublicIp = [new("one")], IdleTimeoutInMinutes = 4 })).IsMet);

    [Fact]
    public async Task A_plan_after_a_failed_update_explains_why_it_writes_without_changes()
    {
        Gateway();
        _arm.Find(_nat)!["properties"]!["provisioningState"] = "Failed";

        var plan = await PlanAsync(new NatGatewayRequest { PublicIp = [new("one")] });

        Assert.False(plan.IsMet);
        Assert.Equal(
            "NAT gateway 'nat': no changes; it's updated once more, because its state is Failed (eTag checked before the update)",
            plan.Describe());
    }

    [Fact]
    public async Task A_gateway_in_use_keeps_an_address() => Assert.Equal(
        nameof(EgressErrors.NatGatewayWithoutAddresses),
        (await Assert.ThrowsAsync<EgressException>(() => PlanGatewayAsync(new NatGatewayRequest { PublicIp = [] }))).Id);

    [Fact]
    public async Task A_prefix_can_replace_the_address()
    {
        var change = await PlanGatewayAsync(new NatGatewayRequest { PublicIp = [], PublicIpPrefix = [new("prefix")] });
        await change.RunAsync(new PlanContext(_arm), CancellationToken.None);

        var properties = _arm.OnlyWrite()["properties"]!.AsObject();
        Assert.False(properties.ContainsKey("publicIpAddresses"));
        Assert.True(properties.ContainsKey("publicIpPrefixes"));
    }

    private void Ip(string name, string sku, string version = "IPv4", string extra = "") => _arm.Add(
        FakeGateway.Id(ResourceTypes.PublicIps, name),
        $$"""{ "location": "eastus", "sku": { "name": "{{sku}}" }, "properties": { "publicIPAddressVersion": "{{version}}"{{extra}} } }""");

    private void Gateway() => _arm.Add(_nat, $$"""
        {
          "location": "eastus", "sku": { "name": "Standard" }, "future": 1,
          "properties": {
            "idleTimeoutInMinutes": 4, "futureMember": true,
            "publicIpAddresses": [ { "id": "{{FakeGateway.Id(ResourceTypes.PublicIps, "one").Text}}" } ],
            "subnets": [ { "id": "{{FakeGateway.Id(ResourceTypes.Subnets, "vnet", "aks").Text}}" } ]
          }
        }
        """);

    private async Task<System.Text.Json.Nodes.JsonObject> CreateAsync(NatGatewayRequest request)
    {
        var creation = new TestCreation(_store);
        var apply = await NatGatewayDesign.PrepareAsync(_store, _nat, request, CancellationToken.None);
        await creation.RunAsync(await creation.PlanAsync(_nat, null, false, apply.Apply, CancellationToken.None), CancellationToken.None);
        return _arm.OnlyWrite();
    }

    private Task<NatGatewayPlan> PlanGatewayAsync(NatGatewayRequest request)
    {
        Gateway();
        return PlanAsync(request);
    }

    private Task<NatGatewayPlan> PlanAsync(NatGatewayRequest request) =>
        NatGatewayPlan.CreateAsync(_store, _nat, request, CancellationToken.None);
}
