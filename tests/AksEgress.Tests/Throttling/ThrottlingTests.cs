using System.Globalization;
using System.Net;
using AksEgress.Arm;
using AksEgress.Core.Arm;
using AksEgress.Simulator;
using AksEgress.Tests.Simulator;

namespace AksEgress.Tests.Throttling;

/// <summary>The limits of ARM, Microsoft.Network and AKS, in virtual time.</summary>
public sealed class ThrottlingTests
{
    private const string Table = """{"location":"eastus","properties":{"routes":[]}}""";

    [Theory]
    [InlineData("GET", "reads", 250, 25)]
    [InlineData("PUT", "writes", 200, 10)]
    [InlineData("DELETE", "deletes", 200, 10)]
    public void ARMs_token_buckets_empty_and_refill(string method, string kind, int size, int perSecond)
    {
        using SimulatedArm arm = new();
        var header = "x-ms-ratelimit-remaining-subscription-" + kind;
        var path = method == "PUT" ? SimulatedArm.Group("rg") : SimulatedArm.Group("none");
        for (var left = size - 1; left >= 0; left--)
        {
            var answer = arm.Send(method, path, method == "PUT" ? """{"location":"eastus"}""" : null);
            Assert.NotEqual(HttpStatusCode.TooManyRequests, answer.Status);
            Assert.Equal(left.ToString(CultureInfo.InvariantCulture), answer.Headers[header]);
        }

        var refused = arm.Send(method, path, method == "PUT" ? """{"location":"eastus"}""" : null);
        Assert.Equal(
            (HttpStatusCode.TooManyRequests, "SubscriptionRequestsThrottled", "1"),
            (refused.Status, refused.Code, refused.Headers["Retry-After"]));
        Assert.Equal("0", refused.Headers[header]);

        // Other kinds of requests have their own buckets.
        Assert.NotEqual(HttpStatusCode.TooManyRequests, arm.Send(method == "GET" ? "DELETE" : "GET", SimulatedArm.Group("none")).Status);

        arm.Clock.Advance(2);
        Assert.Equal(
            (2 * perSecond - 1).ToString(CultureInfo.InvariantCulture),
            arm.Send(method, path, method == "PUT" ? """{"location":"eastus"}""" : null).Headers[header]);
    }

    [Fact]
    public void A_fast_simulation_fills_the_buckets_faster()
    {
        using SimulatedArm arm = new(new SimulatorOptions { TimeScale = 100 });
        for (var i = 0; i < 250; i++)
        {
            arm.Get(SimulatedArm.Group("none"));
        }

        var refused = arm.Get(SimulatedArm.Group("none"));
        Assert.Equal((false, "10"), (refused.Headers.ContainsKey("Retry-After"), refused.Headers["x-ms-retry-after-ms"]));
        arm.Clock.Advance(0.01);
        Assert.Equal(HttpStatusCode.NotFound, arm.Get(SimulatedArm.Group("none")).Status);
    }

    [Fact]
    public void A_cluster_accepts_twenty_writes_and_then_one_a_minute()
    {
        using SimulatedArm arm = new(new SimulatorOptions { SampleWorld = true });
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(HttpStatusCode.BadRequest, arm.Put(ClusterWorld.Cluster, "[]").Status);
        }

        var refused = arm.Put(ClusterWorld.Cluster, "[]");
        Assert.Equal((HttpStatusCode.TooManyRequests, "Throttled", "60"), (refused.Status, refused.Code, refused.Headers["Retry-After"]));
        Assert.Contains("please retry again in 60 seconds", refused.Message, StringComparison.Ordinal);

        // Another cluster, and reads of the same cluster, have their own quotas.
        Assert.NotEqual(HttpStatusCode.TooManyRequests, arm.Put(ClusterWorld.Cluster + "2", "[]").Status);
        Assert.Equal(HttpStatusCode.OK, arm.Get(ClusterWorld.Cluster).Status);
        arm.Clock.Advance(61);
        Assert.Equal(HttpStatusCode.BadRequest, arm.Put(ClusterWorld.Cluster, "[]").Status);
        Assert.Equal("Throttled", arm.Put(ClusterWorld.Cluster, "[]").Code);
    }

    [Theory]
    [InlineData("/providers/Microsoft.ContainerService/locations/eastus/operations/00000000-0000-0000-0000-000000000001", 200, 2)]
    [InlineData("/resourceGroups/contoso-rg/providers/Microsoft.ContainerService/managedClusters/contoso-aks", 60, 1)]
    [InlineData("/resourceGroups/contoso-rg/providers/Microsoft.ContainerService/managedClusters", 60, 1)]
    [InlineData("/resourceGroups/contoso-rg/providers/Microsoft.ContainerService/managedClusters/contoso-aks/agentPools", 60, 1)]
    public void AKSs_reads_have_limits_below_ARMs(string path, int size, int perSecond)
    {
        using SimulatedArm arm = new(new SimulatorOptions { SampleWorld = true });
        for (var i = 0; i < size; i++)
        {
            Assert.NotEqual("Throttled", arm.Get(SimulatedArm.Subscription + path).Code);
        }

        Assert.Equal("Throttled", arm.Get(SimulatedArm.Subscription + path).Code);
        arm.Clock.Advance(3);
        for (var i = 0; i < 3 * perSecond; i++)
        {
            Assert.NotEqual("Throttled", arm.Get(SimulatedArm.Subscription + path).Code);
        }

        Assert.Equal("Throttled", arm.Get(SimulatedArm.Subscription + path).Code);
    }

    [Fact]
    public void Microsoft_Network_accepts_a_thousand_writes_in_five_minutes()
    {
        using SimulatedArm arm = new();
        arm.MakeGroup("rg");
        for (var i = 0; i < 1000; i++)
        {
            arm.Clock.Advance(0.1);
            Assert.Equal(HttpStatusCode.Created, arm.Put(SimulatedArm.NetworkId("rg", "routeTables", $"rt{i}"), Table).Status);
        }

        arm.Clock.Advance(0.1);
        var refused = arm.Put(SimulatedArm.NetworkId("rg", "routeTables", "more"), Table);
        Assert.Equal(
            (HttpStatusCode.TooManyRequests, "ResourceRequestsThrottled", "200"),
            (refused.Status, refused.Code, refused.Headers["Retry-After"]));
        arm.Clock.Advance(201);
        Assert.Equal(HttpStatusCode.Created, arm.Put(SimulatedArm.NetworkId("rg", "routeTables", "more"), Table).Status);
    }

    [Fact]
    public async Task The_module_waits_as_requested_and_succeeds()
    {
        WaitlessClock clock = new();
        using ArmSimulator simulator = new(new SimulatorOptions { Clock = clock, SampleWorld = true });
        using var gateway = await new ArmGatewayFactory().ConnectAsync(
            new ArmConnection
            {
                Simulator = simulator.CreateHandler(),
                SubscriptionId = ArmSimulator.SubscriptionId,
                TimeScale = 1,
                Clock = clock
            },
            CancellationToken.None);
        var before = clock.GetUtcNow();
        for (var i = 0; i < 200; i++)
        {
            Assert.Equal(
                200,
                (await gateway.SendAsync(new ArmRequest("GET", ClusterWorld.Cluster, SimulatedArm.Aks), CancellationToken.None)).Status);
        }

        // 60 at once, then one per second.
        Assert.InRange((clock.GetUtcNow() - before).TotalSeconds, 139, 145);
    }

    [Fact]
    public void Without_limits_no_request_is_refused()
    {
        using SimulatedArm arm = new(new SimulatorOptions { Throttling = false });
        for (var i = 0; i < 1000; i++)
        {
            Assert.Equal(HttpStatusCode.NotFound, arm.Get(SimulatedArm.Group("none")).Status);
        }
    }
}
