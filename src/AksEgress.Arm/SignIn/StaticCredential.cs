using Azure.Core;

namespace AksEgress.Arm.SignIn;

/// <summary>A token from the caller. It isn't renewed; ARM refuses it when it has expired.</summary>
internal sealed class StaticCredential : TokenCredential
{
    private readonly AccessToken _token;

    public StaticCredential(string token, DateTimeOffset expiresOn) => _token = new AccessToken(token, expiresOn);

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => _token;

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new(_token);
}
