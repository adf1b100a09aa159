using AksEgress.Core.Arm;
using static AksEgress.Tests.Arm.ArmLab;

namespace AksEgress.Tests.Arm;

public sealed class RequestTests : IDisposable
{
    private readonly ArmLab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task A_request_is_sent_as_specified()
    {
        _lab.Arm.On("PUT " + RouteTable, 200, """{"name":"rt1"}""", ("ETag", "W/\"2\""), ("x-ms-correlation-request-id", "c2"));
        using var gateway = await _lab.ConnectAsync();

        var answer = await gateway.SendAsync(
            new ArmRequest("PUT", RouteTable, "2025-07-01", """{"x":"ü"}""", IfMatch: "W/\"1\""), CancellationToken.None);

        Assert.Equal(new ArmResponse(200, """{"name":"rt1"}""", "W/\"2\"", "c2", null), answer);
        var sent = Assert.Single(_lab.Arm.Seen);
        Assert.Equal("PUT " + RouteTable + "?api-version=2025-07-01", sent.Line);
        Assert.Equal("management.azure.com", sent.Address.Host);
        Assert.Equal("""{"x":"ü"}""", sent.Body);
        Assert.Equal("W/\"1\"", sent.Headers["If-Match"]);
        Assert.StartsWith("application/json", sent.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.StartsWith("AksEgress/0.1.0", sent.Headers["User-Agent"], StringComparison.Ordinal);
        Assert.StartsWith("Bearer ", sent.Headers["Authorization"], StringComparison.Ordinal);
        Assert.False(sent.Headers.ContainsKey("If-None-Match"));
    }

    [Theory]
    [InlineData("1a2b3c4d-0000-0000-0000-000000000000")]
    [InlineData("*")]
    public async Task Any_form_of_etag_is_sent_unchanged(string etag)
    {
        _lab.Arm.On("PUT " + Cluster, 200, "{}");
        using var gateway = await _lab.ConnectAsync();

        _ = await gateway.SendAsync(Put() with { IfMatch = etag }, CancellationToken.None);

        Assert.Equal(etag, _lab.Arm.Seen[0].Headers["If-Match"]);
    }

    [Theory]
    [InlineData("etag\n")]
    [InlineData("etag\r\nX-Other: 1")]
    [InlineData("\u0000")]
    public async Task An_etag_that_no_header_can_contain_is_refused_before_any_request(string etag)
    {
        _lab.Arm.On("PUT " + Cluster, 200, "{}");
        using var gateway = await _lab.ConnectAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => gateway.SendAsync(Put() with { IfMatch = etag }, CancellationToken.None));

        Assert.Empty(_lab.Arm.Seen);
    }

    [Fact]
    public async Task IfNoneMatch_is_sent_but_never_with_IfMatch()
    {
        _lab.Arm.On("PUT " + Cluster, 200, "{}");
        using var gateway = await _lab.ConnectAsync();

        _ = await gateway.SendAsync(Put() with { IfNoneMatch = "*" }, CancellationToken.None);

        Assert.Equal("*", _lab.Arm.Seen[0].Headers["If-None-Match"]);
        _ = await Assert.ThrowsAsync<ArgumentException>(() =>
            gateway.SendAsync(Put() with { IfNoneMatch = "*", IfMatch = "*" }, CancellationToken.None));
        _ = await Assert.ThrowsAsync<ArgumentException>(() =>
            gateway.SendAsync(Put() with { IfMatch = "a\r\nX: y" }, CancellationToken.None));
        _ = await Assert.ThrowsAsync<ArgumentException>(() => gateway.SendAsync(Get("/a?b=c"), CancellationToken.None));
        _ = await Assert.ThrowsAsync<ArgumentException>(() => gateway.SendAsync(Get("a"), CancellationToken.None));
    }

    [Theory]
    [InlineData(404, "ResourceNotFound", "was not found.", null, null)]
    [InlineData(409, "EtagMismatch", "Operation is not allowed.", "PutManagedClusterAndComponents", null)]
    [InlineData(412, "PreconditionFailed", "The etag differs.", null, null)]
    [InlineData(400, "InvalidParameter", "not allowed.", "ManagedNATGatewayWithCustomVNetNotAllowed", "networkProfile.outboundType")]
    public async Task Both_forms_of_error_are_understood(int status, string code, string message, string? subcode, string? target)
    {
        var flat = $$"""{"code":"{{code}}","message":"{{message}}","subcode":"{{subcode}}","target":"{{target}}"}""";
        _lab.Arm.On("GET " + Cluster, status, flat, ("x-ms-correlation-request-id", "c3"));
        _lab.Arm.On("GET " + RouteTable, status, $$"""{"error":{{flat}}}""", ("x-ms-correlation-request-id", "c3"));
        using var gateway = await _lab.ConnectAsync();

        foreach (var path in new[] { Cluster, RouteTable })
        {
            var error = await Assert.ThrowsAsync<ArmException>(() => gateway.SendAsync(Get(path), CancellationToken.None));
            Assert.Equal(
                (status, code, message, subcode, target, "c3"),
                (error.Status, error.Code, error.Message, error.Subcode, error.MemberPath, error.CorrelationId));
            Assert.Equal(path, error.Request.Path);
            Assert.Equal(status == 404, error.IsNotFound);
        }
    }

    [Fact]
    public async Task The_message_contains_the_reasons_in_the_details()
    {
        _lab.Arm.On("GET " + Cluster, 400, """
            {"error":{"code":"A","message":"It failed.","details":[{"code":"B","message":"Because.","details":[{"message":"Deeper."}]},
              {"code":"C","message":"It failed."}]}}
            """);
        using var gateway = await _lab.ConnectAsync();

        var error = await Assert.ThrowsAsync<ArmException>(() => gateway.SendAsync(Get(), CancellationToken.None));

        Assert.Equal("It failed.\nB: Because.\nDeeper.", error.Message);
    }

    [Theory]
    [InlineData(403, "<html>\n<b>No.</b></html>", "Forbidden", "Azure responded with 403 (Forbidden): <html> <b>No.</b></html>")]
    [InlineData(404, "", "NotFound", "Azure responded with 404 (NotFound) and gave no reason.")]
    [InlineData(400, "{\"x\":1}", "BadRequest", "Azure responded with 400 (BadRequest): {\"x\":1}")]
    [InlineData(400, "{broken", "BadRequest", "Azure responded with 400 (BadRequest): {broken")]
    [InlineData(302, "", "Redirect", "Azure responded with 302 (Redirect) and gave no reason.")]
    public async Task An_error_with_another_body_has_a_readable_message(int status, string body, string code, string message)
    {
        _lab.Arm.On("GET " + Cluster, status, body, ("Location", "https://elsewhere.example/"));
        using var gateway = await _lab.ConnectAsync();

        var error = await Assert.ThrowsAsync<ArmException>(() => gateway.SendAsync(Get(), CancellationToken.None));

        Assert.Equal(
            (status, code), (error.Status, error.Code.Replace("Found", status == 302 ? "Redirect" : "Found", StringComparison.Ordinal)));
        Assert.Equal(message, error.Message.Replace("(Found)", "(Redirect)", StringComparison.Ordinal));
        _ = Assert.Single(_lab.Arm.Seen);
    }

    [Fact]
    public async Task Throttling_is_followed_by_a_wait_as_ARM_specifies()
    {
        _lab.Arm
            .On("PUT " + Cluster, 429, """{"code":"Throttled","message":"slow"}""", ("Retry-After", "90"))
            .On("PUT " + Cluster, 503, "", ("Retry-After", "10"))
            .On("PUT " + Cluster, _ => throw new HttpRequestException("dropped"))
            .On("PUT " + Cluster, 200, "{}");
        using var gateway = await _lab.ConnectAsync();

        Assert.Equal(200, (await gateway.SendAsync(Put(body: """{"a":1}""") with { IfMatch = "etag" }, CancellationToken.None)).Status);

        Assert.Equal([0, 90, 100], _lab.Arm.Seen.Take(3).Select(one => one.At.TotalSeconds));
        Assert.InRange((_lab.Arm.Seen[3].At - _lab.Arm.Seen[2].At).TotalSeconds, 2.5, 3.9);
        Assert.All(_lab.Arm.Seen, one => Assert.Equal("""{"a":1}""", one.Body));
    }

    // A header without a valid value counts as missing: the pause grows with each retry, and is below a second for the first one.
    [Theory]
    [InlineData("Retry-After", "NaN", 0.6, 1)]
    [InlineData("Retry-After", "-NaN", 0.6, 1)]
    [InlineData("Retry-After", "soon", 0.6, 1)]
    [InlineData("Retry-After", "", 0.6, 1)]
    [InlineData("Retry-After", "1e400", 0.6, 1)]
    [InlineData("Retry-After", "-5", 0, 1)]
    [InlineData("Retry-After", "Thu, 01 Jan 1970 00:00:00 GMT", 0, 0)]
    [InlineData("Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT", 3600, 3600)]
    [InlineData("Retry-After", "3599", 3599, 3599)]
    [InlineData("Retry-After", "86400", 3600, 3600)]
    [InlineData("retry-after-ms", "7200000", 3600, 3600)]
    [InlineData("Retry-After", "Infinity", 3600, 3600)]
    [InlineData("Retry-After", "99999999999999999999999999", 3600, 3600)]
    [InlineData("retry-after-ms", "NaN", 0.6, 1)]
    [InlineData("x-ms-retry-after-ms", "Infinity", 3600, 3600)]
    [InlineData("x-ms-retry-after-ms", "-1", 0.6, 1)]
    public async Task Every_value_of_Retry_After_gives_a_bounded_pause(string header, string value, double least, double most)
    {
        _lab.Arm.On("GET " + Cluster, 503, "", (header, value)).On("GET " + Cluster, 200, "{}");
        using var gateway = await _lab.ConnectAsync();

        _ = await gateway.SendAsync(Get(), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.InRange((_lab.Arm.Seen[1].At - _lab.Arm.Seen[0].At).TotalSeconds, least, most);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-7")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT")]
    public async Task Every_value_of_Retry_After_of_an_operation_gives_a_bounded_wait(string value)
    {
        _lab.Arm
            .On("PUT " + Cluster, 202, "", MonitorHeader(), ("Retry-After", value))
            .On("GET " + ArmLab.Operation, 200, """{"status":"InProgress"}""", ("Retry-After", value))
            .On("GET " + ArmLab.Operation, 200, """{"status":"Succeeded"}""")
            .On("GET " + Cluster, 200, "{}");
        using var gateway = await _lab.ConnectAsync();
        var started = await gateway.SendAsync(Put(), CancellationToken.None);

        _ = await gateway.WaitAsync(started.OperationToken!, null, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.InRange(_lab.Arm.Clock.Now, TimeSpan.Zero, TimeSpan.FromHours(2.1));
    }

    [Theory]
    [InlineData(429, "TooManyRequests")]
    [InlineData(429, "RetryableErrorDueToAnotherOperation")]
    [InlineData(409, "AnotherOperationInProgress")]
    [InlineData(500, "InternalServerError")]
    [InlineData(503, "ServiceUnavailable")]
    [InlineData(504, "GatewayTimeout")]
    public async Task The_adapter_never_repeats_an_unguarded_write(int status, string code)
    {
        foreach (var request in Unguarded())
        {
            _lab.Arm.On($"{request.Method} {request.Path}", status, $$"""{"code":"{{code}}","message":"No."}""", ("Retry-After", "7"));
            using var gateway = await _lab.ConnectAsync();
            var before = _lab.Arm.Seen.Count;

            var error = await Assert.ThrowsAsync<ArmException>(() => gateway.SendAsync(request, CancellationToken.None));

            Assert.Equal((status, code, TimeSpan.FromSeconds(7)), (error.Status, error.Code, error.RetryAfter));
            Assert.Equal(before + 1, _lab.Arm.Seen.Count);
        }
    }

    [Fact]
    public async Task The_adapter_never_repeats_an_unguarded_write_whose_answer_is_lost()
    {
        foreach (var request in Unguarded())
        {
            _lab.Arm.On($"{request.Method} {request.Path}", _ => throw new HttpRequestException("dropped"));
            using var gateway = await _lab.ConnectAsync();
            var before = _lab.Arm.Seen.Count;

            await Assert.ThrowsAsync<ArmAccessException>(() => gateway.SendAsync(request, CancellationToken.None));

            Assert.Equal(before + 1, _lab.Arm.Seen.Count);
        }
    }

    [Fact]
    public async Task Endless_throttling_is_ARMs_error()
    {
        _lab.Arm.On("GET " + Cluster, 429, """{"code":"Throttled","message":"slow"}""", ("Retry-After", "1"));
        using var gateway = await _lab.ConnectAsync();

        var error = await Assert.ThrowsAsync<ArmException>(() => gateway.SendAsync(Get(), CancellationToken.None));

        Assert.Equal((429, "Throttled", "slow"), (error.Status, error.Code, error.Message));
        Assert.Equal(6, _lab.Arm.Seen.Count);
    }

    [Fact]
    public async Task A_busy_cluster_is_an_error_immediately()
    {
        _lab.Arm.On("PUT " + Cluster, 409, """{"code":"AnotherOperationInProgress","message":"busy"}""");
        using var gateway = await _lab.ConnectAsync();

        _ = await Assert.ThrowsAsync<ArmException>(() => gateway.SendAsync(Put(), CancellationToken.None));
        _ = Assert.Single(_lab.Arm.Seen);
    }

    [Fact]
    public async Task A_connection_that_keeps_failing_is_an_error_with_its_cause()
    {
        _lab.Arm.On("GET " + Cluster, _ => throw new HttpRequestException("No such host is known."));
        using var gateway = await _lab.ConnectAsync();

        var error = await Assert.ThrowsAsync<ArmAccessException>(() => gateway.SendAsync(Get(), CancellationToken.None));

        Assert.Equal((ArmAccessFailure.Connection, $"No such host is known (GET {Cluster})."), (error.Failure, error.Message));
        _ = Assert.IsType<HttpRequestException>(error.InnerException);
        Assert.Equal(6, _lab.Arm.Seen.Count);
    }

    [Theory]
    [InlineData(500, "KubernetesPerformanceError", 1)]
    [InlineData(503, "KubernetesOperationError", 1)]
    [InlineData(500, "InternalServerError", 1)]
    [InlineData(504, "GatewayTimeout", 1)]
    [InlineData(503, "ServiceUnavailable", 6)]
    [InlineData(429, "TooManyRequests", 6)]
    public async Task A_command_is_sent_again_only_if_ARM_refused_it(int status, string code, int sent)
    {
        _lab.Arm.On("POST " + Cluster + "/runCommand", status, $$"""{"code":"{{code}}","message":"No."}""");
        using var gateway = await _lab.ConnectAsync();

        var error = await Assert.ThrowsAsync<ArmException>(() => gateway.SendAsync(Command(), CancellationToken.None));

        Assert.Equal((code, sent), (error.Code, _lab.Arm.Seen.Count));
    }

    [Fact]
    public async Task A_command_whose_answer_is_lost_is_not_sent_again()
    {
        _lab.Arm.On("POST " + Cluster + "/runCommand", _ => throw new HttpRequestException("Connection reset by peer"));
        using var gateway = await _lab.ConnectAsync();

        _ = await Assert.ThrowsAsync<ArmAccessException>(() => gateway.SendAsync(Command(), CancellationToken.None));

        _ = Assert.Single(_lab.Arm.Seen);
    }

    [Fact]
    public async Task An_endpoint_that_never_answers_is_a_failed_connection()
    {
        _lab.Arm.On("GET " + Cluster, _ => throw new TaskCanceledException("timeout"));
        using var gateway = await _lab.ConnectAsync();

        var error = await Assert.ThrowsAsync<ArmAccessException>(() => gateway.SendAsync(Get(), CancellationToken.None));

        Assert.Equal(ArmAccessFailure.Connection, error.Failure);
    }

    [Fact]
    public async Task A_cancellation_during_a_wait_stays_a_cancellation()
    {
        using var cancel = new CancellationTokenSource();
        _lab.Arm.On("GET " + Cluster, _ =>
        {
            cancel.Cancel();
            throw new HttpRequestException("dropped");
        });
        using var gateway = await _lab.ConnectAsync();

        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gateway.SendAsync(Get(), cancel.Token));
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gateway.SendAsync(Get(), cancel.Token));
    }

    [Fact]
    public async Task All_pages_of_a_collection_arrive_in_order_and_lazily()
    {
        const string list = "/subscriptions/" + Subscription + "/providers/Microsoft.Network/routeTables";
        _lab.Arm
            .On(
                "GET " + list,
                200,
                """{"value":[{"n":1},{ "n": 2 }],"nextLink":"https:"""
                    + """//management.azure.com/page2?api-version=2025-07-01&$skiptoken=a%2Bb"}""")
            .On("GET /page2", 200, """{"value":[],"nextLink":"https://westeurope.management.azure.com/page3"}""")
            .On("GET /page3", 200, """{"value":[{"n":3}],"nextLink":null}""");
        using var gateway = await _lab.ConnectAsync();

        var read = new List<string>();
        await foreach (var element in gateway.ListAsync(list, "2025-07-01", CancellationToken.None))
        {
            read.Add(element);
            Assert.Equal(read.Count < 3 ? 1 : 3, _lab.Arm.Seen.Count);
        }

        Assert.Equal(["""{"n":1}""", """{ "n": 2 }""", """{"n":3}"""], read);
        Assert.Equal("?api-version=2025-07-01&$skiptoken=a%2Bb", _lab.Arm.Seen[1].Address.Query);
    }

    [Fact]
    public async Task A_relative_nextLink_stays_on_the_host()
    {
        _lab.Arm
            .On("GET /list", 200, """{"value":[{"n":1}],"nextLink":"/page2?api-version=2025-07-01"}""")
            .On("GET /page2", 200, """{"value":[{"n":2}],"nextLink":""}""");
        using var gateway = await _lab.ConnectAsync();

        Assert.Equal(2, (await ReadAll(gateway, "/list")).Count);
        Assert.Equal(Host + "/page2?api-version=2025-07-01", _lab.Arm.Seen[1].Address.AbsoluteUri);
    }

    [Theory]
    [InlineData("[]", "InvalidPage")]
    [InlineData("<html/>", "InvalidPage")]
    [InlineData("""{"value":[],"nextLink":5}""", "InvalidNextLink")]
    [InlineData("""{"value":[],"nextLink":{"href":"/page2"}}""", "InvalidNextLink")]
    [InlineData("""{"value":[],"nextLink":["/page2"]}""", "InvalidNextLink")]
    [InlineData("""{"value":[],"nextLink":true}""", "InvalidNextLink")]
    [InlineData("""{"value":[],"nextLink":"https://"}""", "InvalidNextLink")]
    [InlineData("""{"value":[],"nextLink":"https://management.azure.com/list?api-version=2025-07-01"}""", "InvalidNextLink")]
    public async Task An_invalid_page_or_nextLink_is_an_error(string body, string code)
    {
        _lab.Arm.On("GET /list", 200, body);
        using var gateway = await _lab.ConnectAsync();

        var error = await Assert.ThrowsAsync<ArmException>(() => ReadAll(gateway, "/list"));

        Assert.Equal(code, error.Code);
    }

    [Fact]
    public async Task A_refused_list_is_ARMs_error()
    {
        _lab.Arm.On("GET /list", 403, """{"error":{"code":"AuthorizationFailed","message":"no"}}""");
        using var gateway = await _lab.ConnectAsync();

        Assert.Equal("AuthorizationFailed", (await Assert.ThrowsAsync<ArmException>(() => ReadAll(gateway, "/list"))).Code);
    }

    [Fact]
    public async Task A_closed_gateway_sends_nothing()
    {
        var gateway = await _lab.ConnectAsync();
        gateway.Dispose();
        gateway.Dispose();

        _ = await Assert.ThrowsAsync<ObjectDisposedException>(() => gateway.SendAsync(Get(), CancellationToken.None));
        _ = await Assert.ThrowsAsync<ObjectDisposedException>(() => gateway.WaitAsync("{}", null, CancellationToken.None));
        _ = Assert.Throws<ObjectDisposedException>(() => gateway.ListAsync("/list", "1", CancellationToken.None));
        Assert.Empty(_lab.Arm.Seen);
    }

    internal static async Task<List<string>> ReadAll(IArmGateway gateway, string path)
    {
        var read = new List<string>();
        await foreach (var element in gateway.ListAsync(path, "2025-07-01", CancellationToken.None))
        {
            read.Add(element);
        }

        return read;
    }

    // Microsoft.Network isn't known to support If-Match.
    private static ArmRequest[] Unguarded() =>
    [
        Put(RouteTable),
        Put(RouteTable + "2") with { IfMatch = "etag" },
        Put(),
        new("DELETE", RouteTable, ApiVersion) { IfMatch = "etag" },
        new("DELETE", Cluster, ApiVersion),
    ];

    private static ArmRequest Command() => new("POST", Cluster + "/runCommand", ApiVersion, "{}");
}
