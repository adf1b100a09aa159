using System.Net;
using System.Security;
using System.Text.RegularExpressions;

namespace AksEgress.Arm.Transport;

/// <summary>Converts a SecureString to text, because Azure.Identity accepts nothing else.</summary>
internal static partial class SecretText
{
    private const string Hidden = "***";

    // Variables whose values Azure.Identity sends or reads as secrets.
    private static readonly string[] s_variables =
        ["IDENTITY_HEADER", "MSI_SECRET", "AZURE_CLIENT_SECRET", "AZURE_CLIENT_CERTIFICATE_PASSWORD", "AZURE_PASSWORD"];

    /// <summary>The text, or null for none.</summary>
    public static string? Of(SecureString? secret) =>
        secret is { Length: > 0 } ? new NetworkCredential(string.Empty, secret).Password : null;

    /// <summary>
    /// Removes all secrets from a message: the connection's, those of the environment, and all texts that look like a token.
    /// The sign-in libraries quote responses unchanged, and an endpoint can return what it received.
    /// </summary>
    public static string Without(string message, SecureString? secret)
    {
        var told = Of(secret) is { } text ? message.Replace(text, Hidden, StringComparison.Ordinal) : message;
        foreach (var variable in s_variables)
        {
            if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value)
            {
                told = told.Replace(value, Hidden, StringComparison.Ordinal);
            }
        }

        return Token().Replace(told, Hidden);
    }

    // The header of a JWT is an object, which begins with '{"' and so in base64 with 'eyJ'.
    [GeneratedRegex(@"eyJ[\w-]+(\.[\w-]*)*")]
    private static partial Regex Token();
}
