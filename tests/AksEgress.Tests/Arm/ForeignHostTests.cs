using System.Text.Json.Nodes;
using AksEgress.Arm;
using AksEgress.Arm.SignIn;
using AksEgress.Arm.Transport;
using AksEgress.Core.Arm;
using Azure.Core.Pipeline;
using Azure.ResourceManager;
using static AksEgress.Tests.Arm.ArmLab;

namespace AksEgress.Tests.Arm;

/// <summary>Whatever ARM or a stored text contains, the bearer token is sent only to the session's own cloud.</summary>
public sealed class ForeignHostTests : IDisposable
{
    private readonly ArmLab _lab = new();

    public void Dispose() => _lab.Dispose();

    public static TheoryData<string> ForeignHosts => new(
        "https://evil.example",
        "https://management.azure.com.evil.example",
        "https://evilmanagement.azure.com",
        "https://management.azure.com@evil.example",
        "https://management.azure.com:8443",
        "https://user:pw@management.azure.com",
        "http://management.azure.com",
        "http://westeurope.management.azure.com",
        "https://westeurope.management.azure.com:8443",
        "https://user:pw@westeurope.management.azure.com",
        "https://management.usgovcloudapi.net");

    [Theory]
    [MemberData(nameof(ForeignHosts))]
    public async Task Headers_that_point_at_a_foreign_host_are_refused(string host)
    {
        using var gateway = await _lab.ConnectAsync();
        foreach (var header in new[] { MonitorHeader(host), LocationHeader(host) })
        {
            var path = Cluster + header.Name;
            _lab.Arm.On("PUT " + path, 202, "", header);

            var error = await Assert.ThrowsAsync<ArmAccessException>(() => gateway.SendAsync(Put(path), CancellationToken.None));

            Assert.Equal(ArmAccessFailure.Connection, error.Failure);
        }
    }

    [Theory]
    [MemberData(nameof(ForeignHosts))]
    public async Task A_nextLink_to_a_foreign_host_is_refused(string host)
    {
        _lab.Arm.On("GET /list", 200, $$"""{"value":[],"nextLink":"{{host}}/page2"}""");
        using var gateway = await _lab.ConnectAsync();

        var error = await Assert.ThrowsAsync<ArmAccessException>(() => RequestTests.ReadAll(gateway, "/list"));

        // The guard in the pipeline would refuse it too, with another error: each of the two checks has its own test.
        Assert.Equal(ArmAccessFailure.Connection, error.Failure);
        Assert.StartsWith("the nextLink points to the untrusted host '", error.Message, StringComparison.Ordinal);
        _ = Assert.Single(_lab.Arm.Seen);
    }

    [Theory]
    [MemberData(nameof(ForeignHosts))]
    public async Task An_operation_token_with_a_foreign_host_in_any_member_is_refused(string host)
    {
        using var gateway = await _lab.ConnectAsync();
        foreach (var member in new[] { "initialUri", "nextRequestUri", "lastKnownLocation" })
        {
            var token = await TokenAsync(gateway);
            token[member] = host + Operation;

            await RefusedAsync(gateway, token.ToJsonString());
        }

        Assert.All(_lab.Arm.Seen, one => Assert.Equal("PUT", one.Method));
    }

    [Fact]
    public async Task A_regional_host_can_be_polled_but_cannot_start_an_operation()
    {
        const string regional = "https://westeurope.management.azure.com";
        _lab.Arm
            .On("PUT " + Cluster, 200, "{}", MonitorHeader(regional))
            .On("GET " + Operation, 200, """{"status":"Succeeded"}""")
            .On("GET " + Cluster, 200, "{}");
        using var gateway = await _lab.ConnectAsync();
        var text = (await gateway.SendAsync(Put(), CancellationToken.None)).OperationToken!;

        _ = await gateway.WaitAsync(text, null, CancellationToken.None);

        Assert.Equal("westeurope.management.azure.com", _lab.Arm.Seen[1].Address.Host);
        Assert.Equal("management.azure.com", _lab.Arm.Seen[2].Address.Host);
        var token = JsonNode.Parse(text)!.AsObject();
        token["initialUri"] = regional + Cluster;
        await RefusedAsync(gateway, token.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(ForeignHosts))]
    public async Task The_guard_sends_nothing_to_a_foreign_host(string host)
    {
        var clock = SessionClock.Of(new ArmConnection { Clock = _lab.Arm.Clock });
        var cloud = ArmCloud.Of(new ArmConnection());
        using var pipeline = ArmPipeline.Create(
            cloud, new StaticCredential("token", DateTimeOffset.MaxValue), clock, new Kept(_lab.Arm), ownsTransport: true);

        var error = await Assert.ThrowsAsync<ArmAccessException>(
            () =>
                new ArmSender(pipeline, clock)
                    .SendAsync(Get(), new Uri(host + Cluster), CancellationToken.None)
                    .WaitAsync(TimeSpan.FromSeconds(60)));

        Assert.EndsWith("nothing was sent there.", error.Message, StringComparison.Ordinal);
        Assert.Empty(_lab.Arm.Seen);
    }

    [Theory]
    [InlineData("http://10.0.0.4/")]
    [InlineData("http://localhost.contoso.example/")]
    [InlineData("https://management.azure.com/")]
    public async Task The_loopback_policy_sends_its_token_only_to_loopback(string address)
    {
        // The guard before this one stops such a request; this test covers the second guard.
        using var client = new HttpClient(new Kept(_lab.Arm));
        var options = new ArmClientOptions { Transport = new HttpClientTransport(client), Retry = { MaxRetries = 0 } };
        var pipeline = HttpPipelineBuilder.Build(
            options, new LoopbackTokenPolicy(new StaticCredential("token", DateTimeOffset.MaxValue), "scope"));
        using var message = pipeline.CreateMessage();
        message.Request.Uri.Reset(new Uri(address));

        await Assert.ThrowsAsync<InvalidOperationException>(() => pipeline.SendAsync(message, CancellationToken.None).AsTask());

        Assert.Empty(_lab.Arm.Seen);
    }

    [Theory]
    [InlineData("Azure-AsyncOperation")]
    [InlineData("resourceLocation")]
    public async Task A_poll_that_redirects_to_a_foreign_host_is_not_followed(string by)
    {
        var body = by == "resourceLocation"
            ? """{"status":"Succeeded","resourceLocation":"https://evil.example/x"}"""
            : """{"status":"InProgress"}""";
        _lab.Arm
            .On("POST " + Cluster + "/abort", 202, "", MonitorHeader(), LocationHeader())
            .On("GET " + Operation, 200, body, ("Azure-AsyncOperation", "https://evil.example" + Operation));
        using var gateway = await _lab.ConnectAsync();
        var first = await gateway.SendAsync(new ArmRequest("POST", Cluster + "/abort", ApiVersion), CancellationToken.None);

        if (by == "resourceLocation")
        {
            _ = await gateway.WaitAsync(first.OperationToken!, null, CancellationToken.None);
        }
        else
        {
            _ = await Assert.ThrowsAsync<ArmAccessException>(() => gateway.WaitAsync(first.OperationToken!, null, CancellationToken.None));
        }

        Assert.All(_lab.Arm.Seen, one => Assert.Equal("management.azure.com", one.Address.Host));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("""{"version":"1.0.0","requestMethod":"PUT","requestMethod":"PUT"}""")]
    [InlineData("""{"requestMethod":5}""")]
    public async Task An_invalid_operation_token_is_refused(string text)
    {
        using var gateway = await _lab.ConnectAsync();

        await RefusedAsync(gateway, text);
    }

    [Theory]
    [InlineData("requestMethod", "GET")]
    [InlineData("requestMethod", null)]
    [InlineData("headerSource", "Magic")]
    [InlineData("headerSource", "7")]
    [InlineData("finalStateVia", "")]
    [InlineData("initialUri", null)]
    [InlineData("nextRequestUri", null)]
    [InlineData("nextRequestUri", "/relative")]
    [InlineData("nextRequestUri", "file:///etc/passwd")]
    public async Task A_token_with_a_wrong_member_is_refused(string member, string? value)
    {
        using var gateway = await _lab.ConnectAsync();
        var token = await TokenAsync(gateway);
        token[member] = value;

        await RefusedAsync(gateway, token.ToJsonString());
    }

    private static async Task RefusedAsync(IArmGateway gateway, string token)
    {
        var error = await Assert.ThrowsAsync<ArmAccessException>(() => gateway.WaitAsync(token, null, CancellationToken.None));
        Assert.Equal(ArmAccessFailure.OperationToken, error.Failure);
    }

    private async Task<JsonObject> TokenAsync(IArmGateway gateway)
    {
        _lab.Arm.On("PUT " + Cluster, 200, "{}", MonitorHeader(), LocationHeader());
        return JsonNode.Parse((await gateway.SendAsync(Put(), CancellationToken.None)).OperationToken!)!.AsObject();
    }
}
