using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Egress;
using AksEgress.Core.Paths;
using AksEgress.Core.Resources;
using AksEgress.Tests.Fakes;

namespace AksEgress.Tests.Paths;

/// <summary>
/// The documents of a case: a cluster in subnet 10.42.1.0/24 of a network 10.42.0.0/16, peered with a hub 10.1.0.0/16 that has an Azure
/// Firewall at 10.1.0.4. Nothing here decides anything.
/// </summary>
internal static class PathWorld
{
    /// <summary>A default route to the firewall.</summary>
    public const string ToFirewall =
        "[{'addressPrefix':'0.0.0.0/0','nextHopType':'VirtualAppliance','nextHopIpAddress':'10.1.0.4'}]";

    /// <summary>Network rules that allow everything.</summary>
    public const string AllowAll =
        "[{'priority':200,'action':'Allow','rules':[{'protocols':['Any'],'destinationAddresses':['*'],'destinationPorts':['*']}]}]";

    private static readonly string s_subnet = FakeGateway.Id(ResourceTypes.Subnets, "vnet", "aks").Text;

    /// <summary>Reads the documents as the cmdlet does, and checks the verdict.</summary>
    public static async Task CheckAsync(PathCase item)
    {
        Assert.StartsWith("https://", item.Source, StringComparison.Ordinal);
        var result = await RunAsync(item);
        Assert.True(
            result.Verdict == item.Verdict && $"{result.DecidedBy} | {result.Reason}".Contains(item.By, StringComparison.Ordinal),
            $"{item.Name}: {item.Verdict} by '{item.By}' expected ({item.Source}).{Environment.NewLine}{result.Picture}");
        Assert.Equal(item.Verdict == PathVerdict.Unknown, result.UnknownReason != UnknownReason.None);
        Assert.Equal(item.Verdict == PathVerdict.Unknown ? "Unknown" : "Derived", result.Confidence);
        Assert.True(item.Verdict == PathVerdict.Allowed || result.EgressIpAddress.Count == 0);
        if (item.Reason is { } reason)
        {
            Assert.Equal(reason, result.UnknownReason);
        }
    }

    /// <summary>Reads the documents, and evaluates the destination.</summary>
    public static async Task<EgressPathResult> RunAsync(PathCase item)
    {
        using var arm = new FakeGateway();
        var cluster = Build(arm, item);
        var space = item.To.IndexOf(' ', StringComparison.Ordinal);
        var destination = PathDestination.Parse(item.To[(space + 1)..], space < 0 ? null : item.To[..space]);
        var results = await new PathAnalyzer(new ResourceStore(arm)).AnalyzeAsync(
            cluster,
            new PathRequest
            {
                Destinations = item.IsRequired ? [] : [destination],
                OutboundType = item.NewType,
                Overrides = item.NewPolicy is null && !item.HasNewFirewall ? null : new SubnetOverrides
                {
                    FirewallPolicy = item.NewPolicy is null ? null : FakeGateway.Id(ResourceTypes.FirewallPolicies, item.NewPolicy).Text,
                    Firewall = item.HasNewFirewall ? FakeGateway.Id(ResourceTypes.Firewalls, "fw").Text : null,
                },
            },
            CancellationToken.None);
        return Assert.Single(results, result => result.Destination == destination.Text && result.Port == destination.Port);
    }

    /// <summary>Adds the documents of a case.</summary>
    public static Cluster Build(FakeGateway arm, PathCase item)
    {
        AddNetworks(arm, item);
        AddFirewall(arm, item);
        foreach (var name in item.Missing)
        {
            var parts = name.Split(' ');
            arm.Remove(FakeGateway.Id("Microsoft.Network/" + parts[0], parts[1]));
        }

        arm.Answer = request => item.Denied.Any(end => request.Path.EndsWith(end, StringComparison.OrdinalIgnoreCase))
            ? throw FakeGateway.Refusal(request, 403, "AuthorizationFailed")
            : null;
        var pool = new JsonObject { ["name"] = "n", ["osType"] = "Linux", ["vnetSubnetID"] = item.IsManaged ? null : s_subnet };
        var type = item.Type ?? (item.Routes is null ? OutboundTypeNames.LoadBalancer : OutboundTypeNames.UserDefinedRouting);
        var properties = Parse("{'fqdn':'c.hcp.eastus.azmk8s.io','nodeResourceGroup':'mc'}");
        properties["networkProfile"] = new JsonObject { ["outboundType"] = type };
        properties["agentPoolProfiles"] = new JsonArray(Merge(pool, item.Pool));
        return new Cluster(new ArmDocument(new JsonObject
        {
            ["id"] = FakeGateway.Id(ResourceTypes.ManagedClusters, "c").Text,
            ["name"] = "c",
            ["location"] = "eastus",
            ["properties"] = Merge(properties, item.Cluster),
        }));
    }

    private static void AddNetworks(FakeGateway arm, PathCase item)
    {
        var subnet = Merge(Parse("{'addressPrefix':'10.42.1.0/24'}"), item.Subnet);
        if (item.Nsg is not null)
        {
            Reference(subnet, "networkSecurityGroup", arm.Add(
                FakeGateway.Id(ResourceTypes.NetworkSecurityGroups, "nsg"), Group(item.Nsg)));
        }

        if (item.NodeNsg is not null)
        {
            var id = ArmResourceId.Create(FakeGateway.Subscription, "mc", ResourceTypes.NetworkSecurityGroups, "node-nsg");
            arm.Add(id, Group(item.NodeNsg));
        }

        if (item.Routes is not null)
        {
            var routes = Items(item.Routes).Select((route, index) => Named(route, $"r{index}")).ToArray();
            var table = Merge(new JsonObject { ["routes"] = new JsonArray(routes) }, item.RouteTable);
            Reference(subnet, "routeTable", arm.Add(FakeGateway.Id(ResourceTypes.RouteTables, "rt"), Resource(table)));
        }

        if (item.NatGateway is not null)
        {
            Reference(subnet, "natGateway", arm.Add(
                FakeGateway.Id(ResourceTypes.NatGateways, "nat"), Parse(item.NatGateway).ToJsonString()));
        }

        foreach (var (name, address) in new[] { ("ip4", "20.9.9.9"), ("ip6", "2603:1030::9"), ("fwip", "20.8.8.8") })
        {
            var version = address.Contains(':', StringComparison.Ordinal) ? "IPv6" : "IPv4";
            arm.Add(
                FakeGateway.Id(ResourceTypes.PublicIps, name),
                Resource(new JsonObject { ["ipAddress"] = address, ["publicIPAddressVersion"] = version }));
        }

        var hub = FakeGateway.Id(ResourceTypes.VirtualNetworks, "hub").Text;
        var peering = Parse($"{{'remoteVirtualNetwork':{{'id':'{hub}'}},'remoteAddressSpace':{{'addressPrefixes':['10.1.0.0/16']}}}}");
        var network = Merge(Parse("{'addressSpace':{'addressPrefixes':['10.42.0.0/16']}}"), item.Network);
        var own = new JsonObject { ["id"] = s_subnet, ["name"] = "aks", ["properties"] = subnet };
        var more = (network["subnets"]?.AsArray() ?? []).Select(one =>
        {
            var other = one!.DeepClone().AsObject();
            other["id"] = FakeGateway.Id(ResourceTypes.Subnets, "vnet", (string)other["name"]!).Text;
            return (JsonNode)other;
        });
        network["subnets"] = new JsonArray([.. item.Missing.Contains("subnet aks") ? [] : (JsonNode[])[own], .. more]);
        network["virtualNetworkPeerings"] = new JsonArray(new JsonObject
        {
            ["name"] = item.Peering?.Contains("@hub", StringComparison.Ordinal) == true ? "RemoteVnetToHubPeering_1" : "to-hub",
            ["properties"] = Merge(peering, item.Peering),
        });
        arm.Add(FakeGateway.Id(ResourceTypes.VirtualNetworks, "vnet"), Resource(network));
    }

    private static void AddFirewall(FakeGateway arm, PathCase item)
    {
        var configuration = Parse("{'properties':{'privateIPAddress':'10.1.0.4'}}");
        var inner = configuration["properties"]!.AsObject();
        Reference(inner, "subnet", FakeGateway.Id(ResourceTypes.Subnets, item.FirewallNetwork, "AzureFirewallSubnet"));
        Reference(inner, "publicIPAddress", FakeGateway.Id(ResourceTypes.PublicIps, "fwip"));
        var firewall = new JsonObject
        {
            ["ipConfigurations"] = new JsonArray(configuration),
            ["networkRuleCollections"] = Collections(item.NetworkRules, isNetwork: true, isPolicy: false),
            ["applicationRuleCollections"] = Collections(item.ApplicationRules, isNetwork: false, isPolicy: false),
        };
        if (item.Policies.ContainsKey("p"))
        {
            Reference(firewall, "firewallPolicy", FakeGateway.Id(ResourceTypes.FirewallPolicies, "p"));
        }

        arm.Add(FakeGateway.Id(ResourceTypes.Firewalls, "fw"), Resource(Merge(firewall, item.Firewall)));
        foreach (var (name, text) in item.Policies)
        {
            AddPolicy(arm, name, Parse(text));
        }

        foreach (var (name, addresses) in item.IpGroups)
        {
            var document = new JsonObject { ["ipAddresses"] = JsonNode.Parse(Quoted(addresses)) };
            arm.Add(FakeGateway.Id(ResourceTypes.IpGroups, name), Resource(document));
        }
    }

    // {'base':'q','dns':true,'intel':'Deny','groups':[{'priority':100,'network':[..],'application':[..]}]}
    private static void AddPolicy(FakeGateway arm, string name, JsonObject text)
    {
        var policy = new JsonObject { ["threatIntelMode"] = text["intel"]?.DeepClone() };
        if ((bool?)text["dns"] is { } dns)
        {
            policy["dnsSettings"] = new JsonObject { ["enableProxy"] = dns };
        }

        if ((string?)text["base"] is { } parent)
        {
            Reference(policy, "basePolicy", FakeGateway.Id(ResourceTypes.FirewallPolicies, parent));
        }

        arm.Add(FakeGateway.Id(ResourceTypes.FirewallPolicies, name), Resource(policy));
        foreach (var (group, index) in (text["groups"]?.AsArray() ?? []).Select((group, index) => (group!.AsObject(), index)))
        {
            var network = Collections(group["network"]?.ToJsonString(), isNetwork: true, isPolicy: true);
            var application = Collections(group["application"]?.ToJsonString(), isNetwork: false, isPolicy: true);
            arm.Add(FakeGateway.Id(ResourceTypes.RuleCollectionGroups, name, $"g{index}"), Resource(new JsonObject
            {
                ["priority"] = group["priority"]?.DeepClone(),
                ["ruleCollections"] = new JsonArray([.. network.Concat(application).Select(one => one!.DeepClone())]),
            }));
        }
    }

    private static JsonArray Collections(string? text, bool isNetwork, bool isPolicy)
    {
        var defaults = isNetwork
            ? "{'protocols':['TCP'],'destinationPorts':['443'],'sourceAddresses':['*']}"
            : "{'protocols':[{'protocolType':'Https','port':443}],'sourceAddresses':['*']}";
        var kind = isNetwork ? "net" : "app";
        return [.. Items(text ?? "[]").Select(collection =>
        {
            var priority = (int)collection["priority"]!;
            var rules = collection["rules"]!.AsArray().Select((rule, index) =>
            {
                var made = Merge(Parse(defaults), rule!.ToJsonString());
                made["name"] ??= $"r{index}";
                if (made.ContainsKey("sourceIpGroups"))
                {
                    made.Remove("sourceAddresses");
                }

                foreach (var groups in new[] { "sourceIpGroups", "destinationIpGroups" }.Where(made.ContainsKey))
                {
                    made[groups] = new JsonArray(
                        [.. made[groups]!.AsArray().Select(one => (JsonNode)FakeGateway.Id(ResourceTypes.IpGroups, (string)one!).Text)]);
                }

                if (isPolicy)
                {
                    made["ruleType"] = isNetwork ? "NetworkRule" : "ApplicationRule";
                    if (isNetwork)
                    {
                        made["ipProtocols"] = made["protocols"]!.DeepClone();
                        made.Remove("protocols");
                    }
                }

                return (JsonNode)made;
            }).ToArray();
            var body = new JsonObject
            {
                ["priority"] = priority,
                ["action"] = new JsonObject { ["type"] = collection["action"]!.DeepClone() },
                ["rules"] = new JsonArray(rules),
            };
            if (!isPolicy)
            {
                return (JsonNode)new JsonObject { ["name"] = $"{kind}{priority}", ["properties"] = body };
            }

            body["name"] = $"{kind}{priority}";
            body["ruleCollectionType"] = "FirewallPolicyFilterRuleCollection";
            return body;
        })];
    }

    private static string Group(string rules)
    {
        const string defaults = "{'direction':'Outbound','access':'Deny','protocol':'*','sourceAddressPrefix':'*','sourcePortRange':'*',"
            + "'destinationAddressPrefix':'*','destinationPortRange':'*'}";
        return Resource(new JsonObject
        {
            ["securityRules"] = new JsonArray([.. Items(rules).Select(rule =>
            {
                var made = Merge(Parse(defaults), rule.ToJsonString());
                foreach (var (several, one) in new[]
                {
                    ("destinationAddressPrefixes", "destinationAddressPrefix"), ("destinationPortRanges", "destinationPortRange"),
                    ("sourceApplicationSecurityGroups", "sourceAddressPrefix"),
                    ("destinationApplicationSecurityGroups", "destinationAddressPrefix"),
                }.Where(pair => made.ContainsKey(pair.Item1)))
                {
                    made.Remove(one);
                }

                return Named(made, $"r{made["priority"]}");
            })]),
        });
    }

    private static JsonNode Named(JsonObject flat, string name) =>
        new JsonObject { ["name"] = name, ["properties"] = flat.DeepClone() };

    private static string Resource(JsonObject properties) =>
        new JsonObject { ["location"] = "eastus", ["properties"] = properties }.ToJsonString();

    private static void Reference(JsonObject parent, string member, ArmResourceId id) =>
        parent[member] = new JsonObject { ["id"] = id.Text };

    private static JsonObject Merge(JsonObject target, string? text)
    {
        foreach (var (name, value) in Parse(text ?? "{}"))
        {
            target[name] = value is JsonObject && target[name] is JsonObject inner
                ? Merge((JsonObject)inner.DeepClone(), value.ToJsonString())
                : value?.DeepClone();
        }

        return target;
    }

    private static IEnumerable<JsonObject> Items(string text) => JsonNode.Parse(Quoted(text))!.AsArray().Select(one => one!.AsObject());

    private static JsonObject Parse(string text) => JsonNode.Parse(Quoted(text))!.AsObject();

    private static string Quoted(string text) => text.Replace('\'', '"').Replace("@hub", string.Empty, StringComparison.Ordinal);
}
