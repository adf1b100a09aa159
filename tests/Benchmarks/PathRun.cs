using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Egress;
using AksEgress.Core.Firewalls;
using AksEgress.Core.NetworkSecurityGroups;
using AksEgress.Core.Paths;
using AksEgress.Core.RouteTables;
using AksEgress.Core.VirtualNetworks;

namespace AksEgress.Benchmarks;

/// <summary>
/// Decisions about egress paths with 400 routes, 200 rules of a network security group, and 2,000 rules of a firewall: the compiled tables,
/// compared with a loop over the same rules and routes in the same process. Run with:
/// dotnet run -c Release --project tests/Benchmarks -- paths
/// </summary>
internal static class PathRun
{
    private const string Group = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/";
    private const string Network = Group + "Microsoft.Network/";
    private const int Subnets = 3;

    /// <summary>Measures and prints the results.</summary>
    public static void Run()
    {
        var random = new Random(7);
        var topology = Topology(random);
        var evaluator = new SubnetEvaluator(topology, topology.Subnets[0], OutboundTypeNames.UserDefinedRouting, hasNodePublicIp: false);
        var filter = topology.FirewallFilters!.Values.Single();
        var routes = topology.Subnets[0].RouteTable!.Routes
            .Select(route => (Network: IPNetwork.Parse(route.AddressPrefix), Hop: route.NextHopIpAddress))
            .ToArray();
        var flows = Enumerable.Range(0, 4096).Select(number => FlowOf(number, random)).ToArray();
        var verdicts = flows.GroupBy(flow => evaluator.Decide(flow).Verdict).OrderBy(group => group.Key)
            .Select(group => $"{group.Key} {group.Count()}");
        Console.WriteLine($"flows: {string.Join(", ", verdicts)}");

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var fast = Measure("compiled tables", 2_000_000, number => (int)evaluator.Decide(flows[number & 4095]).Verdict);
        Console.WriteLine($"allocated by 2,200,000 decisions: {GC.GetAllocatedBytesForCurrentThread() - allocated:N0} bytes");
        var naive = Measure("one rule after another", 20_000, number => Loop(evaluator, filter, routes, flows[number & 4095]));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio: {naive / fast:N0}"));

        PathDestination[] destinations =
            [.. Enumerable.Range(0, 60).Select(number => PathDestination.Parse($"host{number * 17}.contoso{number % 7}.com:443", null))];
        var request = new PathRequest { Destinations = destinations };
        var check = Measure(
            "check of a cluster: 60 endpoints, 3 subnets, tables compiled anew",
            100,
            _ => PathAnalyzer.Evaluate(topology, request).Count);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a check: {check * 1e3:N1} ms"));
    }

    // Processor time depends little on other load.
    private static double Measure(string what, int count, Func<int, int> act)
    {
        var sum = 0;
        for (var number = 0; number < count / 10; number++)
        {
            sum += act(number);
        }

        var before = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        for (var number = 0; number < count; number++)
        {
            sum += act(number);
        }

        var cpu = (Environment.CpuUsage.TotalTime - before).TotalSeconds / count;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {1 / cpu:N0} a second of one core ({count / watch.Elapsed.TotalSeconds:N0} a second just now; {sum})"));
        return cpu;
    }

    private static int Loop(
        SubnetEvaluator evaluator, FirewallFilter filter, (IPNetwork Network, string? Hop)[] routes, in Flow flow)
    {
        var group = evaluator.RulesOf(0).DecideOneByOne(flow);
        var hop = routes[0].Hop;
        if (flow.Address is { } address)
        {
            var best = -1;
            foreach (var (network, next) in routes)
            {
                if (network.PrefixLength > best && AddressInterval.Of(network).Contains(address))
                {
                    (best, hop) = (network.PrefixLength, next);
                }
            }
        }

        var tables = evaluator.TablesOf(filter)!;
        var rule = tables.Network.DecideOneByOne(flow);
        rule = rule.IsMatch ? rule : tables.Application.DecideOneByOne(flow);
        return group.Rule + rule.Rule + (hop?.Length ?? 0);
    }

    private static Flow FlowOf(int number, Random random)
    {
        var flow = new Flow
        {
            Transport = Transport.Tcp,
            Port = random.Next(4) == 0 ? random.Next(1, 9000) : 443,
            Scope = FlowScope.PublicIPv4,
            Application = "Https",
        };
        return number % 2 == 0
            ? flow with { Address = AddressInterval.Of(IPAddress.Parse(Address(random))) }
            : flow with { Host = $"host{random.Next(1500)}.contoso{random.Next(9)}.com", Scope = FlowScope.ServiceName };
    }

    private static string Address(Random random) => $"{random.Next(20, 24)}.{random.Next(64)}.{random.Next(256)}.{random.Next(256)}";

    private static EgressTopology Topology(Random random)
    {
        var group = new NetworkSecurityGroup(Document("networkSecurityGroups/nsg", new JsonObject
        {
            ["securityRules"] = Array(200, number => new JsonObject
            {
                ["name"] = $"rule{number}",
                ["properties"] = new JsonObject
                {
                    ["direction"] = "Outbound",
                    ["priority"] = 100 + number,
                    ["protocol"] = number % 3 == 0 ? "Tcp" : "*",
                    ["sourceAddressPrefix"] = "*",
                    ["sourcePortRange"] = "*",
                    ["destinationAddressPrefix"] = $"{random.Next(20, 24)}.{random.Next(64)}.{random.Next(256)}.0/24",
                    ["destinationPortRange"] = number % 2 == 0 ? "443" : $"{number}-{number + 100}",
                    ["access"] = number % 5 == 0 ? "Deny" : "Allow",
                },
            }),
        }));
        var table = new RouteTable(Document("routeTables/rt", new JsonObject
        {
            ["routes"] = Array(400, number => new JsonObject
            {
                ["name"] = $"route{number}",
                ["properties"] = new JsonObject
                {
                    ["addressPrefix"] = number == 0 ? "0.0.0.0/0" : $"{random.Next(20, 24)}.{random.Next(64)}.{number % 256}.0/24",
                    ["nextHopType"] = number % 50 == 1 ? "None" : "VirtualAppliance",
                    ["nextHopIpAddress"] = number % 50 == 1 ? null : "10.42.9.4",
                },
            }),
        }));
        var firewall = new Firewall(Document("azureFirewalls/fw", new JsonObject
        {
            ["ipConfigurations"] = new JsonArray(new JsonObject
            {
                ["properties"] = new JsonObject
                {
                    ["privateIPAddress"] = "10.42.9.4",
                    ["subnet"] = new JsonObject { ["id"] = Network + "virtualNetworks/vnet/subnets/AzureFirewallSubnet" },
                },
            }),
            ["networkRuleCollections"] = Array(10, collection => Collection(collection, "net", Array(100, number => new JsonObject
            {
                ["name"] = $"n{number}",
                ["protocols"] = new JsonArray("TCP"),
                ["sourceAddresses"] = new JsonArray("10.42.0.0/16"),
                ["destinationAddresses"] = new JsonArray(Address(random), $"{random.Next(20, 24)}.{random.Next(64)}.{number}.0-" +
                    $"{24}.{random.Next(64)}.{number}.255"),
                ["destinationPorts"] = new JsonArray(number % 2 == 0 ? "443" : $"{8000 + number}"),
            }))),
            ["applicationRuleCollections"] = Array(10, collection => Collection(collection, "app", Array(100, number => new JsonObject
            {
                ["name"] = $"a{number}",
                ["protocols"] = new JsonArray(new JsonObject { ["protocolType"] = "Https", ["port"] = 443 }),
                ["sourceAddresses"] = new JsonArray("10.42.0.0/16"),
                ["targetFqdns"] = new JsonArray(
                    $"host{(collection * 100) + number}.contoso{random.Next(9)}.com", $"*.tenant{number}.contoso{collection}.com"),
            }))),
        }));
        var network = new VirtualNetwork(Document("virtualNetworks/vnet", new JsonObject
        {
            ["addressSpace"] = new JsonObject { ["addressPrefixes"] = new JsonArray("10.42.0.0/16") },
            ["subnets"] = Array(Subnets, number => new JsonObject
            {
                ["id"] = Network + $"virtualNetworks/vnet/subnets/aks{number}",
                ["name"] = $"aks{number}",
                ["properties"] = new JsonObject { ["addressPrefix"] = $"10.42.{number}.0/24" },
            }),
        }));
        var pools = Array(Subnets, number => new JsonObject
        {
            ["name"] = $"n{number}",
            ["vnetSubnetID"] = Network + $"virtualNetworks/vnet/subnets/aks{number}",
        });
        var cluster = new Cluster(new ArmDocument(new JsonObject
        {
            ["id"] = Group + "Microsoft.ContainerService/managedClusters/c",
            ["name"] = "c",
            ["location"] = "eastus",
            ["properties"] = new JsonObject
            {
                ["agentPoolProfiles"] = pools,
                ["networkProfile"] = new JsonObject { ["outboundType"] = "userDefinedRouting" },
            },
        }));
        var paths = network.Subnets.Select((subnet, number) => new SubnetPath(
            ArmResourceId.Parse(Network + $"virtualNetworks/vnet/subnets/aks{number}"), [$"n{number}"], network, subnet, table, null)
        {
            SecurityGroup = group,
        }).ToList();
        var filter = new FirewallFilter(firewall, [], new Dictionary<string, IReadOnlyList<string>?>(), null);
        return new EgressTopology(
            cluster, paths, new Dictionary<string, Core.PublicIps.PublicIp>(), new Dictionary<string, Core.PublicIps.PublicIpPrefix>(),
            [firewall], [], [])
        {
            FirewallFilters = new Dictionary<string, FirewallFilter>(StringComparer.OrdinalIgnoreCase) { [firewall.Id] = filter },
        };
    }

    private static JsonObject Collection(int number, string kind, JsonArray rules) => new()
    {
        ["name"] = $"{kind}{number}",
        ["properties"] = new JsonObject
        {
            ["priority"] = 100 + number,
            ["action"] = new JsonObject { ["type"] = number % 5 == 4 ? "Deny" : "Allow" },
            ["rules"] = rules,
        },
    };

    private static JsonArray Array(int count, Func<int, JsonObject> item) => [.. Enumerable.Range(0, count).Select(item)];

    private static ArmDocument Document(string path, JsonObject properties) => new(new JsonObject
    {
        ["id"] = Network + path,
        ["name"] = path[(path.LastIndexOf('/') + 1)..],
        ["location"] = "eastus",
        ["properties"] = properties,
    });
}
