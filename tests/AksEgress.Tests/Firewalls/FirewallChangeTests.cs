using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Firewalls;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;
using AksEgress.Tests.Fakes;

namespace AksEgress.Tests.Firewalls;

/// <summary>Set-AksEgressFirewall changes only the specified members.</summary>
public sealed class FirewallChangeTests
{
    private static readonly ArmResourceId s_fw = FakeGateway.Id(ResourceTypes.Firewalls, "fw");
    private static readonly string s_subnet = FakeGateway.Id(ResourceTypes.Subnets, "hub", "AzureFirewallSubnet").Text;
    private readonly FakeGateway _arm = new();
    private readonly ResourceStore _store;

    public FirewallChangeTests()
    {
        _store = new ResourceStore(_arm);
        foreach (var ip in (string[])["one", "two"])
        {
            _arm.Add(
                FakeGateway.Id(ResourceTypes.PublicIps, ip),
                $$"""{ "location": "eastus", "sku": { "name": "Standard" }, "properties": { "ipAddress": "20.0.0.1" } }""");
        }

        _arm.Add(s_fw, $$"""
            {
              "location": "eastus", "future": 1, "tags": { "team": "net" }, "zones": ["1"],
              "properties": {
                "sku": { "name": "AZFW_VNet", "tier": "Standard" }, "threatIntelMode": "Alert", "futureProperty": [1],
                "additionalProperties": { "Network.DNS.EnableProxy": "false", "Other": "kept" },
                "ipConfigurations": [
                  { "name": "main", "future": 1, "properties": { "privateIPAddress": "10.0.0.4", "subnet": { "id": "{{s_subnet}}" },
                    "publicIPAddress": { "id": "{{Ip("one")}}" } } },
                  { "name": "range", "properties": { "publicIPPrefix": { "id": "/prefix" } } }
                ]
              }
            }
            """);
    }

    public static TheoryData<string, string, string> Changes => new()
    {
        { "dns", "properties.additionalProperties.Network.DNS.EnableProxy", "DNS proxy off -> on" },
        { "server", "properties.additionalProperties.Network.DNS.Servers", "DNS servers (none) -> 10.1.1.4, 10.1.1.5" },
        { "threat", "properties.threatIntelMode", "threat intelligence Alert -> Deny" },
        { "tag", "tags.wave", "tags team=net -> team=net, wave=3" },
        { "policy", "properties.firewallPolicy", "policy (none) -> p" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Set_OneMember_ChangesNothingElse(string change, string path, string described)
    {
        AddPolicy("p", "Standard");
        var before = _arm.Find(s_fw)!.DeepClone();

        var plan = await PlanAsync(Request(change));
        await plan.RunAsync(new PlanContext(_arm), CancellationToken.None);

        Assert.Equal(path, Assert.Single(DocumentComparison.Compare(before, _arm.OnlyWrite())).Path);
        Assert.Contains(described, plan.Describe(), StringComparison.Ordinal);
        Assert.Equal(change == "policy", plan.InterruptsTraffic);
        Assert.NotNull(_arm.Writes[0].IfMatch);
    }

    [Fact]
    public async Task Set_PublicIp_KeepsTheSubnetAndThePrefix()
    {
        var added = await PlanAsync(new FirewallChangeRequest { PublicIp = [new("one"), new("two")] });
        var replaced = await PlanAsync(new FirewallChangeRequest { PublicIp = [new("two")] });

        Assert.Equal([Ip("one"), Ip("two")], added.After.PublicIp);
        Assert.Equal([Ip("two")], replaced.After.PublicIp);
        Assert.All([added, replaced], plan =>
        {
            Assert.Equal(["/prefix"], plan.After.PublicIpPrefix);
            Assert.Equal(s_subnet, plan.After.SubnetId);
            Assert.Equal("10.0.0.4", plan.After.PrivateIpAddress);
        });
        Assert.False(added.InterruptsTraffic);
        Assert.Null(added.CriticalPrompt);
        Assert.True(replaced.InterruptsTraffic);
        Assert.Contains("one -> two", replaced.CriticalPrompt, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("same")]
    public async Task Set_WhatIsThere_WritesNothing(string change)
    {
        var plan = await PlanAsync(Request(change));

        Assert.True(plan.IsMet);
        await plan.RunAsync(new PlanContext(_arm), CancellationToken.None);
        Assert.Empty(_arm.Writes);
    }

    [Fact]
    public async Task Set_WhatAzureWouldRefuse_IsRefused()
    {
        AddPolicy("premium", "Premium");
        await RefusedAsync(new() { PublicIp = [] }, nameof(EgressErrors.InvalidValue), "PublicIp");
        await RefusedAsync(new() { PublicIp = [new("three")] }, nameof(EgressErrors.ResourceNotFound), "three");
        await RefusedAsync(new() { DnsServer = ["nonsense"] }, nameof(EgressErrors.InvalidValue), "DnsServer");
        await RefusedAsync(new() { Policy = Policy("premium") }, nameof(EgressErrors.FirewallTierDiffers), "premium");
        _arm.Find(FakeGateway.Id(ResourceTypes.PublicIps, "two"))!["properties"]!["ipConfiguration"] =
            new JsonObject { ["id"] = FakeGateway.Id(ResourceTypes.NatGateways, "nat").Text };
        await RefusedAsync(new() { PublicIp = [new("two")] }, nameof(EgressErrors.AddressInUse), "two");
        AddPolicy("p", "Standard");
        await RefusedAsync(
            new() { Policy = Policy("p"), EnableDnsProxy = true }, nameof(EgressErrors.ContradictingParameters), "-EnableDnsProxy");
        _arm.Find(s_fw)!["properties"]!["firewallPolicy"] = new JsonObject { ["id"] = Policy("p").Text };
        await RefusedAsync(new() { ThreatIntelMode = "Off" }, nameof(EgressErrors.ContradictingParameters), "-ThreatIntelMode");
        _arm.Find(s_fw)!["properties"]!["ipConfigurations"] = new JsonArray();
        await RefusedAsync(new() { PublicIp = [new("one")] }, nameof(EgressErrors.FirewallNotInSubnet), "'fw'");
        Assert.Empty(_arm.Writes);
    }

    private static string Ip(string name) => FakeGateway.Id(ResourceTypes.PublicIps, name).Text;

    private static ArmResourceId Policy(string name) => FakeGateway.Id(ResourceTypes.FirewallPolicies, name);

    private static FirewallChangeRequest Request(string change) => change switch
    {
        "dns" => new() { EnableDnsProxy = true },
        "server" => new() { DnsServer = ["10.1.1.4", "10.1.1.5"] },
        "threat" => new() { ThreatIntelMode = "Deny" },
        "tag" => new() { Tags = new Dictionary<string, string> { ["wave"] = "3" } },
        "policy" => new() { Policy = Policy("p") },
        "same" => new() { ThreatIntelMode = "Alert", EnableDnsProxy = false, PublicIp = [new("one")], DnsServer = [] },
        _ => new(),
    };

    private void AddPolicy(string name, string tier) =>
        _arm.Add(Policy(name), $$"""{ "location": "eastus", "properties": { "sku": { "tier": "{{tier}}" } } }""");

    private Task<FirewallPlan> PlanAsync(FirewallChangeRequest request) =>
        FirewallPlan.CreateAsync(_store, s_fw, request, CancellationToken.None);

    private async Task RefusedAsync(FirewallChangeRequest request, string id, string named)
    {
        var error = await Assert.ThrowsAsync<EgressException>(() => PlanAsync(request));
        Assert.Equal(id, error.Id);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }
}
