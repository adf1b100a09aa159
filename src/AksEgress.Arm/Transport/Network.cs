using Azure.Core.Pipeline;

namespace AksEgress.Arm.Transport;

/// <summary>
/// The transport of every connection that this assembly makes: to ARM, to the sign-in host and to the endpoints of managed
/// identities. Azure.Core's own transport sends requests for loopback to HTTP_PROXY, with their tokens.
/// </summary>
internal static class Network
{
    // A connection is replaced after this time, so that changes of DNS are followed; Azure.Core's own transport does the same.
    private static readonly TimeSpan s_connectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>The transport that all pipelines share, as they share Azure.Core's own.</summary>
    public static HttpPipelineTransport Shared { get; } = new HttpClientTransport(
        new HttpClient(CreateHandler(new LocalBypassProxy())) { Timeout = Timeout.InfiniteTimeSpan });

    /// <summary>A handler that follows no redirect, keeps no cookie and connects to local hosts directly.</summary>
    public static SocketsHttpHandler CreateHandler(LocalBypassProxy proxy) => new()
    {
        Proxy = proxy,
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = s_connectionLifetime,
        SslOptions = { RemoteCertificateValidationCallback = ServiceFabricCertificate.Validate },
    };
}
