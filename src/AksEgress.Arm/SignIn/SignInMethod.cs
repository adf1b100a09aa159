using Azure.Core;

namespace AksEgress.Arm.SignIn;

/// <summary>A credential and the objects to dispose of with it.</summary>
/// <param name="Credential">Gets tokens.</param>
/// <param name="Owned">What the gateway disposes of.</param>
internal sealed record SignInMethod(TokenCredential Credential, params IDisposable[] Owned);
