using System.Net;
using System.Security;

namespace AksEgress.Arm.SignIn;

/// <summary>The moment in which a SecureString becomes text, because Azure.Identity takes nothing else.</summary>
internal static class SecretText
{
    /// <summary>The text, or null for none.</summary>
    public static string? Of(SecureString? secret) => secret is { Length: > 0 } ? new NetworkCredential(string.Empty, secret).Password : null;

    /// <summary>A message with the secret, should a library ever quote it, taken out.</summary>
    public static string Without(string message, SecureString? secret) =>
        Of(secret) is { } text ? message.Replace(text, "***", StringComparison.Ordinal) : message;
}
