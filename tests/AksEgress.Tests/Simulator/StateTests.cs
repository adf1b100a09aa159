using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Simulator;
using AksEgress.Simulator.World.StateFiles;
using Xunit;

namespace AksEgress.Tests.Simulator;

public sealed class StateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("simulator-").FullName;

    private string StatePath => Path.Combine(_folder, "state.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_saved_operation_with_an_error_leaves_its_cluster_Failed_until_the_next_write()
    {
        using SimulatedArm arm = new(new() { SampleWorld = true });
        var cluster = arm.Read(ClusterWorld.Cluster);
        cluster["tags"] = new JsonObject { ["a"] = "b" };
        var put = arm.Put(ClusterWorld.Cluster, cluster.ToJsonString());
        var state = JsonNode.Parse(arm.Simulator.Save())!.AsArray();
        var operation = state.Single(static item => ((string?)item!["type"])!.EndsWith("/locations/operations", StringComparison.Ordinal))!;
        operation["properties"]!["failure"] = new JsonObject { ["code"] = "VMExtensionProvisioningError", ["message"] = "No egress path." };
        arm.Simulator.Load(state.ToJsonString());

        Assert.Equal("Updating", arm.Get(ClusterWorld.Cluster).State);
        arm.Clock.Advance(1000);
        Assert.Equal("Failed", arm.Get(ClusterWorld.Cluster).State);
        var ended = arm.Read(put.Headers["Azure-AsyncOperation"]);
        Assert.Equal(("Failed", "VMExtensionProvisioningError"), ((string?)ended["status"], (string?)ended["error"]!["code"]));

        arm.Make(ClusterWorld.Cluster, arm.Read(ClusterWorld.Cluster).ToJsonString());
        Assert.Equal("Succeeded", arm.Get(ClusterWorld.Cluster).State);
        Assert.Equal("b", (string?)arm.Read(ClusterWorld.Cluster)["tags"]!["a"]);
    }

    [Fact]
    public void Every_change_is_saved_and_loaded()
    {
        var table = SimulatedArm.NetworkId("rg", "routeTables", "rt");
        string etag;
        using (SimulatedArm arm = new(new() { StatePath = StatePath }))
        {
            arm.MakeGroup("rg");
            arm.Make(table, """{"location":"eastus","properties":{"routes":[]}}""");
            etag = (string)arm.Read(table)["etag"]!;
            Assert.Contains("\"rt\"", string.Concat(Directory.GetFiles(_folder).Select(File.ReadAllText)), StringComparison.Ordinal);
        }

        Assert.Equal(["state.json"], Directory.GetFiles(_folder).Select(Path.GetFileName));
        using SimulatedArm again = new(new() { StatePath = StatePath });
        Assert.Equal(etag, (string?)again.Read(table)["etag"]);

        // Ids created after loading differ from those created before saving.
        var changed = again.Make(table, """{"location":"eastus","tags":{"a":"b"}}""");
        Assert.NotEqual(etag, (string?)changed["etag"]);
        Assert.NotEqual((string?)changed["etag"], (string?)again.Make(table + "2", """{"location":"eastus"}""")["etag"]);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_refused_immediately_and_nothing_is_left()
    {
        var missing = Path.Combine(_folder, "nosuch", "x.json");
        Assert.Contains(
            "doesn't exist",
            Assert.Throws<SimulatorStateException>(() => ArmSimulator.Open(missing, 1, 1)).Message,
            StringComparison.Ordinal);
        Assert.Throws<SimulatorStateException>(() => ArmSimulator.Open(_folder, 1, 1));
        if (Directory.Exists("/proc/self"))
        {
            Assert.Contains(
                "/proc",
                Assert.Throws<SimulatorStateException>(() => ArmSimulator.Open("/proc/x.json", 1, 1)).Message,
                StringComparison.Ordinal);
        }

        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void An_operation_in_progress_continues_in_the_next_process()
    {
        string operation;
        using (SimulatedArm arm = new(new() { StatePath = StatePath, SampleWorld = true }))
        {
            var cluster = arm.Read(ClusterWorld.Cluster);
            cluster["properties"]!["networkProfile"]!["loadBalancerProfile"]!["managedOutboundIPs"]!["count"] = 2;
            operation = arm.Put(ClusterWorld.Cluster, cluster.ToJsonString()).Headers["Azure-AsyncOperation"];
            arm.Clock.Advance(60);
            Assert.Equal("InProgress", (string?)arm.Get(operation).Body!["status"]);
        }

        using SimulatedArm next = new(new() { StatePath = StatePath });
        Assert.Equal("InProgress", (string?)next.Get(operation).Body!["status"]);
        Assert.Equal("OperationNotAllowed", next.Send("DELETE", ClusterWorld.Cluster).Code);
        next.Clock.Advance(50);
        Assert.Equal("InProgress", (string?)next.Get(operation).Body!["status"]);
        next.Clock.Advance(11);
        Assert.Equal("Succeeded", (string?)next.Get(operation).Body!["status"]);
        Assert.Equal(2, ClusterWorld.Effective(next.Read(ClusterWorld.Cluster)).Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_operation_that_ended_can_be_polled_in_the_next_session(bool fails)
    {
        using SimulatedArm arm = new(new() { StatePath = StatePath, SampleWorld = true });
        var cluster = arm.Read(ClusterWorld.Cluster);
        cluster["tags"] = new JsonObject { ["a"] = "b" };
        var put = arm.Put(ClusterWorld.Cluster, cluster.ToJsonString());
        var operation = put.Headers["Azure-AsyncOperation"];
        if (fails)
        {
            arm.Send("POST", ClusterWorld.Cluster + "/abort");
        }

        arm.Clock.Advance(1000);
        var status = fails ? "Canceled" : "Succeeded";
        Assert.Equal(status, (string?)arm.Get(operation).Body!["status"]);

        using (SimulatedArm other = new(new() { StatePath = StatePath }))
        {
            Assert.Equal(status, (string?)other.Get(operation).Body!["status"]);
            other.MakeGroup("other");
        }

        // The first session reads the file again, because the other one took it over.
        Assert.Equal(status, (string?)arm.Get(operation).Body!["status"]);
    }

    [Fact]
    public void Save_orders_by_id_and_the_result_can_be_loaded()
    {
        using SimulatedArm arm = new(new() { SampleWorld = true });
        var saved = arm.Simulator.Save();
        string[] ids = [.. JsonNode.Parse(saved)!.AsArray().Select(static document => ((string)document!["id"]!).ToLowerInvariant())];
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        using SimulatedArm other = new();
        other.Simulator.Load(saved);
        Assert.Equal(saved, other.Simulator.Save());
    }

    [Fact]
    public void Missing_back_references_of_an_export_are_added_whatever_the_order()
    {
        var network = SimulatedArm.NetworkId("rg", "virtualNetworks", "v");
        var table = SimulatedArm.NetworkId("rg", "routeTables", "rt");
        var first = ("""{"id":"@v","location":"eastus","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]},"subnets":["""
            + """{"name":"s","id":"@v/subnets/s","properties":{"addressPrefix":"10.0.0.0/24","routeTable":"""
            + """{"id":"@t"}}}]}}""").With("@v", network).With("@t", table);
        var second = """{"id":"@t","location":"eastus","properties":{"routes":[]}}""".With("@t", table);
        foreach (var state in (string[])[$"[{first},{second}]", $"[{second},{first}]"])
        {
            using SimulatedArm arm = new();
            arm.Simulator.Load(state);
            Assert.Equal(network + "/subnets/s", (string?)arm.Read(table)["properties"]!["subnets"]![0]!["id"]);
            Assert.Equal("eastus", (string?)arm.Read(SimulatedArm.Group("rg"))["location"]);
            Assert.NotNull(arm.Get(table).Headers["ETag"]);
        }
    }

    [Fact]
    public void Documents_of_an_export_are_loaded_unchanged()
    {
        const string other = "/subscriptions/12345678-0000-0000-0000-000000000000/resourceGroups/RG/providers/Contoso.Things/things/t";
        using SimulatedArm arm = new();
        arm.Simulator.Load(
            """[{"id":"@id","name":"t","type":"Contoso.Things/things","location":"mars","properties":{"x":[1]},"weird":null}]""".With(
                "@id", other));
        Assert.Equal("[1]", arm.Read(other)["properties"]!["x"]!.ToJsonString());
        Assert.Equal(2, arm.Read("/subscriptions")["value"]!.AsArray().Count);
        Assert.Equal("ResourceGroupNotFound", arm.Get(SimulatedArm.NetworkId("RG", "routeTables", "x")).Code);
    }

    [Fact]
    public void A_separately_exported_subnet_is_added_to_its_network()
    {
        var network = SimulatedArm.NetworkId("rg", "virtualNetworks", "v");
        using SimulatedArm arm = new();
        arm.Simulator.Load(
            ("""[{"id":"@v/subnets/s","properties":{"addressPrefix":"10.0.0.0/24"}},{"id":"@v","location":"eastus","properties":"""
                + """{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]}}}]""").With("@v", network));
        Assert.Equal("10.0.0.0/24", (string?)arm.Read(network + "/subnets/s")["properties"]!["addressPrefix"]);
    }

    [Fact]
    public void A_foreign_operation_in_progress_is_completed_on_load()
    {
        var table = SimulatedArm.NetworkId("rg", "routeTables", "rt");
        using SimulatedArm arm = new();
        arm.Simulator.Load("""[{"id":"@t","location":"eastus","properties":{"provisioningState":"Updating"}}]""".With("@t", table));
        Assert.Equal("Succeeded", arm.Get(table).State);
    }

    [Theory]
    [InlineData("", 1, null)]
    [InlineData("nonsense", 1, null)]
    [InlineData("[\n{},\n}", 3, null)]
    [InlineData("{}", null, null)]
    [InlineData("null", null, null)]
    [InlineData("[1]", 1, 0)]
    [InlineData("[{}]", 1, 0)]
    [InlineData("""[{"id":5}]""", 1, 0)]
    [InlineData("[{\"id\":\"/subscriptions/s\",\n\"tags\":{\"a\":\"b\"}},\n\n{\"id\":\"no id\"}]", 4, 1)]
    [InlineData("""[{"id":"/subscriptions/s"},{"id":"no id"}]""", 1, 1)]
    [InlineData("""[{"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/routeTables"}]""", null, 0)]
    [InlineData("""[{"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/s"}]""", null, 0)]
    [InlineData("""[{"id":"/subscriptions/s/providers/Microsoft.Network/locations/x/operations/y"}]""", null, 0)]
    [InlineData("""[{"id":"/subscriptions/s/resourceGroups/g","location":5}]""", 1, 0)]
    [InlineData("""[{"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/routeTables/t","properties":"str"}]""", 1, 0)]
    [InlineData("""[{"id":"/subscriptions/s/resourceGroups/g","properties":[]}]""", 1, 0)]
    [InlineData("""[{"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/routeTables/t","tags":["a"]}]""", 1, 0)]
    [InlineData("""[{"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/routeTables/t","tags":{"a":1}}]""", 1, 0)]
    [InlineData(
        """[{"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/c","properties":"""
            + """{"agentPoolProfiles":"x"}}]""",
        1,
        0)]
    [InlineData(
        """[{"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/c","properties":"""
            + """{"agentPoolProfiles":[{"count":1}]}}]""",
        1,
        0)]
    [InlineData(
        """[{"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/routeTables/t","properties":{"routes":[1]}}]""", 1, 0)]
    [InlineData(
        """[{"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/routeTables/t","properties":{"routes":[{"name":"r"},"""
            + """{"name":"R"}]}}]""",
        1,
        0)]
    [InlineData(
        """[{"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/routeTables/t"},"""
            + """{"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/routeTables/T"}]""",
        1,
        1)]
    [InlineData("""[{"id":"/subscriptions/s/resourceGroups/g"},{"id":"/subscriptions/s/resourceGroups/g/"}]""", 1, 1)]
    [InlineData(
        """[{"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v","properties":{}},"""
            + """{"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/s"},"""
            + """{"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/s"}]""",
        1,
        2)]
    [InlineData(
        "[{\"id\":\"/subscriptions/s/resourceGroups/g\",\n\"location\":\"x\"},\n{\"id\":\"/subscriptions/s/resourceGroups/g/providers/"
            + "Microsoft.Network/routeTables/t\",\n\"tags\":5}]",
        3,
        1)]
    [InlineData("[\"\\ud800\"]", null, null)]
    public void An_invalid_state_is_refused_with_a_reason_and_changes_nothing(string json, int? line, int? index)
    {
        using SimulatedArm arm = new(new() { SampleWorld = true });
        var before = arm.Simulator.Save();
        var refused = Assert.Throws<SimulatorStateException>(() => arm.Simulator.Load(json));
        if (line is not null)
        {
            Assert.Equal(line, refused.Line);
        }

        Assert.Equal(index, refused.DocumentIndex);
        Assert.NotEmpty(refused.Message);
        Assert.Equal(before, arm.Simulator.Save());
        Assert.Equal(HttpStatusCode.OK, arm.Get(ClusterWorld.Cluster).Status);

        File.WriteAllText(StatePath, json);
        Assert.Throws<SimulatorStateException>(() => new ArmSimulator(new SimulatorOptions { StatePath = StatePath }));
        Assert.Equal(json, File.ReadAllText(StatePath));
    }

    [Theory]
    [InlineData("location", "5", "Line 1: Item 0 of the state has a number for 'location', where ARM has text.")]
    [InlineData("properties", "\"str\"", "Line 1: Item 0 of the state has text for 'properties', where ARM has an object.")]
    [InlineData("tags", "{\"a\":{}}", "Line 1: Item 0 of the state has an object for 'tags.a', where ARM has text.")]
    public void A_document_of_another_form_is_refused_with_its_member(string member, string value, string message)
    {
        using SimulatedArm arm = new();
        var state = $$"""[{"id":"{{SimulatedArm.NetworkId("rg", "routeTables", "rt")}}","{{member}}":{{value}}}]""";
        Assert.Equal(message, Assert.Throws<SimulatorStateException>(() => arm.Simulator.Load(state)).Message);
    }

    [Fact]
    public void Open_creates_a_simulator_with_the_sample_resources_or_a_state_file()
    {
        using (HttpMessageInvoker client = new(ArmSimulator.Open(StatePath, 600, 3)))
        {
            using HttpRequestMessage request = new(
                HttpMethod.Get, "https://management.azure.com" + ClusterWorld.Cluster + "?api-version=2026-06-01");
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer x");
            using var response = client.Send(request, CancellationToken.None);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Contains("contoso-aks", File.ReadAllText(StatePath), StringComparison.Ordinal);
    }
}
