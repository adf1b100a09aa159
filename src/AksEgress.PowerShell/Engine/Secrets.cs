using System.Management.Automation;
using System.Net;
using System.Security;
using System.Text.RegularExpressions;
using AksEgress.Core.Errors;

namespace AksEgress.PowerShell.Engine;

/// <summary>
/// Checks of secrets before they are sent anywhere. No error repeats one, nor the user name beside it: people mix the two up.
/// </summary>
internal static partial class Secrets
{
    /// <summary>Refuses a service principal without an application id or without a secret.</summary>
    /// <exception cref="EgressException">InvalidValue.</exception>
    public static void Check(PSCredential? credential, string parameter)
    {
        if (credential is not null && (!ApplicationId().IsMatch(credential.UserName) || credential.Password.Length == 0))
        {
            throw EgressErrors.InvalidValue(parameter, "its user name must be the application's id, a GUID, and its password the secret.");
        }
    }

    /// <summary>Refuses what cannot be a token: none is empty or has blanks, control characters or others beyond ASCII.</summary>
    /// <exception cref="EgressException">InvalidValue.</exception>
    public static void Check(SecureString? token, string parameter)
    {
        if (token is not null && (token.Length == 0 || new NetworkCredential(string.Empty, token).Password.Any(c => c is <= ' ' or > '~')))
        {
            throw EgressErrors.InvalidValue(parameter, "this is not a token.");
        }
    }

    [GeneratedRegex(Patterns.Guid)]
    private static partial Regex ApplicationId();
}
