using System.Net;
using AksEgress.Tests.Simulator;

namespace AksEgress.Tests.Firewalls;

/// <summary>Firewall policies and their rule collection groups in the simulator: references, rules, one change at a time.</summary>
public sealed class FirewallPolicySimulatorTests : IDisposable
{
    private static readonly string s_policy = SimulatedArm.NetworkId("rg", "firewallPolicies", "p");
    private static readonly string s_group = s_policy + "/ruleCollectionGroups/g";
    private static readonly string s_fw = SimulatedArm.NetworkId("rg", "azureFirewalls", "fw");
    private readonly SimulatedArm _arm = new();

    public FirewallPolicySimulatorTests()
    {
        _arm.MakeGroup("rg");
        _arm.Make(s_policy, """{ "location": "eastus", "properties": { "future": 1 } }""");
    }

    [Fact]
    public void A_policy_has_defaults_and_shows_its_groups_and_firewalls()
    {
        _arm.Make(s_group, Body(200));
        _arm.Make(s_fw, Firewall());

        var properties = _arm.Read(s_policy)["properties"]!;
        Assert.Equal(
            ("Standard", "Alert", 1),
            ((string?)properties["sku"]!["tier"], (string?)properties["threatIntelMode"], (int?)properties["future"]));
        Assert.Equal(s_group, (string?)Assert.Single(properties["ruleCollectionGroups"]!.AsArray())!["id"]);
        Assert.Equal(s_fw, (string?)Assert.Single(properties["firewalls"]!.AsArray())!["id"]);
        Assert.Equal("FirewallPolicyCannotBeDeletedWhenInUse", _arm.Send("DELETE", s_policy).Code);

        // A client's values of read-only members are ignored, and the current ones stay.
        _arm.Put(s_policy, """{ "location": "eastus", "properties": { "firewalls": [], "sku": { "tier": "Standard" } } }""");
        Assert.Single(_arm.Read(s_policy)["properties"]!["firewalls"]!.AsArray());
        _arm.Clock.Advance(600);
        Assert.Equal(
            "FirewallPolicySkuTierCannotBeChanged",
            _arm.Put(s_policy, """{ "location": "eastus", "properties": { "sku": { "tier": "Premium" } } }""").Code);
    }

    [Fact]
    public void Changes_of_policy_groups_and_firewalls_are_serialized()
    {
        _arm.Make(s_fw, Firewall());
        _arm.Put(s_group, Body(200));

        var second = _arm.Put(s_policy + "/ruleCollectionGroups/h", Body(300));
        Assert.Equal(
            (HttpStatusCode.Conflict, "FirewallPolicyRuleCollectionGroupUpdateNotAllowedWhenUpdatingOrDeleting"),
            (second.Status, second.Code));
        Assert.Equal(
            "FirewallPolicyUpdateNotAllowedWhenUpdatingOrDeleting",
            _arm.Put(s_policy, """{ "location": "eastus", "properties": {} }""").Code);
        var firewall = _arm.Put(s_fw, Firewall());

        // 409, as recorded in Azure/azure-service-operator (Test_Networking_Firewall_20240301_CRUD).
        Assert.Equal((HttpStatusCode.Conflict, "AnotherOperationInProgress"), (firewall.Status, firewall.Code));

        // With a firewall that uses the policy, a change takes minutes.
        _arm.Clock.Advance(100);
        Assert.Equal("Updating", _arm.Get(s_group).State);
        _arm.Clock.Advance(200);
        Assert.Equal(HttpStatusCode.Created, _arm.Put(s_policy + "/ruleCollectionGroups/h", Body(300)).Status);
        _arm.Clock.Advance(300);
        _arm.Put(s_fw, Firewall("""{ "x": "y" }"""));
        Assert.Equal(HttpStatusCode.Conflict, _arm.Put(s_group, Body(200)).Status);
    }

    [Theory]
    [InlineData("""{ "properties": { "priority": 99 } }""", "InvalidParameter")]
    [InlineData("""{ "properties": { "priority": 300 } }""", "FirewallPolicyRuleCollectionGroupPriorityConflict")]
    [InlineData(
        """{ "properties": { "priority": 200, "ruleCollections": [{ "name": "c", "priority": 100, "ruleCollectionType": "Other" }] } }""",
        "InvalidRequestFormat")]
    [InlineData(
        """{ "properties": { "priority": 200, "ruleCollections": [{ "name": "c", "priority": 100,"""
            + """ "ruleCollectionType": "FirewallPolicyNatRuleCollection", "action": { "type": "Allow" } }] } }""",
        "InvalidRequestFormat")]
    [InlineData(
        """{ "properties": { "priority": 200, "ruleCollections": [{ "name": "c", "priority": 100,"""
            + """ "ruleCollectionType": "FirewallPolicyFilterRuleCollection", "action": { "type": "Allow" }, "rules": [{ "name": "r","""
            + """ "ruleType": "NatRule" }] }] } }""",
        "FirewallPolicyRuleTypeInvalid")]
    [InlineData(
        """{ "properties": { "priority": 200, "ruleCollections": [{ "name": "c", "priority": 100,"""
            + """ "ruleCollectionType": "FirewallPolicyFilterRuleCollection", "action": { "type": "Allow" }, "rules": [{ "name": "r","""
            + """ "ruleType": "NetworkRule" }, { "name": "s", "ruleType": "ApplicationRule" }] }] } }""",
        "FirewallPolicyRuleTypeInvalid")]
    public void An_invalid_group_is_refused(string body, string code)
    {
        _arm.Make(s_policy + "/ruleCollectionGroups/other", Body(300));
        Assert.Equal(code, _arm.Put(s_group, body).Code);
        Assert.Equal(HttpStatusCode.NotFound, _arm.Get(s_group).Status);
    }

    [Fact]
    public void A_firewall_of_another_tier_is_refused_and_a_base_policy_is_not_removed()
    {
        var child = SimulatedArm.NetworkId("rg", "firewallPolicies", "child");
        _arm.Make(child, $$"""{ "location": "eastus", "properties": { "basePolicy": { "id": "{{s_policy}}" } } }""");
        Assert.Equal(HttpStatusCode.BadRequest, _arm.Send("DELETE", s_policy).Status);
        Assert.Equal(
            "AzureFirewallPolicyTierMismatch",
            _arm.Put(
                s_fw,
                Firewall().Replace(
                    "\"properties\": {", "\"properties\": { \"sku\": { \"tier\": \"Premium\" },", StringComparison.Ordinal)).Code);
    }

    public void Dispose() => _arm.Dispose();

    private static string Body(int priority) => $$"""
        { "properties": { "priority": {{priority}},
          "ruleCollections": [{ "name": "c", "priority": 100, "ruleCollectionType": "FirewallPolicyFilterRuleCollection",
          "action": { "type": "Allow" },
            "rules": [{ "ruleType": "NetworkRule", "name": "r", "ipProtocols": ["TCP"], "destinationPorts": ["443"] }] }] } }
        """;

    private static string Firewall(string tags = "{}") =>
        $$"""{ "location": "eastus", "tags": {{tags}}, "properties": { "firewallPolicy": { "id": "{{s_policy}}" } } }""";
}
