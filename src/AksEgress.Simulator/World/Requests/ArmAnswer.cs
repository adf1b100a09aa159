using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.World.Requests;

/// <summary>ARM's response to a request: status, body, and headers.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The JSON body in UTF-8, or null for none. It never changes afterwards.</param>
internal sealed record ArmAnswer(HttpStatusCode Status, byte[]? Body = null)
{
    private List<(string Name, string Value)>? _headers;

    /// <summary>The headers.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers => _headers is null ? [] : _headers;

    /// <summary>A response with a JSON body.</summary>
    public static ArmAnswer Of(HttpStatusCode status, JsonNode body) => new(status, Json.Bytes(body));

    /// <summary>Adds a header.</summary>
    public ArmAnswer With(string name, string value)
    {
        (_headers ??= []).Add((name, value));
        return this;
    }
}
