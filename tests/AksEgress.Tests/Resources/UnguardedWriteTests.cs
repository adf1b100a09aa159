using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Firewalls;
using AksEgress.Core.Resources;
using AksEgress.Core.RouteTables;
using AksEgress.Tests.Arm;

namespace AksEgress.Tests.Resources;

/// <summary>
/// Writes that ARM doesn't refuse if another client modified the resource first, through the real adapter: after each response that
/// leaves the result open, or that reports a busy resource, the resource is read before the write is repeated.
/// </summary>
public sealed class UnguardedWriteTests : IDisposable
{
    private const string Requested = """{"tags":{"a":"1"}}""";
    private readonly ArmLab _lab = new();
    private readonly ArmResourceId _table = ArmResourceId.Parse(ArmLab.RouteTable);
    private readonly List<string> _order = [];
    private JsonObject? _there;
    private int _version;

    public void Dispose() => _lab.Dispose();

    [Theory]
    [MemberData(nameof(NotDone))]
    public async Task Creation_ResourceStillAbsent_IsSentOnceMore(string answer)
    {
        Serve(answer);

        var result = await CreateAsync();

        Assert.Equal("1", result.Root.Text("tags", "a"));
        Assert.Equal(2, _order.Count(line => line == "PUT"));
        Assert.Equal(["GET", "PUT", "GET", "PUT"], _order.Take(4));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Creation_ResourceIsAsRequested_IsNotSentAgain(string answer)
    {
        Serve(answer, onFirst: () => Keep(Requested));

        var result = await CreateAsync();

        Assert.Equal("1", result.Root.Text("tags", "a"));
        Assert.Single(_order, line => line == "PUT");
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Creation_AnotherClientCreatedTheResource_IsAnErrorAndNothingIsOverwritten(string answer)
    {
        Serve(answer, onFirst: () => Keep("""{"tags":{"a":"theirs"}}"""));

        var error = await Assert.ThrowsAsync<EgressException>(CreateAsync);

        Assert.Equal(nameof(EgressErrors.ModifiedByAnotherClient), error.Id);
        Assert.Contains("modified by another client", error.Message, StringComparison.Ordinal);
        Assert.Equal("theirs", _there!.Text("tags", "a"));
        Assert.Single(_order, line => line == "PUT");
    }

    [Theory]
    [MemberData(nameof(NotDone))]
    public async Task Update_ResourceIsUnchanged_IsSentOnceMoreAfterARead(string answer)
    {
        Keep("""{"tags":{"old":"1"}}""");
        Serve(answer);

        var result = await UpdateAsync();

        Assert.Equal(("1", "1"), (result.Root.Text("tags", "old"), result.Root.Text("tags", "a")));
        Assert.Equal(["GET", "PUT", "GET", "PUT"], _order.Take(4));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Update_AnotherClientWroteMeanwhile_KeepsItsChange(string answer)
    {
        Keep("""{"tags":{"old":"1"}}""");
        Serve(answer, onFirst: () => Keep("""{"tags":{"old":"1","theirs":"kept"}}"""));

        var result = await UpdateAsync();

        Assert.Equal(("kept", "1"), (result.Root.Text("tags", "theirs"), result.Root.Text("tags", "a")));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Update_AlreadyDone_IsNotSentAgain(string answer)
    {
        Keep("""{"tags":{"old":"1"}}""");
        Serve(answer, onFirst: () => Keep("""{"tags":{"old":"1","a":"1"}}"""));

        await UpdateAsync();

        Assert.Single(_order, line => line == "PUT");
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Write_BasedOnAVersionThatAnotherClientReplaced_IsAnError(string answer)
    {
        Keep("""{"tags":{"old":"1"}}""");
        Serve(answer, onFirst: () => Keep("""{"tags":{"old":"1","theirs":"kept"}}"""));
        using var gateway = await _lab.ConnectAsync();
        var read = new ArmDocument((JsonObject)_there!.DeepClone());
        var wanted = read.Copy();
        wanted.Root.ObjectAt("tags")["a"] = "1";

        var error = await Assert.ThrowsAsync<EgressException>(() =>
            new ResourceStore(gateway).WriteAsync(_table, wanted, read, false, CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.ModifiedByAnotherClient), error.Id);
        Assert.Contains("tags.theirs", error.Message, StringComparison.Ordinal);
        Assert.Single(_order, line => line == "PUT");
        Assert.Equal("kept", _there!.Text("tags", "theirs"));
    }

    [Theory]
    [InlineData("409 AnotherOperationInProgress")]
    [InlineData("429 RetryableErrorDueToAnotherOperation")]
    [InlineData("504 GatewayTimeout")]
    public async Task Write_AnotherOperationRuns_WaitsUntilItHasEnded(string answer)
    {
        Keep("""{"tags":{"old":"1"}}""");
        var looks = 0;
        Serve(answer, onFirst: () => Keep("""{"tags":{"old":"1"},"properties":{"provisioningState":"Updating"}}"""), onGet: () =>
        {
            if (State() == "Updating" && ++looks == 4)
            {
                _there!["properties"]!["provisioningState"] = "Succeeded";
            }
        });

        await UpdateAsync();

        Assert.Equal(4, looks);
        Assert.True(_order.LastIndexOf("PUT") > _order.FindIndex(line => line == "PUT") + 4);
    }

    [Fact]
    public async Task Child_ParentIsBeingWritten_WaitsForTheParent()
    {
        var route = _table.Child("routes", "out");
        var state = "Updating";
        var looks = 0;
        var sent = 0;
        _lab.Arm.On("GET " + ArmLab.RouteTable, _ =>
        {
            state = ++looks > 3 ? "Succeeded" : state;
            return Json(200, $$$"""{"id":"{{{ArmLab.RouteTable}}}","name":"rt1","properties":{"provisioningState":"{{{state}}}"}}""");
        });
        _lab.Arm.On(
            "GET " + route.Path, _ => sent > 1 ? Json(200, Requested) : Json(404, """{"error":{"code":"NotFound","message":"No."}}"""));
        _lab.Arm.On("PUT " + route.Path, _ => ++sent == 1 || state != "Succeeded"
            ? Json(429, """{"error":{"code":"RetryableErrorDueToAnotherOperation","message":"busy"}}""")
            : Json(200, Requested));
        using var gateway = await _lab.ConnectAsync();

        await new ResourceStore(gateway).WriteAsync(route, ArmDocument.Parse(Requested), null, false, CancellationToken.None);

        Assert.Equal((2, 4), (sent, looks));
    }

    [Theory]
    [InlineData("AnotherOperationInProgress", 409, 105)]
    [InlineData("RetryableErrorDueToAnotherOperation", 429, 105)]
    [InlineData("FirewallPolicyUpdateNotAllowedWhenUpdatingOrDeleting", 409, 330)]
    [InlineData("FirewallPolicyRuleCollectionGroupUpdateNotAllowedWhenUpdatingOrDeleting", 409, 330)]
    public async Task Busy_WithoutEnd_IsRetriedForMinutesWithAReadBeforeEachAttempt(string code, int status, int seconds)
    {
        Serve($"{status} {code}", always: true);

        var error = await Assert.ThrowsAsync<ArmException>(CreateAsync);

        Assert.Equal((status, code), (error.Status, error.Code));
        var puts = _lab.Arm.Seen.Where(request => request.Method == "PUT").ToList();
        Assert.InRange(puts[^1].At.TotalSeconds, seconds - 1, seconds + 1);
        Assert.DoesNotContain("PUT PUT", string.Join(' ', _order), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("500 InternalServerError")]
    [InlineData("504 GatewayTimeout")]
    [InlineData("reset before")]
    public async Task OpenAnswer_WithoutEnd_IsTriedSixTimesWithAReadBeforeEachAttempt(string answer)
    {
        Serve(answer, always: true);

        var error = await Assert.ThrowsAnyAsync<Exception>(CreateAsync);

        Assert.True(error is ArmException { Status: 500 or 504 } or ArmAccessException, error.ToString());
        Assert.Equal(6, _order.Count(line => line == "PUT"));
        Assert.DoesNotContain("PUT PUT", string.Join(' ', _order), StringComparison.Ordinal);
        Assert.Equal("GET", _order[^1]);
    }

    [Theory]
    [InlineData("503 ServiceUnavailable")]
    [InlineData("504 GatewayTimeout")]
    [InlineData("409 AnotherOperationInProgress")]
    [InlineData("reset before")]
    [InlineData("reset after")]
    public async Task Removal_AnotherClientReplacedTheResource_IsAnErrorAndNothingIsRemoved(string answer)
    {
        Keep("""{"tags":{"old":"1"}}""");
        var confirmed = _there!.Text("etag");
        Serve(answer, onFirst: () => Keep("""{"tags":{"new":"1"}}"""));
        using var gateway = await _lab.ConnectAsync();

        var error = await Assert.ThrowsAsync<EgressException>(() =>
            new ResourceStore(gateway).DeleteAsync(_table, confirmed, CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.ModifiedByAnotherClient), error.Id);
        Assert.NotNull(_there);
        Assert.Single(_order, line => line == "DELETE");
    }

    [Theory]
    [InlineData("504 GatewayTimeout")]
    [InlineData("429 RetryableErrorDueToAnotherOperation")]
    [InlineData("reset before")]
    public async Task Removal_ResourceIsAsConfirmed_IsSentOnceMoreAfterARead(string answer)
    {
        Keep("{}");
        Serve(answer);
        using var gateway = await _lab.ConnectAsync();

        Assert.True(await new ResourceStore(gateway).DeleteAsync(_table, _there!.Text("etag"), CancellationToken.None));

        Assert.Null(_there);
        Assert.Equal(["GET", "DELETE", "GET", "DELETE"], _order);
    }

    [Fact]
    public async Task Removal_AnotherVersionThanConfirmed_IsRefusedBeforeAnythingIsSent()
    {
        Keep("{}");
        var confirmed = _there!.Text("etag");
        Keep("{}");
        Serve("none");
        using var gateway = await _lab.ConnectAsync();

        var error = await Assert.ThrowsAsync<EgressException>(() =>
            new ResourceStore(gateway).StartDeleteAsync(_table, confirmed, CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.ModifiedByAnotherClient), error.Id);
        Assert.Equal(["GET"], _order);
    }

    [Fact]
    public async Task Removal_ResourceIsGone_IsNoError()
    {
        Serve("none");
        using var gateway = await _lab.ConnectAsync();

        Assert.False(await new ResourceStore(gateway).DeleteAsync(_table, "etag", CancellationToken.None));
        Assert.DoesNotContain("DELETE", _order);
    }

    public static TheoryData<string> NotDone() =>
    [
        "500 InternalServerError", "503 ServiceUnavailable", "504 GatewayTimeout", "429 TooManyRequests",
        "429 RetryableErrorDueToAnotherOperation", "409 AnotherOperationInProgress", "reset before",
    ];

    public static TheoryData<string> Answers()
    {
        var all = NotDone();
        all.Add("reset after");
        return all;
    }

    private static HttpResponseMessage Json(int status, string body) =>
        new((System.Net.HttpStatusCode)status) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };

    private async Task<ArmDocument> CreateAsync()
    {
        using var gateway = await _lab.ConnectAsync();
        return await new ResourceStore(gateway)
            .WriteAsync(_table, ArmDocument.Parse(Requested), null, false, CancellationToken.None)
            .WaitAsync(TimeSpan.FromSeconds(30));
    }

    private async Task<ArmDocument> UpdateAsync()
    {
        using var gateway = await _lab.ConnectAsync();
        return await new ResourceStore(gateway)
            .UpdateAsync(_table, document => document.Root.ObjectAt("tags")["a"] = "1", CancellationToken.None)
            .WaitAsync(TimeSpan.FromSeconds(30));
    }

    private string? State() => _there.Text("properties", "provisioningState");

    private void Keep(string json)
    {
        _there = JsonNode.Parse(json)!.AsObject();
        _there["id"] = ArmLab.RouteTable;
        _there["name"] = "rt1";
        _there["etag"] = $"W/\"{++_version}\"";
    }

    // An ARM that ignores If-Match, as Microsoft.Network might. The first write gets the response; "reset after" executes it first.
    private void Serve(string answer, Action? onFirst = null, Action? onGet = null, bool always = false)
    {
        var failing = answer != "none";
        _lab.Arm.On("GET " + ArmLab.RouteTable, _ =>
        {
            _order.Add("GET");
            onGet?.Invoke();
            return _there is null
                ? Json(404, """{"error":{"code":"ResourceNotFound","message":"No."}}""")
                : Json(200, _there.ToJsonString());
        });
        foreach (var method in (string[])["PUT", "DELETE"])
        {
            _lab.Arm.On($"{method} {ArmLab.RouteTable}", request =>
            {
                _order.Add(method);
                if (failing)
                {
                    failing = always;
                    if (answer == "reset after" && onFirst is null)
                    {
                        onFirst = () => Write(request);
                    }

                    onFirst?.Invoke();
                    return answer.StartsWith("reset", StringComparison.Ordinal)
                        ? throw new HttpRequestException("Connection reset by peer")
                        : Json(
                            int.Parse(answer[..3], System.Globalization.CultureInfo.InvariantCulture),
                            $$$"""{"error":{"code":"{{{answer[4..]}}}","message":"No."}}""");
                }

                Write(request);
                return Json(200, _there?.ToJsonString() ?? "{}");
            });
        }
    }

    private void Write(HttpRequestMessage request)
    {
        if (request.Method == HttpMethod.Delete)
        {
            _there = null;
        }
        else
        {
            Keep(_lab.Arm.Seen[^1].Body);
        }
    }
}
