using System.Text.Json.Nodes;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Egress;
using AksEgress.Core.OutboundTypes;
using static AksEgress.Core.Clusters.OutboundTypeNames;

namespace AksEgress.Tests.OutboundTypes;

/// <summary>A change of the outbound type changes the egress members only.</summary>
public sealed class OutboundMembersTests
{
    private const string Ip = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/publicIPAddresses/own";
    private const string Prefix = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/publicIPPrefixes/own";

    // Many members without relation to egress: inbound members, unknown ones, numbers in unusual forms, a tag with a dot.
    private const string Cluster = """
        {
          "id": "/x", "tags": { "a.b": "1", "ünï": "✓" }, "eTag": "e", "zones": [],
          "properties": {
            "provisioningState": "Succeeded", "number": 1.0, "big": 12345678901234567890123, "exponent": 1e3,
            "networkProfile": {
              "podCidr": "10.244.0.0/16", "outboundType": "$type", "unknownOfTomorrow": { "deep": [1, { "x": null }] },
              "loadBalancerProfile": { "backendPoolType": "nodeIPConfiguration", "enableMultipleStandardLoadBalancers": false,
                "inboundOfTomorrow": [1]$balancer },
              "natGatewayProfile": { "natOfTomorrow": true$nat },
              "ipFamilies": ["IPv4"]
            },
            "apiServerAccessProfile": { "authorizedIPRanges": ["1.2.3.4/32"] }
          }
        }
        """;

    private static readonly Dictionary<string, string> s_balancers = new()
    {
        ["managed"] = """, "managedOutboundIPs": { "count": 3, "countIPv6": 1 }, "effectiveOutboundIPs": [ { "id": "/e" } ],"""
            + """ "allocatedOutboundPorts": 1024, "idleTimeoutInMinutes": 30""",
        ["ips"] = """, "outboundIPs": { "publicIPs": [ { "id": "/i" } ] }, "effectiveOutboundIPs": [ { "id": "/i" } ],"""
            + """ "allocatedOutboundPorts": 0""",
        ["prefixes"] = """, "outboundIPPrefixes": { "publicIPPrefixes": [ { "id": "/p" } ] }, "effectiveOutboundIPs": [ { "id": "/p" } ]""",
    };

    private static readonly Dictionary<string, string> s_gateways = new()
    {
        ["managed"] = """, "sku": "Standard", "managedOutboundIPProfile": { "count": 2 }, "effectiveOutboundIPs": [ { "id": "/e" } ],"""
            + """ "idleTimeoutInMinutes": 4""",
        ["own"] = """, "sku": "StandardV2", "outboundIPs": { "publicIPs": [ "/i" ] }, "outboundIPPrefixes": { "publicIPPrefixes": [ "/p" """
            + """] }, "effectiveOutboundIPs": [ { "id": "/i" } ]""",
    };

    private static readonly OutboundTarget[] s_targets =
    [
        .. All.Select(type => new OutboundTarget(type)),
        Targets.Balancer(new(ManagedOutboundIpCount: 5)),
        Targets.Balancer(new(ManagedOutboundIpv6Count: 2)),
        Targets.Balancer(new(OutboundIp: [Ip])),
        Targets.Balancer(new(OutboundIpPrefix: [Prefix])),
        Targets.Balancer(new(AllocatedOutboundPorts: 8, IdleTimeoutInMinutes: 5)),
        Targets.NatGateway(new(ManagedOutboundIpCount: 4)),
        Targets.NatGateway(new(OutboundIp: [Ip], Sku: "StandardV2")),
        Targets.NatGateway(new(OutboundIpPrefix: [Prefix], Sku: "StandardV2")),
        Targets.NatGateway(new(OutboundIp: [Ip], OutboundIpPrefix: [Prefix], IdleTimeoutInMinutes: 9, Sku: "StandardV2")),
    ];

    public static TheoryData<string, int> Changes
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var from in Documents().Keys)
            {
                for (var i = 0; i < s_targets.Length; i++)
                {
                    data.Add(from, i);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void Nothing_but_egress_members_changes(string from, int target)
    {
        var before = ArmDocument.Parse(Documents()[from]);
        var after = before.Copy();

        OutboundMembers.Apply(after, s_targets[target]);

        Assert.Empty(Trees.NotEgress(Trees.Differences(before.Root, after.Root)));
        var kept = Trees.Order(after.Root).ToHashSet();
        Assert.Equal(
            Trees.Order(before.Root).Where(kept.Contains), Trees.Order(after.Root).Where(Trees.Order(before.Root).ToHashSet().Contains));
        Assert.Equal(before.ToJson(), ArmDocument.Parse(Documents()[from]).ToJson());
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void The_type_has_its_own_members_and_no_others(string from, int target)
    {
        var document = ArmDocument.Parse(Documents()[from]);
        var wanted = s_targets[target];

        OutboundMembers.Apply(document, wanted);

        var network = document.Root["properties"]!["networkProfile"]!;
        Assert.Equal(wanted.OutboundType, network["outboundType"]!.GetValue<string>());
        string[] balancer = [.. Names(network["loadBalancerProfile"])];
        string[] gateway = [.. Names(network["natGatewayProfile"])];
        if (wanted.OutboundType != LoadBalancer)
        {
            Assert.Equal(["backendPoolType", "enableMultipleStandardLoadBalancers", "inboundOfTomorrow"], balancer);
        }
        else if (wanted.LoadBalancer.NamesAddresses)
        {
            Assert.Single(balancer, name => name is "managedOutboundIPs" or "outboundIPs" or "outboundIPPrefixes");
            Assert.DoesNotContain("effectiveOutboundIPs", balancer);
        }

        if (wanted.OutboundType != ManagedNatGateway)
        {
            Assert.Equal(["natOfTomorrow"], gateway);
        }
        else if (wanted.NatGateway.OutboundIp is not null || wanted.NatGateway.OutboundIpPrefix is not null)
        {
            Assert.DoesNotContain("managedOutboundIPProfile", gateway);
            Assert.Equal(wanted.NatGateway.OutboundIp is not null, gateway.Contains("outboundIPs"));
            Assert.Equal(wanted.NatGateway.OutboundIpPrefix is not null, gateway.Contains("outboundIPPrefixes"));
        }
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void Undo_restores_the_recorded_members_except_for_the_effective_addresses(string from, int target)
    {
        var before = ArmDocument.Parse(Documents()[from]);
        var kept = OutboundMembers.Keep(before);
        var changed = before.Copy();
        OutboundMembers.Apply(changed, s_targets[target]);
        changed.Root["tags"]!["later"] = "stays";

        OutboundMembers.Restore(changed, kept);

        changed.Root["tags"]!.AsObject().Remove("later");
        Assert.All(
            Trees.Differences(before.Root, changed.Root), path => Assert.Contains(".effectiveOutboundIPs", path, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("loadBalancerProfile", LoadBalancer, UserDefinedRouting)]
    [InlineData("natGatewayProfile", ManagedNatGateway, Block)]
    public void A_profile_is_removed_only_when_it_is_empty(string profile, string from, string to)
    {
        var empty = ArmDocument.Parse(
            $$"""{ "properties": { "networkProfile": { "outboundType": "{{from}}", "{{profile}}": { "idleTimeoutInMinutes": 4 } } } }""");
        var left = ArmDocument.Parse(
            $$"""{ "properties": { "networkProfile": { "outboundType": "{{from}}", "{{profile}}": { "idleTimeoutInMinutes": 4, "more": {}"""
                + """ } } } }""");

        OutboundMembers.Apply(empty, new(to));
        OutboundMembers.Apply(left, new(to));

        Assert.Equal(
            """{"properties":{"networkProfile":{"outboundType":"$to"}}}""".Replace("$to", to, StringComparison.Ordinal), empty.ToJson());
        Assert.Equal(
            """{"properties":{"networkProfile":{"outboundType":"$to","$profile":{"more":{}}}}}""".Replace(
                "$to", to, StringComparison.Ordinal).Replace("$profile", profile, StringComparison.Ordinal),
            left.ToJson());
    }

    [Fact]
    public void The_balancer_has_its_addresses_as_objects_and_the_gateway_as_plain_texts()
    {
        var balancer = ArmDocument.Parse("""{ "properties": {} }""");
        var gateway = ArmDocument.Parse("""{ "properties": {} }""");

        OutboundMembers.Apply(balancer, Targets.Balancer(new(OutboundIp: ["/a", "/b"])));
        OutboundMembers.Apply(gateway, Targets.NatGateway(new(OutboundIp: ["/a"], OutboundIpPrefix: ["/p"])));

        Assert.Equal(
            """{"properties":{"networkProfile":{"outboundType":"loadBalancer","loadBalancerProfile":{"outboundIPs":{"publicIPs":["""
                + """{"id":"/a"},{"id":"/b"}]}}}}}""",
            balancer.ToJson());
        Assert.Equal(
            """{"properties":{"networkProfile":{"outboundType":"managedNATGateway","natGatewayProfile":{"outboundIPs":{"publicIPs":"""
                + """["/a"]},"outboundIPPrefixes":{"publicIPPrefixes":["/p"]}}}}}""",
            gateway.ToJson());
    }

    [Fact]
    public void Specifying_one_count_keeps_the_other()
    {
        var document = ArmDocument.Parse(Documents()["loadBalancer managed"]);

        OutboundMembers.Apply(document, Targets.Balancer(new(ManagedOutboundIpv6Count: 7)));

        Assert.Equal(
            """{"count":3,"countIPv6":7}""",
            document.Root["properties"]!["networkProfile"]!["loadBalancerProfile"]!["managedOutboundIPs"]!.ToJsonString());
    }

    [Fact]
    public void A_profile_is_cleared_whatever_the_casing_of_its_members()
    {
        var document = ArmDocument.Parse(
            """{ "properties": { "networkProfile": { "outboundType": "loadBalancer", "loadBalancerProfile": { "managedOutboundIps": {"""
                + """ "count": 1 }, "backendPoolType": "x" } } } }""");

        OutboundMembers.Apply(document, Targets.Routing);

        Assert.Equal(["backendPoolType"], Names(document.Root["properties"]!["networkProfile"]!["loadBalancerProfile"]));
    }

    [Fact]
    public void Only_known_members_are_restored()
    {
        var document = ArmDocument.Parse(Documents()["userDefinedRouting"]);
        var hostile = JsonNode.Parse(
            """{ "outboundType": "loadBalancer", "loadBalancerProfile": { "managedOutboundIPs": { "count": 1 },"""
                + """ "backendPoolType": "nodeIP", "effectiveOutboundIPs": [] } }""")!;

        OutboundMembers.Restore(document, hostile);

        var profile = document.Root["properties"]!["networkProfile"]!["loadBalancerProfile"]!;
        Assert.Equal("nodeIPConfiguration", profile["backendPoolType"]!.GetValue<string>());
        Assert.Null(profile["effectiveOutboundIPs"]);
        Assert.NotNull(profile["managedOutboundIPs"]);
    }

    [Fact]
    public void The_listed_paths_are_those_that_change()
    {
        // Trees lists the members explicitly; Paths is the module's own list for users.
        Assert.Empty(Trees.NotEgress(OutboundMembers.Paths));
        Assert.Equal(15, OutboundMembers.Paths.Count);
    }

    private static Dictionary<string, string> Documents()
    {
        var documents = All.Where(type => type is not LoadBalancer and not ManagedNatGateway)
            .ToDictionary(type => type, type => Make(type));
        foreach (var (name, members) in s_balancers)
        {
            documents[$"{LoadBalancer} {name}"] = Make(LoadBalancer, balancer: members);
        }

        foreach (var (name, members) in s_gateways)
        {
            documents[$"{ManagedNatGateway} {name}"] = Make(ManagedNatGateway, gateway: members);
        }

        return documents;
    }

    private static string Make(string type, string balancer = "", string gateway = "") => Cluster
        .Replace("$type", type, StringComparison.Ordinal)
        .Replace("$balancer", balancer, StringComparison.Ordinal)
        .Replace("$nat", gateway, StringComparison.Ordinal);

    private static IEnumerable<string> Names(JsonNode? node) => node is JsonObject o ? o.Select(member => member.Key) : [];
}
