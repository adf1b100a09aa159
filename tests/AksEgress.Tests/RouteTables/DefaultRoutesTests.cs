using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Firewalls;
using AksEgress.Core.Resources;
using AksEgress.Tests.Fakes;

namespace AksEgress.Tests.RouteTables;

public sealed class DefaultRoutesTests
{
    private readonly FakeGateway _arm = new();
    private readonly ArmResourceId _table = FakeGateway.Id(ResourceTypes.RouteTables, "rt");
    private readonly ArmResourceId _firewall;

    public DefaultRoutesTests()
    {
        var one = _arm.Add(FakeGateway.Id(ResourceTypes.PublicIps, "one"), """{ "properties": { "ipAddress": "20.62.9.8" } }""");
        var two = _arm.Add(FakeGateway.Id(ResourceTypes.PublicIps, "two"), """{ "properties": { "ipAddress": "20.62.9.9" } }""");
        _firewall = _arm.Add(FakeGateway.Id(ResourceTypes.Firewalls, "fw"), $$"""
            {
              "properties": { "ipConfigurations": [
                { "properties": { "privateIPAddress": "10.42.2.4", "publicIPAddress": { "id": "{{one.Text}}" } } },
                { "properties": { "publicIPAddress": { "id": "{{two.Text}}" } } } ] }
            }
            """);
    }

    [Theory]
    [InlineData("10.42.2.4")]
    [InlineData("fw")]
    [InlineData("id")]
    public async Task A_firewall_gets_the_default_routes(string target)
    {
        var made = await ResolveAsync(target == "id" ? _firewall.Text : target);

        Assert.Equal("fw", made.Firewall);
        Assert.Equal(
            [
                "default: 0.0.0.0/0 -> VirtualAppliance 10.42.2.4", "fw-public: 20.62.9.8/32 -> Internet",
                "fw-public-2: 20.62.9.9/32 -> Internet"
            ],
            made.Routes.Select(route => $"{route.Name}: {route}"));
    }

    [Theory]
    [InlineData("10.42.2.5", "0.0.0.0/0")]
    [InlineData("fd00::5", "::/0")]
    public async Task Any_other_appliance_gets_only_the_default_route(string target, string prefix)
    {
        var made = await ResolveAsync(target);

        Assert.Equal($"{prefix} -> VirtualAppliance {target}", Assert.Single(made.Routes).ToString());
        Assert.Null(made.Firewall);
    }

    [Fact]
    public async Task Missing_permission_to_read_firewalls_is_reported()
    {
        _arm.Answer = request => request.Path.EndsWith("azureFirewalls", StringComparison.Ordinal)
            ? throw FakeGateway.Refusal(request, 403, "AuthorizationFailed")
            : null;

        var made = await ResolveAsync("10.42.2.4");

        Assert.True(made.FirewallsUnreadable);
        Assert.Single(made.Routes);
    }

    [Fact]
    public async Task A_firewall_without_an_address_is_refused_as_next_hop()
    {
        _arm.Add(FakeGateway.Id(ResourceTypes.Firewalls, "young"), """{ "properties": { "provisioningState": "Updating" } }""");

        var error = await Assert.ThrowsAsync<EgressException>(() => ResolveAsync("young"));

        Assert.Equal(nameof(EgressErrors.FirewallNotReady), error.Id);
        Assert.Contains("(state ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_public_IP_prefix_gets_an_Internet_route_too()
    {
        var prefix = _arm.Add(
            FakeGateway.Id(ResourceTypes.PublicIpPrefixes, "range"), """{ "properties": { "ipPrefix": "20.62.10.0/30" } }""");
        _arm.Add(FakeGateway.Id(ResourceTypes.Firewalls, "wide"), $$"""
            { "properties": { "ipConfigurations": [ { "properties": { "privateIPAddress": "10.42.3.4",
              "publicIPPrefix": { "id": "{{prefix.Text}}" } } } ] } }
            """);

        Assert.Equal(
            ["0.0.0.0/0 -> VirtualAppliance 10.42.3.4", "20.62.10.0/30 -> Internet"],
            (await ResolveAsync("wide")).Routes.Select(route => route.ToString()));
    }

    [Fact]
    public async Task Of_two_firewalls_with_the_same_address_none_is_guessed()
    {
        var other = ArmResourceId.Create(FakeGateway.Subscription, "other", ResourceTypes.Firewalls, "fw");
        _arm.Add(other, """{ "properties": { "ipConfigurations": [ { "properties": { "privateIPAddress": "10.42.2.4" } } ] } }""");

        var made = await ResolveAsync("10.42.2.4");

        Assert.Single(made.Routes);
        Assert.Equal(2, made.Candidates.Count);
        Assert.Equal(3, (await ResolveAsync(_firewall.Text)).Routes.Count);
    }

    private Task<DefaultRoutes> ResolveAsync(string target) =>
        DefaultRoutes.ResolveAsync(new ResourceStore(_arm), _table, target, CancellationToken.None);
}
