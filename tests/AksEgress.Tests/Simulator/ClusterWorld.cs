using System.Text.Json.Nodes;
using Xunit;

namespace AksEgress.Tests.Simulator;

/// <summary>The sample resources, with common requests on the clusters.</summary>
internal sealed class ClusterWorld : IDisposable
{
    public const string Contoso = "contoso-rg";
    public const string NodeGroup = "MC_contoso-rg_contoso-aks_eastus";
    public static readonly string Cluster = SimulatedArm.ClusterId(Contoso, "contoso-aks");
    public static readonly string Fabrikam = SimulatedArm.ClusterId("fabrikam-rg", "fabrikam-aks");
    public static readonly string Subnet = SimulatedArm.NetworkId(Contoso, "virtualNetworks", "contoso-vnet") + "/subnets/aks";
    public static readonly string Table = SimulatedArm.NetworkId(Contoso, "routeTables", "rt");
    public static readonly string Gateway = SimulatedArm.NetworkId(Contoso, "natGateways", "nat");
    public static readonly string Balancer = SimulatedArm.NetworkId(NodeGroup, "loadBalancers", "kubernetes");

    public SimulatedArm Arm { get; } = new(new() { SampleWorld = true });

    /// <summary>Reads the cluster, changes it, and sends it back.</summary>
    public SimulatedArm.Answer Change(Action<JsonObject> change, string? cluster = null, string? version = null, string? ifMatch = null)
    {
        var document = Arm.Read(cluster ?? Cluster, version);
        change(document["properties"]!.AsObject());
        return Arm.Put(cluster ?? Cluster, document.ToJsonString(), version, ifMatch);
    }

    /// <summary>The same, to the end of the operation.</summary>
    public JsonObject Make(Action<JsonObject> change, string? cluster = null, string? version = null)
    {
        var answer = Change(change, cluster, version);
        Assert.True((int)answer.Status == 200, answer.Body?.ToJsonString());
        Arm.Clock.Advance(2000);
        var made = Arm.Read(cluster ?? Cluster, version);
        Assert.Equal("Succeeded", (string?)made["properties"]!["provisioningState"]);
        return made;
    }

    public static void SetType(JsonObject properties, string type)
    {
        var network = properties["networkProfile"]!.AsObject();
        network["outboundType"] = type;
        network["loadBalancerProfile"] = new JsonObject { ["backendPoolType"] = "nodeIPConfiguration" };
        network.Remove("natGatewayProfile");
    }

    public void AttachTable(
        string routes =
            """[{"name":"d","properties":{"addressPrefix":"0.0.0.0/0","nextHopType":"VirtualAppliance","nextHopIpAddress":"10.42.2.4"}}]""")
    {
        Arm.Make(Table, """{"location":"eastus","properties":{"routes":@r}}""".With("@r", routes));
        ChangeSubnet(subnet => subnet["routeTable"] = new JsonObject { ["id"] = Table });
    }

    public void AttachGateway(bool address = true)
    {
        var ip = SimulatedArm.NetworkId(Contoso, "publicIPAddresses", "nat-ip");
        Arm.Make(ip, """{"location":"eastus","sku":{"name":"Standard"},"properties":{"publicIPAllocationMethod":"Static"}}""");
        Arm.Make(
            Gateway,
            address
                ? """{"location":"eastus","properties":{"publicIpAddresses":[{"id":"@ip"}]}}""".With("@ip", ip)
                : """{"location":"eastus"}""");
        ChangeSubnet(subnet => subnet["natGateway"] = new JsonObject { ["id"] = Gateway });
    }

    public void ChangeSubnet(Action<JsonObject> change)
    {
        var subnet = Arm.Read(Subnet);
        change(subnet["properties"]!.AsObject());
        Arm.Make(Subnet, subnet.ToJsonString());
    }

    public string[] Addresses(string group = NodeGroup) =>
        [.. Arm.Read($"{SimulatedArm.Group(group)}/providers/Microsoft.Network/publicIPAddresses")["value"]!
            .AsArray()
            .Select(static ip => (string)ip!["properties"]!["ipAddress"]!)];

    public static string[] Effective(JsonObject cluster, string profile = "loadBalancerProfile") =>
        [.. (cluster["properties"]!["networkProfile"]![profile]?["effectiveOutboundIPs"] as JsonArray ?? []).Select(static ip =>
            (string)ip!["id"]!)];

    public void Dispose() => Arm.Dispose();
}
