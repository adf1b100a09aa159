using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace AksEgress.Tests.Simulator;

/// <summary>Members that AKS doesn't know: refused since 2024-01-01, ignored before.</summary>
public sealed class MemberNameTests : IDisposable
{
    private static readonly string s_new = SimulatedArm.ClusterId(ClusterWorld.Contoso, "m");
    private readonly ClusterWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("2024-01-01", "properties", "fooBar")]
    [InlineData("2024-01-02-preview", "properties", "fooBar")]
    [InlineData("2025-10-01", "", "fooBar")]
    [InlineData("2025-10-01", "properties.networkProfile", "outboundTyp")]
    [InlineData("2025-10-01", "properties.networkProfile.loadBalancerProfile.managedOutboundIPs", "counts")]
    [InlineData("2025-10-01", "properties.agentPoolProfiles.0", "vmSise")]
    [InlineData("2026-06-01", "properties.agentPoolProfiles.0.upgradeSettings", "surge")]
    [InlineData("2026-06-01", "properties.addonProfiles.azurepolicy", "on")]
    [InlineData("2026-06-01", "identity", "kind")]
    public void An_unknown_member_of_a_cluster_is_refused(string version, string place, string name)
    {
        var body = Body();
        At(body, place)[name] = 1;
        var answer = _world.Arm.Put(s_new, body.ToJsonString(), version);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(
            ("""{"code":"UnmarshalError","details":null,"message":"UnmarshalEntity encountered error: json: unknown field \u0022@n\u0022 """
                + """Check that the field is in the right location, is spelled correctly, and is supported in the API version. Visit """
                + """aka.ms/aks/apiversions for more API version information..","subcode":""}""").With("@n", name),
            answer.Body!.ToJsonString());
        Assert.Equal(HttpStatusCode.NotFound, _world.Arm.Get(s_new).Status);
    }

    [Theory]
    [InlineData("2020-09-01")]
    [InlineData("2023-11-01")]
    [InlineData("2023-11-02-preview")]
    public void An_older_version_ignores_an_unknown_member(string version)
    {
        var body = Body();
        body["properties"]!["fooBar"] = 1;
        body["properties"]!["agentPoolProfiles"]![0]!["vmSise"] = "a";
        body["extra"] = new JsonObject();
        var made = _world.Arm.Make(s_new, body.ToJsonString(), version);
        Assert.DoesNotContain("fooBar", made.ToJsonString(), StringComparison.Ordinal);
        var kept = _world.Arm.Read(s_new).ToJsonString();
        Assert.DoesNotContain("fooBar", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("vmSise", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("extra", kept, StringComparison.Ordinal);

        var pool = _world.Arm.Make(
            s_new + "/agentPools/b", """{"properties":{"vmSize":"Standard_DS2_v2","mode":"User","vmSise":"a"}}""", version);
        Assert.DoesNotContain("vmSise", pool.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"properties":{"vmSise":"a"}}""", "vmSise")]
    [InlineData("""{"properties":{"name":"b"}}""", "name")]
    [InlineData("""{"properties":{},"location":"eastus"}""", "location")]
    public void An_unknown_member_of_a_pool_is_refused(string body, string name)
    {
        var answer = _world.Arm.Put(ClusterWorld.Cluster + "/agentPools/b", body, "2025-10-01");
        Assert.Equal((HttpStatusCode.BadRequest, "UnmarshalError"), (answer.Status, answer.Code));
        Assert.Contains($"unknown field \"{name}\" Check", answer.Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, _world.Arm.Get(ClusterWorld.Cluster + "/agentPools/b").Status);
    }

    [Fact]
    public void Members_that_generic_clients_send_for_any_type_are_accepted()
    {
        var cluster = _world.Arm.Read(ClusterWorld.Cluster, "2024-09-01");
        cluster["managedBy"] = null;
        cluster["plan"] = null;
        var sku = cluster["sku"]!.AsObject();
        sku["capacity"] = sku["family"] = sku["model"] = sku["size"] = null;
        Assert.Equal(HttpStatusCode.OK, _world.Arm.Put(ClusterWorld.Cluster, cluster.ToJsonString(), "2024-09-01").Status);
    }

    [Fact]
    public void Maps_accept_any_name_and_casing_is_ignored()
    {
        var body = Body();
        body["tags"] = new JsonObject { ["fooBar"] = "1" };
        body["properties"]!["addonProfiles"]!["anyAddon"] = new JsonObject
        {
            ["enabled"] = true,
            ["config"] = new JsonObject { ["any"] = "1" }
        };
        body["properties"]!["agentPoolProfiles"]![0]!["nodeLabels"] = new JsonObject { ["example.com/any"] = "1" };
        body["properties"]!["NODERESOURCEGROUP"] = "x";
        Assert.Equal(HttpStatusCode.Created, _world.Arm.Put(s_new, body.ToJsonString(), "2025-10-01").Status);
    }

    [Theory]
    [InlineData("2020-09-01")]
    [InlineData("2024-01-01")]
    [InlineData("2025-10-01")]
    [InlineData("2026-05-02-preview")]
    [InlineData("2026-06-01")]
    public void A_returned_document_can_be_sent_back(string version)
    {
        var list = $"{SimulatedArm.Subscription}/providers/Microsoft.ContainerService/managedClusters";
        var clusters = _world.Arm.Read(list, version)["value"]!.AsArray();
        Assert.True(clusters.Count > 1);
        foreach (var cluster in clusters)
        {
            var id = (string)cluster!["id"]!;
            PutBack(id, version);
            foreach (var pool in _world.Arm.Read(id + "/agentPools", version)["value"]!.AsArray())
            {
                PutBack((string)pool!["id"]!, version);
            }
        }
    }

    private void PutBack(string id, string version)
    {
        var answer = _world.Arm.Put(id, _world.Arm.Read(id, version).ToJsonString(), version);
        Assert.True(answer.Status == HttpStatusCode.OK, $"{id}: {answer.Body}");
        _world.Arm.Clock.Advance(2000);
        Assert.Equal("Succeeded", _world.Arm.Get(id, version).State);
    }

    private static JsonObject Body() => JsonNode.Parse("""
        {"location":"eastus","identity":{"type":"SystemAssigned"},"properties":{
          "agentPoolProfiles":[{"name":"nodepool1","count":1,"mode":"System","vmSize":"Standard_DS2_v2","upgradeSettings":{}}],
          "addonProfiles":{"azurepolicy":{"enabled":true}},
          "networkProfile":{"networkPlugin":"azure","loadBalancerProfile":{"managedOutboundIPs":{"count":1}}}}}
        """)!.AsObject();

    private static JsonObject At(JsonObject body, string place) => place
        .Split('.', StringSplitOptions.RemoveEmptyEntries)
        .Aggregate(
            (JsonNode)body,
            static (node, part) =>
                node is JsonArray array ? array[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)]! : node[part]!)
        .AsObject();
}
