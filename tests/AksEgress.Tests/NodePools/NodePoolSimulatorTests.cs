using System.Net;
using AksEgress.Tests.Simulator;

namespace AksEgress.Tests.NodePools;

/// <summary>Node pools as the simulated AKS handles them, without the module's own checks.</summary>
public sealed class NodePoolSimulatorTests : IDisposable
{
    private readonly ClusterWorld _world = new();

    [Theory]
    [InlineData(
        "contoso", """{"osType":"Windows","windowsProfile":{"disableOutboundNat":true},"mode":"User","count":1}""", "InvalidParameter")]
    [InlineData(
        "fabrikam", """{"osType":"Linux","windowsProfile":{"disableOutboundNat":true},"mode":"User","count":1}""", "InvalidParameter")]
    [InlineData("fabrikam", """{"osType":"Windows","mode":"System","count":1}""", "InvalidParameter")]
    [InlineData(
        "fabrikam",
        """{"osType":"Linux","mode":"User","count":1,"enableAutoScaling":true,"minCount":3,"maxCount":2}""",
        "InvalidParameter")]
    [InlineData("fabrikam", """{"osType":"Linux","mode":"User","count":1,"enableAutoScaling":true}""", "InvalidParameter")]
    [InlineData("fabrikam", """{"osType":"Windows","windowsProfile":{"disableOutboundNat":true},"mode":"User","count":1}""", null)]
    public void A_pool_that_AKS_does_not_accept_is_refused(string cluster, string properties, string? code)
    {
        var answer = Put(cluster == "contoso" ? ClusterWorld.Cluster : ClusterWorld.Fabrikam, "pool1", properties);
        Assert.Equal(code, answer.Code);
    }

    [Fact]
    public void Outbound_NAT_is_fixed_when_a_pool_is_created()
    {
        Put(ClusterWorld.Fabrikam, "win1", """{"osType":"Windows","mode":"User","count":1}""");
        _world.Arm.Clock.Advance(1000);
        Assert.Equal(
            "PropertyChangeNotAllowed",
            Put(
                ClusterWorld.Fabrikam,
                "win1",
                """{"osType":"Windows","mode":"User","count":1,"windowsProfile":{"disableOutboundNat":true}}""").Code);
    }

    [Fact]
    public void An_image_becomes_the_one_that_the_profile_names()
    {
        const string pool = "/agentPools/nodepool1";
        string Latest() =>
            (string)_world.Arm.Read(ClusterWorld.Cluster + pool + "/upgradeProfiles/default")["properties"]!["latestNodeImageVersion"]!;
        string Now() => (string)_world.Arm.Read(ClusterWorld.Cluster + pool)["properties"]!["nodeImageVersion"]!;
        Assert.NotEqual(Latest(), Now());
        _world.Arm.Send("POST", ClusterWorld.Cluster + pool + "/upgradeNodeImageVersion");
        _world.Arm.Clock.Advance(1000);
        Assert.Equal(Latest(), Now());
        Assert.Equal(HttpStatusCode.NotFound, _world.Arm.Get(ClusterWorld.Cluster + "/agentPools/nope/upgradeProfiles/default").Status);
        Assert.Equal(HttpStatusCode.NotFound, _world.Arm.Get(ClusterWorld.Cluster + pool + "/upgradeProfiles/other").Status);
    }

    [Fact]
    public void A_pools_eTag_guards_it()
    {
        var pool = _world.Arm.Read(ClusterWorld.Cluster + "/agentPools/win1");
        var etag = (string)pool["properties"]!["eTag"]!;
        Assert.Equal(
            HttpStatusCode.PreconditionFailed,
            _world.Arm.Send("DELETE", ClusterWorld.Cluster + "/agentPools/win1", ifMatch: "\"old\"").Status);
        Assert.Equal(HttpStatusCode.Accepted, _world.Arm.Send("DELETE", ClusterWorld.Cluster + "/agentPools/win1", ifMatch: etag).Status);
    }

    [Fact]
    public void A_sent_secret_is_not_stored()
    {
        var id = SimulatedArm.ClusterId(ClusterWorld.Contoso, "sp");
        const string body = """{"location":"eastus","properties":{"dnsPrefix":"sp","servicePrincipalProfile":"""
            + """{"clientId":"c"@s},"windowsProfile":{"adminUsername":"u","adminPassword":"hidden-too"},"agentPoolProfiles":["""
            + """{"name":"np","mode":"System","count":1}]}}""";
        Assert.Equal("InvalidParameter", _world.Arm.Put(id, body.With("@s", "")).Code);
        var made = _world.Arm.Put(id, body.With("@s", ""","secret":"hidden" """));
        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.DoesNotContain("hidden", made.Body!.ToJsonString() + _world.Arm.Simulator.Save(), StringComparison.Ordinal);
    }

    public void Dispose() => _world.Dispose();

    private SimulatedArm.Answer Put(string cluster, string name, string properties) =>
        _world.Arm.Put($"{cluster}/agentPools/{name}", """{"properties":@p}""".With("@p", properties));
}
