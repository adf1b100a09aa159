using Azure.Core;

namespace AksEgress.Arm.SignIn;

/// <summary>
/// Returns the token that Connect-AksEgress got for the pipeline's first request, and afterwards uses the inner credential.
/// Otherwise the Azure CLI or Az PowerShell would be started twice to sign in.
/// </summary>
internal sealed class PrimedCredential : TokenCredential
{
    private readonly TokenCredential _inner;
    private readonly string _scope;
    private object? _first;

    public PrimedCredential(TokenCredential inner, string scope, AccessToken first)
    {
        _inner = inner;
        _scope = scope;
        _first = first;
    }

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        Take(requestContext) ?? _inner.GetToken(requestContext, cancellationToken);

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        Take(requestContext) is { } first ? new ValueTask<AccessToken>(first) : _inner.GetTokenAsync(requestContext, cancellationToken);

    /// <summary>A request with claims comes from a challenge: the first token has just been refused.</summary>
    private AccessToken? Take(TokenRequestContext context) =>
        Interlocked.Exchange(ref _first, null) is AccessToken first
            && context.Claims is null
            && context.Scopes is [var scope]
            && scope == _scope
            ? first
            : null;
}
