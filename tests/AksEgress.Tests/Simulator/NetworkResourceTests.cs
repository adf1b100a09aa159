using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace AksEgress.Tests.Simulator;

public sealed class NetworkResourceTests : IDisposable
{
    private const string StandardIp =
        """{"location":"eastus","sku":{"name":"Standard"},"properties":{"publicIPAllocationMethod":"Static"}}""";
    private readonly SimulatedArm _arm = new();
    private readonly string _address = SimulatedArm.NetworkId("rg", "publicIPAddresses", "ip");
    private readonly string _prefix = SimulatedArm.NetworkId("rg", "publicIPPrefixes", "pre");
    private readonly string _gateway = SimulatedArm.NetworkId("rg", "natGateways", "nat");

    public NetworkResourceTests() => _arm.MakeGroup("rg");

    public void Dispose() => _arm.Dispose();

    [Fact]
    public void A_static_address_is_assigned_at_the_end_of_the_operation_and_stays()
    {
        Assert.Null(_arm.Put(_address, StandardIp).Body!["properties"]!["ipAddress"]);
        _arm.Clock.Advance(1);
        var address = (string)_arm.Read(_address)["properties"]!["ipAddress"]!;
        Assert.True(IPAddress.TryParse(address, out _));
        var again = _arm.Make(
            _address,
            """{"location":"eastus","sku":{"name":"Standard"},"properties":"""
                + """{"publicIPAllocationMethod":"Static","ipAddress":"1.2.3.4","idleTimeoutInMinutes":10}}""");
        Assert.Equal(address, (string?)again["properties"]!["ipAddress"]);
        Assert.Equal("Regional", (string?)again["sku"]!["tier"]);
        Assert.Equal(["name", "id", "etag", "location", "properties", "type", "sku"], again.Select(static member => member.Key));
        var other = _arm.Make(_address + "2", StandardIp);
        Assert.NotEqual(address, (string?)other["properties"]!["ipAddress"]);
    }

    [Fact]
    public void The_same_seed_and_requests_give_the_same_documents()
    {
        static string Run(int seed)
        {
            using SimulatedArm arm = new(new() { Seed = seed });
            arm.MakeGroup("rg");
            arm.Make(SimulatedArm.NetworkId("rg", "publicIPAddresses", "ip"), StandardIp);
            arm.Make(SimulatedArm.NetworkId("rg", "publicIPPrefixes", "pre"), """{"location":"eastus"}""");
            return arm.Simulator.Save();
        }

        Assert.Equal(Run(7), Run(7));
        Assert.NotEqual(Run(7), Run(8));
    }

    [Fact]
    public void Basic_may_be_dynamic_but_standard_may_not()
    {
        Assert.Equal("Basic", (string?)_arm.Make(_address, """{"location":"eastus"}""")["sku"]!["name"]);
        Assert.Equal(HttpStatusCode.BadRequest, _arm.Put(_address + "2", """{"location":"eastus","sku":{"name":"Standard"}}""").Status);
        Assert.Equal(
            HttpStatusCode.BadRequest,
            _arm.Put(_address + "2", """{"location":"eastus","properties":{"idleTimeoutInMinutes":31}}""").Status);
        Assert.Equal(
            "woot.eastus.cloudapp.azure.com",
            (string?)_arm.Make(
                _address,
                """{"location":"eastus","properties":{"dnsSettings":{"domainNameLabel":"woot"}}}""")["properties"]!["dnsSettings"]![
                    "fqdn"]);
    }

    [Fact]
    public void Addresses_of_a_prefix_are_in_its_range_and_prevent_its_deletion()
    {
        var prefix = _arm.Make(_prefix, """{"location":"eastus","properties":{"prefixLength":30}}""");
        var range = (string)prefix["properties"]!["ipPrefix"]!;
        Assert.EndsWith("/30", range, StringComparison.Ordinal);
        var body = ("""{"location":"eastus","sku":{"name":"Standard"},"properties":{"publicIPAllocationMethod":"Static","publicIPPrefix":"""
            + """{"id":"@p"}}}""").With("@p", _prefix);
        var address = _arm.Make(_address, body);
        Assert.Equal(range[..range.LastIndexOf('.')], ((string)address["properties"]!["ipAddress"]!)[..range.LastIndexOf('.')]);
        Assert.Equal(_address, (string?)_arm.Read(_prefix)["properties"]!["publicIPAddresses"]![0]!["id"]);
        Assert.Equal("InUsePublicIpPrefixCannotBeDeleted", _arm.Send("DELETE", _prefix).Code);
        _arm.Delete(_address);
        Assert.False(_arm.Read(_prefix)["properties"]!.AsObject().ContainsKey("publicIPAddresses"));
        _arm.Delete(_prefix);
        Assert.Equal(HttpStatusCode.BadRequest, _arm.Put(_prefix, """{"location":"eastus","properties":{"prefixLength":8}}""").Status);
        Assert.Equal(HttpStatusCode.BadRequest, _arm.Put(_prefix, """{"location":"eastus","properties":{"prefixLength":"x"}}""").Status);
    }

    [Fact]
    public void Addresses_refer_to_their_NAT_gateway_which_accepts_only_its_own_SKU()
    {
        _arm.Make(_address, StandardIp);
        _arm.Make(_prefix, """{"location":"eastus"}""");
        var body = """{"location":"eastus","properties":{"publicIpAddresses":[{"id":"@ip"}],"publicIpPrefixes":[{"id":"@p"}]}}""".With(
            "@ip", _address).With("@p", _prefix);
        var gateway = _arm.Make(_gateway, body);
        Assert.Equal(4, (int)gateway["properties"]!["idleTimeoutInMinutes"]!);
        Assert.Equal("Standard", (string?)gateway["sku"]!["name"]);
        Assert.Equal(_gateway, (string?)_arm.Read(_address)["properties"]!["natGateway"]!["id"]);
        Assert.Equal(_gateway, (string?)_arm.Read(_prefix)["properties"]!["natGateway"]!["id"]);
        var refused = _arm.Send("DELETE", _address);
        Assert.Equal("PublicIPAddressCannotBeDeleted", refused.Code);
        Assert.StartsWith(
            $"Public IP address {_address} can not be deleted since it is still allocated to resource {_gateway}.",
            refused.Message,
            StringComparison.Ordinal);

        Assert.Equal(
            "NatGatewaySkuMismatch",
            _arm.Put(_gateway + "2", body.With("\"location\"", "\"sku\":{\"name\":\"StandardV2\"},\"location\"")).Code);
        Assert.Equal("PublicIPAddressInUse", _arm.Put(_gateway + "2", body).Code);
        Assert.Equal(
            HttpStatusCode.BadRequest, _arm.Put(_gateway, """{"location":"eastus","properties":{"idleTimeoutInMinutes":121}}""").Status);
        Assert.Equal(HttpStatusCode.BadRequest, _arm.Put(_gateway, """{"location":"eastus","sku":{"name":"Basic"}}""").Status);

        _arm.Make(_gateway, """{"location":"eastus","properties":{}}""");
        Assert.False(_arm.Read(_address)["properties"]!.AsObject().ContainsKey("natGateway"));
        _arm.Delete(_address);
    }

    [Fact]
    public void Addresses_refer_to_their_load_balancer_and_its_parts_to_each_other()
    {
        _arm.Make(_address, StandardIp);
        var id = SimulatedArm.NetworkId("rg", "loadBalancers", "lb");
        var body = """
            {"location":"eastus","sku":{"name":"Standard"},"properties":{
              "frontendIPConfigurations":[{"name":"f","properties":{"publicIPAddress":{"id":"@ip"}}}],
              "backendAddressPools":[{"name":"b"}],
              "outboundRules":[{"name":"o",
                "properties":{"protocol":"All","frontendIPConfigurations":[{"id":"@lb/frontendIPConfigurations/f"}],
                "backendAddressPool":{"id":"@lb/backendAddressPools/b"}}}]}}
            """.With("@ip", _address).With("@lb", id);
        var made = _arm.Make(id, body);
        Assert.Equal(
            id + "/outboundRules/o",
            (string?)made["properties"]!["frontendIPConfigurations"]![0]!["properties"]!["outboundRules"]![0]!["id"]);
        Assert.Equal(id + "/frontendIPConfigurations/f", (string?)_arm.Read(_address)["properties"]!["ipConfiguration"]!["id"]);
        Assert.Equal("f", (string?)_arm.Read(id + "/frontendIPConfigurations/f")["name"]);
        Assert.Equal(
            "InvalidResourceReference", _arm.Put(id, body.With("frontendIPConfigurations/f\"", "frontendIPConfigurations/g\"")).Code);
        _arm.Delete(id);
        Assert.False(_arm.Read(_address)["properties"]!.AsObject().ContainsKey("ipConfiguration"));
    }

    [Fact]
    public void A_security_group_has_six_default_rules_and_accepts_more()
    {
        var id = SimulatedArm.NetworkId("rg", "networkSecurityGroups", "nsg");
        var made = _arm.Make(id, """{"location":"eastus","properties":{"defaultSecurityRules":[]}}""");
        Assert.Equal(6, made["properties"]!["defaultSecurityRules"]!.AsArray().Count);
        var rule = _arm.Make(id + "/securityRules/a", """
            {"properties":{
              "protocol":"Tcp","access":"Deny","direction":"Outbound","priority":100,
              "sourceAddressPrefix":"*","destinationAddressPrefix":"Internet","sourcePortRange":"*","destinationPortRange":"*"}}
            """);
        Assert.Equal("[]", rule["properties"]!["sourcePortRanges"]!.ToJsonString());
        Assert.Equal(
            "SecurityRuleConflict", _arm.Put(id + "/securityRules/b", """{"properties":{"direction":"outbound","priority":100}}""").Code);
        Assert.Equal(
            "SecurityRuleInvalidPriority",
            _arm.Put(id + "/securityRules/b", """{"properties":{"direction":"Outbound","priority":99}}""").Code);
        Assert.Equal(
            HttpStatusCode.MethodNotAllowed, _arm.Put(id + "/defaultSecurityRules/DenyAllOutBound", """{"properties":{}}""").Status);
    }

    [Fact]
    public void Other_network_types_are_stored_as_sent_with_state_and_etag()
    {
        var policy = SimulatedArm.NetworkId("rg", "firewallPolicies", "p");
        var made = _arm.Make(
            policy, """{"location":"eastus","extra":[1,2.5,"x"],"properties":{"threatIntelMode":"Deny","deep":{"a":{"b":true}}}}""");
        Assert.Equal("""[1,2.5,"x"]""", made["extra"]!.ToJsonString());
        Assert.Equal("Succeeded", (string?)made["properties"]!["provisioningState"]);
        Assert.True((bool)made["properties"]!["deep"]!["a"]!["b"]!);
        var group = _arm.Make(policy + "/ruleCollectionGroups/g", """{"properties":{"priority":200,"ruleCollections":[]}}""");
        Assert.Equal("Microsoft.Network/FirewallPolicies/RuleCollectionGroups", (string?)group["type"]);
        Assert.Single(_arm.Read(policy + "/ruleCollectionGroups")["value"]!.AsArray());
        _arm.Delete(policy);
        Assert.Equal("ParentResourceNotFound", _arm.Get(policy + "/ruleCollectionGroups/g").Code);
    }

    [Fact]
    public void A_second_write_supersedes_the_first()
    {
        var first = _arm.Put(_gateway, """{"location":"eastus"}""");
        var second = _arm.Put(_gateway, """{"location":"eastus","properties":{"idleTimeoutInMinutes":9}}""");
        Assert.Equal(HttpStatusCode.OK, second.Status);
        var status = _arm.Get(first.Headers["Azure-AsyncOperation"]).Body!;
        Assert.Equal("Canceled", (string?)status["status"]);
        Assert.Equal("CanceledAndSupersededDueToAnotherOperation", (string?)status["error"]!["code"]);
        _arm.Clock.Advance(5);
        Assert.Equal("Succeeded", _arm.Get(_gateway).State);
    }

    [Fact]
    public void Providers_without_rules_store_documents_too()
    {
        var registry = SimulatedArm.Group("rg") + "/providers/Microsoft.ContainerRegistry/registries/i";
        var made = _arm.Put(registry, """{"location":"East US","properties":{"x":1}}""");
        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.Equal("Succeeded", made.State);
        var extension = _arm.Read(registry)["id"] + "/providers/Microsoft.Insights/diagnosticSettings/d";
        Assert.Equal(HttpStatusCode.Created, _arm.Put(extension, """{"properties":{"workspaceId":"x"}}""").Status);
        Assert.Equal("x", (string?)_arm.Read(extension)["properties"]!["workspaceId"]);
        Assert.Equal(HttpStatusCode.OK, _arm.Send("DELETE", registry).Status);
        Assert.Equal(HttpStatusCode.NotFound, _arm.Get(registry).Status);
    }
}
