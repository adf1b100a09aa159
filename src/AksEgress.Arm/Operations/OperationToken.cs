using System.ClientModel.Primitives;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AksEgress.Arm.Transport;
using AksEgress.Core.Arm;
using Azure.Core;

namespace AksEgress.Arm.Operations;

/// <summary>
/// The data that any process needs to continue waiting for an operation. Its text is Azure.Core's RehydrationToken, so
/// that other Azure SDK programs can read it, with one additional member: the time of the first read.
/// </summary>
/// <param name="Method">The method that started the operation.</param>
/// <param name="InitialUri">The address of that request.</param>
/// <param name="NextRequestUri">The address of the next read.</param>
/// <param name="Source">The source of the state.</param>
/// <param name="FinalStateVia">The address of the result.</param>
/// <param name="LastKnownLocation">The Location header, or null.</param>
/// <param name="NotBefore">The earliest time of the first read, or null.</param>
internal sealed record OperationToken(
    string Method,
    Uri InitialUri,
    Uri NextRequestUri,
    OperationSource Source,
    OperationResult FinalStateVia,
    Uri? LastKnownLocation,
    DateTimeOffset? NotBefore)
{
    /// <summary>The version of Azure.Core's format.</summary>
    private const string FormatVersion = "1.0.0";
    private const int MaximumLength = 64 * 1024;

    private static readonly string[] s_methods = ["PUT", "PATCH", "POST", "DELETE"];

    /// <summary>The request that started the operation, for exceptions; its body is not kept.</summary>
    public ArmRequest Request
    {
        get
        {
            var query = InitialUri.Query.TrimStart('?').Split('&').Select(pair => pair.Split('=', 2));
            var version = query.FirstOrDefault(pair =>
                pair[0].Equals("api-version", StringComparison.OrdinalIgnoreCase) && pair.Length == 2);
            return new ArmRequest(Method, InitialUri.AbsolutePath, version?[1] ?? string.Empty);
        }
    }

    /// <summary>The subscription, for AKS's limit of operation reads; the host if there is none.</summary>
    public string SubscriptionId
    {
        get
        {
            var parts = InitialUri.AbsolutePath.Split('/');
            var at = Array.FindIndex(parts, part => part.Equals("subscriptions", StringComparison.OrdinalIgnoreCase));
            return at >= 0 && at + 1 < parts.Length ? parts[at + 1].ToUpperInvariant() : InitialUri.Host;
        }
    }

    /// <summary>True when the result of the operation is a resource that can be read.</summary>
    public bool HasResourceAsResult => Method is "PUT" or "PATCH";

    /// <summary>Reads a token and refuses any that could send a bearer token to a host other than the session's.</summary>
    /// <exception cref="ArmAccessException">The text isn't a token of this session's endpoint.</exception>
    public static OperationToken Parse(string text, TrustedHosts hosts)
    {
        var members = Members(text);
        var method = Member(members, "requestMethod");
        if (!s_methods.Contains(method)
            || !Enum.TryParse<OperationSource>(Member(members, "headerSource"), out var source) || !Enum.IsDefined(source)
            || !Enum.TryParse<OperationResult>(Member(members, "finalStateVia"), out var result) || !Enum.IsDefined(result))
        {
            throw NoToken("this module didn't create it.");
        }

        var initial = Address(members, "initialUri") ?? throw NoToken("initialUri is missing.");
        if (!hosts.IsEndpoint(initial))
        {
            throw Foreign(initial);
        }

        var next = Address(members, "nextRequestUri") ?? throw NoToken("nextRequestUri is missing.");
        var location = Address(members, "lastKnownLocation");
        if (new[] { next, location }.FirstOrDefault(one => one is not null && !hosts.Contains(one)) is { } foreign)
        {
            throw Foreign(foreign);
        }

        DateTimeOffset? notBefore =
            DateTimeOffset.TryParse(
                Member(members, "notBefore"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
        return new OperationToken(method!, initial, next, source, result, location, notBefore);
    }

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public string ToText()
    {
        var members = Rehydration();
        if (NotBefore is { } date)
        {
            members["notBefore"] = date.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);
        }

        return members.ToJsonString();
    }

    /// <summary>The token from which Azure.Core continues.</summary>
    public RehydrationToken ToRehydrationToken() =>
        ModelReaderWriter.Read<RehydrationToken>(BinaryData.FromString(Rehydration().ToJsonString()));

    private static JsonObject Members(string text)
    {
        try
        {
            // JsonObject detects a duplicate member only at the first access, so it is accessed here.
            return text.Length <= MaximumLength && JsonNode.Parse(text) is JsonObject members && members.ContainsKey("version")
                ? members
                : throw NoToken("this module didn't create it.");
        }
        catch (JsonException)
        {
            throw NoToken("it isn't JSON.");
        }
        catch (ArgumentException)
        {
            throw NoToken("it contains a property twice.");
        }
    }

    private static string? Member(JsonObject members, string name) =>
        members[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static Uri? Address(JsonObject members, string name) =>
        Member(members, name) is not { Length: > 0 } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && TrustedHosts.IsSafeEndpoint(address) ? address
        : throw NoToken($"{name} isn't an https URI.");

    private static ArmAccessException NoToken(string why) =>
        new(ArmAccessFailure.OperationToken, "the operation token can't be used: " + why);

    private static ArmAccessException Foreign(Uri address) =>
        NoToken($"it's for the endpoint of another cloud ('{ArmNames.Shown(address.Host)}') than this session.");

    private JsonObject Rehydration() => new()
    {
        ["version"] = FormatVersion,
        ["id"] = NextRequestUri.Segments[^1].Trim('/'),
        ["requestMethod"] = Method,
        ["initialUri"] = InitialUri.AbsoluteUri,
        ["nextRequestUri"] = NextRequestUri.AbsoluteUri,
        ["headerSource"] = Source.ToString(),
        ["finalStateVia"] = FinalStateVia.ToString(),
        ["lastKnownLocation"] = LastKnownLocation?.AbsoluteUri,
    };
}
