using System.Text.Json.Nodes;
using AksEgress.Lab.Replays;

namespace AksEgress.Lab.Contracts;

/// <summary>The contract of a recording: ARM's behavior, with marks instead of values that are specific to the recording.</summary>
internal static class RecordingContract
{
    private const string ApiVersion = "api-version=";

    /// <summary>Distils a recording.</summary>
    /// <param name="recording">The exchanges.</param>
    /// <param name="source">The public file that was recorded: "owner/repository path".</param>
    public static JsonObject Distil(Recording recording, string source)
    {
        var marks = new ContractMarks();
        var (repository, path) = source.Split(' ', 2) is [var first, var second] ? (first, second)
            : throw new LabException($"{recording.Name}: the source is not a repository and a path: {source}.");
        return new JsonObject
        {
            ["recording"] = recording.Name,
            ["repository"] = repository,
            ["path"] = path,
            ["exchanges"] = new JsonArray([.. recording.Exchanges.Select(exchange => Distil(exchange, marks))]),
        };
    }

    /// <summary>True if a document is a contract of a recording rather than a recording.</summary>
    public static bool IsContract(JsonObject document) => document["repository"] is not null;

    /// <summary>The exchanges of a contract with a value for each mark, in the form of a recording.</summary>
    public static JsonObject Expand(JsonObject contract)
    {
        var recording = Expanded(contract)!.AsObject();
        recording["source"] = $"{contract["repository"]} {contract["path"]}";
        foreach (var exchange in recording["exchanges"]?.AsArray() ?? [])
        {
            if (exchange?["apiVersion"]?.ToString() is { } version)
            {
                var path = exchange["path"]!.ToString();
                exchange["path"] = $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{ApiVersion}{version}";
            }
        }

        return recording;
    }

    private static JsonObject Distil(Exchange exchange, ContractMarks marks)
    {
        // The order matters: a value that occurs first in a request is the client's choice.
        var (path, apiVersion) = Split(marks.Sent(exchange.Path));
        var distilled = new JsonObject { ["method"] = exchange.Method, ["type"] = ReplayScope.TypeOf(exchange.Path), ["path"] = path };
        Add("apiVersion", apiVersion);
        Add("request", marks.Sent(exchange.Request));
        distilled["status"] = exchange.Status;
        var headers = exchange.Headers.OrderBy(static header => header.Key, StringComparer.Ordinal)
            .Select(header => KeyValuePair.Create(header.Key, (JsonNode?)marks.Answered(header.Value)));
        Add("headers", exchange.Headers.Count == 0 ? null : new JsonObject(headers));
        Add("response", marks.Answered(exchange.Response));
        return distilled;

        void Add(string name, JsonNode? value)
        {
            if (value is not null)
            {
                distilled[name] = value;
            }
        }
    }

    private static (string Path, string? ApiVersion) Split(string path)
    {
        var at = path.IndexOf('?', StringComparison.Ordinal);
        if (at < 0)
        {
            return (path, null);
        }

        var query = path[(at + 1)..].Split('&');
        var rest = query.Where(static part => !part.StartsWith(ApiVersion, StringComparison.Ordinal)).ToList();
        var left = rest.Count == 0 ? path[..at] : $"{path[..at]}?{string.Join('&', rest)}";
        return (left, query.Except(rest).FirstOrDefault()?[ApiVersion.Length..]);
    }

    private static JsonNode? Expanded(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(
            members.Select(static member => KeyValuePair.Create(ContractValues.Expand(member.Key), Expanded(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Expanded)]),
        JsonValue value when value.TryGetValue(out string? text) => JsonValue.Create(ContractValues.Expand(text)),
        _ => node?.DeepClone(),
    };
}
