using AksEgress.Arm.Transport;
using AksEgress.Core.Arm;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace AksEgress.Arm.SignIn;

/// <summary>
/// Gets tokens of a managed identity, with the time limits that its endpoint needs. The library repeats requests after
/// 404, 410, 429 or 5xx, and fails after 100 seconds without a response; an endpoint that is just starting in a sandbox
/// takes longer, so the request is repeated here. Errors describe the endpoint's problem (docs/design/managed-identity.md).
/// </summary>
internal sealed class ManagedIdentityTokens : TokenCredential
{
    // Longer than a busy machine takes to connect to itself, and short enough to report soon that nothing listens.
    private static readonly TimeSpan s_connect = TimeSpan.FromSeconds(15);

    // An identity's endpoint is on this machine or beside it: no proxy is to see the secret header, and none leads there.
    private static readonly HttpClientTransport s_direct = new(
        new HttpClient(new IdentityWatch(new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = s_connect,
            SslOptions = { RemoteCertificateValidationCallback = ServiceFabricCertificate.Validate },
        }))
        {
            Timeout = Timeout.InfiniteTimeSpan,
        });

    private readonly ManagedIdentityCredential _inner;
    private readonly IdentityPatience _patience;
    private readonly TimeProvider _clock;
    private Action<ArmExchange>? _observer;

    /// <summary>Creates the credential; nothing is sent.</summary>
    /// <param name="options">The identity and the options of the client.</param>
    /// <param name="clock">What times are measured with.</param>
    /// <param name="observer">Receives each request, or null.</param>
    /// <param name="patience">How long to wait; null for as long as usual.</param>
    public ManagedIdentityTokens(
        ManagedIdentityCredentialOptions options, TimeProvider clock, Action<ArmExchange>? observer, IdentityPatience? patience = null)
    {
        _clock = clock;
        _observer = observer;
        _patience = patience ?? IdentityPatience.Usual;
        options.Retry.Delay = _patience.Pause;
        options.Retry.NetworkTimeout = _patience.Answer;
        options.Transport = s_direct;
        _inner = new ManagedIdentityCredential(options);
    }

    /// <summary>Stops reporting requests, because the observer has ended.</summary>
    public void StopObserving() => _observer = null;

    /// <exception cref="ArmAccessException">The endpoint returned no token.</exception>
    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        var tries = new IdentityTries(_clock, _observer);
        IdentityTries.Current = tries;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_patience.Total);
        while (true)
        {
            try
            {
                return await _inner.GetTokenAsync(requestContext, limit.Token).ConfigureAwait(false);
            }
            catch (Exception fault)
                when (AccessFaults.IsFault(fault, cancellationToken)
                    || fault is ArgumentException or InvalidOperationException or FormatException)
                {
                    // The library wraps a cancellation in a failed sign-in.
                    cancellationToken.ThrowIfCancellationRequested();
                    if (!tries.TakeSilence() || limit.IsCancellationRequested)
                    {
                        // No inner exception: those of the sign-in libraries quote requests and responses.
                        throw new ArmAccessException(ArmAccessFailure.ManagedIdentity, tries.Describe(WithoutRequest(fault)));
                    }
                }
        }
    }

    // TokenCredential requires it, for synchronous pipelines; those of this assembly are asynchronous only. Blocking can't deadlock,
    // because no await continues on a captured context.
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        GetTokenAsync(requestContext, cancellationToken).AsTask().GetAwaiter().GetResult();

    private static string WithoutRequest(Exception fault) =>
        Environment.GetEnvironmentVariable("IDENTITY_ENDPOINT") is { Length: > 0 } endpoint
            && !Uri.TryCreate(endpoint, UriKind.Absolute, out _)
            ? "the environment variable IDENTITY_ENDPOINT isn't a valid URI."
            : SecretText.Without(fault.Message.Split('\n')[0].TrimEnd(), null);
}
