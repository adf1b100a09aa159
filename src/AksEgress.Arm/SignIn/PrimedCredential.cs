using Azure.Core;

namespace AksEgress.Arm.SignIn;

/// <summary>
/// Hands the token that Connect got to the pipeline's first question, once, and then steps aside. Otherwise the
/// Azure CLI and Az PowerShell would each be started twice to sign in.
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

    /// <summary>A question with claims comes from a challenge: the first token has just been refused.</summary>
    private AccessToken? Take(TokenRequestContext context) =>
        Interlocked.Exchange(ref _first, null) is AccessToken first
            && context.Claims is null
            && context.Scopes is [var scope]
            && scope == _scope
            ? first
            : null;
}
