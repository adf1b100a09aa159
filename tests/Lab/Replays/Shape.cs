using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace AksEgress.Lab.Replays;

/// <summary>
/// A text without its generated parts, which are recognized by their form and not by their position: GUIDs (etags are GUIDs too),
/// UIDs, times, addresses, versions, node images, blobs, and the random parts of host names and of AKS's resource names.
/// </summary>
/// <param name="Form">The text with a mark for each generated part; ids and page URLs are in lower case.</param>
/// <param name="Parts">The generated parts, in order.</param>
internal sealed partial record Shape(string Form, IReadOnlyList<string> Parts)
{
    /// <summary>
    /// The GUID that the Azure CLI's recorder writes in place of client, principal, and object ids, even in place of the word msi.
    /// </summary>
    public const string Mask = "00000000-0000-0000-0000-000000000001";

    /// <summary>Splits a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isOwn">Returns true for a part that the client chose; such parts stay.</param>
    public static Shape Of(string text, Func<string, bool> isOwn)
    {
        var kind = Time().IsMatch(text) ? "{time}"
            : text.Contains('.', StringComparison.Ordinal) && IPAddress.TryParse(text, out _) ? "{address}"
            : PublicPrefix(text) is { } prefix ? prefix
            : Version().IsMatch(text) ? "{version}"
            : Size().IsMatch(text) ? "{size}"
            : Uid().IsMatch(text) ? "{uid}"
            : text.Length >= 64 && text.Length % 4 == 0 && Base64().IsMatch(text) ? "{blob}"
            : null;
        if (kind is not null)
        {
            return isOwn(text) ? new Shape(text, []) : new Shape(kind, [text]);
        }

        if (Image().Match(text) is { Success: true } image)
        {
            return new Shape(image.Groups[1].Value + "-{image}", [text]);
        }

        List<string> parts = [];
        var form = Random().Replace(text, match =>
        {
            if (isOwn(match.Value))
            {
                return match.Value;
            }

            parts.Add(match.Value);
            return "{random}";
        });
        return new Shape(text.StartsWith('/') || text.Contains("://", StringComparison.Ordinal) ? form.ToLowerInvariant() : form, parts);
    }

    /// <summary>The text with each replaceable part in its new form.</summary>
    public static string Translate(string text, IReadOnlyDictionary<string, string> words) =>
        words.TryGetValue(text, out var whole) ? whole : Random().Replace(text, match => words.GetValueOrDefault(match.Value, match.Value));

    // Azure allocates public prefixes, such as a public IP prefix's, and unique local ranges of IPv6; private ones of IPv4 are the
    // client's choice, or defaults that are the same for all clients. The length stays: the client chose it.
    private static string? PublicPrefix(string text) =>
        text.Split('/') is [var address, { Length: > 0 and <= 3 } length]
            && length.All(char.IsAsciiDigit)
            && (address.Count(static c => c == '.') == 3 || address.Contains(':', StringComparison.Ordinal))
            && IPAddress.TryParse(address, out var parsed)
            && !IsPrivate(parsed)
            ? $"{{address}}/{length}"
            : null;

    /// <summary>True if an address is the same for all clients: a private one, a default of AKS, or no address.</summary>
    public static bool IsPrivate(IPAddress address) => address.GetAddressBytes() switch
    {
        [0, ..] or [10, ..] or [100, >= 64 and < 128, ..] or [127, ..] or [169, 254, ..] or [172, >= 16 and < 32, ..] or [192, 168, ..]
            when address.AddressFamily == AddressFamily.InterNetwork => true,
        [0, ..] when address.AddressFamily == AddressFamily.InterNetworkV6 => true,
        _ => false,
    };

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex Time();

    [GeneratedRegex(@"^v?\d+(\.\d+)+$")]
    private static partial Regex Version();

    // The size of a firewall policy, which ARM measures.
    [GeneratedRegex(@"^0\.\d+ MB$")]
    private static partial Regex Size();

    [GeneratedRegex(@"^[0-9a-f]{24}$")]
    private static partial Regex Uid();

    [GeneratedRegex(@"^[A-Za-z0-9+/]+={0,2}$")]
    private static partial Regex Base64();

    [GeneratedRegex(@"^(AKS[A-Za-z]+)-.*\d$")]
    private static partial Regex Image();

    /// <summary>The generated parts of a text.</summary>
    // A GUID; the label that AKS adds to a host name; the eight digits in the names of a node resource group's resources; a GUID
    // without hyphens, as in the names of AKS's private link services.
    [GeneratedRegex(
        @"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
            + @"|(?<=-)[0-9a-z]{8}(?=\.(?:portal\.)?hcp\.|\.[0-9a-f]{8}-[0-9a-f-]{27}\.)"
            + @"|(?<=-)\d{8}(?=-)|\b[0-9a-f]{32,33}\b")]
    internal static partial Regex Random();
}
