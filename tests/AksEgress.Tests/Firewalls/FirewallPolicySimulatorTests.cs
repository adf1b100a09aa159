using System.Net;
using AksEgress.Tests.Simulator;

namespace AksEgress.Tests.Firewalls;

/// <summary>Firewall policies and their rule collection groups in the simulator: references, rules, one change at a time.</summary>
public sealed class FirewallPolicySimulatorTests : IDisposable
{
    private static readonly string Policy = SimulatedArm.NetworkId("rg", "firewallPolicies", "p");
    private static readonly string Group = Policy + "/ruleCollectionGroups/g";
    private static readonly string Fw = SimulatedArm.NetworkId("rg", "azureFirewalls", "fw");
    private readonly SimulatedArm arm = new();

    public FirewallPolicySimulatorTests()
    {
        arm.MakeGroup("rg");
        arm.Make(Policy, """{ "location": "eastus", "properties": { "future": 1 } }""");
    }

    [Fact]
    public void A_policy_has_defaults_and_shows_its_groups_and_firewalls()
    {
        arm.Make(Group, Body(200));
        arm.Make(Fw, Firewall());

        var properties = arm.Read(Policy)["properties"]!;
        Assert.Equal(("Standard", "Alert", 1), ((string?)properties["sku"]!["tier"], (string?)properties["threatIntelMode"], (int?)properties["future"]));
        Assert.Equal(Group, (string?)Assert.Single(properties["ruleCollectionGroups"]!.AsArray())!["id"]);
        Assert.Equal(Fw, (string?)Assert.Single(properties["firewalls"]!.AsArray())!["id"]);
        Assert.Equal("FirewallPolicyCannotBeDeletedWhenInUse", arm.Send("DELETE", Policy).Code);

        // What only ARM writes is not taken from a client, and what it had stays.
        arm.Put(Policy, """{ "location": "eastus", "properties": { "firewalls": [], "sku": { "tier": "Standard" } } }""");
        Assert.Single(arm.Read(Policy)["properties"]!["firewalls"]!.AsArray());
        arm.Clock.Advance(600);
        Assert.Equal("FirewallPolicySkuTierCannotBeChanged", arm.Put(Policy, """{ "location": "eastus", "properties": { "sku": { "tier": "Premium" } } }""").Code);
    }

    [Fact]
    public void One_change_at_a_time_of_policy_groups_and_firewalls()
    {
        arm.Make(Fw, Firewall());
        arm.Put(Group, Body(200));

        var second = arm.Put(Policy + "/ruleCollectionGroups/h", Body(300));
        Assert.Equal((HttpStatusCode.Conflict, "FirewallPolicyRuleCollectionGroupUpdateNotAllowedWhenUpdatingOrDeleting"), (second.Status, second.Code));
        Assert.Equal("FirewallPolicyUpdateNotAllowedWhenUpdatingOrDeleting", arm.Put(Policy, """{ "location": "eastus", "properties": {} }""").Code);
        var firewall = arm.Put(Fw, Firewall());
        Assert.Equal((HttpStatusCode.TooManyRequests, "AnotherOperationInProgress"), (firewall.Status, firewall.Code));

        // With a firewall behind it a change takes minutes.
        arm.Clock.Advance(100);
        Assert.Equal("Updating", arm.Get(Group).State);
        arm.Clock.Advance(200);
        Assert.Equal(HttpStatusCode.Created, arm.Put(Policy + "/ruleCollectionGroups/h", Body(300)).Status);
        arm.Clock.Advance(300);
        arm.Put(Fw, Firewall("""{ "x": "y" }"""));
        Assert.Equal(HttpStatusCode.Conflict, arm.Put(Group, Body(200)).Status);
    }

    [Theory]
    [InlineData("""{ "properties": { "priority": 99 } }""", "InvalidParameter")]
    [InlineData("""{ "properties": { "priority": 300 } }""", "FirewallPolicyRuleCollectionGroupPriorityConflict")]
    [InlineData("""{ "properties": { "priority": 200, "ruleCollections": [{ "name": "c", "priority": 100, "ruleCollectionType": "Other" }] } }""", "InvalidRequestFormat")]
    [InlineData("""{ "properties": { "priority": 200, "ruleCollections": [{ "name": "c", "priority": 100, "ruleCollectionType": "FirewallPolicyNatRuleCollection", "action": { "type": "Allow" } }] } }""", "InvalidRequestFormat")]
    [InlineData("""{ "properties": { "priority": 200, "ruleCollections": [{ "name": "c", "priority": 100, "ruleCollectionType": "FirewallPolicyFilterRuleCollection", "action": { "type": "Allow" }, "rules": [{ "name": "r", "ruleType": "NatRule" }] }] } }""", "FirewallPolicyRuleTypeInvalid")]
    [InlineData("""{ "properties": { "priority": 200, "ruleCollections": [{ "name": "c", "priority": 100, "ruleCollectionType": "FirewallPolicyFilterRuleCollection", "action": { "type": "Allow" }, "rules": [{ "name": "r", "ruleType": "NetworkRule" }, { "name": "s", "ruleType": "ApplicationRule" }] }] } }""", "FirewallPolicyRuleTypeInvalid")]
    public void What_a_group_must_not_be_is_refused(string body, string code)
    {
        arm.Make(Policy + "/ruleCollectionGroups/other", Body(300));
        Assert.Equal(code, arm.Put(Group, body).Code);
        Assert.Equal(HttpStatusCode.NotFound, arm.Get(Group).Status);
    }

    [Fact]
    public void A_firewall_of_another_tier_is_refused_and_a_policy_below_stays()
    {
        var child = SimulatedArm.NetworkId("rg", "firewallPolicies", "child");
        arm.Make(child, $$"""{ "location": "eastus", "properties": { "basePolicy": { "id": "{{Policy}}" } } }""");
        Assert.Equal(HttpStatusCode.BadRequest, arm.Send("DELETE", Policy).Status);
        Assert.Equal("AzureFirewallPolicyTierMismatch", arm.Put(Fw, Firewall().Replace("\"properties\": {", "\"properties\": { \"sku\": { \"tier\": \"Premium\" },", StringComparison.Ordinal)).Code);
    }

    public void Dispose() => arm.Dispose();

    private static string Body(int priority) => $$"""
        { "properties": { "priority": {{priority}}, "ruleCollections": [{ "name": "c", "priority": 100, "ruleCollectionType": "FirewallPolicyFilterRuleCollection",
          "action": { "type": "Allow" }, "rules": [{ "ruleType": "NetworkRule", "name": "r", "ipProtocols": ["TCP"], "destinationPorts": ["443"] }] }] } }
        """;

    private static string Firewall(string tags = "{}") => $$"""{ "location": "eastus", "tags": {{tags}}, "properties": { "firewallPolicy": { "id": "{{Policy}}" } } }""";
}
