using Azure.Core;
using Azure.Core.Pipeline;

namespace AksEgress.Arm.Transport;

/// <summary>Sends the token over plain http to this machine's loopback, and nowhere else.</summary>
internal sealed class LoopbackTokenPolicy : HttpPipelinePolicy
{
    private static readonly TimeSpan s_renewBefore = TimeSpan.FromMinutes(5);

    private readonly TokenCredential _credential;
    private readonly TokenRequestContext _context;
    private AccessToken? _token;

    public LoopbackTokenPolicy(TokenCredential credential, string scope)
    {
        _credential = credential;
        _context = new TokenRequestContext([scope]);
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (!message.Request.Uri.ToUri().IsLoopback)
        {
            throw new InvalidOperationException("The token goes to the loopback only.");
        }

        // Two requests that renew the token at the same time both get a valid one, so no lock is needed.
        if (_token is not { } token || token.ExpiresOn - s_renewBefore < DateTimeOffset.UtcNow)
        {
            token = await _credential.GetTokenAsync(_context, message.CancellationToken).ConfigureAwait(false);
            _token = token;
        }

        message.Request.Headers.SetValue(HttpHeader.Names.Authorization, "Bearer " + token.Token);
        await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("This pipeline is asynchronous only.");
}
