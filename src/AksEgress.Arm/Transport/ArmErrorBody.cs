using System.Net;
using System.Text;
using System.Text.Json;
using AksEgress.Core.Arm;
using Azure;

namespace AksEgress.Arm.Transport;

/// <summary>An error from ARM in either format: wrapped in <c>error</c>, or flat as AKS sends it.</summary>
/// <param name="Code">ARM's code.</param>
/// <param name="Message">ARM's message and those of its details.</param>
/// <param name="Subcode">AKS's more specific code, or null.</param>
/// <param name="Target">The member that caused the error, or null.</param>
internal sealed record ArmErrorBody(string Code, string Message, string? Subcode, string? Target)
{
    private const int MaximumDetailDepth = 4;
    private const int ShownBodyLength = 200;

    /// <summary>The error in a response's body, or null when there is none.</summary>
    public static ArmErrorBody? Read(Response response) =>
        response.ContentStream is null ? null : Read(response.Content.ToString());

    /// <summary>The error in a body, or null when there is none.</summary>
    public static ArmErrorBody? Read(string body)
    {
        if (!body.AsSpan().TrimStart().StartsWith("{", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            return Read(Member(root, "error") is { ValueKind: JsonValueKind.Object } wrapped ? wrapped : root);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The exception for a response; never without a code and a message.</summary>
    public static ArmException ToException(ArmRequest request, Response response, TimeSpan? retryAfter = null)
    {
        var body = response.ContentStream is null ? string.Empty : response.Content.ToString();
        return ToException(request, response, Read(body) ?? Nameless(response, body), retryAfter);
    }

    /// <summary>The exception for a response with a known error. A proxy can repeat the token that it received.</summary>
    public static ArmException ToException(ArmRequest request, Response response, ArmErrorBody error, TimeSpan? retryAfter = null) =>
        new(request, response.Status, error.Code, SecretText.Without(error.Message, null))
        {
            Subcode = error.Subcode,
            MemberPath = error.Target,
            CorrelationId = CorrelationId(response),
            RetryAfter = retryAfter,
        };

    /// <summary>The IDs that Azure's support needs.</summary>
    public static string? CorrelationId(Response response) =>
        response.Headers.TryGetValue("x-ms-correlation-request-id", out var id) ? id : null;

    private static ArmErrorBody Nameless(Response response, string body)
    {
        var name = Enum.IsDefined((HttpStatusCode)response.Status)
            ? ((HttpStatusCode)response.Status).ToString()
            : "Http" + response.Status;
        var text = new string([.. body.Trim().Take(ShownBodyLength).Select(c => char.IsControl(c) ? ' ' : c)]);
        return new ArmErrorBody(
            name,
            text.Length == 0
                ? $"Azure responded with {response.Status} ({name}) and gave no reason."
                : $"Azure responded with {response.Status} ({name}): {text}",
            null,
            null);
    }

    private static ArmErrorBody? Read(JsonElement error)
    {
        var code = Text(error, "code");
        var message = new StringBuilder(Text(error, "message"));
        AppendDetails(error, message, 0);
        return code is null && message.Length == 0
            ? null
            : new ArmErrorBody(
                code ?? "Unknown",
                message.Length == 0 ? $"Azure returned the code {code} without a message." : message.ToString(),
                Text(error, "subcode"),
                Text(error, "target"));
    }

    /// <summary>ARM often puts the reason into the details, and the message only says that something failed.</summary>
    private static void AppendDetails(JsonElement error, StringBuilder message, int depth)
    {
        if (depth == MaximumDetailDepth || Member(error, "details") is not { ValueKind: JsonValueKind.Array } details)
        {
            return;
        }

        foreach (var detail in details.EnumerateArray())
        {
            if (Text(detail, "message") is { } text && !message.ToString().Contains(text, StringComparison.Ordinal))
            {
                var code = Text(detail, "code");
                _ = message.Append(message.Length == 0 ? string.Empty : "\n").Append(code is null ? text : $"{code}: {text}");
            }

            AppendDetails(detail, message, depth + 1);
        }
    }

    private static JsonElement? Member(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var member in element.EnumerateObject())
        {
            if (string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return member.Value;
            }
        }

        return null;
    }

    private static string? Text(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } member && member.GetString() is { Length: > 0 } text ? text : null;
}
