using System.Globalization;
using System.Text.Json.Nodes;

namespace AksEgress.Lab.Replays;

/// <summary>Sends a recording's requests to a new simulator, and compares the responses with ARM's.</summary>
internal sealed class Replay : IDisposable
{
    private static readonly string[] s_longRunningHeaders = ["azure-asyncoperation", "location"];

    private readonly Recording _recording;
    private readonly Vocabulary _words = new();
    private readonly ReplayClient _client;

    private Replay(Recording recording)
    {
        _recording = recording;
        _client = new ReplayClient(Groups(recording.Exchanges));
    }

    /// <summary>Replays a recording.</summary>
    public static ReplayResult Run(Recording recording)
    {
        using var replay = new Replay(recording);
        return replay.Run();
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private ReplayResult Run()
    {
        List<ExchangeResult> compared = [];
        List<(Exchange, string)> outOfScope = [];
        HashSet<string> foreignOperations = new(StringComparer.OrdinalIgnoreCase);
        var polls = 0;
        foreach (var exchange in _recording.Exchanges)
        {
            if (ReplayScope.Reason(exchange) is { } what)
            {
                outOfScope.Add((exchange, what));
                foreignOperations.UnionWith(s_longRunningHeaders.Select(header => LastSegment(exchange.Headers.GetValueOrDefault(header))));
            }
            else if (foreignOperations.Contains(LastSegment(exchange.Path)))
            {
                outOfScope.Add((exchange, "the operation of another type"));
            }
            else if (ExistingResources.IsFirstRead(exchange, _recording.Exchanges))
            {
                outOfScope.Add((exchange, "existed before"));
                Create(exchange);
            }
            else if (IsFollowedUp(exchange))
            {
                polls++;
            }
            else
            {
                compared.Add(Compare(exchange));
            }
        }

        return new ReplayResult(_recording, compared, polls, outOfScope);
    }

    private static string LastSegment(string? path) => path is null ? "(nothing)" : path.Split('?')[0].Split('/')[^1];

    // The recording doesn't contain the requests that created a resource.
    private void Create(Exchange read)
    {
        var query = read.Path[read.Path.IndexOf('?', StringComparison.Ordinal)..];
        foreach (var document in ExistingResources.Of(read, _recording.Exchanges))
        {
            _client.LetTimePass();
            _client.Send("PUT", document["id"] + query, document.ToJsonString());
        }

        _client.LetTimePass();
        BodyComparison.Compare(read.Response, _client.Send("GET", _words.Path(read.Path), null).Body, _words);
    }

    // The client polls again, and nothing else happens in between.
    private bool IsFollowedUp(Exchange exchange) => exchange is { Method: "GET", IsRunning: true }
        && _recording
            .Exchanges.Skip(exchange.Number + 1)
            .TakeWhile(static later => later.Method == "GET")
            .Any(later => later.Path == exchange.Path);

    private ExchangeResult Compare(Exchange exchange)
    {
        // The client's waits aren't recorded. So time passes before every exchange, except for those that show an operation in
        // progress.
        if (!(exchange is { Method: "GET", IsRunning: true }
            || exchange.Status is 409 or 412 or 429
            || exchange.Path.Contains("/abort?", StringComparison.OrdinalIgnoreCase)))
        {
            _client.LetTimePass();
        }

        var answer = _client.Send(exchange.Method, _words.Path(exchange.Path), _words.Body(exchange.Request)?.ToJsonString());
        var status = exchange.Status == answer.Status ? null
            : new Difference(
                "status", exchange.Status.ToString(CultureInfo.InvariantCulture), $"{answer.Status} {answer.Body?.ToJsonString()}");
        foreach (var header in s_longRunningHeaders)
        {
            var (recorded, simulated) = (exchange.Headers.GetValueOrDefault(header), answer.Headers.GetValueOrDefault(header));
            if (recorded is null != simulated is null)
            {
                status ??= new Difference(header, recorded ?? "(nothing)", simulated ?? "(nothing)");
            }

            if (recorded is not null && simulated is not null)
            {
                _words.Learn(_words.Of(recorded), _words.Of(simulated));
            }
        }

        return new ExchangeResult(exchange, status, BodyComparison.Compare(exchange.Response, answer.Body, _words));
    }

    // The recordings start with existing resource groups.
    private static JsonArray Groups(IReadOnlyList<Exchange> exchanges)
    {
        Dictionary<string, JsonObject> groups = new(StringComparer.OrdinalIgnoreCase);
        HashSet<string> created = new(StringComparer.OrdinalIgnoreCase);
        foreach (var exchange in exchanges)
        {
            var parts = exchange.Path.Split('?')[0].Split('/');
            if (parts.Length <= 4 || !parts[3].Equals("resourceGroups", StringComparison.OrdinalIgnoreCase) || groups.ContainsKey(parts[4]))
            {
                continue;
            }

            var id = $"/subscriptions/{parts[2]}/resourceGroups/{parts[4]}";
            if (exchange is { Method: "PUT", Status: 201 } or { Status: 404 } && parts.Length == 5)
            {
                created.Add(parts[4]);
            }

            if (created.Contains(parts[4]))
            {
                continue;
            }

            groups[parts[4]] = exchanges
                .Select(static other => other.Response)
                .OfType<JsonObject>()
                .FirstOrDefault(other => string.Equals(other["id"]?.ToString(), id, StringComparison.OrdinalIgnoreCase))
                ?.DeepClone()
                .AsObject()
                ?? new JsonObject
                {
                    ["id"] = id,
                    ["name"] = parts[4],
                    ["type"] = "Microsoft.Resources/resourceGroups",
                    ["location"] = exchanges
                        .Select(static other => other.Request?["location"]?.ToString())
                        .FirstOrDefault(static location => location is not null) ?? "westus"
                };
        }

        return [.. groups.Values];
    }
}
