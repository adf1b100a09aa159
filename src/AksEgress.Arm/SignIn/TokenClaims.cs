using System.Text.Json;

namespace AksEgress.Arm.SignIn;

/// <summary>
/// The account of a token, read from its payload. Only ARM checks the signature: this is only for display, and
/// the token itself isn't kept. The tenant isn't read from it: ARM returns the tenant of a subscription.
/// </summary>
/// <param name="Account">The user, application or object, or null.</param>
/// <param name="ExpiresOn">When it expires, or null.</param>
internal sealed record TokenClaims(string? Account, DateTimeOffset? ExpiresOn)
{
    private static readonly string[] s_accountClaims = ["upn", "unique_name", "preferred_username", "appid", "azp", "oid"];

    /// <summary>The claims of a JWT; all null for any other token, which can be sent as well.</summary>
    public static TokenClaims Read(string token)
    {
        var parts = token.Split('.');
        try
        {
            using var payload = JsonDocument.Parse(parts.Length == 3 ? Decode(parts[1]) : "{}"u8.ToArray());
            return payload.RootElement.ValueKind == JsonValueKind.Object ? Read(payload.RootElement) : new TokenClaims(null, null);
        }
        catch (Exception notJwt) when (notJwt is FormatException or JsonException)
        {
            return new TokenClaims(null, null);
        }
    }

    private static TokenClaims Read(JsonElement payload)
    {
        var account = s_accountClaims.Select(name => Text(payload, name)).FirstOrDefault(text => text is not null);
        DateTimeOffset? expiresOn = payload.TryGetProperty("exp", out var exp) && exp.ValueKind == JsonValueKind.Number
            && exp.TryGetInt64(out var seconds) && seconds > 0 && seconds < DateTimeOffset.MaxValue.ToUnixTimeSeconds()
                ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                : null;
        return new TokenClaims(account, expiresOn);
    }

    private static byte[] Decode(string part)
    {
        var text = part.Replace('-', '+').Replace('_', '/');
        return Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));
    }

    private static string? Text(JsonElement payload, string name) =>
        payload.TryGetProperty(name, out var member)
            && member.ValueKind == JsonValueKind.String
            && member.GetString() is { Length: > 0 } text ? text : null;
}
