using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using AksEgress.Arm;
using AksEgress.Arm.SignIn;
using AksEgress.Arm.Transport;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using Azure.Core;
using Azure.Identity;
using Said = AksEgress.Tests.Arm.IdentityEndpoint.Answer;

namespace AksEgress.Tests.Arm;

/// <summary>
/// The endpoint of a managed identity on loopback: in the form of Azure Automation and App Service (IDENTITY_ENDPOINT), and in the
/// form of a virtual machine. The variables of the process always point there; no test contacts a real endpoint.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class ManagedIdentityTests : IClassFixture<ManagedIdentityTests.Endpoint>, IDisposable
{
    private const string Header = "the-secret-header";
    private const string Token = "eyJ0eXAiOiJKV1QifQ.eyJvaWQiOiJ4In0.c2ln";

    private readonly IdentityEndpoint _endpoint;

    public ManagedIdentityTests(Endpoint shared)
    {
        _endpoint = shared.Server;
        Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", _endpoint.Base + "oauth2/token");
        Environment.SetEnvironmentVariable("IDENTITY_HEADER", Header);
    }

    public static TheoryData<int> Passing => new(404, 410, 429, 500, 503);

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", null);
        Environment.SetEnvironmentVariable("IDENTITY_HEADER", null);
    }

    [Fact]
    public async Task The_default_retry_time_outlasts_a_cold_start_and_is_limited()
    {
        Assert.InRange(IdentityPatience.Usual.Answer, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(100));
        Assert.InRange(IdentityPatience.Usual.Total, 2 * IdentityPatience.Usual.Answer, TimeSpan.FromMinutes(5));
        _endpoint.Answers(IdentityEndpoint.Token(Token, delayMs: 1500));

        Assert.Equal(Token, await Ask(New(IdentityPatience.Usual)));
        var request = Assert.Single(_endpoint.Seen);
        Assert.StartsWith("GET /oauth2/token?api-version=", request, StringComparison.Ordinal);
        Assert.Contains("X-IDENTITY-HEADER: " + Header, request, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task A_temporary_failure_is_retried(int status)
    {
        _endpoint.Answers(new Said(status), IdentityEndpoint.Token(Token));

        Assert.Equal(Token, await Ask(New()));
        Assert.Equal(2, _endpoint.Seen.Count);
    }

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task A_temporary_failure_of_a_virtual_machines_endpoint_is_retried(int status)
    {
        Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", null);
        Environment.SetEnvironmentVariable("IDENTITY_HEADER", null);
        _endpoint.Answers(new Said(status), IdentityEndpoint.Token(Token));

        Assert.Equal(Token, await Ask(New()));
        Assert.Equal(2, _endpoint.Seen.Count);
        Assert.All(_endpoint.Seen, request => Assert.Contains("GET /metadata/identity/oauth2/token?", request, StringComparison.Ordinal));
        Assert.All(_endpoint.Seen, request => Assert.Contains("Metadata: true", request, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task An_endpoint_that_does_not_answer_at_first_is_tried_again()
    {
        _endpoint.Answers(new Said(0), new Said(0), IdentityEndpoint.Token(Token));

        Assert.Equal(Token, await Ask(New(Answer(0.5, total: 30))));
        Assert.Equal(3, _endpoint.Seen.Count);
    }

    [Fact]
    public async Task An_endpoint_that_never_answers_is_an_error_that_names_it()
    {
        _endpoint.Answers(new Said(0));
        var watch = Stopwatch.StartNew();

        var error = await Refused(New(Answer(0.5, total: 2)));

        Assert.InRange(watch.Elapsed.TotalSeconds, 1.9, 15);
        Assert.Contains(_endpoint.Base + "oauth2/token didn't respond", error.Message, StringComparison.Ordinal);
        Assert.True(_endpoint.Seen.Count > 1);
    }

    [Fact]
    public async Task An_endpoint_without_a_listener_is_an_error_that_names_it()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Environment.SetEnvironmentVariable(
                "IDENTITY_ENDPOINT", $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/oauth2/token");
        }

        var error = await Refused(New());

        Assert.Matches("^http://127.0.0.1:[0-9]+/oauth2/token couldn't be reached: .*; 6 requests in [0-9]+ s\\.$", error.Message);
    }

    [Theory]
    [InlineData("<html>" + Token + "</html>")]
    [InlineData("""{"access_token":""}""")]
    [InlineData("""{"expires_on":"1"}""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task An_invalid_answer_is_an_error_and_is_not_retried(string body)
    {
        _endpoint.Answers(new Said(200, body));

        var error = await Refused(New());

        Assert.Contains("responded with 200, but without a token", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """{"error":"invalid_request","error_description":"Identity not found"}""",
        "responded with 400 (invalid_request: Identity not found); 1 request in")]
    [InlineData(
        """{"statusCode":400,"message":"No MSI found for\nspecified ClientId."}""",
        "responded with 400 (No MSI found for specified ClientId); 1 request in")]
    [InlineData("""{"error":{"code":"bad","message":"worse"}}""", "responded with 400 (bad: worse); 1 request in")]
    [InlineData(
        """{"error":"echo the-secret-header eyJ0eXAiOiJKV1QifQ.eyJvaWQiOiJ4In0.c2ln"}""",
        "responded with 400 (echo *** ***); 1 request in")]
    [InlineData("not JSON: the-secret-header", "responded with 400; 1 request in")]
    [InlineData("[1]", "responded with 400; 1 request in")]
    public async Task A_refusal_is_not_retried_and_its_text_is_shown_without_secrets(string body, string told)
    {
        _endpoint.Answers(new Said(400, body));

        var error = await Refused(New());

        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Header, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", error.ToString(), StringComparison.Ordinal);
        Assert.Null(error.InnerException);
    }

    [Fact]
    public async Task An_endpoint_that_stays_busy_is_an_error_after_six_requests()
    {
        _endpoint.Answers(new Said(429, """{"error":"busy"}"""));

        Assert.Matches(@"responded with 429 \(busy\); 6 requests in [0-9]+ s\.$", (await Refused(New())).Message);
        Assert.Equal(6, _endpoint.Seen.Count);
    }

    [Fact]
    public async Task A_Retry_After_of_an_hour_is_an_error()
    {
        _endpoint.Answers(new Said(429, Header: "Retry-After: 3600\r\n"));
        var watch = Stopwatch.StartNew();

        var error = await Refused(New(Answer(1, total: 2)));

        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 15);
        Assert.Contains("responded with 429", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(429, "Retry-After: 60\r\n")]
    [InlineData(410, "")]
    public async Task Waiting_ends_within_a_second_when_it_is_cancelled(int status, string header)
    {
        _endpoint.Answers(new Said(status, Header: header));
        using var cancel = new CancellationTokenSource();
        var asking = New(IdentityPatience.Usual).GetTokenAsync(Context, cancel.Token).AsTask();
        Assert.True(SpinWait.SpinUntil(() => _endpoint.Seen.Count > 0, TimeSpan.FromSeconds(30)), "nothing was asked");

        await Task.Delay(100);
        var watch = Stopwatch.StartNew();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.WaitAsync(TimeSpan.FromSeconds(30)));
        // Without the cancellation, it would retry for five minutes.
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5);
    }

    [Fact]
    public async Task Each_request_is_traced_without_secrets_while_there_is_an_observer()
    {
        var told = new List<string>();
        _endpoint.Answers(new Said(500), IdentityEndpoint.Token(Token), new Said(403));
        var tokens = New(observer: exchange => told.Add(exchange.ToString()));

        await Ask(tokens);
        tokens.StopObserving();
        await Assert.ThrowsAsync<ArmAccessException>(async () =>
            await tokens.GetTokenAsync(new TokenRequestContext(["https://other.example/.default"]), default));

        Assert.Equal(3, _endpoint.Seen.Count);
        Assert.Collection(
            told,
            first => Assert.Matches($"^GET {_endpoint.Base}oauth2/token -> 500 in [0-9]+ ms$", first),
            second => Assert.Matches($"^GET {_endpoint.Base}oauth2/token -> 200 in [0-9]+ ms$", second));
    }

    [Fact]
    public async Task An_endpoint_that_is_not_a_URL_is_named()
    {
        Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", "no address");

        Assert.Contains("IDENTITY_ENDPOINT", (await Refused(New())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_endpoint_on_another_host_is_reached_without_the_proxy()
    {
        Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", "http://identity.contoso.example:4711/oauth2/token");

        Assert.True(LocalBypassProxy.IsDirect(new Uri("http://IDENTITY.contoso.example:4711/other")));
        Assert.False(LocalBypassProxy.IsDirect(new Uri("http://identity.contoso.example:4712/oauth2/token")));
        Assert.False(LocalBypassProxy.IsDirect(new Uri("http://login.contoso.example:4711/oauth2/token")));
    }

    [Fact]
    public async Task Connect_reports_it_with_its_own_error()
    {
        _endpoint.Answers(new Said(400));

        var error = await Assert.ThrowsAsync<ArmAccessException>(() => new ArmGatewayFactory().ConnectAsync(
            new ArmConnection
            {
                Credential = ArmCredentialKind.ManagedIdentity,
                ClientId = Guid.NewGuid().ToString(),
                SubscriptionId = ArmLab.Subscription
            },
            default));

        Assert.Equal(ArmAccessFailure.ManagedIdentity, error.Failure);
        Assert.Equal(nameof(EgressErrors.ManagedIdentityFailed), ArmErrors.Explain(error).Id);
    }

    private static TokenRequestContext Context => new(["https://management.azure.com/.default"]);

    private static IdentityPatience Answer(double seconds, double total) =>
        new(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(total), TimeSpan.FromMilliseconds(10));

    // Each test has its own identity, because the library caches the tokens of an identity.
    private static ManagedIdentityTokens New(IdentityPatience? patience = null, Action<ArmExchange>? observer = null) => new(
        new ManagedIdentityCredentialOptions(ManagedIdentityId.FromUserAssignedClientId(Guid.NewGuid().ToString())),
        TimeProvider.System,
        observer,
        patience ?? Answer(30, total: 60));

    private static async Task<string> Ask(ManagedIdentityTokens tokens) => (await tokens.GetTokenAsync(Context, default)).Token;

    private static async Task<ArmAccessException> Refused(ManagedIdentityTokens tokens)
    {
        var error = await Assert.ThrowsAsync<ArmAccessException>(() => Ask(tokens));
        Assert.Equal(ArmAccessFailure.ManagedIdentity, error.Failure);
        return error;
    }

    /// <summary>One endpoint for all tests: the library reads the address of a virtual machine's endpoint once per process.</summary>
    public sealed class Endpoint : IDisposable
    {
        public Endpoint()
        {
            Environment.SetEnvironmentVariable("AZURE_POD_IDENTITY_AUTHORITY_HOST", Server.Base.ToString());
        }

        public IdentityEndpoint Server { get; } = new();

        public void Dispose() => Server.Dispose();
    }
}
