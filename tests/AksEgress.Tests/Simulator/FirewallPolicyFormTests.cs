using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace AksEgress.Tests.Simulator;

/// <summary>
/// The form of policies and their groups in responses, as recorded with the tests of the Azure CLI's extension azure-firewall, and of
/// Azure Service Operator (Test_Networking_Firewall_20240301_CRUD: newer api-versions return the size first).
/// </summary>
public sealed class FirewallPolicyFormTests : IDisposable
{
    private static readonly string s_policy = SimulatedArm.NetworkId("rg", "firewallPolicies", "p");
    private static readonly string s_group = s_policy + "/ruleCollectionGroups/g";
    private readonly SimulatedArm _arm = new();

    public FirewallPolicyFormTests()
    {
        _arm.MakeGroup("rg");
        _arm.Make(s_policy, """{"location":"eastus","properties":{}}""");
    }

    public void Dispose() => _arm.Dispose();

    [Fact]
    public void A_policy_has_its_three_lists_of_users_from_the_first_answer_on()
    {
        var put = _arm.Put(
            s_policy + "2",
            """{"location":"eastus","properties":{"threatIntelMode":"Deny","dnsSettings":{"enableProxy":false,"servers":["10.0.0.1"]}}}""");
        Assert.Equal("properties,id,name,type,etag,location", Members(put.Body));
        Assert.Equal(
            "size,sku,childPolicies,ruleCollectionGroups,firewalls,threatIntelMode,dnsSettings,provisioningState",
            Members(put.Body!["properties"]));
        Assert.Matches(@"^0\.\d+ MB$", (string?)put.Body["properties"]!["size"]);
        Assert.Equal(
            "sku,childPolicies,ruleCollectionGroups,firewalls,threatIntelMode,dnsSettings,provisioningState",
            Members(_arm.Read(s_policy + "2", "2022-01-01")["properties"]));
        Assert.Equal("""{"servers":["10.0.0.1"]}""", put.Body["properties"]!["dnsSettings"]!.ToJsonString());
        Assert.Equal("[]", put.Body["properties"]!["childPolicies"]!.ToJsonString());
        Assert.Equal("Microsoft.Network/FirewallPolicies", (string?)put.Body["type"]);

        // Without quotes in the body, with quotes in the header.
        _arm.Clock.Advance(600);
        var read = _arm.Get(s_policy + "2");
        Assert.True(Guid.TryParse((string?)read.Body!["etag"], out _));
        Assert.Equal($"\"{(string?)read.Body["etag"]}\"", read.Headers["ETag"]);

        _arm.Make(s_policy + "3", """{"location":"eastus","properties":{"basePolicy":{"id":"@p"}}}""".With("@p", s_policy));
        Assert.Equal(s_policy + "3", (string?)Assert.Single(_arm.Read(s_policy)["properties"]!["childPolicies"]!.AsArray())!["id"]);
        _arm.Delete(s_policy + "3");
        Assert.Equal("[]", _arm.Read(s_policy)["properties"]!["childPolicies"]!.ToJsonString());
    }

    [Fact]
    public void Rules_are_returned_in_ARMs_order_with_ARMs_additions()
    {
        var made = _arm.Make(s_group, """
            {"properties":{"ruleCollections":[
              {"name":"nat","priority":100,"ruleCollectionType":"FirewallPolicyNatRuleCollection","action":{"type":"DNAT"},
               "rules":[{"name":"a","ruleType":"NatRule","translatedPort":"80","translatedAddress":"10.0.0.4","ipProtocols":["TCP"],
                 "destinationPorts":["80"],"destinationAddresses":["20.0.0.1"],"own":1}]},
              {"name":"net","priority":200,"ruleCollectionType":"FirewallPolicyFilterRuleCollection","action":{"type":"Allow"},
               "rules":[{"name":"b","ruleType":"NetworkRule","destinationPorts":["53"],"ipProtocols":["UDP"],"destinationAddresses":["*"],
                 "sourceAddresses":["*"]}]},
              {"name":"app","priority":300,"ruleCollectionType":"FirewallPolicyFilterRuleCollection","action":{"type":"Allow"},
               "rules":[{"name":"c","ruleType":"ApplicationRule","protocols":[{"port":443,"protocolType":"Https"}],"targetFqdns":["a.b"],
                 "sourceAddresses":["*"]}]}
            ],"priority":200}}
            """);

        Assert.Equal("properties,id,name,type,etag,location", Members(made));
        Assert.Equal(
            ("size,priority,ruleCollections,provisioningState", "eastus"), (Members(made["properties"]), (string?)made["location"]));
        Assert.Equal("priority,ruleCollections,provisioningState", Members(_arm.Read(s_group, "2022-01-01")["properties"]));
        var collections = made["properties"]!["ruleCollections"]!.AsArray();
        Assert.All(collections, collection => Assert.Equal("ruleCollectionType,action,rules,name,priority", Members(collection)));
        Assert.Equal("Dnat", (string?)collections[0]!["action"]!["type"]);
        JsonNode[] rules = [.. collections.Select(static collection => collection!["rules"]![0]!)];
        Assert.Equal(
            "ruleType,name,translatedAddress,translatedPort,ipProtocols,sourceAddresses,sourceIpGroups,destinationAddresses,"
                + "destinationPorts,own",
            Members(rules[0]));
        Assert.Equal(
            "ruleType,ipv6Rule,name,ipProtocols,sourceAddresses,sourceIpGroups,destinationAddresses,destinationIpGroups,destinationFqdns,"
                + "destinationPorts",
            Members(rules[1]));
        Assert.False((bool)rules[1]["ipv6Rule"]!);
        Assert.Equal(
            "ruleType,name,protocols,fqdnTags,webCategories,targetFqdns,targetUrls,sourceAddresses,sourceIpGroups,httpHeadersToInsert",
            Members(rules[2]));
        Assert.Equal("protocolType,port", Members(rules[2]["protocols"]![0]));
    }

    [Fact]
    public void A_policy_is_deleted_with_the_answer_and_a_group_at_the_end_of_its_operation()
    {
        _arm.Make(s_group, """{"properties":{"priority":200}}""");
        var group = _arm.Send("DELETE", s_group);
        Assert.Equal(HttpStatusCode.Accepted, group.Status);
        Assert.Contains("Azure-AsyncOperation", group.Headers.Keys);
        _arm.Clock.Advance(600);

        var policy = _arm.Send("DELETE", s_policy);
        Assert.Equal(HttpStatusCode.OK, policy.Status);
        Assert.DoesNotContain("Azure-AsyncOperation", policy.Headers.Keys);
        Assert.Equal("ResourceNotFound", _arm.Get(s_policy).Code);
        Assert.Equal(HttpStatusCode.NoContent, _arm.Send("DELETE", s_policy).Status);
    }

    private static string Members(JsonNode? node) => string.Join(',', node!.AsObject().Select(static member => member.Key));
}
