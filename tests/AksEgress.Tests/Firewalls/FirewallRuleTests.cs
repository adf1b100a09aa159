using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Firewalls;
using AksEgress.Core.Resources;
using AksEgress.Tests.Fakes;

namespace AksEgress.Tests.Firewalls;

/// <summary>Classic rules: adding them to the firewall's document and removing them, without losing one.</summary>
public sealed class FirewallRuleTests
{
    private static readonly ArmResourceId s_fw = FakeGateway.Id(ResourceTypes.Firewalls, "fw");
    private readonly FakeGateway _arm = new();

    public FirewallRuleTests() => _arm.Add(s_fw, """
        {
          "location": "eastus", "future": 1,
          "properties": {
            "threatIntelMode": "Deny",
            "networkRuleCollections": [
              { "name": "second", "properties": { "priority": 300, "action": { "type": "Deny" },
                "rules": [ { "name": "r", "protocols": ["TCP"], "destinationAddresses": ["*"], "destinationPorts": ["25"],
                "futureRule": 1 } ] } },
              { "name": "first", "properties": { "priority": 100, "action": { "type": "Allow" },
                "rules": [ { "name": "r", "protocols": ["UDP"], "destinationAddresses": ["8.8.8.8"], "destinationPorts": ["53"] } ] } }
            ],
            "applicationRuleCollections": [ { "name": "first", "properties": { "priority": 100, "action": { "type": "Allow" },
              "rules": [ { "name": "web", "protocols": [ { "protocolType": "Https", "port": 443 } ], "targetFqdns": ["*.contoso.com"],
              "sourceAddresses": ["*"] } ] } } ]
          }
        }
        """);

    private Firewall Firewall => new(new ArmDocument((JsonObject)_arm.Find(s_fw)!.DeepClone()));

    [Fact]
    public void Rules_are_listed_in_processing_order()
    {
        Assert.Equal(
            ["UDP  -> 8.8.8.8:53", "TCP  -> *:25", "Https=443 * -> *.contoso.com"], Firewall.Rules.Select(rule => rule.ToString()));
        Assert.Equal([100, 300, 100], Firewall.Rules.Select(rule => rule.Priority));
    }

    [Fact]
    public async Task A_rule_joins_a_collection_and_everything_else_stays()
    {
        var before = _arm.Find(s_fw)!.DeepClone();
        var added = Assert.Single(await AddAsync(Request("new", "second")));

        Assert.Equal((300, "Deny", "new"), (added.Priority, added.Action, added.Name));
        Assert.Equal("properties.networkRuleCollections", Assert.Single(DocumentComparison.Compare(before, _arm.OnlyWrite())).Path);
        var rules = _arm.OnlyWrite()["properties"]!["networkRuleCollections"]![0]!["properties"]!["rules"]!.AsArray();
        Assert.Equal(1, (int?)rules[0]!["futureRule"]);
        Assert.Equal(2, rules.Count);
        Assert.NotNull(Assert.Single(_arm.Writes).IfMatch);
    }

    [Fact]
    public async Task A_new_collection_gets_a_free_priority()
    {
        Assert.Equal(200, Assert.Single(await AddAsync(Request("new", "third"))).Priority);
        Assert.Equal(101, Assert.Single(await AddAsync(Request("new", "fourth") with { Priority = 101, Action = "Deny" })).Priority);
        Assert.Equal(5, Firewall.Rules.Count);
    }

    [Fact]
    public void A_rule_that_contradicts_its_collection_is_refused()
    {
        Refused(nameof(EgressErrors.FirewallRuleExists), Request("r", "second"));
        Refused(nameof(EgressErrors.FirewallCollectionDiffers), Request("new", "second") with { Priority = 400 });
        Refused(nameof(EgressErrors.FirewallCollectionDiffers), Request("new", "second") with { Action = "Allow" });
        Refused(nameof(EgressErrors.InvalidValue), Request("new", "third") with { Priority = 300 });
        Assert.Empty(_arm.Writes);
    }

    [Fact]
    public async Task Adding_the_same_rule_again_writes_nothing()
    {
        await AddAsync(Request("new", "third"));
        Assert.True(FirewallRuleChange.Adding(Firewall, [Request("new", "third")]).IsMet);
    }

    [Fact]
    public async Task A_rule_added_by_another_client_is_not_lost()
    {
        var change = FirewallRuleChange.Adding(Firewall, [Request("mine", "second")]);
        await AddAsync(Request("theirs", "second"));
        await change.RunAsync(new ResourceStore(_arm), CancellationToken.None);
        Assert.Equal(["r", "theirs", "mine"], Firewall.Rules.Where(rule => rule.CollectionName == "second").Select(rule => rule.Name));
    }

    [Fact]
    public async Task Removing_the_last_rule_removes_the_collection()
    {
        Assert.Equal(
            nameof(EgressErrors.FirewallRuleAmbiguous),
            Assert.Throws<EgressException>(() => FirewallRuleChange.Removing(Firewall, "r", null, null)).Id);
        Assert.Equal(
            nameof(EgressErrors.FirewallRuleNotFound),
            Assert.Throws<EgressException>(() => FirewallRuleChange.Removing(Firewall, "nope", null, null)).Id);

        var change = FirewallRuleChange.Removing(Firewall, "R", "FIRST", null);
        Assert.Contains("last rule", change.Describe(), StringComparison.Ordinal);
        await change.RunAsync(new ResourceStore(_arm), CancellationToken.None);
        Assert.Equal(["r", "web"], Firewall.Rules.Select(rule => rule.Name));
        Assert.Single(_arm.Find(s_fw)!["properties"]!["networkRuleCollections"]!.AsArray());
    }

    [Theory]
    [InlineData("TCP", "10.0.0.0/8", "1-2")]
    [InlineData("any", "AzureCloud.eastus", "*")]
    [InlineData("udp", "10.0.0.1-10.0.0.9", "53")]
    public void Addresses_tags_ranges_and_ports_are_accepted(string protocol, string address, string port) =>
        Assert.NotNull(FirewallRuleDesign.Network("r", [protocol], ["*"], [address], null, [port]));

    [Theory]
    [InlineData("SCTP", "*", "*", "1")]
    [InlineData("TCP", "AzureCloud", "*", "1")]
    [InlineData("TCP", "*", "10.0.0", "1")]
    [InlineData("TCP", "*", "not a tag", "1")]
    [InlineData("TCP", "*", "*", "0")]
    [InlineData("TCP", "*", "*", "9-1")]
    [InlineData("TCP", "*", "*", "65536")]
    public void A_rule_that_ARM_would_refuse_is_refused(string protocol, string source, string destination, string port) => Assert.Equal(
        nameof(EgressErrors.InvalidValue),
        Assert.Throws<EgressException>(() => FirewallRuleDesign.Network("r", [protocol], [source], [destination], null, [port])).Id);

    [Theory]
    [InlineData("Https", "contoso.com")]
    [InlineData("Https=70000", "contoso.com")]
    [InlineData("Ftp=21", "contoso.com")]
    [InlineData("Https=443", "a.*.com")]
    [InlineData("Https=443", "https://contoso.com")]
    public void An_application_rule_accepts_protocol_pairs_and_names(string protocol, string fqdn) => Assert.Equal(
        nameof(EgressErrors.InvalidValue),
        Assert.Throws<EgressException>(() => FirewallRuleDesign.Application("r", [protocol], ["*"], [fqdn], null)).Id);

    [Fact]
    public void A_DNAT_rule_accepts_one_port()
    {
        Assert.Equal(
            ["443"],
            FirewallRuleDesign.Dnat("r", ["TCP"], ["*"], ["20.1.1.1"], ["443", "443"], "10.9.1.10", 8443)["destinationPorts"]!
                .AsArray()
                .Select(port => port!.GetValue<string>()));
        Assert.Equal(
            nameof(EgressErrors.InvalidValue),
            Assert.Throws<EgressException>(() =>
                FirewallRuleDesign.Dnat("r", ["TCP"], ["*"], ["20.1.1.1"], ["80", "443"], "10.9.1.10", 8443)).Id);
    }

    [Theory]
    [InlineData("10.0.0.9-10.0.0.5")]
    [InlineData("10.0.0.9-fd00::1")]
    public void A_range_of_addresses_starts_with_the_lower_one(string range) => Assert.Equal(
        nameof(EgressErrors.InvalidValue),
        Assert.Throws<EgressException>(() => FirewallRuleDesign.Network("r", ["TCP"], ["*"], [range], null, ["443"])).Id);

    private static FirewallRuleRequest Request(string name, string collection) =>
        new(FirewallRuleKind.Network, FirewallRuleDesign.Network(name, ["TCP"], ["*"], ["1.2.3.4"], null, ["443"]), collection);

    private void Refused(string error, FirewallRuleRequest request) =>
        Assert.Equal(error, Assert.Throws<EgressException>(() => FirewallRuleChange.Adding(Firewall, [request])).Id);

    private Task<IReadOnlyList<FirewallRule>> AddAsync(FirewallRuleRequest request) =>
        FirewallRuleChange.Adding(Firewall, [request]).RunAsync(new ResourceStore(_arm), CancellationToken.None);
}
