using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AksEgress.Arm;
using AksEgress.Arm.Transport;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Tests.Lab;
using AksEgress.Tests.Secrets;
using Said = AksEgress.Tests.Arm.IdentityEndpoint.Answer;

namespace AksEgress.Tests.Arm;

/// <summary>
/// The requests that a configured proxy receives. Environment variables belong to the process, so sessions with HTTP_PROXY run in a
/// child process. The proxy records every request and answers 502.
/// </summary>
public sealed class ProxyTests : IDisposable
{
    private const string Secret = Canary.Token;

    private readonly IdentityEndpoint _proxy = new();
    private readonly string _script = Path.Combine(Path.GetTempPath(), $"proxy-{Guid.NewGuid():N}.ps1");

    public ProxyTests() => _proxy.Answers(new Said(502));

    public void Dispose()
    {
        _proxy.Dispose();
        File.Delete(_script);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("contoso.example,10.0.0.0/8")]
    public async Task Loopback_session_bypasses_the_proxy_with_any_NO_PROXY(string? noProxy)
    {
        using var server = LabProcess.Start("serve", "--port", "0", "--time-scale", "10000");
        try
        {
            var line = await server.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
            var endpoint = line!["listening on ".Length..];
            File.WriteAllText(_script, $$"""
                $token = ConvertTo-SecureString '{{Secret}}' -AsPlainText -Force
                Connect-AksEgress -AccessToken $token -Endpoint {{endpoint}}
                Get-AksEgressCluster contoso-aks contoso-rg

                """);

            var (code, output, errors) = await LabProcess.RunAsync(Variables(noProxy), "run", _script);

            Assert.True(code == 0, output + errors);
            Assert.Contains("contoso-aks", output, StringComparison.Ordinal);
            Assert.Empty(_proxy.Seen);
        }
        finally
        {
            server.Kill(entireProcessTree: true);
        }
    }

    [Theory]
    [InlineData("Connect-AksEgress", "IDENTITY_ENDPOINT", "IDENTITY_HEADER")]
    [InlineData("Connect-AksEgress -Identity", "IDENTITY_ENDPOINT", "IDENTITY_HEADER")]
    [InlineData("Connect-AksEgress -Identity", "AZURE_POD_IDENTITY_AUTHORITY_HOST", null)]
    public async Task Identity_endpoint_bypasses_the_proxy(string command, string variable, string? header)
    {
        using var identity = new IdentityEndpoint();
        identity.Answers(IdentityEndpoint.Token(Canary.Token));
        File.WriteAllText(_script, $"{command} -SubscriptionId 11111111-2222-3333-4444-555555555555\n");
        var variables = Variables(null);
        variables[variable] = identity.Base.AbsoluteUri.TrimEnd('/');
        if (header is not null)
        {
            variables[header] = Canary.Header;
        }

        var (code, output, errors) = await LabProcess.RunAsync(variables, "run", _script);

        Assert.True(code == 0, output + errors);
        Assert.DoesNotContain(Canary.Marker, output + errors, StringComparison.Ordinal);
        Assert.NotEmpty(identity.Seen);
        Assert.Empty(_proxy.Seen);
    }

    [Theory]
    [InlineData("Connect-AksEgress", true)]
    [InlineData("Connect-AksEgress -Identity", true)]
    [InlineData("Connect-AksEgress -Identity", false)]
    public async Task Service_Fabric_endpoint_bypasses_the_proxy_and_is_known_by_its_thumbprint(string command, bool rightThumbprint)
    {
        using var key = RSA.Create(2048);
        using var made = new CertificateRequest("CN=fabric", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
        using var identity = new IdentityEndpoint(certificate);
        identity.Answers(IdentityEndpoint.Token(Secret));
        File.WriteAllText(_script, $"{command} -SubscriptionId 11111111-2222-3333-4444-555555555555\n");
        var variables = Variables(null);
        variables["IDENTITY_ENDPOINT"] = identity.Base.AbsoluteUri;
        variables["IDENTITY_HEADER"] = Canary.Header;
        variables["IDENTITY_SERVER_THUMBPRINT"] = rightThumbprint ? certificate.Thumbprint : new string('0', 40);

        var (code, output, errors) = await LabProcess.RunAsync(variables, "run", _script);

        Assert.True((code == 0) == rightThumbprint, output + errors);
        Assert.Equal(rightThumbprint, identity.Seen.Any(request => request.Contains(Canary.Header, StringComparison.Ordinal)));
        Assert.Empty(_proxy.Seen);
        Canary.AssertAbsent(output + errors, command);
    }

    [Fact]
    public async Task Sign_in_host_is_reached_through_the_proxy_and_the_proxy_sees_no_secret()
    {
        File.WriteAllText(_script, $"""
            $secret = ConvertTo-SecureString '{Secret}' -AsPlainText -Force
            $credential = [pscredential]::new('44444444-2222-3333-4444-555555555555', $secret)
            Connect-AksEgress -Credential $credential -TenantId 33333333-2222-3333-4444-555555555555

            """);

        var (code, output, errors) = await LabProcess.RunAsync(Variables(null), "run", _script);

        Assert.Equal(1, code);
        Assert.DoesNotContain(Canary.Marker, Answered(output) + errors, StringComparison.Ordinal);
        Assert.Contains(_proxy.Seen, request => request.StartsWith("CONNECT login.microsoftonline.com:443 ", StringComparison.Ordinal));
        Assert.All(_proxy.Seen, request => Assert.DoesNotContain(Canary.Marker, request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ARM_is_reached_through_the_proxy()
    {
        using var clock = new VirtualClock();
        using var network = Network.CreateHandler(new LocalBypassProxy(new WebProxy(_proxy.Base)));
        var connection = new ArmConnection
        {
            Credential = ArmCredentialKind.AccessToken,
            Secret = new NetworkCredential(string.Empty, Secret).SecurePassword,
            SubscriptionId = ArmLab.Subscription,
            Clock = clock,
        };
        using var gateway = await new ArmGatewayFactory(network).ConnectAsync(connection, CancellationToken.None);

        await Assert.ThrowsAsync<ArmAccessException>(
            () => gateway.SendAsync(ArmLab.Get(), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60)));

        Assert.NotEmpty(_proxy.Seen);
        Assert.All(_proxy.Seen, request =>
        {
            Assert.StartsWith("CONNECT management.azure.com:443 ", request, StringComparison.Ordinal);
            Assert.DoesNotContain(Canary.Marker, request, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed(int status)
    {
        using var elsewhere = new IdentityEndpoint();
        elsewhere.Answers(new Said(200, "{}"));
        _proxy.Answers(new Said(status, "{}", Header: $"Location: {elsewhere.Base}\r\n"));
        using var client = new HttpClient(Network.CreateHandler(new LocalBypassProxy())) { Timeout = TimeSpan.FromSeconds(60) };

        using var response = await client.GetAsync(_proxy.Base);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Empty(elsewhere.Seen);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080/", true)]
    [InlineData("http://127.8.9.10/", true)]
    [InlineData("https://localhost:8443/", true)]
    [InlineData("http://localhost./", true)]
    [InlineData("http://arm.localhost/", true)]
    [InlineData("http://[::1]:80/", true)]
    [InlineData("http://[::ffff:127.0.0.1]/", true)]
    [InlineData("http://169.254.169.254/metadata/identity/oauth2/token", true)]
    [InlineData("http://[::ffff:169.254.169.254]/", true)]
    [InlineData("http://169.254.131.2:42356/msi/token", true)]
    [InlineData("http://[fe80::1]/", true)]
    [InlineData("https://management.azure.com/", false)]
    [InlineData("https://login.microsoftonline.com/", false)]
    [InlineData("https://localhost.contoso.example/", false)]
    [InlineData("https://169.254.169.254.contoso.example/", false)]
    [InlineData("https://10.0.0.4/", false)]
    [InlineData("https://[2001:db8::1]/", false)]
    public void Only_local_hosts_are_reached_directly(string address, bool direct)
    {
        var proxy = new LocalBypassProxy(new WebProxy(_proxy.Base));
        var uri = new Uri(address);

        Assert.Equal(direct, LocalBypassProxy.IsDirect(uri));
        Assert.Equal(direct, proxy.IsBypassed(uri));
        Assert.Equal(direct ? null : _proxy.Base, proxy.GetProxy(uri));
    }

    [Theory]
    [InlineData(ArmCredentialKind.Default)]
    [InlineData(ArmCredentialKind.ManagedIdentity)]
    [InlineData(ArmCredentialKind.ClientSecret)]
    [InlineData(ArmCredentialKind.AzureCli)]
    [InlineData(ArmCredentialKind.Browser)]
    public async Task Http_endpoint_accepts_only_an_access_token(ArmCredentialKind kind)
    {
        var connection = new ArmConnection
        {
            Credential = kind,
            TenantId = "33333333-2222-3333-4444-555555555555",
            ClientId = "44444444-2222-3333-4444-555555555555",
            Secret = new NetworkCredential(string.Empty, Secret).SecurePassword,
            Endpoint = _proxy.Base,
        };

        var error = await Assert.ThrowsAsync<EgressException>(() =>
            new ArmGatewayFactory().ConnectAsync(connection, CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.HttpEndpointNeedsAccessToken), error.Id);
        Assert.DoesNotContain(Canary.Marker, error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_proxy.Seen);
    }

    // The lab prints each statement before its output; one statement contains the secret.
    private static string Answered(string output) => string.Join(
        '\n',
        output
            .Split('\n')
            .Where(line => !line.StartsWith("PS>", StringComparison.Ordinal) && !line.StartsWith("  >", StringComparison.Ordinal)));

    private Dictionary<string, string?> Variables(string? noProxy)
    {
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["NO_PROXY"] = noProxy, ["no_proxy"] = noProxy, ["IDENTITY_ENDPOINT"] = null, ["IDENTITY_HEADER"] = null,
            ["AZURE_POD_IDENTITY_AUTHORITY_HOST"] = null, ["AZURE_TENANT_ID"] = null, ["AZURE_CLIENT_ID"] = null,
        };
        foreach (var name in new[] { "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY" })
        {
            variables[name] = variables[name.ToLowerInvariant()] = _proxy.Base.AbsoluteUri;
        }

        return variables;
    }
}
