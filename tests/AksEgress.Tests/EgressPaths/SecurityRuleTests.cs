using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Tests.Simulator;
using Xunit;

namespace AksEgress.Tests.EgressPaths;

/// <summary>What outbound security rules let through, and which rules ARM accepts.</summary>
public sealed class SecurityRuleTests : IDisposable
{
    private const string Rule = """
        {"properties":{"protocol":"@proto","sourcePortRange":"*","destinationPortRange":"*","sourceAddressPrefix":"*",
        "destinationAddressPrefix":"@to","access":"@a","priority":@p,"direction":"Outbound"}}
        """;

    private static readonly string s_group = SimulatedArm.NetworkId(ClusterWorld.Contoso, "networkSecurityGroups", "contoso-aks-nsg");
    private readonly PathWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("Internet:Deny", "example.com", false)]
    [InlineData("VirtualNetwork:Deny", "example.com", true)]
    [InlineData("VirtualNetwork:Allow *:Deny", "example.com", false)]
    [InlineData("AzureCloud:Allow Internet:Deny", "mcr.microsoft.com", true)]
    [InlineData("AzureCloud:Allow Internet:Deny", "example.com", false)]
    [InlineData("AzureCloud.eastus:Allow Internet:Deny", "mcr.microsoft.com", true)]
    [InlineData("AzureCloud.westus:Allow Internet:Deny", "mcr.microsoft.com", false)]
    [InlineData("Internet:Deny AzureCloud:Allow", "mcr.microsoft.com", false)]
    [InlineData("151.101.0.0/16:Deny", "example.com", false)]
    [InlineData("151.101.0.0/16:Allow Internet:Deny", "example.com", true)]
    public void The_first_match_by_priority_decides(string rules, string host, bool connects)
    {
        var priority = 100;
        foreach (var rule in rules.Split(' '))
        {
            Add($"r{priority}", rule.Split(':')[0], rule.Split(':')[1], priority);
            priority += 10;
        }

        Assert.Equal(connects, _world.Connects(host, 443));
    }

    [Fact]
    public void Prefixes_of_user_defined_routes_are_in_the_virtual_network_except_default_routes()
    {
        Add("deny", "VirtualNetwork", "Deny", 100);
        _world.Routes("0.0.0.0/0>Internet");
        Assert.True(_world.Connects("example.com", 443));
        _world.Routes("151.101.0.0/16>Internet");
        Assert.False(_world.Connects("example.com", 443));
    }

    [Theory]
    [InlineData("Tcp", true)]
    [InlineData("Udp", false)]
    public void A_rule_has_a_protocol(string protocol, bool udp)
    {
        Add("deny", "Internet", "Deny", 100, protocol);
        Assert.Equal(udp, _world.Connects("example.com", 123, "UDP"));
        Assert.Equal(!udp, _world.Connects("example.com", 123));
    }

    [Fact]
    public void The_group_of_the_nodes_interfaces_decides_too()
    {
        var nodes = SimulatedArm.NetworkId(ClusterWorld.NodeGroup, "networkSecurityGroups", "aks-agentpool-41822207-nsg");
        Assert.Equal(PathWorld.Direct, _world.Seen());
        _world.Arm.Make(nodes + "/securityRules/deny", Text("Internet", "Deny", 100));
        Assert.Equal("", _world.Seen());

        // An allow rule of the subnet doesn't change that.
        Add("allow", "Internet", "Allow", 100);
        Assert.Equal("", _world.Seen());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_application_security_group_is_a_source(bool member)
    {
        var id = SimulatedArm.NetworkId(ClusterWorld.Contoso, "applicationSecurityGroups", "nodes");
        _world.Arm.Make(id, """{"location":"eastus"}""");
        if (member)
        {
            _world.SystemPool(pool => pool["networkProfile"] = new JsonObject { ["applicationSecurityGroups"] = new JsonArray(id) });
        }

        _world.Arm.Make(s_group + "/securityRules/deny", """
            {"properties":{"protocol":"*","sourcePortRange":"*","destinationPortRange":"*","sourceApplicationSecurityGroups":[{"id":"@i"}],
            "destinationAddressPrefix":"*","access":"Deny","priority":100,"direction":"Outbound"}}
            """.With("@i", id));
        Assert.Equal(!member, _world.Connects("example.com", 443));
    }

    [Fact]
    public void An_application_security_group_is_a_destination_in_the_network()
    {
        var id = SimulatedArm.NetworkId(ClusterWorld.Contoso, "applicationSecurityGroups", "databases");
        _world.Arm.Make(id, """{"location":"eastus"}""");
        _world.Interface("db", "10.42.1.50", own: "\"applicationSecurityGroups\":[{\"id\":\"@i\"}],".With("@i", id));
        _world.Interface("web", "10.42.1.51");
        _world.Arm.Make(s_group + "/securityRules/deny", """
            {"properties":{"protocol":"Tcp","sourcePortRange":"*","destinationPortRange":"1433","sourceAddressPrefix":"*",
            "destinationApplicationSecurityGroups":[{"id":"@i"}],"access":"Deny","priority":100,"direction":"Outbound"}}
            """.With("@i", id));
        Assert.False(_world.Connects("10.42.1.50", 1433));
        Assert.True(_world.Connects("10.42.1.50", 443));
        Assert.True(_world.Connects("10.42.1.51", 1433));
    }

    [Fact]
    public void An_augmented_rule_has_several_prefixes_and_ports()
    {
        _world.Arm.Make(s_group + "/securityRules/deny", """
            {"properties":{"protocol":"*","sourcePortRange":"*","destinationPortRanges":["80","8000-8999"],
            "sourceAddressPrefixes":["10.42.0.0/23"],"destinationAddressPrefixes":["AzureCloud","151.101.0.0/16"],
            "access":"Deny","priority":100,"direction":"Outbound"}}
            """);
        Assert.False(_world.Connects("example.com", 8443));
        Assert.False(_world.Connects("mcr.microsoft.com", 80));
        Assert.True(_world.Connects("example.com", 443));
    }

    [Theory]
    [InlineData("priority", "99", "SecurityRuleInvalidPriority")]
    [InlineData("priority", "4097", "SecurityRuleInvalidPriority")]
    [InlineData("destinationPortRange", "\"80,443\"", "SecurityRuleInvalidPortRange")]
    [InlineData("destinationPortRange", "\"70000\"", "SecurityRuleInvalidPortRange")]
    [InlineData("destinationPortRange", "\"90-80\"", "SecurityRuleInvalidPortRange")]
    [InlineData("destinationAddressPrefix", "\"10.0.0.0/33\"", "SecurityRuleInvalidAddressPrefix")]
    [InlineData("destinationAddressPrefixes", "[\"*\"]", "SecurityRuleParameterContainsUnsupportedValue")]
    [InlineData("destinationAddressPrefixes", "[\"Internet\",\"10.0.0.0/8\"]", "SecurityRuleParameterContainsUnsupportedValue")]
    [InlineData("sourceApplicationSecurityGroups", "[{\"id\":\"x\"}]", "SecurityRuleParameterCannotBeCombined")]
    [InlineData("access", "\"Maybe\"", "InvalidRequestFormat")]
    [InlineData("direction", "\"Sideways\"", "InvalidRequestFormat")]
    [InlineData("protocol", "\"Http\"", "InvalidRequestFormat")]
    public void ARM_refuses_invalid_rules(string member, string value, string code)
    {
        var rule = JsonNode.Parse(Text("10.0.0.0/8", "Deny", 100))!;
        rule["properties"]![member] = JsonNode.Parse(value);
        var answer = _world.Arm.Put(s_group + "/securityRules/r", rule.ToJsonString());
        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.Status, answer.Code));
        Assert.Equal(HttpStatusCode.NotFound, _world.Arm.Get(s_group + "/securityRules/r").Status);
    }

    [Fact]
    public void A_priority_is_unique_in_a_direction_and_a_deleted_rule_frees_it()
    {
        Add("one", "Internet", "Deny", 100);
        Assert.Equal("SecurityRuleConflict", _world.Arm.Put(s_group + "/securityRules/two", Text("Internet", "Deny", 100)).Code);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, _world.Arm.Send("PATCH", s_group + "/securityRules/one", "{}").Status);
        _world.Arm.Delete(s_group + "/securityRules/one");
        Add("two", "Internet", "Deny", 100);
    }

    [Fact]
    public void A_group_has_at_most_1000_rules()
    {
        JsonArray rules = [];
        for (var number = 0; number < 1001; number++)
        {
            var rule = JsonNode.Parse(Text("10.0.0.0/8", "Deny", 100 + number))!;
            rule["name"] = $"r{number}";
            rules.Add(rule);
        }

        var id = SimulatedArm.NetworkId(ClusterWorld.Contoso, "networkSecurityGroups", "large");
        JsonObject group = new() { ["location"] = "eastus", ["properties"] = new JsonObject { ["securityRules"] = rules } };
        Assert.Equal(HttpStatusCode.BadRequest, _world.Arm.Put(id, group.ToJsonString()).Status);
        rules.RemoveAt(0);
        Assert.Equal(HttpStatusCode.Created, _world.Arm.Put(id, group.ToJsonString()).Status);
    }

    private static string Text(string to, string access, int priority, string protocol = "*") =>
        Rule.With("@proto", protocol).With("@to", to).With("@a", access).With("@p", priority.ToString(CultureInfo.InvariantCulture));

    private void Add(string name, string to, string access, int priority, string protocol = "*") =>
        _world.Arm.Make($"{s_group}/securityRules/{name}", Text(to, access, priority, protocol));
}
