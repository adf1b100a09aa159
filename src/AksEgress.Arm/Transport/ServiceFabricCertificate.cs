using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace AksEgress.Arm.Transport;

/// <summary>
/// Service Fabric's identity endpoint has a self-signed certificate, whose thumbprint is in IDENTITY_SERVER_THUMBPRINT. Azure.Identity
/// checks it in a transport of its own only, which sends the connection to a proxy.
/// </summary>
internal static class ServiceFabricCertificate
{
    /// <summary>Accepts what the platform accepts, and for the identity endpoint's host the certificate with that thumbprint.</summary>
    public static bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        errors == SslPolicyErrors.None
        || (certificate is not null && sender is SslStream stream
            && Environment.GetEnvironmentVariable("IDENTITY_SERVER_THUMBPRINT") is { Length: > 0 } thumbprint
            && Uri.TryCreate(Environment.GetEnvironmentVariable("IDENTITY_ENDPOINT"), UriKind.Absolute, out var endpoint)
            && endpoint.IdnHost.Equals(stream.TargetHostName, StringComparison.OrdinalIgnoreCase)
            && certificate.GetCertHashString().Equals(thumbprint, StringComparison.OrdinalIgnoreCase));
}
