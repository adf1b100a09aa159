using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.EgressPaths;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.StateFiles;
using AksEgress.Tests.RunCommands;
using AksEgress.Tests.Simulator;

namespace AksEgress.Tests.EgressPaths;

/// <summary>The sample resources with a pod that always starts, and shorthands for networks.</summary>
internal sealed class PathWorld : IDisposable
{
    public const string Direct = "20.81.4.17";
    public const string Firewall = "20.62.9.8";
    public const string Any = """[{"name":"any","properties":{"priority":100,"action":{"type":"Allow"},"rules":["""
        + """{"name":"any","protocols":["Any"],"sourceAddresses":["*"],"destinationAddresses":["*"],"destinationPorts":["*"]}]}}]""";
    public static readonly string Network = SimulatedArm.NetworkId(ClusterWorld.Contoso, "virtualNetworks", "contoso-vnet");

    public PathWorld() => Cluster(static properties => properties["bootstrapProfile"] = new JsonObject { ["artifactSource"] = "Cache" });

    public CommandWorld Commands { get; } = new();

    public SimulatedArm Arm => Commands.Arm;

    /// <summary>Changes the stored cluster without AKS's rules.</summary>
    public void Cluster(Action<JsonObject> change) =>
        Edit(state => change(state.Single(static item => (string?)item!["name"] == "contoso-aks")!["properties"]!.AsObject()));

    public void SystemPool(Action<JsonObject> change) => Cluster(properties => change(properties["agentPoolProfiles"]![0]!.AsObject()));

    /// <summary>Changes the stored documents.</summary>
    public void Edit(Action<JsonArray> change)
    {
        var state = JsonNode.Parse(Arm.Simulator.Save())!.AsArray();
        change(state);
        Arm.Simulator.Load(state.ToJsonString());
    }

    public void RemoveBalancer() => Edit(static state =>
        state.Remove(state.Single(static item => ((string)item!["id"]!).EndsWith("/loadBalancers/kubernetes", StringComparison.Ordinal))));

    /// <summary>The address that the Internet sees; empty without an egress path.</summary>
    public string Seen() => Commands.Logs("curl -s -4 -m 9 https://api.ipify.org; true");

    /// <summary>The HTTP status of a request; 000 without a response.</summary>
    public string Status(string url) => Commands.Logs($"curl -s -o /dev/null -m 9 -w '%{{http_code}}' {url}; true");

    /// <summary>True if a pod can open a connection. The data path is asked directly: pods have no tool for every protocol.</summary>
    public bool Connects(string host, int port, string protocol = "TCP")
    {
        var world = StateReader.Read(Arm.Simulator.Save(), new VirtualClock(Arm.Clock, 1), 1);
        return new EgressPath(world, world.Store.FindId(ClusterWorld.Cluster)!, pods: true)
            .To(new Destination(host, HostNames.Resolve(host)!, port, protocol))
            .Connects;
    }

    /// <summary>Routes of the nodes' subnet: name=prefix>type or prefix>address.</summary>
    public void Routes(string routes, bool disableBgp = false)
    {
        JsonArray list = [];
        foreach (var route in routes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = route.Split('>');
            var isAddress = char.IsAsciiDigit(parts[1][0]);
            JsonObject properties = new()
            {
                ["addressPrefix"] = parts[0],
                ["nextHopType"] = isAddress ? "VirtualAppliance" : parts[1],
            };
            if (isAddress)
            {
                properties["nextHopIpAddress"] = parts[1];
            }

            list.Add(new JsonObject { ["name"] = $"r{list.Count}", ["properties"] = properties });
        }

        JsonObject table = new()
        {
            ["location"] = "eastus",
            ["properties"] = new JsonObject { ["disableBgpRoutePropagation"] = disableBgp, ["routes"] = list },
        };
        Arm.Make(ClusterWorld.Table, table.ToJsonString());
        Commands.World.ChangeSubnet(static subnet => subnet["routeTable"] = new JsonObject { ["id"] = ClusterWorld.Table });
    }

    public void Gateway(string type, string bgp = "", string? network = null)
    {
        network ??= Network;
        var range = (string)Arm.Read(network)["properties"]!["addressSpace"]!["addressPrefixes"]![0]!;
        var subnet = network + "/subnets/GatewaySubnet";
        Arm.Make(subnet, """{"properties":{"addressPrefix":"@p.250.0/27"}}""".With("@p", string.Join('.', range.Split('.')[..2])));
        Arm.Make(
            SimulatedArm.NetworkId(ClusterWorld.Contoso, "virtualNetworkGateways", "gw-" + type),
            """
            {"location":"eastus","tags":{"simulated-bgp-routes":"@b","simulated-egress-ip":"203.0.113.9"},"properties":{"gatewayType":"@t",
            "ipConfigurations":[{"name":"c","properties":{"subnet":{"id":"@s"}}}]}}
            """.With("@b", bgp).With("@t", type).With("@s", subnet));
    }

    /// <summary>A virtual network that is peered with the cluster's in both directions.</summary>
    public string Peer(string name, string range, string own = "{}", string back = "{}", string group = ClusterWorld.Contoso)
    {
        var id = SimulatedArm.NetworkId(group, "virtualNetworks", name);
        Arm.Make(id, """{"location":"eastus","properties":{"addressSpace":{"addressPrefixes":["@r"]}}}""".With("@r", range));
        Peering(Network, id, own);
        Peering(id, Network, back);
        return id;
    }

    public void Peering(string from, string to, string members = "{}")
    {
        var properties = JsonNode.Parse(members)!.AsObject();
        properties["remoteVirtualNetwork"] = new JsonObject { ["id"] = to };
        Arm.Make(from + "/virtualNetworkPeerings/to", new JsonObject { ["properties"] = properties }.ToJsonString());
    }

    public string Interface(string name, string address, string? subnet = null, string members = "", string own = "")
    {
        var id = SimulatedArm.NetworkId(ClusterWorld.Contoso, "networkInterfaces", name);
        Arm.Make(
            id,
            """
            {"location":"eastus","properties":{@m "ipConfigurations":[{"name":"c","properties":{@o "privateIPAddress":"@a",
            "subnet":{"id":"@s"}}}]}}
            """.With("@m", members).With("@o", own).With("@a", address).With("@s", subnet ?? ClusterWorld.Subnet));
        return id;
    }

    public void Dispose() => Commands.Dispose();
}
