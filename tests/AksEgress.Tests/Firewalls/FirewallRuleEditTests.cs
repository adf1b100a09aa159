using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Firewalls;
using AksEgress.Core.Resources;
using AksEgress.Tests.Fakes;

namespace AksEgress.Tests.Firewalls;

/// <summary>A rule is changed in place, and only its specified values change.</summary>
public sealed class FirewallRuleEditTests
{
    private const string Policy = """
        { "priority": 200, "ruleCollections": [
          { "ruleCollectionType": "FirewallPolicyFilterRuleCollection", "name": "c", "priority": 100, "future": 1,
            "action": { "type": "Deny" },
            "rules": [
              { "ruleType": "NetworkRule", "name": "a", "ipProtocols": ["TCP"], "sourceAddresses": ["*"], "sourceIpGroups": ["/groups/g"],
                "destinationAddresses": ["1.2.3.4"], "destinationFqdns": [], "destinationPorts": ["443"], "futureRule": { "x": 1 } },
              { "ruleType": "NetworkRule", "name": "b", "ipProtocols": ["UDP"], "sourceAddresses": ["*"],
                "destinationFqdns": ["ntp.ubuntu.com"], "destinationPorts": ["123"] } ] } ] }
        """;

    private static readonly ArmResourceId s_fw = FakeGateway.Id(ResourceTypes.Firewalls, "fw");
    private static readonly ArmResourceId s_policyFw = FakeGateway.Id(ResourceTypes.Firewalls, "policyfw");
    private static readonly ArmResourceId s_policy = FakeGateway.Id(ResourceTypes.FirewallPolicies, "p");
    private readonly FakeGateway _arm = new();

    public FirewallRuleEditTests()
    {
        _arm.Add(s_fw, """
            {
              "location": "eastus", "future": 1,
              "properties": {
                "networkRuleCollections": [ { "name": "c", "properties": { "priority": 300, "action": { "type": "Deny" }, "rules": [
                  { "name": "a", "protocols": ["TCP"], "sourceAddresses": ["*"], "destinationAddresses": ["1.2.3.4"],
                    "destinationPorts": ["443"], "futureRule": { "x": 1 } },
                  { "name": "b", "protocols": ["UDP"], "sourceAddresses": ["*"], "destinationFqdns": ["ntp.ubuntu.com"],
                    "destinationPorts": ["123"] } ] } } ],
                "natRuleCollections": [ { "name": "d", "properties": { "priority": 100, "action": { "type": "Dnat" }, "rules": [
                  { "name": "in", "protocols": ["TCP"], "sourceAddresses": ["*"], "destinationAddresses": ["20.1.2.3"],
                    "destinationPorts": ["443"], "translatedAddress": "10.0.0.4", "translatedPort": "8443" } ] } } ],
                "applicationRuleCollections": [ { "name": "w", "properties": { "priority": 100, "action": { "type": "Allow" }, "rules": [
                  { "name": "web", "protocols": [ { "protocolType": "Https", "port": 443 } ], "fqdnTags": ["WindowsUpdate"],
                    "sourceAddresses": ["*"] } ] } } ]
              }
            }
            """);
        _arm.Add(s_policyFw, $$"""{ "location": "eastus", "properties": { "firewallPolicy": { "id": "{{s_policy.Text}}" } } }""");
        _arm.Add(s_policy, """{ "location": "eastus", "properties": { "sku": { "tier": "Standard" } } }""");
        _arm.Add(s_policy.Child("ruleCollectionGroups", "g"), $$"""{ "properties": {{Policy}} }""");
    }

    [Fact]
    public async Task Edit_ClassicRule_ChangesTheNamedMembersInPlace()
    {
        var rule = Assert.Single(
            await EditAsync(s_fw, "a", new FirewallRuleEdit { DestinationPort = ["8443", "9443"], Protocol = ["udp"] }));

        Assert.Equal("UDP * -> 1.2.3.4:8443,9443", rule.ToString());
        var collections = _arm.OnlyWrite()["properties"]!["networkRuleCollections"]!;
        var rules = collections[0]!["properties"]!["rules"]!.AsArray();
        Assert.Equal(["a", "b"], rules.Select(one => (string?)one!["name"]));
        Assert.Equal(
            ["name", "protocols", "sourceAddresses", "destinationAddresses", "destinationPorts", "futureRule"],
            rules[0]!.AsObject().Select(member => member.Key));
        Assert.Equal(300, (int?)collections[0]!["properties"]!["priority"]);
        Assert.NotNull(_arm.Writes[0].IfMatch);
    }

    [Fact]
    public async Task Edit_PolicyRule_ChangesItsGroupOnly()
    {
        var before = _arm.Find(s_policy.Child("ruleCollectionGroups", "g"))!.DeepClone();

        var rule = Assert.Single(
            await EditAsync(s_policyFw, "a", new FirewallRuleEdit { SourceAddress = ["10.0.0.0/8"], Protocol = ["Any"] }));

        Assert.Equal("Any 10.0.0.0/8 -> 1.2.3.4:443", rule.ToString());
        Assert.EndsWith("/ruleCollectionGroups/g", Assert.Single(_arm.Writes).Path, StringComparison.Ordinal);
        var wanted = before["properties"]!["ruleCollections"]![0]!["rules"]![0]!;
        wanted["ipProtocols"] = new JsonArray("Any");
        wanted["sourceAddresses"] = new JsonArray("10.0.0.0/8");
        Assert.Empty(DocumentComparison.Compare(before, _arm.OnlyWrite()));
    }

    [Theory]
    [InlineData("fw")]
    [InlineData("policyfw")]
    public async Task Edit_DestinationOfTheOtherSort_TakesItsPlace(string firewall)
    {
        var id = FakeGateway.Id(ResourceTypes.Firewalls, firewall);

        var byName = Assert.Single(await EditAsync(id, "a", new FirewallRuleEdit { DestinationFqdn = ["api.contoso.com"] }));
        var byAddress = Assert.Single(await EditAsync(id, "b", new FirewallRuleEdit { DestinationAddress = ["AzureCloud.eastus"] }));

        Assert.Equal(["api.contoso.com"], byName.Destination);
        Assert.Equal(["AzureCloud.eastus"], byAddress.Destination);
    }

    [Fact]
    public async Task Edit_DnatAndApplicationRules_ReplaceTheirTargets()
    {
        var dnat = Assert.Single(
            await EditAsync(s_fw, "in", new FirewallRuleEdit { TranslatedAddress = "app.contoso.com", TranslatedPort = 9443 }));
        var web = Assert.Single(await EditAsync(s_fw, "web", new FirewallRuleEdit { TargetFqdn = ["*.contoso.com"] }));

        Assert.Equal("TCP * -> 20.1.2.3:443 => app.contoso.com:9443", dnat.ToString());
        Assert.Equal("Https=443 * -> *.contoso.com", web.ToString());
    }

    [Fact]
    public async Task Edit_RuleAsItIs_WritesNothing()
    {
        var plan = await PlanAsync(s_policyFw, "a", new FirewallRuleEdit { DestinationAddress = ["1.2.3.4"], Protocol = ["TCP"] });

        Assert.True(plan.IsMet);
        Assert.Equal("a", Assert.Single(plan.Planned).Name);
    }

    [Theory]
    [InlineData("fw")]
    [InlineData("policyfw")]
    public async Task Edit_RuleThatAnotherClientChanged_IsRefused_AndOneThatIsAsRequestedIsNot(string firewall)
    {
        var id = FakeGateway.Id(ResourceTypes.Firewalls, firewall);
        var plan = await PlanAsync(id, "a", new FirewallRuleEdit { DestinationPort = ["8443"] });
        Rule(firewall, "a")["destinationPorts"] = new JsonArray("80");

        var error = await Assert.ThrowsAsync<EgressException>(() => plan.RunAsync(new ResourceStore(_arm), CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.ModifiedByAnotherClient), error.Id);
        Assert.Empty(_arm.Writes);
        Rule(firewall, "a")["destinationPorts"] = new JsonArray("8443");
        Assert.Single(await plan.RunAsync(new ResourceStore(_arm), CancellationToken.None));
    }

    [Theory]
    [InlineData("fw")]
    [InlineData("policyfw")]
    public async Task Edit_RuleThatIsGone_IsNotFound(string firewall)
    {
        var plan = await PlanAsync(
            FakeGateway.Id(ResourceTypes.Firewalls, firewall), "a", new FirewallRuleEdit { DestinationPort = ["8443"] });
        Rule(firewall, "a")["name"] = "other";

        var error = await Assert.ThrowsAsync<EgressException>(() => plan.RunAsync(new ResourceStore(_arm), CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.FirewallRuleNotFound), error.Id);
        Assert.Empty(_arm.Writes);
    }

    [Fact]
    public async Task Edit_ParameterOfAnotherKind_IsRefused()
    {
        await RefusedAsync("a", new() { TargetFqdn = ["x.contoso.com"] }, nameof(EgressErrors.ContradictingParameters), "-TargetFqdn");
        await RefusedAsync("web", new() { DestinationPort = ["1"] }, nameof(EgressErrors.ContradictingParameters), "-DestinationPort");
        await RefusedAsync("in", new() { DestinationFqdn = ["x.y"] }, nameof(EgressErrors.ContradictingParameters), "-DestinationFqdn");
        await RefusedAsync("a", new() { TranslatedPort = 1 }, nameof(EgressErrors.ContradictingParameters), "-TranslatedPort");
        await RefusedAsync(
            "a", new() { DestinationFqdn = ["x.y"], DestinationAddress = ["*"] }, nameof(EgressErrors.ContradictingParameters), "FQDN");
        await RefusedAsync("in", new() { DestinationPort = ["1", "2"] }, nameof(EgressErrors.InvalidValue), "DestinationPort");
        await RefusedAsync("in", new() { Protocol = ["ICMP"] }, nameof(EgressErrors.InvalidValue), "Protocol");
        await RefusedAsync("a", new() { SourceAddress = ["nonsense/99"] }, nameof(EgressErrors.InvalidValue), "SourceAddress");
        await RefusedAsync("none", new(), nameof(EgressErrors.FirewallRuleNotFound), "none");
        Assert.Empty(_arm.Writes);
    }

    private async Task RefusedAsync(string rule, FirewallRuleEdit edit, string id, string named)
    {
        var error = await Assert.ThrowsAsync<EgressException>(() => PlanAsync(s_fw, rule, edit));
        Assert.Equal(id, error.Id);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    private JsonObject Rule(string firewall, string name) =>
        (firewall == "fw"
            ? _arm.Find(s_fw)!["properties"]!["networkRuleCollections"]![0]!["properties"]!["rules"]!
            : _arm.Find(s_policy.Child("ruleCollectionGroups", "g"))!["properties"]!["ruleCollections"]![0]!["rules"]!)
        .AsArray().OfType<JsonObject>().Single(rule => (string?)rule["name"] == name);

    private async Task<FirewallRulePlan> PlanAsync(ArmResourceId firewall, string rule, FirewallRuleEdit edit)
    {
        var store = new ResourceStore(_arm);
        var book = await FirewallRuleBook.ReadAsync(
            store, new Firewall(await store.ReadAsync(firewall, CancellationToken.None)), CancellationToken.None);
        return book.Editing(rule, null, null, null, edit);
    }

    private async Task<IReadOnlyList<FirewallRule>> EditAsync(ArmResourceId firewall, string rule, FirewallRuleEdit edit) =>
        await (await PlanAsync(firewall, rule, edit)).RunAsync(new ResourceStore(_arm), CancellationToken.None);
}
