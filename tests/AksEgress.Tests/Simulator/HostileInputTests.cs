using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace AksEgress.Tests.Simulator;

/// <summary>Whatever the request, the response is ARM's: never a 500, never an exception.</summary>
public sealed class HostileInputTests : IDisposable
{
    private readonly ClusterWorld _world = new();

    public static TheoryData<string> Targets =>
    [
        SimulatedArm.Group("new-rg"),
        SimulatedArm.NetworkId("contoso-rg", "virtualNetworks", "contoso-vnet"),
        ClusterWorld.Subnet,
        SimulatedArm.NetworkId("contoso-rg", "virtualNetworks", "x"),
        SimulatedArm.NetworkId("contoso-rg", "routeTables", "x"),
        SimulatedArm.NetworkId("contoso-rg", "routeTables", "x") + "/routes/r",
        SimulatedArm.NetworkId("contoso-rg", "publicIPAddresses", "x"),
        SimulatedArm.NetworkId("contoso-rg", "publicIPPrefixes", "x"),
        SimulatedArm.NetworkId("contoso-rg", "natGateways", "x"),
        SimulatedArm.NetworkId("contoso-rg", "networkSecurityGroups", "contoso-aks-nsg"),
        SimulatedArm.NetworkId("contoso-rg", "networkSecurityGroups", "contoso-aks-nsg") + "/securityRules/r",
        ClusterWorld.Balancer,
        SimulatedArm.NetworkId("contoso-rg", "azureFirewalls", "contoso-fw"),
        SimulatedArm.NetworkId("contoso-rg", "firewallPolicies", "x"),
        ClusterWorld.Cluster,
        SimulatedArm.ClusterId("contoso-rg", "x"),
        ClusterWorld.Cluster + "/agentPools/np",
        ClusterWorld.Cluster + "/maintenanceConfigurations/default",
        SimulatedArm.Group("contoso-rg") + "/providers/Contoso.Things/things/x",
    ];

    public void Dispose() => _world.Dispose();

    [Theory]
    [MemberData(nameof(Targets))]
    public void Invalid_bodies_get_an_answer_of_ARM(string id)
    {
        string[] bodies =
        [
            "",
            " ",
            "{",
            "}",
            "[]",
            "null",
            "1",
            "\"x\"",
            "{]",
            "{\"a\":1,\"a\":2}",
            "{\"location\":\"\\ud800\"}",
            new('[', 5000),
            "{\"a\":" + new string('{', 100),
            "\u0000",
            "// x\n{}",
            """{"location":5}""",
            """{"location":null}""",
            """{"location":["eastus"]}""",
            """{"location":"eastus","properties":[]}""",
            """{"location":"eastus","properties":"x"}""",
            """{"location":"eastus","tags":"x","sku":"y","identity":7,"zones":{}}""",
            """{"location":"eastus","sku":{"name":5}}""",
            """{"location":"eastus","identity":{"type":"UserAssigned","userAssignedIdentities":{"x":null,"y":7}}}""",
            "{\"location\":\"\\u0000\\u0007\"}",
            """{"location":"eastus","properties":{"n":1e999,"m":-0.0,"o":123456789012345678901234567890}}""",
        ];
        foreach (var body in bodies)
        {
            foreach (var method in (string[])["PUT", "PATCH"])
            {
                Survives(_world.Arm.Send(method, id, body), $"{method} {id} {body[..Math.Min(80, body.Length)]}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Documents_with_members_of_another_type_get_an_answer_of_ARM(string id)
    {
        var good = _world.Arm.Get(id).Body is { } body && _world.Arm.Get(id).Status == HttpStatusCode.OK
            ? body
            : JsonNode.Parse("""
                {"location":"eastus","sku":{"name":"Standard"},"identity":{"type":"SystemAssigned"},
                  "properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]},
                  "subnets":[{"name":"s","properties":{"addressPrefix":"10.0.0.0/24"}}],
                "routes":[{"name":"r","properties":{"addressPrefix":"0.0.0.0/0","nextHopType":"Internet"}}],
                  "publicIPAllocationMethod":"Static","prefixLength":30,"idleTimeoutInMinutes":10,"publicIpAddresses":[],
                  "addressPrefix":"1.0.0.0/8","nextHopType":"None",
                "agentPoolProfiles":[{"name":"np","count":1,"mode":"System","upgradeSettings":{"maxSurge":"33%"}}],
                  "networkProfile":{"outboundType":"managedNATGateway","natGatewayProfile":{"managedOutboundIPProfile":{"count":1}}},
                  "count":1,"priority":100,"direction":"Inbound"}}
                """)!.AsObject();
        JsonNode?[] others =
        [
            null,
            true,
            -1,
            1e300,
            "",
            "\u0001",
            "/subscriptions/x",
            "10.0.0.0/8",
            new JsonArray(),
            new JsonArray((JsonNode?)null, 5, new JsonObject()),
            new JsonObject(),
            new JsonObject { ["id"] = null },
            new JsonObject { ["name"] = "a/b" }
        ];
        foreach (var path in Paths(good, ""))
        {
            foreach (var other in others)
            {
                var bad = good.DeepClone().AsObject();
                Replace(bad, path.Split('\n'), other);
                var what = $"PUT {id} with {path.Replace('\n', '.')} = {other?.ToJsonString() ?? "null"}";
                Survives(_world.Arm.Put(id, bad.ToJsonString()), what);

                // Also at the end of the operation, and the resource is free for the next one.
                _world.Arm.Clock.Advance(5000);
                Survives(_world.Arm.Get(id), what);
            }
        }

        // And at the end of every accepted operation.
        _world.Arm.Clock.Advance(5000);
        Survives(_world.Arm.Get(id), id);
        Assert.NotEmpty(_world.Arm.Simulator.Save());
    }

    [Fact]
    public void Invalid_paths_get_an_answer_of_ARM()
    {
        string[] paths =
        [
            "/",
            "//",
            "/x",
            "/subscriptions//",
            "/subscriptions/%00",
            SimulatedArm.Subscription + "/",
            SimulatedArm.Subscription + "/x",
            SimulatedArm.Subscription + "/providers/",
            SimulatedArm.Subscription + "/providers/a/b/c/d/e/f/g",
            SimulatedArm.Subscription + "/resourceGroups/" + new string('a', 3000),
            SimulatedArm.Subscription + "/resourceGroups/%01%02",
            SimulatedArm.Subscription + "/resourceGroups/a/b",
            SimulatedArm.Subscription + "/resourceGroups/contoso-rg/providers",
            SimulatedArm.NetworkId("contoso-rg", "routeTables", "%0A"),
            SimulatedArm.NetworkId("contoso-rg", "routeTables", "a%2Fb"),
            SimulatedArm.NetworkId("contoso-rg", "routeTables", new string('x', 300)),
            SimulatedArm.NetworkId("contoso-rg", "routeTables", "..."),
            SimulatedArm.NetworkId("contoso-rg", "routeTables", "%F0%9F%92%A9"),
            SimulatedArm.NetworkId("contoso-rg", "%00", "x"),
            SimulatedArm.Subscription + "/providers/Microsoft.Network/locations/eastus/operations/x",
            SimulatedArm.Subscription + "/providers/Microsoft.Network/locations/eastus/operationResults/" + Guid.Empty,
            SimulatedArm.Subscription + "/operationresults/" + Guid.Empty,
            SimulatedArm.Subscription + "/providers/Microsoft.Network/locations/eastus/usages",
            ClusterWorld.Cluster + "/x/y/z",
            ClusterWorld.Cluster + "/agentPools/np/x/y",
            ClusterWorld.Cluster + "/nothing",
            ClusterWorld.Subnet + "/x",
            ClusterWorld.Subnet + "/x/y",
            SimulatedArm.Subscription + "/resourceGroups/contoso-rg/providers/Microsoft.Resources/deployments/d",
            SimulatedArm.Subscription + "/resources?$filter='''",
            SimulatedArm.Subscription + "/resources?$skipToken=" + Convert.ToBase64String(Encoding.UTF8.GetBytes("zzz")),
            SimulatedArm.Subscription + "/providers/Microsoft.Network/routeTables?$skipToken=AA==&$top=x",
        ];
        foreach (var path in paths)
        {
            foreach (var method in (string[])["GET", "HEAD", "PUT", "PATCH", "POST", "DELETE", "OPTIONS", "BREW"])
            {
                Survives(
                    _world.Arm.Send(method, path, method is "PUT" or "PATCH" or "POST" ? """{"location":"eastus"}""" : null),
                    $"{method} {path}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Invalid_headers_get_an_answer_of_ARM(string id)
    {
        foreach (var header in (string[])["", "*", "W/", "\"", "W/\"x\"", "a,b", new string('x', 9000), "\u00ff"])
        {
            Survives(_world.Arm.Send("PUT", id, """{"location":"eastus"}""", ifMatch: header), header);
            Survives(_world.Arm.Send("DELETE", id + "x", null, ifMatch: header, ifNoneMatch: header), header);
        }

        foreach (var version in (string[])[
            "2026-06-01&api-version=x",
            "%00",
            "9999-12-31",
            "2026-06-01-preview",
            new string('1', 4000),
            "2026-06-01-" + new string('a', 100)
        ])
        {
            Survives(_world.Arm.Get(id + "?api-version=" + version), version);
        }
    }

    private static void Survives(SimulatedArm.Answer answer, string what)
    {
        Assert.True((int)answer.Status is >= 200 and < 500, $"{what}: {answer.Status} {answer.Body}");
        if ((int)answer.Status >= 400 && answer.Body is not null)
        {
            Assert.False(string.IsNullOrEmpty(answer.Code), what);
            Assert.False(string.IsNullOrEmpty(answer.Message), what);
        }
    }

    private static IEnumerable<string> Paths(JsonNode? node, string path)
    {
        if (path.Length > 0)
        {
            yield return path;
        }

        var children = node switch
        {
            JsonObject members => members.Select(static member => (member.Key, member.Value)),
            JsonArray items =>
                items.Select(static (item, index) => (index.ToString(System.Globalization.CultureInfo.InvariantCulture), item)),
            _ => [],
        };
        foreach ((var name, var child) in children)
        {
            foreach (var below in Paths(child, path.Length == 0 ? name : path + "\n" + name))
            {
                yield return below;
            }
        }
    }

    private static void Replace(JsonNode root, string[] path, JsonNode? value)
    {
        var parent = root;
        foreach (var step in path[..^1])
        {
            parent = parent is JsonArray items ? items[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : parent[step]!;
        }

        if (parent is JsonArray list)
        {
            list[int.Parse(path[^1], System.Globalization.CultureInfo.InvariantCulture)] = value?.DeepClone();
        }
        else
        {
            parent[path[^1]] = value?.DeepClone();
        }
    }
}
