using System.Text.Json.Nodes;
using AksEgress.Arm;
using AksEgress.Arm.Operations;
using AksEgress.Arm.Transport;
using AksEgress.Core.Arm;
using static AksEgress.Tests.Arm.ArmLab;

namespace AksEgress.Tests.Arm;

public sealed class OperationTests : IDisposable
{
    private const string Running = """{"status":"InProgress"}""";
    private const string Succeeded = """{"status":"Succeeded"}""";

    private readonly ArmLab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task A_put_with_AzureAsyncOperation_is_polled_and_the_resource_read_exactly_once()
    {
        _lab.Arm
            .On("PUT " + Cluster, 201, """{"properties":{"provisioningState":"Creating"}}""", MonitorHeader())
            .On("GET " + Operation, 200, Running)
            .On("GET " + Operation, 200, """{"status":"Updating"}""")
            .On("GET " + Operation, 200, Succeeded)
            .On("GET " + Cluster, 200, """{"name":"aks1"}""", ("ETag", "\"e1\""), ("x-ms-correlation-request-id", "c1"));
        using var gateway = await _lab.ConnectAsync();
        var progress = new RecordedProgress();

        var first = await gateway.SendAsync(Put(), CancellationToken.None);
        var final = await gateway.WaitAsync(first.OperationToken!, progress, CancellationToken.None);

        Assert.Equal(201, first.Status);
        Assert.Equal(new ArmResponse(200, """{"name":"aks1"}""", "\"e1\"", "c1", null), final);
        Assert.Equal(["PUT " + Cluster, "GET " + Operation, "GET " + Operation, "GET " + Operation, "GET " + Cluster], _lab.Arm.Lines);
        Assert.Equal(["InProgress", "Updating", "Succeeded"], progress.Reports.Select(one => one.Status));
        Assert.Equal([TimeSpan.Zero, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10)], progress.Reports.Select(one => one.Elapsed));
        Assert.EndsWith("?api-version=" + ApiVersion, _lab.Arm.Seen[^1].Address.Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Succeeded")]
    [InlineData("Failed")]
    public async Task The_result_of_a_run_command_is_the_last_answer_of_its_Location(string state)
    {
        // provisioningState Failed means that the command couldn't run; the operation itself succeeded.
        var body = $$"""{ "id": "c1", "properties": { "provisioningState": "{{state}}", "exitCode": 0, "logs": "x", "reason": "y" } }""";
        const string results = Cluster + "/commandResults/c1";
        _lab.Arm
            .On(
                "POST " + Cluster + "/runCommand",
                202,
                "",
                ("Location", Host + results + "?api-version=" + ApiVersion),
                ("Retry-After", "2"))
            .On("GET " + results, 202, "", ("Location", Host + results + "?api-version=" + ApiVersion))
            .On("GET " + results, 200, body);
        using var gateway = await _lab.ConnectAsync();

        var first = await gateway.SendAsync(
            new ArmRequest("POST", Cluster + "/runCommand", ApiVersion, """{"command":"true"}"""), CancellationToken.None);
        var final = await gateway.WaitAsync(first.OperationToken!, null, CancellationToken.None);

        Assert.Equal((200, body), (final.Status, final.Body));
        Assert.Equal(["POST " + Cluster + "/runCommand", "GET " + results, "GET " + results], _lab.Arm.Lines);
        Assert.DoesNotContain("true", first.OperationToken, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_200_with_AzureAsyncOperation_starts_an_operation()
    {
        _lab.Arm.On("PUT " + Cluster, 200, """{"properties":{"provisioningState":"Updating"}}""", MonitorHeader());
        using var gateway = await _lab.ConnectAsync();

        Assert.NotNull((await gateway.SendAsync(Put(), CancellationToken.None)).OperationToken);
    }

    [Theory]
    [InlineData(200, """{"properties":{"provisioningState":"Succeeded"}}""")]
    [InlineData(200, """{"properties":{}}""")]
    [InlineData(201, "")]
    public async Task A_put_without_header_and_with_a_terminal_state_is_final(int status, string body)
    {
        _lab.Arm.On("PUT " + Cluster, status, body);
        using var gateway = await _lab.ConnectAsync();

        Assert.Null((await gateway.SendAsync(Put(), CancellationToken.None)).OperationToken);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_put_without_monitor_is_followed_by_its_provisioningState(bool withSelfReferencingLocation)
    {
        var headers = withSelfReferencingLocation ? new[] { ("Location", Host + RouteTable + "?api-version=2025-07-01") } : [];
        _lab.Arm
            .On("PUT " + RouteTable, 201, """{"properties":{"provisioningState":"Updating"}}""", headers)
            .On("GET " + RouteTable, 200, """{"properties":{"provisioningState":"Updating"}}""")
            .On("GET " + RouteTable, 200, """{"properties":{"provisioningState":"Succeeded"}}""", ("ETag", "W/\"2\""));
        using var gateway = await _lab.ConnectAsync();

        var first = await gateway.SendAsync(Put(RouteTable), CancellationToken.None);
        var final = await gateway.WaitAsync(first.OperationToken!, null, CancellationToken.None);

        Assert.Equal("W/\"2\"", final.ETag);
        Assert.Equal(2, _lab.Arm.Count("GET " + RouteTable));
    }

    [Fact]
    public async Task A_resource_that_ends_as_Failed_is_an_error()
    {
        _lab.Arm
            .On("PUT " + RouteTable, 201, """{"properties":{"provisioningState":"Updating"}}""")
            .On("GET " + RouteTable, 200, """{"properties":{"provisioningState":"Failed"}}""");
        using var gateway = await _lab.ConnectAsync();
        var first = await gateway.SendAsync(Put(RouteTable), CancellationToken.None);

        var error = await Assert.ThrowsAsync<ArmException>(() => gateway.WaitAsync(first.OperationToken!, null, CancellationToken.None));

        Assert.Equal((200, "Failed"), (error.Status, error.Code));
        Assert.Equal("The operation ended as Failed, and Azure gave no reason.", error.Message);
    }

    [Fact]
    public async Task A_delete_through_Location_ends_with_204()
    {
        _lab.Arm
            .On("DELETE " + RouteTable, 202, "", LocationHeader())
            .On("GET " + Result, 202)
            .On("GET " + Result, 204);
        using var gateway = await _lab.ConnectAsync();

        var first = await gateway.SendAsync(new ArmRequest("DELETE", RouteTable, ApiVersion), CancellationToken.None);
        var final = await gateway.WaitAsync(first.OperationToken!, null, CancellationToken.None);

        Assert.Equal(204, final.Status);
        Assert.Equal(0, _lab.Arm.Count("GET " + RouteTable));
    }

    [Theory]
    [InlineData(200, """{"from":"operationResults"}""")]
    [InlineData(204, "")]
    public async Task A_put_through_Location_reads_the_resource_once_at_the_end(int status, string body)
    {
        _lab.Arm
            .On("PUT " + RouteTable, 202, "", LocationHeader())
            .On("GET " + Result, 202)
            .On("GET " + Result, status, body)
            .On("GET " + RouteTable, 200, """{"name":"rt1"}""", ("ETag", "W/\"9\""));
        using var gateway = await _lab.ConnectAsync();

        var first = await gateway.SendAsync(Put(RouteTable), CancellationToken.None);
        var final = await gateway.WaitAsync(first.OperationToken!, null, CancellationToken.None);

        Assert.Equal(("""{"name":"rt1"}""", "W/\"9\""), (final.Body, final.ETag));
        Assert.Equal(1, _lab.Arm.Count("GET " + RouteTable));
    }

    [Fact]
    public async Task A_delete_whose_operation_is_not_found_yet_is_waited_for()
    {
        _lab.Arm
            .On("DELETE " + RouteTable, 202, "", LocationHeader())
            .On("GET " + Result, 404)
            .On("GET " + Result, 202)
            .On("GET " + Result, 204)
            .On("GET " + RouteTable, 200, """{"properties":{"provisioningState":"Deleting"}}""");
        using var gateway = await _lab.ConnectAsync();

        var first = await gateway.SendAsync(new ArmRequest("DELETE", RouteTable, ApiVersion), CancellationToken.None);

        Assert.Equal(204, (await gateway.WaitAsync(first.OperationToken!, null, CancellationToken.None)).Status);
        Assert.Equal(3, _lab.Arm.Count("GET " + Result));
    }

    [Fact]
    public async Task A_network_post_returns_its_result_from_Location()
    {
        const string action = RouteTable + "/effective";
        _lab.Arm
            .On("POST " + action, 202, "", MonitorHeader(), LocationHeader())
            .On("GET " + Operation, 200, Succeeded)
            .On("GET " + Result, 200, """{"value":[1]}""");
        using var gateway = await _lab.ConnectAsync();

        var first = await gateway.SendAsync(new ArmRequest("POST", action, ApiVersion), CancellationToken.None);

        Assert.Equal("""{"value":[1]}""", (await gateway.WaitAsync(first.OperationToken!, null, CancellationToken.None)).Body);
    }

    [Fact]
    public async Task An_AKS_post_ends_with_its_operation()
    {
        _lab.Arm
            .On("POST " + Cluster + "/abort", 202, "", MonitorHeader(), LocationHeader())
            .On("GET " + Operation, 200, Succeeded);
        using var gateway = await _lab.ConnectAsync();

        var first = await gateway.SendAsync(new ArmRequest("POST", Cluster + "/abort", ApiVersion), CancellationToken.None);

        Assert.Equal(200, (await gateway.WaitAsync(first.OperationToken!, null, CancellationToken.None)).Status);
        Assert.Equal(2, _lab.Arm.Seen.Count);
    }

    [Theory]
    [InlineData("Failed", "InternalError", "It broke.")]
    [InlineData("Canceled", "OperationCanceled", "Another operation replaced it.")]
    public async Task A_failed_operation_is_an_error_with_ARMs_code_and_message(string state, string code, string message)
    {
        _lab.Arm
            .On("PUT " + Cluster, 200, "{}", MonitorHeader())
            .On("GET " + Operation, 200, Running)
            .On(
                "GET " + Operation,
                200,
                $$$"""{"status":"{{{state}}}","error":{"code":"{{{code}}}","message":"{{{message}}}","subcode":"S1"}}""",
                ("x-ms-correlation-request-id", "c7"));
        using var gateway = await _lab.ConnectAsync();
        var progress = new RecordedProgress();
        var first = await gateway.SendAsync(Put(), CancellationToken.None);

        var error = await Assert.ThrowsAsync<ArmException>(() =>
            gateway.WaitAsync(first.OperationToken!, progress, CancellationToken.None));

        Assert.Equal((200, code, message, "S1", "c7"), (error.Status, error.Code, error.Message, error.Subcode, error.CorrelationId));
        Assert.Equal(("PUT", Cluster, ApiVersion), (error.Request.Method, error.Request.Path, error.Request.ApiVersion));
        Assert.Equal(state, progress.Reports[^1].Status);
        Assert.Equal(0, _lab.Arm.Count("GET " + Cluster));
    }

    [Fact]
    public async Task An_operation_that_failed_before_the_first_poll_is_an_error()
    {
        _lab.Arm
            .On("PUT " + Cluster, 200, "{}", MonitorHeader())
            .On("GET " + Operation, 200, """{"status":"Failed","error":{"code":"Early","message":"m"}}""");
        using var gateway = await _lab.ConnectAsync();
        var first = await gateway.SendAsync(Put(), CancellationToken.None);

        Assert.Equal(
            "Early",
            (await Assert.ThrowsAsync<ArmException>(() => gateway.WaitAsync(first.OperationToken!, null, CancellationToken.None))).Code);
        Assert.Equal(1, _lab.Arm.Count("GET " + Operation));
    }

    [Fact]
    public async Task A_second_gateway_can_wait_with_the_tokens_text()
    {
        _lab.Arm
            .On("PUT " + Cluster, 200, "{}", MonitorHeader())
            .On("GET " + Operation, 200, Running)
            .On("GET " + Operation, 200, Succeeded)
            .On("GET " + Cluster, 200, """{"name":"aks1"}""");
        string token;
        using (var one = await _lab.ConnectAsync())
        {
            token = (await one.SendAsync(Put(), CancellationToken.None)).OperationToken!;
        }

        using var another = await _lab.ConnectAsync();

        Assert.Equal("""{"name":"aks1"}""", (await another.WaitAsync(token, null, CancellationToken.None)).Body);
        var members = JsonNode.Parse(token)!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal);
        Assert.Equal(
            ["finalStateVia", "headerSource", "id", "initialUri", "lastKnownLocation", "nextRequestUri", "requestMethod", "version"],
            members);
    }

    [Fact]
    public async Task Retry_After_of_the_first_answer_and_of_each_poll_is_followed()
    {
        _lab.Arm
            .On("PUT " + Cluster, 201, "{}", MonitorHeader(), ("Retry-After", "20"))
            .On("GET " + Operation, 200, Running, ("Retry-After", "30"))
            .On("GET " + Operation, 200, Running, ("x-ms-retry-after-ms", "1500"))
            .On("GET " + Operation, 200, Running, ("Retry-After", "Sun, 01 Nov 2026 00:02:00 GMT"))
            .On("GET " + Operation, 200, Succeeded)
            .On("GET " + Cluster, 200, "{}");
        using var gateway = await _lab.ConnectAsync();

        var first = await gateway.SendAsync(Put(), CancellationToken.None);
        _ = await gateway.WaitAsync(first.OperationToken!, null, CancellationToken.None);

        Assert.Equal(
            [0, 20, 50, 51.5, 120, 120],
            _lab.Arm.Seen.Select(one => one.At.TotalSeconds));
    }

    [Fact]
    public async Task A_simulation_divides_waits_by_its_scale_and_reports_virtual_time()
    {
        _lab.Arm
            .On("PUT " + Cluster, 200, "{}", MonitorHeader())
            .On("GET " + Operation, 200, Running, ("Retry-After", "60"))
            .On("GET " + Operation, 200, Running)
            .On("GET " + Operation, 200, Succeeded)
            .On("GET " + Cluster, 200, "{}");
        using var gateway = await _lab.ConnectAsync(timeScale: 60);
        var progress = new RecordedProgress();

        var first = await gateway.SendAsync(Put(), CancellationToken.None);
        _ = await gateway.WaitAsync(first.OperationToken!, progress, CancellationToken.None);

        Assert.Equal(60, gateway.Session.TimeScale);
        Assert.Equal([1000, 83], _lab.Arm.Clock.Waits.Select(wait => Math.Floor(wait.TotalMilliseconds)));
        Assert.Equal([0, 60], progress.Reports.Take(2).Select(one => one.Elapsed.TotalSeconds));
    }

    [Fact]
    public async Task A_fast_simulation_never_polls_without_a_pause()
    {
        _lab.Arm
            .On("PUT " + Cluster, 200, "{}", MonitorHeader())
            .On("GET " + Operation, 200, Running, ("Retry-After", "0"))
            .On("GET " + Operation, 200, Succeeded)
            .On("GET " + Cluster, 200, "{}");
        using var gateway = await _lab.ConnectAsync(timeScale: 100000);

        var first = await gateway.SendAsync(Put(), CancellationToken.None);
        _ = await gateway.WaitAsync(first.OperationToken!, null, CancellationToken.None);

        Assert.Equal([5], _lab.Arm.Clock.Waits.Select(wait => wait.TotalMilliseconds));
    }

    [Fact]
    public async Task The_operations_of_a_session_poll_at_most_twice_a_second_in_total()
    {
        const int operations = 8;
        for (var i = 0; i < operations; i++)
        {
            var monitor = Operation + i;
            _lab.Arm
                .On("PUT " + Cluster + i, 200, "{}", ("Azure-AsyncOperation", Host + monitor))
                .On("GET " + monitor, 200, Running, ("Retry-After", "1"))
                .On("GET " + monitor, 200, Running, ("Retry-After", "1"))
                .On("GET " + monitor, 200, Succeeded)
                .On("GET " + Cluster + i, 200, "{}");
        }

        using var gateway = await _lab.ConnectAsync();
        await Task.WhenAll(Enumerable.Range(0, operations).Select(async i =>
        {
            var first = await gateway.SendAsync(Put(Cluster + i), CancellationToken.None);
            _ = await gateway.WaitAsync(first.OperationToken!, null, CancellationToken.None);
        }));

        var reads = _lab.Arm.Seen.Where(one => one.Address.AbsolutePath.Contains("/operations/", StringComparison.Ordinal)).ToArray();
        Assert.Equal(3 * operations, reads.Length);
        Assert.True(reads.Max(one => one.At) >= ((3 * operations) - 1) * OperationPacer.Spacing);
    }

    [Fact]
    public async Task Polls_are_half_a_second_apart_in_a_subscription_and_independent_of_another()
    {
        var pacer = new OperationPacer(new ScaledTimeProvider(_lab.Arm.Clock, scale: 10));

        await Task.WhenAll(Enumerable.Range(0, 5).Select(i => pacer.EnterAsync(i == 4 ? "other" : "one", CancellationToken.None)));

        Assert.Equal([50, 100, 150], _lab.Arm.Clock.Waits.Select(wait => wait.TotalMilliseconds));
    }

    [Fact]
    public async Task Waiting_can_be_cancelled_and_the_operation_continues()
    {
        _lab.Arm
            .On("PUT " + Cluster, 200, "{}", MonitorHeader())
            .On("GET " + Operation, 200, Running);
        using var gateway = await _lab.ConnectAsync();
        using var cancel = new CancellationTokenSource();
        var first = await gateway.SendAsync(Put(), CancellationToken.None);
        var waiting = gateway.WaitAsync(first.OperationToken!, new CancelAt(3, cancel), cancel.Token);

        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.DoesNotContain(_lab.Arm.Lines, line => line.StartsWith("DELETE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_hanging_first_poll_can_be_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        _lab.Arm
            .On("PUT " + Cluster, 200, "{}", MonitorHeader())
            .On("GET " + Operation, _ =>
            {
                cancel.Cancel();
                throw new HttpRequestException("dropped");
            });
        using var gateway = await _lab.ConnectAsync();
        var first = await gateway.SendAsync(Put(), CancellationToken.None);

        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gateway.WaitAsync(first.OperationToken!, null, cancel.Token));
    }

    [Fact]
    public async Task An_operation_that_is_not_found_yet_is_waited_for()
    {
        _lab.Arm
            .On("PUT " + Cluster, 200, "{}", MonitorHeader())
            .On("GET " + Operation, 404, """{"error":{"code":"NotFound","message":"no such operation"}}""")
            .On("GET " + Operation, 200, Running)
            .On("GET " + Operation, 200, Succeeded)
            .On("GET " + Cluster, 200, """{"name":"aks1"}""");
        using var gateway = await _lab.ConnectAsync();
        var first = await gateway.SendAsync(Put(), CancellationToken.None);

        Assert.Equal("""{"name":"aks1"}""", (await gateway.WaitAsync(first.OperationToken!, null, CancellationToken.None)).Body);
    }

    [Fact]
    public async Task An_operation_that_no_longer_exists_leaves_the_resources_own_state()
    {
        _lab.Arm
            .On("PUT " + Cluster, 200, "{}", MonitorHeader())
            .On("GET " + Operation, 404)
            .On("GET " + Cluster, 200, """{"properties":{"provisioningState":"Updating"}}""")
            .On("GET " + Cluster, 200, """{"name":"aks1","properties":{"provisioningState":"Succeeded"}}""");
        using var gateway = await _lab.ConnectAsync();
        var first = await gateway.SendAsync(Put(), CancellationToken.None);

        var final = await gateway.WaitAsync(first.OperationToken!, null, CancellationToken.None);

        Assert.StartsWith("""{"name":"aks1""", final.Body, StringComparison.Ordinal);
        Assert.Equal(2, _lab.Arm.Count("GET " + Cluster));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_delete_whose_operation_and_resource_no_longer_exist_has_succeeded(bool monitored)
    {
        _lab.Arm
            .On("DELETE " + Cluster, 202, "", monitored ? MonitorHeader() : LocationHeader())
            .On("GET " + Operation, 404)
            .On("GET " + Result, 404)
            .On("GET " + Cluster, 404);
        using var gateway = await _lab.ConnectAsync();
        var first = await gateway.SendAsync(new ArmRequest("DELETE", Cluster, ApiVersion), CancellationToken.None);

        Assert.Equal(204, (await gateway.WaitAsync(first.OperationToken!, null, CancellationToken.None)).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_delete_whose_operation_no_longer_exists_but_whose_resource_does_is_an_error(bool monitored)
    {
        _lab.Arm
            .On("DELETE " + Cluster, 202, "", monitored ? MonitorHeader() : LocationHeader())
            .On("GET " + Operation, 404)
            .On("GET " + Result, 404)
            .On("GET " + Cluster, 200, "{}");
        using var gateway = await _lab.ConnectAsync();
        var first = await gateway.SendAsync(new ArmRequest("DELETE", Cluster, ApiVersion), CancellationToken.None);

        var error = await Assert.ThrowsAsync<ArmException>(() => gateway.WaitAsync(first.OperationToken!, null, CancellationToken.None));

        Assert.True(error.IsNotFound);
        Assert.Equal("DELETE", error.Request.Method);
    }

    [Fact]
    public async Task An_outage_longer_than_the_pipelines_retries_does_not_end_the_waiting()
    {
        _lab.Arm.On("PUT " + Cluster, 200, "{}", MonitorHeader());
        for (var i = 0; i < 8; i++)
        {
            _lab.Arm.On("GET " + Operation, 503, "<html>gateway</html>");
        }

        _lab.Arm
            .On("GET " + Operation, 200, "<html>proxy</html>")
            .On("GET " + Operation, _ => throw new HttpRequestException("dropped"))
            .On("GET " + Operation, 200, Succeeded)
            .On("GET " + Cluster, 200, """{"name":"aks1"}""");
        using var gateway = await _lab.ConnectAsync();
        var first = await gateway.SendAsync(Put(), CancellationToken.None);

        Assert.Equal("""{"name":"aks1"}""", (await gateway.WaitAsync(first.OperationToken!, null, CancellationToken.None)).Body);
    }

    [Fact]
    public async Task An_endless_outage_is_an_error_eventually()
    {
        _lab.Arm
            .On("PUT " + Cluster, 200, "{}", MonitorHeader())
            .On("GET " + Operation, _ => throw new HttpRequestException("dropped"));
        using var gateway = await _lab.ConnectAsync();
        var first = await gateway.SendAsync(Put(), CancellationToken.None);

        var error = await Assert.ThrowsAsync<ArmAccessException>(() =>
            gateway.WaitAsync(first.OperationToken!, null, CancellationToken.None));

        Assert.Equal(
            (ArmAccessFailure.Connection, $"dropped (PUT {Cluster}; it's unknown whether it was processed)."),
            (error.Failure, error.Message));
    }

    [Fact]
    public async Task A_refused_poll_is_an_error_immediately()
    {
        _lab.Arm
            .On("PUT " + Cluster, 200, "{}", MonitorHeader())
            .On("GET " + Operation, 403, """{"error":{"code":"AuthorizationFailed","message":"no"}}""");
        using var gateway = await _lab.ConnectAsync();
        var first = await gateway.SendAsync(Put(), CancellationToken.None);

        var error = await Assert.ThrowsAsync<ArmException>(() => gateway.WaitAsync(first.OperationToken!, null, CancellationToken.None));

        Assert.Equal((403, "AuthorizationFailed"), (error.Status, error.Code));
        Assert.Equal(1, _lab.Arm.Count("GET " + Operation));
    }

    private sealed class CancelAt(int look, CancellationTokenSource cancel) : IProgress<ArmOperationProgress>
    {
        private int _looks;

        public void Report(ArmOperationProgress value)
        {
            if (++_looks == look)
            {
                cancel.Cancel();
            }
        }
    }
}
