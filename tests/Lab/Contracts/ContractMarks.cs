using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AksEgress.Lab.Replays;

namespace AksEgress.Lab.Contracts;

/// <summary>
/// Replaces each value of a recording that is specific to it by a mark: {guid:1} is the first GUID of the recording, wherever it
/// occurs. Values that the client chose, and values that are the same for all clients, stay, but no secret and no GUID of a real
/// subscription, tenant, or principal.
/// </summary>
internal sealed partial class ContractMarks
{
    private static readonly string[] s_secrets = ["secret", "adminPassword"];

    private readonly Dictionary<string, string> _marks = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _counts = [];
    private readonly HashSet<string> _chosen = new(StringComparer.OrdinalIgnoreCase) { Shape.Mask };

    /// <summary>A text of a request with marks. Values that occurred in no earlier response are the client's choice and stay.</summary>
    public string Sent(string text)
    {
        foreach (var part in Shape.Of(text, static _ => false).Parts.Where(part => !_marks.ContainsKey(part) && !IsIdentifier(part)))
        {
            _chosen.Add(part);
        }

        return Answered(text);
    }

    /// <summary>A body of a request with marks.</summary>
    public JsonNode? Sent(JsonNode? body) => Walk(body, Sent);

    /// <summary>A text of a response with marks.</summary>
    public string Answered(string text)
    {
        if (text.Length == 0 || _chosen.Contains(text) || ContractText.IsDigest(text))
        {
            return text;
        }

        if (Exemptions.IsLeftOut(text))
        {
            return "{secret}";
        }

        if (text.StartsWith("ssh-", StringComparison.Ordinal))
        {
            return "{key}";
        }

        if (ContractText.IsSentence(text))
        {
            return ContractText.Digest(ContractValues.Expand(Parts(text)));
        }

        return Shape.Of(text, static _ => false) switch
        {
            { Form: "{time}" } => Mark("time", text),
            { Form: "{address}" } when IsAddress(text) => IsPrivate(IPAddress.Parse(text)) ? text : Mark("address", text),
            { Form: var prefix } when prefix.StartsWith("{address}/", StringComparison.Ordinal) =>
                Mark("address", text[..text.IndexOf('/', StringComparison.Ordinal)]) + prefix["{address}".Length..],
            { Form: "{address}" or "{version}" } => Mark(text.Count(static c => c == '.') == 1 ? "minor" : "version", text),
            { Form: "{uid}" } => Mark("uid", text),
            { Form: "{blob}" } => Mark("blob", text),
            { Form: var form } when form.EndsWith("-{image}", StringComparison.Ordinal) => Image(text, form[..^"{image}".Length]),
            _ => Parts(text),
        };
    }

    /// <summary>A body of a response with marks.</summary>
    public JsonNode? Answered(JsonNode? body) => Walk(body, Answered);

    private static JsonNode? Walk(JsonNode? node, Func<string, string> text) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(
            text(member.Key),
            s_secrets.Contains(member.Key) && member.Value is JsonValue ? JsonValue.Create("{secret}") : Walk(member.Value, text)))),
        JsonArray items => new JsonArray([.. items.Select(item => Walk(item, text))]),
        JsonValue value when value.TryGetValue(out string? own) => JsonValue.Create(text(own)),
        _ => node?.DeepClone(),
    };

    // The recorder replaces the subscription and its users by such GUIDs.
    private static bool IsIdentifier(string part) =>
        part.Length == 36 && !part.StartsWith("00000000-0000-0000-0000-", StringComparison.Ordinal);

    // The client sends the whole text back.
    private string Image(string text, string start)
    {
        var mark = Mark("image", text);
        return start + mark;
    }

    // The numbered names of the recorder, and the generated parts of a text.
    private string Parts(string text) => Shape.Random().Replace(
        Name().Replace(text, match => Mark("name", match.Value)),
        match => _chosen.Contains(match.Value) ? match.Value : Mark(Kind(match.Value), match.Value));

    private static string Kind(string part) => part.Length switch
    {
        36 => "guid",
        32 or 33 => "hex",
        _ => part.All(char.IsAsciiDigit) ? "digits" : "label",
    };

    // A version with three numbers can also be parsed as an address.
    private static bool IsAddress(string text) => text.Contains(':', StringComparison.Ordinal) || text.Count(static c => c == '.') == 3;

    // Private addresses are the same for all clients: AKS's defaults, or an address in the subnet.
    private static bool IsPrivate(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork
        && address.GetAddressBytes() is [10, ..] or [192, 168, ..] or [172, >= 16 and < 32, ..];

    private string Mark(string kind, string value)
    {
        if (!_marks.TryGetValue(value, out var mark))
        {
            _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
            _marks[value] = mark = string.Create(CultureInfo.InvariantCulture, $"{{{kind}:{_counts[kind]}}}");
        }

        return mark;
    }

    // Names of the Azure CLI's tests: a word and a number, and the DNS prefix that the Azure CLI derives from the names of a
    // cluster and its resource group.
    [GeneratedRegex(@"(?<![A-Za-z0-9-])(cliakstest-clitest[a-z0-9]+-[0-9a-f]{6}|cli[a-z_-]*[0-9]?[0-9]{6})(?![0-9a-z])")]
    private static partial Regex Name();
}
