using System.Text.Json.Nodes;
using AksEgress.Tests.Simulator;
using Xunit;

namespace AksEgress.Tests.EgressPaths;

/// <summary>What an Azure Firewall lets through: threat intelligence, policies with parents, IP groups, other subscriptions.</summary>
public sealed class FirewallDecisionTests : IDisposable
{
    private const string Test = "testmaliciousdomain.eastus.cloudapp.azure.com";
    private static readonly string s_firewall = SimulatedArm.NetworkId(ClusterWorld.Contoso, "azureFirewalls", "contoso-fw");
    private readonly PathWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("Off", "200")]
    [InlineData("Alert", "200")]
    [InlineData("Deny", "000")]
    public void Threat_intelligence_precedes_all_rules(string mode, string status)
    {
        _world.Commands.UseFirewall(network: PathWorld.Any);
        var firewall = _world.Arm.Read(s_firewall);
        firewall["properties"]!["threatIntelMode"] = mode;
        _world.Arm.Make(s_firewall, firewall.ToJsonString());
        Assert.Equal(status, _world.Status("https://" + Test));
        Assert.Equal("200", _world.Status("https://example.com"));
    }

    [Theory]
    [InlineData("Deny", "Alert", "", "000")]
    [InlineData("Alert", "Deny", "", "000")]
    [InlineData("Alert", "Alert", "", "200")]
    [InlineData("Deny", "Deny", Test, "200")]
    public void A_policy_is_at_least_as_strict_as_its_parent(string parent, string child, string allowed, string status)
    {
        Policies(
            Group(200, Collection("net", 100, "Allow", Network("*"))),
            "",
            parentMembers: $"\"threatIntelMode\":\"{parent}\",",
            childMembers: $"\"threatIntelMode\":\"{child}\",\"threatIntelWhitelist\":{{\"fqdns\":[\"{allowed}\"]}},");
        Assert.Equal(status, _world.Status("https://" + Test));
    }

    [Theory]
    [InlineData("net:Deny", "net:Allow", false)]
    [InlineData("net:Allow", "net:Deny", true)]
    [InlineData("app:Allow", "net:Deny", false)]
    [InlineData("app:Deny", "net:Allow", true)]
    [InlineData("app:Deny", "app:Allow", false)]
    [InlineData("", "app:Allow", true)]
    [InlineData("app:Allow", "", true)]
    [InlineData("", "", false)]
    public void A_parents_rules_come_first_in_each_kind(string parent, string child, bool connects)
    {
        // The parent's group has the lowest priority.
        Policies(One(65000, parent), One(100, child));
        Assert.Equal(connects ? "200" : "000", _world.Status("https://example.com"));
    }

    [Theory]
    [InlineData(100, 200, 200, 100, true)]
    [InlineData(200, 100, 100, 200, false)]
    [InlineData(100, 300, 200, 100, true)]
    public void Groups_come_before_collections(int allowGroup, int allowCollection, int denyGroup, int denyCollection, bool connects)
    {
        var child = Policies("", "");
        _world.Arm.Make(child + "/ruleCollectionGroups/a", Group(allowGroup, Collection("c", allowCollection, "Allow", Network("*"))));
        _world.Arm.Make(child + "/ruleCollectionGroups/d", Group(denyGroup, Collection("c", denyCollection, "Deny", Network("*"))));
        Assert.Equal(connects ? "200" : "000", _world.Status("https://example.com"));
    }

    [Theory]
    [InlineData("151.101.0.0/16", "200")]
    [InlineData("151.101.0.0-151.101.255.255", "200")]
    [InlineData("198.51.100.0/24", "000")]
    public void IP_groups_are_destinations(string address, string status)
    {
        var group = SimulatedArm.NetworkId(ClusterWorld.Contoso, "ipGroups", "targets");
        var made = _world.Arm.Make(
            group, """{"location":"eastus","properties":{"ipAddresses":["@a"]}}""".With("@a", address));
        Assert.Equal("Succeeded", (string?)made["properties"]!["provisioningState"]);
        Assert.Empty(made["properties"]!["firewalls"]!.AsArray());
        Policies("", Group(100, Collection("c", 100, "Allow", """
            {"ruleType":"NetworkRule","name":"r","ipProtocols":["TCP"],"sourceAddresses":["10.42.0.0/23"],"destinationIpGroups":["@g"],
            "destinationPorts":["443"]}
            """.With("@g", group))));
        Assert.Equal(status, _world.Status("https://example.com"));
        var list = $"{SimulatedArm.Group(ClusterWorld.Contoso)}/providers/Microsoft.Network/ipGroups";
        Assert.Single(_world.Arm.Read(list)["value"]!.AsArray());
    }

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.9-")]
    [InlineData("example.com")]
    public void An_IP_group_has_addresses_only(string address)
    {
        var group = SimulatedArm.NetworkId(ClusterWorld.Contoso, "ipGroups", "targets");
        Assert.Equal(
            "InvalidAddressPrefixFormat",
            _world.Arm.Put(
                group, """{"location":"eastus","properties":{"ipAddresses":["@a"]}}""".With("@a", address)).Code);
    }

    [Theory]
    [InlineData("""{"webCategories":["Business"],"protocols":[{"protocolType":"Https","port":443}]}""", "000")]
    [InlineData("""{"targetFqdns":["*.com"],"protocols":[{"protocolType":"Http","port":80}]}""", "000")]
    [InlineData("""{"targetFqdns":["*.com"],"protocols":[{"protocolType":"Https","port":8443}]}""", "000")]
    [InlineData("""{"targetFqdns":["*.com"],"protocols":[{"protocolType":"Https","port":443}]}""", "200")]
    [InlineData("""{"targetFqdns":["*"],"protocols":[{"protocolType":"Https","port":443}]}""", "200")]
    public void An_application_rule_needs_a_name_it_knows_and_the_protocol(string members, string status)
    {
        var rule = JsonNode.Parse(members)!.AsObject();
        rule["ruleType"] = "ApplicationRule";
        rule["name"] = "r";
        rule["sourceAddresses"] = new JsonArray("*");
        Policies("", Group(100, Collection("c", 100, "Allow", rule.ToJsonString())));
        Assert.Equal(status, _world.Status("https://example.com"));
    }

    [Theory]
    [InlineData(true, PathWorld.Firewall)]
    [InlineData(false, "")]
    public void A_firewall_in_a_hub_of_another_subscription_is_found_through_the_peering(bool bothSides, string expected)
    {
        const string other = "11111111-1111-1111-1111-111111111111";
        const string hub = $"/subscriptions/{other}/resourceGroups/hub-rg/providers/Microsoft.Network/virtualNetworks/hub";
        var back = bothSides
            ? "{\"name\":\"to\",\"id\":\"" + hub + "/virtualNetworkPeerings/to\",\"properties\":{\"provisioningState\":\"Succeeded\","
                + "\"remoteVirtualNetwork\":{\"id\":\"" + PathWorld.Network + "\"}}}"
            : "";
        _world.Edit(state =>
        {
            state.Add(JsonNode.Parse("""
                {"id":"/subscriptions/@s/resourceGroups/hub-rg","name":"hub-rg","type":"Microsoft.Resources/resourceGroups",
                "location":"eastus","properties":{"provisioningState":"Succeeded"}}
                """.With("@s", other)));
            state.Add(JsonNode.Parse("""
                {"id":"@h","name":"hub","type":"Microsoft.Network/virtualNetworks","location":"eastus","properties":{
                "provisioningState":"Succeeded","addressSpace":{"addressPrefixes":["10.60.0.0/16"]},"subnets":[{
                "name":"AzureFirewallSubnet","id":"@h/subnets/AzureFirewallSubnet","properties":{"addressPrefix":"10.60.0.0/26"}}],
                "virtualNetworkPeerings":[@b]}}
                """.With("@h", hub).With("@b", back)));
            var firewall = state.Single(static item => (string)item!["id"]! == s_firewall)!.DeepClone();
            firewall["id"] = $"/subscriptions/{other}/resourceGroups/hub-rg/providers/Microsoft.Network/azureFirewalls/hub-fw";
            firewall["name"] = "hub-fw";
            firewall["properties"]!["networkRuleCollections"] = JsonNode.Parse(PathWorld.Any);
            var configuration = firewall["properties"]!["ipConfigurations"]![0]!["properties"]!;
            configuration["privateIPAddress"] = "10.60.0.4";
            configuration["subnet"]!["id"] = hub + "/subnets/AzureFirewallSubnet";
            state.Remove(state.Single(static item => (string)item!["id"]! == s_firewall));
            state.Add(firewall);
        });
        _world.Peering(PathWorld.Network, hub);
        _world.Routes("0.0.0.0/0>10.60.0.4");
        Assert.Equal(expected, _world.Seen());
    }

    private static string Group(int priority, string collection) =>
        "{\"properties\":{\"priority\":" + priority + ",\"ruleCollections\":[" + collection + "]}}";

    private static string Collection(string name, int priority, string action, string rule) =>
        "{\"ruleCollectionType\":\"FirewallPolicyFilterRuleCollection\",\"name\":\"" + name + "\",\"priority\":" + priority
            + ",\"action\":{\"type\":\"" + action + "\"},\"rules\":[" + rule + "]}";

    private static string Network(string to) =>
        "{\"ruleType\":\"NetworkRule\",\"name\":\"r\",\"ipProtocols\":[\"Any\"],\"sourceAddresses\":[\"*\"],\"destinationAddresses\":[\""
            + to + "\"],\"destinationPorts\":[\"*\"]}";

    private static string One(int priority, string rule)
    {
        const string application = """
            {"ruleType":"ApplicationRule","name":"r","sourceAddresses":["*"],"targetFqdns":["example.com"],
            "protocols":[{"protocolType":"Https","port":443}]}
            """;
        var parts = rule.Split(':');
        return rule.Length == 0
            ? ""
            : Group(priority, Collection("c", 100, parts[1], parts[0] == "net" ? Network("*") : application));
    }

    // A policy with a parent, which the firewall uses on the route of the nodes.
    private string Policies(string parentGroup, string childGroup, string parentMembers = "", string childMembers = "")
    {
        var parent = SimulatedArm.NetworkId(ClusterWorld.Contoso, "firewallPolicies", "parent");
        var child = SimulatedArm.NetworkId(ClusterWorld.Contoso, "firewallPolicies", "child");
        const string policy = """{"location":"eastus","properties":{@m "sku":{"tier":"Standard"}@b}}""";
        _world.Arm.Make(
            parent,
            policy.With("@m", parentMembers).With("@b", ""));
        _world.Arm.Make(
            child,
            policy
                .With("@m", childMembers)
                .With("@b", ",\"basePolicy\":{\"id\":\"" + parent + "\"}"));
        foreach ((var owner, var group) in ((string, string)[])[(parent, parentGroup), (child, childGroup)])
        {
            if (group.Length > 0)
            {
                _world.Arm.Make(owner + "/ruleCollectionGroups/g", group);
            }
        }

        var firewall = _world.Arm.Read(s_firewall);
        firewall["properties"]!["firewallPolicy"] = new JsonObject { ["id"] = child };
        _world.Arm.Make(s_firewall, firewall.ToJsonString());
        _world.Routes("0.0.0.0/0>10.42.2.4");
        return child;
    }
}
