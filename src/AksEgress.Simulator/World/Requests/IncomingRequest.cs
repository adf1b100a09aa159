using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.World.Requests;

/// <summary>A request, with the parts that ARM evaluates.</summary>
internal sealed class IncomingRequest
{
    private readonly ReadOnlyMemory<byte> _body;

    /// <summary>Parses a request.</summary>
    public IncomingRequest(HttpRequestMessage message, ReadOnlyMemory<byte> body)
    {
        _body = body;
        var uri = message.RequestUri is { IsAbsoluteUri: true } absolute ? absolute : new Uri("https://management.azure.com/");
        Method = message.Method.Method.ToUpperInvariant();
        Origin = uri.GetLeftPart(UriPartial.Authority);
        Path = uri.AbsolutePath;
        Segments = Split(Path);
        Query = uri.Query;
        ApiVersion = Parameter("api-version");
        HasAuthorization = message.Headers.NonValidated.Contains("Authorization");
        IfMatch = Header(message.Headers, "If-Match");
        IfNoneMatch = Header(message.Headers, "If-None-Match");
        ClientRequestId = Header(message.Headers, "x-ms-client-request-id");
    }

    /// <summary>The method in upper case.</summary>
    public string Method { get; }

    /// <summary>Scheme and authority of the client's URL: links in responses start with it.</summary>
    public string Origin { get; }

    /// <summary>The path as the client sent it.</summary>
    public string Path { get; }

    /// <summary>The path's segments, unescaped.</summary>
    public string[] Segments { get; }

    /// <summary>The query as the client sent it, with its question mark.</summary>
    public string Query { get; }

    /// <summary>The api-version, or null.</summary>
    public string? ApiVersion { get; }

    /// <summary>True if there is an Authorization header. Its content doesn't matter here.</summary>
    public bool HasAuthorization { get; }

    /// <summary>The If-Match header as the client sent it, or null.</summary>
    public string? IfMatch { get; }

    /// <summary>The If-None-Match header as the client sent it, or null.</summary>
    public string? IfNoneMatch { get; }

    /// <summary>The client's own request id, or null.</summary>
    public string? ClientRequestId { get; }

    /// <summary>A query parameter's value, unescaped; null if it is missing.</summary>
    public string? Parameter(string name)
    {
        var rest = Query.AsSpan();
        if (rest.Length > 0 && rest[0] == '?')
        {
            rest = rest[1..];
        }

        while (rest.Length > 0)
        {
            var end = rest.IndexOf('&');
            var pair = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            var equals = pair.IndexOf('=');
            var key = equals < 0 ? pair : pair[..equals];
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase)
                || (key.StartsWith("%24") && name.StartsWith('$') && key[3..].Equals(name.AsSpan(1), StringComparison.OrdinalIgnoreCase)))
            {
                return equals < 0 ? "" : Uri.UnescapeDataString(pair[(equals + 1)..].ToString());
            }
        }

        return null;
    }

    /// <summary>The body as an object.</summary>
    /// <exception cref="RefusalException">400 InvalidRequestContent: the body is missing, isn't JSON, or isn't an object.</exception>
    public JsonObject Body()
    {
        if (_body.Length == 0)
        {
            throw RequestErrors.InvalidContent("The request body is empty.");
        }

        try
        {
            return JsonBody.Parse(_body) as JsonObject ?? throw RequestErrors.InvalidContent("The request body is not a JSON object.");
        }
        catch (JsonException exception)
        {
            throw RequestErrors.InvalidContent(RequestErrors.Shorten(exception.Message));
        }
    }

    private static string[] Split(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (path.Contains('%', StringComparison.Ordinal))
        {
            for (var index = 0; index < parts.Length; index++)
            {
                parts[index] = Uri.UnescapeDataString(parts[index]);
            }
        }

        return parts;
    }

    private static string? Header(HttpRequestHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}
