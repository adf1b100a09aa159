using System.Net;
using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AksEgress.Arm;
using AksEgress.Arm.SignIn;
using AksEgress.Arm.Transport;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.RunCommands;
using Azure.Core;
using static AksEgress.Tests.Arm.ArmLab;

namespace AksEgress.Tests.Arm;

public sealed class ConnectTests : IDisposable
{
    private const string Tenant = "99999999-0000-0000-0000-000000000001";
    private const string Client = "99999999-0000-0000-0000-000000000002";

    private readonly ScriptedArm _arm = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("aksegress").FullName;

    public void Dispose()
    {
        _arm.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_context_of_a_simulation_identifies_it()
    {
        using var gateway = await Connect(new ArmConnection
        {
            Simulator = _arm,
            SubscriptionId = Subscription,
            TimeScale = 100,
            Clock = _arm.Clock
        });

        Assert.Equal(
            new ArmSession("admin@lab", null, Subscription, "Simulation", new Uri("https://management.azure.com"), true, 100)
            {
                SimulationId = gateway.Session.SimulationId
            },
            gateway.Session);
        Assert.True(Guid.TryParse(gateway.Session.SimulationId, out _));
        Assert.Empty(_arm.Seen);
    }

    [Fact]
    public async Task Disposing_the_gateway_does_not_dispose_the_callers_handler()
    {
        _arm.On("GET " + Cluster, 200, "{}");
        for (var i = 0; i < 2; i++)
        {
            using var gateway = await Connect(new ArmConnection { Simulator = _arm, SubscriptionId = Subscription });
            _ = await gateway.SendAsync(Get(), CancellationToken.None);
        }

        Assert.Equal(2, _arm.Seen.Count);
    }

    [Theory]
    [InlineData("""[{"subscriptionId":"s1","displayName":"one","state":"Disabled"}]""", "s1")]
    [InlineData(
        """[{"subscriptionId":"s1","displayName":"b","state":"Enabled"},{"subscriptionId":"s2","displayName":"A","state":"Enabled"},"""
            + """{"subscriptionId":"s3","displayName":"0","state":"Warned"}]""",
        "s2")]
    [InlineData(
        """[{"subscriptionId":"s1","displayName":"b","state":"Disabled"},{"subscriptionId":"s2","displayName":"A","state":"Disabled"}]""",
        null)]
    [InlineData("[]", null)]
    public async Task Without_a_subscription_the_first_enabled_one_is_used(string subscriptions, string? expected)
    {
        _arm.On("GET /subscriptions", 200, $$"""{"value":{{subscriptions}}}""");

        using var gateway = await Connect(new ArmConnection { Simulator = _arm });

        Assert.Equal(expected, gateway.Session.SubscriptionId);
        Assert.Equal("GET /subscriptions?api-version=2022-12-01", Assert.Single(_arm.Seen).Line);
    }

    [Fact]
    public async Task A_refused_list_of_subscriptions_is_an_error()
    {
        _arm.On("GET /subscriptions", 401, """{"error":{"code":"InvalidAuthenticationToken","message":"no"}}""");

        Assert.Equal(
            "InvalidAuthenticationToken",
            (await Assert.ThrowsAsync<ArmException>(() => Connect(new ArmConnection { Simulator = _arm }))).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("my subscription")]
    [InlineData("11111111222233334444555555555555")]
    public async Task A_subscription_that_is_not_a_GUID_is_refused(string subscription)
    {
        var error = await Assert.ThrowsAsync<EgressException>(() =>
            Connect(new ArmConnection { Simulator = _arm, SubscriptionId = subscription }));

        Assert.Equal(nameof(EgressErrors.InvalidSubscriptionId), error.Id);
    }

    [Theory]
    [InlineData(
        "AzureCloud", "https://management.azure.com/", "https://login.microsoftonline.com/", "https://management.azure.com/.default")]
    [InlineData(
        "azurecloud", "https://management.azure.com/", "https://login.microsoftonline.com/", "https://management.azure.com/.default")]
    [InlineData(
        "AzureUSGovernment",
        "https://management.usgovcloudapi.net/",
        "https://login.microsoftonline.us/",
        "https://management.usgovcloudapi.net/.default")]
    [InlineData(
        "AzureChinaCloud",
        "https://management.chinacloudapi.cn/",
        "https://login.chinacloudapi.cn/",
        "https://management.chinacloudapi.cn/.default")]
    public async Task Each_cloud_has_its_own_endpoint_and_sign_in(string name, string endpoint, string authority, string scope)
    {
        _arm.On("GET " + Cluster, 200, "{}");
        var connection = WithToken(Jwt("{}"), environment: name);

        using var gateway = await new ArmGatewayFactory(_arm).ConnectAsync(connection, CancellationToken.None);
        _ = await gateway.SendAsync(Get(), CancellationToken.None);

        Assert.Equal(
            (new Uri(endpoint), name, false, 1d), (gateway.Session.Endpoint, name, gateway.Session.Simulated, gateway.Session.TimeScale));
        Assert.Equal(new Uri(endpoint).Host, _arm.Seen[0].Address.Host);
        var cloud = ArmCloud.Of(connection);
        Assert.Equal(
            (new Uri(authority), scope),
            (cloud.AuthorityHost, cloud.Environment.DefaultScope.Replace("//.default", "/.default", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_unknown_cloud_is_refused_with_a_list_of_known_clouds()
    {
        var error = await Assert.ThrowsAsync<ArmAccessException>(() => Connect(WithToken("t", environment: "AzureMoon")));

        Assert.Contains("AzureCloud, AzureUSGovernment, AzureChinaCloud", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://arm.example")]
    [InlineData("http://10.0.0.1:8080")]
    [InlineData("ftp://arm.example")]
    [InlineData("https://user:hunter2@arm.example")]
    public async Task An_endpoint_that_would_expose_the_token_is_refused(string endpoint)
    {
        var error = await Assert.ThrowsAsync<ArmAccessException>(() => Connect(WithToken("t", endpoint: endpoint)));

        Assert.Equal(ArmAccessFailure.Connection, error.Failure);
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://localhost:8080/")]
    [InlineData("http://[::1]:8080")]
    [InlineData("https://arm.local.azurestack.external")]
    public async Task A_custom_endpoint_gets_the_token_over_https_or_loopback(string endpoint)
    {
        _arm.On("GET " + Cluster, 200, "{}").On("PUT " + Cluster, 202, "", MonitorHeader(endpoint.TrimEnd('/')));

        using var gateway = await new ArmGatewayFactory(_arm).ConnectAsync(
            WithToken("opaque-token", endpoint: endpoint), CancellationToken.None);
        _ = await gateway.SendAsync(Get(), CancellationToken.None);
        var started = await gateway.SendAsync(Put(), CancellationToken.None);

        Assert.Equal("Custom", gateway.Session.Environment);
        Assert.Equal(new Uri(endpoint).Authority, _arm.Seen[0].Address.Authority);
        Assert.All(_arm.Seen, one => Assert.Equal("Bearer opaque-token", one.Headers["Authorization"]));
        Assert.StartsWith("AksEgress/", _arm.Seen[0].Headers["User-Agent"], StringComparison.Ordinal);
        Assert.NotNull(started.OperationToken);
    }

    [Theory]
    [InlineData("""{"upn":"a@b","appid":"x","tid":"t1"}""", "a@b")]
    [InlineData("""{"unique_name":"u","tid":"t1"}""", "u")]
    [InlineData("""{"appid":"app","oid":"o"}""", "app")]
    [InlineData("""{"oid":"ö-o","upn":5}""", "ö-o")]
    [InlineData("{}", "AccessToken")]
    [InlineData("[1]", "AccessToken")]
    [InlineData(null, "AccessToken")]
    public async Task The_account_is_read_from_the_token_and_the_tenant_is_not(string? payload, string account)
    {
        using var gateway = await Connect(WithToken(payload is null ? "opaque" : Jwt(payload)));

        Assert.Equal((account, null), (gateway.Session.Account, gateway.Session.TenantId));
    }

    [Fact]
    public async Task An_expired_token_is_reported_immediately()
    {
        var token = Jwt("""{"exp":1700000000}""");

        var error = await Assert.ThrowsAsync<ArmAccessException>(() => Connect(WithToken(token)));

        Assert.Equal((ArmAccessFailure.SignIn, "the access token expired at 2023-11-14 22:13:20Z."), (error.Failure, error.Message));
    }

    [Fact]
    public void A_message_that_quotes_the_connections_secret_is_redacted()
    {
        var secret = new NetworkCredential(string.Empty, "correct horse").SecurePassword;

        Assert.Equal(
            "AADSTS7000215: '***' is invalid, not '***'.",
            SecretText.Without("AADSTS7000215: 'correct horse' is invalid, not 'correct horse'.", secret));
        Assert.Equal("no secret", SecretText.Without("no secret", secret));
    }

    [Fact]
    public async Task The_token_is_in_no_exception()
    {
        const string secret = Secrets.Canary.Token;
        _arm.On("GET " + Cluster, 400, """{"error":{"code":"Bad","message":"bad"}}""")
            .On("GET " + RouteTable, _ => throw new HttpRequestException("dropped"))
            .On("PUT " + Cluster, 202, "", MonitorHeader("https://evil.example"));
        using var gateway = await new ArmGatewayFactory(_arm).ConnectAsync(WithToken(secret), CancellationToken.None);

        var errors = new[]
        {
            await Record.ExceptionAsync(() => gateway.SendAsync(Get(), CancellationToken.None)),
            await Record.ExceptionAsync(() => gateway.SendAsync(Get(RouteTable), CancellationToken.None)),
            await Record.ExceptionAsync(() => gateway.SendAsync(Put(), CancellationToken.None)),
            await Record.ExceptionAsync(() => gateway.WaitAsync("{}", null, CancellationToken.None)),
            await Record.ExceptionAsync(() => Connect(WithToken(secret + "\u0001"))),
            await Record.ExceptionAsync(() => Connect(WithToken(secret, endpoint: "http://arm.example"))),
        };

        Assert.All(errors, error =>
        {
            Assert.NotNull(error);
            Assert.DoesNotContain(secret, error.ToString(), StringComparison.Ordinal);
        });
        Assert.DoesNotContain(secret, gateway.Session.ToString(), StringComparison.Ordinal);
        Assert.Equal("Bearer " + secret, _arm.Seen[0].Headers["Authorization"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_credential_can_be_made_without_the_network(ArmCredentialKind kind)
    {
        var connection = Complete(kind);

        var method = CredentialFactory.Create(connection, ArmCloud.Of(connection));

        Assert.NotNull(method.Credential);
        Assert.Equal(kind == ArmCredentialKind.ClientCertificate ? 1 : 0, method.Owned.Length);
        Array.ForEach(method.Owned, one => one.Dispose());
    }

    public static TheoryData<ArmCredentialKind> Kinds => new(Enum.GetValues<ArmCredentialKind>());

    [Theory]
    [InlineData(ArmCredentialKind.ClientSecret, "a tenant ID")]
    [InlineData(ArmCredentialKind.ClientCertificate, "a tenant ID")]
    [InlineData(ArmCredentialKind.AccessToken, "the token")]
    [InlineData(ArmCredentialKind.DeviceCode, "can't be shown")]
    public async Task A_missing_part_of_a_credential_is_named(ArmCredentialKind kind, string what)
    {
        var error = await Assert.ThrowsAsync<ArmAccessException>(() => Connect(new ArmConnection { Credential = kind }));

        Assert.Equal(ArmAccessFailure.SignIn, error.Failure);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_token_serves_the_first_request_but_no_challenge()
    {
        var inner = new StaticCredential("later", DateTimeOffset.MaxValue);
        var first = new AccessToken("first", DateTimeOffset.MaxValue);

        async Task<string[]> Ask(TokenRequestContext context)
        {
            var primed = new PrimedCredential(inner, "scope", first);
            return [(await primed.GetTokenAsync(context, default)).Token, (await primed.GetTokenAsync(context, default)).Token];
        }

        Assert.Equal(["first", "later"], await Ask(new TokenRequestContext(["scope"])));
        Assert.Equal(["later", "later"], await Ask(new TokenRequestContext(["other"])));
        Assert.Equal(["later", "later"], await Ask(new TokenRequestContext(["scope"], claims: "{}")));
    }

    [Fact]
    public void Only_the_factory_is_public()
    {
        Assert.Equal([typeof(ArmGatewayFactory)], typeof(ArmGatewayFactory).Assembly.GetExportedTypes());
        Assert.NotNull(typeof(ArmGatewayFactory).GetConstructor(Type.EmptyTypes));
    }

    [Fact]
    public async Task An_invalid_tenant_is_a_failed_sign_in()
    {
        var error = await Assert.ThrowsAsync<ArmAccessException>(() => Connect(new ArmConnection
        {
            Credential = ArmCredentialKind.ClientSecret, TenantId = "no tenant/", ClientId = Client, Secret = Secure("hunter2"),
        }));

        Assert.Equal(ArmAccessFailure.SignIn, error.Failure);
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pem", null)]
    [InlineData("pem", "pässword")]
    [InlineData("pfx", null)]
    [InlineData("pfx", "pässword")]
    public void A_certificate_is_read_from_a_PEM_or_PFX_file(string form, string? password)
    {
        using var read = CertificateFile.Read(CertificateAt(form, password), password is null ? null : Secure(password));

        Assert.True(read.HasPrivateKey);
        Assert.Equal("CN=aksegress", read.Subject);
    }

    [Fact]
    public void A_certificate_that_cannot_be_used_is_named()
    {
        var missing = Assert.Throws<ArmAccessException>(() => CertificateFile.Read(Path.Combine(_folder, "none.pfx"), null));
        var locked = Assert.Throws<ArmAccessException>(() => CertificateFile.Read(CertificateAt("pfx", "right"), Secure("hunter2")));
        var publicOnly = Path.Combine(_folder, "public.cer");
        using (var certificate = NewCertificate())
        {
            File.WriteAllBytes(publicOnly, certificate.Export(X509ContentType.Cert));
        }

        var keyless = Assert.Throws<ArmAccessException>(() => CertificateFile.Read(publicOnly, null));

        Assert.Contains("none.pfx", missing.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", locked.ToString(), StringComparison.Ordinal);
        Assert.Contains("no private key", keyless.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_given_access_token_is_used_for_ARM_and_never_for_a_cluster()
    {
        using var arm = new ScriptedArm();
        using var gateway = await new ArmGatewayFactory(arm).ConnectAsync(
            new ArmConnection
            {
                Credential = ArmCredentialKind.AccessToken,
                Secret = Secure("hunter2"),
                SubscriptionId = ArmLab.Subscription
            },
            default);

        Assert.Null(await ((IClusterTokens)gateway).GetClusterTokenAsync(default));
    }

    [Fact]
    public async Task A_clusters_token_is_requested_for_the_application_of_AKS()
    {
        var connection = new ArmConnection();
        var credential = new AskedCredential();
        var clock = SessionClock.Of(connection);
        var session = new ArmSession("a", null, null, "AzureCloud", new Uri("https://management.azure.com"), false, 1);
        using var gateway = new ArmGateway(
            ArmPipeline.Create(ArmCloud.Of(connection), credential, clock, null, false), clock, session, credential);

        Assert.Equal("for 6dae42f8-4368-4678-94ff-3960e28e3630/.default", await gateway.GetClusterTokenAsync(default));
    }

    private sealed class AskedCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new("for " + string.Join(' ', requestContext.Scopes), DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }

    private static Task<IArmGateway> Connect(ArmConnection connection) =>
        new ArmGatewayFactory().ConnectAsync(connection, CancellationToken.None);

    private ArmConnection WithToken(string token, string environment = "AzureCloud", string? endpoint = null) => new()
    {
        Credential = ArmCredentialKind.AccessToken,
        Secret = Secure(token),
        SubscriptionId = Subscription,
        Environment = environment,
        Endpoint = endpoint is null ? null : new Uri(endpoint),
        TimeScale = 50,
        Clock = _arm.Clock,
    };

    private static SecureString Secure(string text) => new NetworkCredential(string.Empty, text).SecurePassword;

    private static string Jwt(string payload) =>
        "e30." + Convert.ToBase64String(Encoding.UTF8.GetBytes(payload)).TrimEnd('=').Replace('+', '-').Replace('/', '_') + ".c2ln";

    private static X509Certificate2 NewCertificate()
    {
        using var key = RSA.Create(2048);
        return new CertificateRequest("CN=aksegress", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
    }

    private ArmConnection Complete(ArmCredentialKind kind) => new()
    {
        Credential = kind,
        TenantId = Tenant,
        ClientId = Client,
        Secret = kind == ArmCredentialKind.ClientCertificate ? null : Secure("secret"),
        CertificatePath = kind == ArmCredentialKind.ClientCertificate ? CertificateAt("pem", null) : null,
        FederatedTokenPath = Path.Combine(_folder, "token"),
        Prompt = _ => { },
    };

    private string CertificateAt(string form, string? password)
    {
        using var certificate = NewCertificate();
        var path = Path.Combine(_folder, "certificate." + form);
        if (form == "pfx")
        {
            File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx, password));
            return path;
        }

        using var key = certificate.GetRSAPrivateKey()!;
        var parameters = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        var keyText = password is null ? key.ExportPkcs8PrivateKeyPem() : key.ExportEncryptedPkcs8PrivateKeyPem(password, parameters);
        File.WriteAllText(path, certificate.ExportCertificatePem() + "\n" + keyText);
        return path;
    }
}
