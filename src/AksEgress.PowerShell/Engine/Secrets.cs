using System.Management.Automation;
using System.Net;
using System.Security;
using System.Text.RegularExpressions;
using AksEgress.Core.Errors;

namespace AksEgress.PowerShell.Engine;

/// <summary>
/// Checks secrets before they are sent. No error repeats the secret, or the user name that came with it, because users confuse the
/// two.
/// </summary>
internal static partial class Secrets
{
    /// <summary>Refuses a service principal without an application id or without a secret.</summary>
    /// <exception cref="EgressException">InvalidValue.</exception>
    public static void Check(PSCredential? credential, string parameter)
    {
        if (credential is not null && (!ApplicationId().IsMatch(credential.UserName) || credential.Password.Length == 0))
        {
            throw EgressErrors.InvalidValue(
                parameter, "the user name must be the application ID, a GUID, and the password must be the client secret.");
        }
    }

    /// <summary>
    /// Refuses a value that can't be a token: an empty one, or one with blanks, control characters, or non-ASCII characters.
    /// </summary>
    /// <exception cref="EgressException">InvalidValue.</exception>
    public static void Check(SecureString? token, string parameter)
    {
        if (token is not null && (token.Length == 0 || new NetworkCredential(string.Empty, token).Password.Any(c => c is <= ' ' or > '~')))
        {
            throw EgressErrors.InvalidValue(parameter, "the value isn't a token.");
        }
    }

    [GeneratedRegex(Patterns.Guid)]
    private static partial Regex ApplicationId();
}
