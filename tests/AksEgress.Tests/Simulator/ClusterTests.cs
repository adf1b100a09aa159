using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace AksEgress.Tests.Simulator;

public sealed class ClusterTests : IDisposable
{
    private readonly ClusterWorld _world = new();

    private SimulatedArm Arm => _world.Arm;

    public void Dispose() => _world.Dispose();

    [Fact]
    public void The_sample_world_is_consistent()
    {
        string[] before = [.. JsonNode.Parse(Arm.Simulator.Save())!.AsArray().Select(static document => document!.ToJsonString())];
        using var stream = typeof(AksEgress.Simulator.ArmSimulator).Assembly.GetManifestResourceStream(
            "AksEgress.Simulator.World.StateFiles.sample-world.json")!;
        string[] sample = [.. JsonNode.Parse(stream)!.AsArray().Select(static document => document!.ToJsonString())];
        Assert.Equal(sample, before);

        // Sending every document back unchanged is accepted and changes only etags.
        foreach (var document in Arm.Read(SimulatedArm.Subscription + "/resources", "2021-04-01")["value"]!
            .AsArray()
            .Select(static item => item!.AsObject()))
        {
            var id = (string)document["id"]!;
            if (!id.Contains("/Microsoft.", StringComparison.Ordinal) || id.Contains("ManagedIdentity", StringComparison.Ordinal))
            {
                continue;
            }

            var now = Arm.Read(id);
            var made = Arm.Make(id, now.ToJsonString());
            Assert.Equal(Bare(now), Bare(made));
        }
    }

    [Fact]
    public void A_new_cluster_gets_a_node_resource_group()
    {
        var id = SimulatedArm.ClusterId("contoso-rg", "New-Aks");
        var put = Arm.Put(id, """
            {"location":"East US","identity":{"type":"SystemAssigned"},"tags":{"a":"b"},
              "properties":{"dnsPrefix":"n","provisioningState":"x","fqdn":"y","kubernetesVersion":"",
            "agentPoolProfiles":[{"name":"np","count":2,"mode":"System"}],"networkProfile":{"networkPlugin":"kubenet"},
              "metricsProfile":{"costAnalysis":{"enabled":true}}}}
            """);
        Assert.Equal(HttpStatusCode.Created, put.Status);
        Assert.Equal("Creating", put.State);
        Assert.Equal("standard", (string?)put.Body!["properties"]!["networkProfile"]!["loadBalancerSku"]);
        Arm.Clock.Advance(302);
        var cluster = Arm.Read(id);
        Assert.Equal(
            ["id", "location", "name", "tags", "type", "kind", "properties", "identity", "sku", "eTag"],
            cluster.Select(static member => member.Key));
        Assert.Equal(
            SimulatedArm.Subscription + "/resourcegroups/contoso-rg/providers/Microsoft.ContainerService/managedClusters/New-Aks",
            (string?)cluster["id"]);
        Assert.Equal("Microsoft.ContainerService/ManagedClusters", (string?)cluster["type"]);
        var properties = cluster["properties"]!.AsObject();
        Assert.Equal("Base", (string?)cluster["kind"]);

        // "Standard" until the api-versions of 2023, as recorded; "standard" since (Azure/azure-service-operator,
        // Test_AKS_ManagedCluster_20240901_CRUD).
        Assert.Equal("standard", (string?)properties["networkProfile"]!["loadBalancerSku"]);
        Assert.Equal("Standard", (string?)Arm.Read(id, "2023-10-02-preview")["properties"]!["networkProfile"]!["loadBalancerSku"]);
        Assert.True((bool)properties["metricsProfile"]!["costAnalysis"]!["enabled"]!);
        Assert.Equal("MC_contoso-rg_New-Aks_eastus", (string?)properties["nodeResourceGroup"]);
        Assert.Equal("msi", (string?)properties["servicePrincipalProfile"]!["clientId"]);
        Assert.EndsWith(".hcp.eastus.azmk8s.io", (string?)properties["fqdn"], StringComparison.Ordinal);
        Assert.Single(ClusterWorld.Effective(cluster));
        var nodes = SimulatedArm.Group("MC_contoso-rg_New-Aks_eastus") + "/providers/Microsoft.Network/";
        foreach (var type in (string[])["virtualNetworks", "networkSecurityGroups", "routeTables", "publicIPAddresses", "loadBalancers"])
        {
            Assert.Single(Arm.Read(nodes + type)["value"]!.AsArray());
        }

        Assert.Equal(
            2,
            Arm.Read($"{SimulatedArm.Group("contoso-rg")}/providers/Microsoft.ContainerService/managedClusters")["value"]!.AsArray().Count);
        Assert.Equal(
            3, Arm.Read(SimulatedArm.Subscription + "/providers/Microsoft.ContainerService/managedClusters")["value"]!.AsArray().Count);

        Arm.Delete(id);
        Assert.Equal(HttpStatusCode.NotFound, Arm.Get(id).Status);
        Assert.Equal("ResourceGroupNotFound", Arm.Get(SimulatedArm.Group("MC_contoso-rg_New-Aks_eastus")).Code);
    }

    [Fact]
    public void One_operation_at_a_time()
    {
        var first = _world.Change(static properties => properties["disableLocalAccounts"] = true);
        Assert.Equal(HttpStatusCode.OK, first.Status);
        foreach (var second in (SimulatedArm.Answer[])[
            _world.Change(static _ => { }),
            Arm.Send("DELETE", ClusterWorld.Cluster),
            Arm.Put(ClusterWorld.Cluster + "/agentPools/np", "{}")
        ])
        {
            Assert.Equal(HttpStatusCode.Conflict, second.Status);
            Assert.Equal("OperationNotAllowed", second.Code);
            Assert.Equal(
                "Operation is not allowed: Another operation (Updating) is in progress, please wait for it to finish before starting a new "
                    + "operation. See https://aka.ms/aks-pending-operation for more details",
                second.Message);
        }

        Arm.Clock.Advance(121);
        Arm.Put(
            ClusterWorld.Cluster + "/agentPools/np",
            """{"properties":{"count":1,"mode":"User","vnetSubnetID":"@s"}}""".With("@s", ClusterWorld.Subnet));
        Assert.Contains(
            "Another agentpool operation (np - Creating) is in progress", _world.Change(static _ => { }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Etags_have_no_quotes_and_are_checked()
    {
        var etag = (string)Arm.Read(ClusterWorld.Cluster)["eTag"]!;
        Assert.True(Guid.TryParse(etag, out _));
        var pool = (string)Arm.Read(ClusterWorld.Cluster + "/agentPools/win1")["properties"]!["eTag"]!;
        var wrong = _world.Change(static _ => { }, ifMatch: Guid.NewGuid().ToString());
        Assert.Equal(HttpStatusCode.PreconditionFailed, wrong.Status);
        Assert.Equal("PreconditionFailed", wrong.Code);
        Assert.Equal(HttpStatusCode.OK, _world.Change(static _ => { }, ifMatch: etag).Status);
        Arm.Clock.Advance(121);
        Assert.NotEqual(etag, (string?)Arm.Read(ClusterWorld.Cluster)["eTag"]);
        Assert.NotEqual(pool, (string?)Arm.Read(ClusterWorld.Cluster + "/agentPools/win1")["properties"]!["eTag"]);
        Assert.Equal(
            HttpStatusCode.PreconditionFailed, Arm.Send("PUT", ClusterWorld.Cluster, """{"location":"eastus"}""", ifNoneMatch: "*").Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, Arm.Send("DELETE", ClusterWorld.Cluster, ifMatch: etag).Status);

        var older = Arm.Read(ClusterWorld.Cluster, "2023-10-02-preview");
        Assert.False(older.ContainsKey("eTag"));
        Assert.False(older["properties"]!["agentPoolProfiles"]![0]!.AsObject().ContainsKey("eTag"));
    }

    [Fact]
    public void Pools_are_children_of_their_own()
    {
        var id = ClusterWorld.Cluster + "/agentPools/np2";
        var etag = (string)Arm.Read(ClusterWorld.Cluster)["eTag"]!;
        var put = Arm.Put(
            id,
            """{"properties":{"count":2,"vmSize":"Standard_D2s_v5","mode":"User","vnetSubnetID":"@s","osDiskSizeGB":0}}""".With(
                "@s", ClusterWorld.Subnet));
        Assert.Equal(HttpStatusCode.Created, put.Status);
        Assert.Equal("Creating", put.State);
        Arm.Clock.Advance(212);
        var pool = Arm.Read(id);
        Assert.Equal("Microsoft.ContainerService/managedClusters/agentPools", (string?)pool["type"]);
        Assert.Equal(128, (int)pool["properties"]!["osDiskSizeGB"]!);
        Assert.Equal("Succeeded", (string?)pool["properties"]!["provisioningState"]);
        Assert.Equal(3, Arm.Read(ClusterWorld.Cluster + "/agentPools")["value"]!.AsArray().Count);
        Assert.Equal(3, Arm.Read(ClusterWorld.Cluster)["properties"]!["agentPoolProfiles"]!.AsArray().Count);
        Assert.Equal(etag, (string?)Arm.Read(ClusterWorld.Cluster)["eTag"]);

        var image = (string)pool["properties"]!["nodeImageVersion"]!;
        var upgrade = Arm.Send("POST", id + "/upgradeNodeImageVersion");
        Assert.Equal(HttpStatusCode.Accepted, upgrade.Status);
        Assert.Equal("UpgradingNodeImageVersion", Arm.Get(id).State);
        Arm.Clock.Advance(212);
        Assert.NotEqual(image, (string?)Arm.Read(id)["properties"]!["nodeImageVersion"]);

        Assert.Equal("PropertyChangeNotAllowed", Arm.Put(id, """{"properties":{"count":2}}""").Code);
        Arm.Delete(id);
        Assert.Equal(HttpStatusCode.NotFound, Arm.Get(id).Status);
        Assert.Equal("OperationNotAllowed", Arm.Send("DELETE", ClusterWorld.Cluster + "/agentPools/nodepool1").Code);
        Assert.Equal("InvalidParameter", Arm.Put(ClusterWorld.Cluster + "/agentPools/NotSo-Good", "{}").Code);
        Assert.Equal("ParentResourceNotFound", Arm.Get(ClusterWorld.Cluster + "x/agentPools/np").Code);
    }

    [Fact]
    public void An_abort_ends_the_latest_operation()
    {
        Assert.Equal(HttpStatusCode.NoContent, Arm.Send("POST", ClusterWorld.Cluster + "/abort").Status);
        var put = _world.Change(static _ => { });
        var abort = Arm.Send("POST", ClusterWorld.Cluster + "/abort");
        Assert.Equal(HttpStatusCode.Accepted, abort.Status);
        Assert.Equal("Canceled", (string?)Arm.Get(put.Headers["Azure-AsyncOperation"]).Body!["status"]);
        Arm.Clock.Advance(7);
        Assert.Equal("Succeeded", (string?)Arm.Get(abort.Headers["Azure-AsyncOperation"]).Body!["status"]);
        Assert.Equal(HttpStatusCode.NoContent, Arm.Get(abort.Headers["Location"]).Status);
        Assert.Equal("Canceled", Arm.Get(ClusterWorld.Cluster).State);
        _world.Make(static _ => { });
    }

    [Fact]
    public void Credentials_contain_no_secret()
    {
        var answer = Arm.Send("POST", ClusterWorld.Cluster + "/listClusterUserCredential").Body!;
        var config = Encoding.UTF8.GetString(Convert.FromBase64String((string)answer["kubeconfigs"]![0]!["value"]!));
        Assert.StartsWith("apiVersion: v1\n", config, StringComparison.Ordinal);
        Assert.Contains("token: simulated", config, StringComparison.Ordinal);
        Assert.Equal(
            "clusterAdmin",
            (string?)Arm.Send("POST", ClusterWorld.Cluster + "/listClusterAdminCredential").Body!["kubeconfigs"]![0]!["name"]);
    }

    [Fact]
    public void Stop_start_and_tags()
    {
        Assert.Equal(HttpStatusCode.Accepted, Arm.Send("POST", ClusterWorld.Cluster + "/stop").Status);
        Arm.Clock.Advance(121);
        Assert.Equal("Stopped", (string?)Arm.Read(ClusterWorld.Cluster)["properties"]!["powerState"]!["code"]);
        Arm.Send("POST", ClusterWorld.Cluster + "/start");
        Arm.Clock.Advance(272);
        var patched = Arm.Send(
            "PATCH", ClusterWorld.Cluster, """{"tags":{"x":"y"},"properties":{"networkProfile":{"outboundType":"none"}}}""");
        Assert.Equal(HttpStatusCode.OK, patched.Status);
        Arm.Clock.Advance(121);
        var cluster = Arm.Read(ClusterWorld.Cluster);
        Assert.Equal("""{"x":"y"}""", cluster["tags"]!.ToJsonString());
        Assert.Equal("loadBalancer", (string?)cluster["properties"]!["networkProfile"]!["outboundType"]);
    }

    [Fact]
    public void A_failed_cluster_stays_failed_until_a_put_repairs_it()
    {
        var state = JsonNode.Parse(Arm.Simulator.Save())!.AsArray();
        var cluster = state.Select(static item => item!.AsObject()).Single(static item => (string?)item["name"] == "contoso-aks");
        cluster["properties"]!["provisioningState"] = "Failed";
        Arm.Simulator.Load(state.ToJsonString());
        Arm.Clock.Advance(10_000);
        Assert.Equal("Failed", Arm.Get(ClusterWorld.Cluster).State);
        _world.Make(static _ => { });
    }

    [Fact]
    public void A_cluster_loaded_alone_can_be_changed_if_its_subnets_exist()
    {
        var all = JsonNode.Parse(Arm.Simulator.Save())!.AsArray();
        var contoso = all.Single(static item => (string?)item!["name"] == "contoso-aks")!.DeepClone();
        var fabrikam = all.Single(static item => (string?)item!["name"] == "fabrikam-aks")!.DeepClone();
        Arm.Simulator.Load(new JsonArray(contoso, fabrikam).ToJsonString());
        Assert.Equal("SubnetNotFound", _world.Change(static _ => { }).Code);
        var before = ClusterWorld.Effective(Arm.Read(ClusterWorld.Fabrikam), "natGatewayProfile");
        var made = _world.Make(
            static properties => properties["networkProfile"]!["natGatewayProfile"]!["idleTimeoutInMinutes"] = 30, ClusterWorld.Fabrikam);
        Assert.Equal(before, ClusterWorld.Effective(made, "natGatewayProfile"));
        var three = _world.Make(
            static properties => properties["networkProfile"]!["natGatewayProfile"]!["managedOutboundIPProfile"]!["count"] = 3,
            ClusterWorld.Fabrikam);
        Assert.Equal(3, ClusterWorld.Effective(three, "natGatewayProfile").Length);
        Assert.Equal(before, ClusterWorld.Effective(three, "natGatewayProfile")[..2]);
    }

    private static string Bare(JsonObject document)
    {
        static void Clean(JsonNode? node)
        {
            if (node is JsonObject members)
            {
                members.Remove("etag");
                members.Remove("eTag");
                foreach (var member in members)
                {
                    Clean(member.Value);
                }
            }
            else if (node is JsonArray items)
            {
                foreach (var item in items)
                {
                    Clean(item);
                }
            }
        }

        var copy = document.DeepClone();
        Clean(copy);
        return copy.ToJsonString();
    }
}
