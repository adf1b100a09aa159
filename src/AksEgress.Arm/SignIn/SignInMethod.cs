using Azure.Core;

namespace AksEgress.Arm.SignIn;

/// <summary>A way to get tokens, and what must end with it.</summary>
/// <param name="Credential">Gets tokens.</param>
/// <param name="Owned">What the gateway disposes of.</param>
internal sealed record SignInMethod(TokenCredential Credential, params IDisposable[] Owned);
