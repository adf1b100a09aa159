using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Tests.Throttling;

namespace AksEgress.Tests.Fakes;

/// <summary>
/// An ARM that stores documents by path: PUT stores the body with a new etag, GET returns it, and DELETE removes it. Hooks let a
/// test answer differently. It has no rules for any resource; the simulator has those.
/// </summary>
internal sealed class FakeGateway : IArmGateway
{
    public const string Subscription = "00000000-0000-0000-0000-000000000001";

    private readonly ConcurrentDictionary<string, JsonObject> _documents = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentQueue<ArmRequest> _requests = new();
    private int _version;

    public FakeGateway() => Add(ArmResourceId.Group(Subscription, "rg"), """{ "location": "eastus" }""");

    public ArmSession Session { get; } = new("tester", null, Subscription, "AzureCloud", new Uri("https://arm.test"), false, 1);

    public TimeProvider Clock { get; } = new WaitlessClock();

    /// <summary>All requests so far.</summary>
    public IReadOnlyList<ArmRequest> Requests => [.. _requests];

    /// <summary>The requests that write.</summary>
    public IReadOnlyList<ArmRequest> Writes => [.. _requests.Where(request => request.Writes)];

    /// <summary>Answers a request instead of the fake; null lets the fake answer it.</summary>
    public Func<ArmRequest, ArmResponse?>? Answer { get; set; }

    /// <summary>The end of an operation, by its token; while this isn't set, no operation ends.</summary>
    public Func<string, ArmResponse>? Ending { get; set; }

    /// <summary>Changes a document between the request and the stored version.</summary>
    public Action<JsonObject>? OnWrite { get; set; }

    /// <summary>The duration of a write.</summary>
    public TimeSpan WriteTime { get; set; }

    /// <summary>The maximum number of concurrent writes.</summary>
    public int WritesAtOnce { get; private set; }

    private int _running;

    public static ArmResourceId Id(string type, params string[] names) => ArmResourceId.Create(Subscription, "rg", type, names);

    /// <summary>Stores a document without a request.</summary>
    public ArmResourceId Add(ArmResourceId id, string json)
    {
        var document = JsonNode.Parse(json)!.AsObject();
        Stamp(id.Text, id.Name, document);
        _documents[id.Path] = document;
        return id;
    }

    /// <summary>Removes a document without a request.</summary>
    public void Remove(ArmResourceId id) => _documents.TryRemove(id.Path, out _);

    /// <summary>The stored document, or null.</summary>
    public JsonObject? Find(ArmResourceId id) => _documents.TryGetValue(id.Path, out var document) ? document : null;

    /// <summary>The body of the only write.</summary>
    public JsonObject OnlyWrite() => JsonNode.Parse(Assert.Single(Writes).Body!)!.AsObject();

    public async Task<ArmResponse> SendAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        // The requests that bind operations to their origin aren't counted.
        if (Origins.Answer(request) is { } subscription)
        {
            return subscription;
        }

        _requests.Enqueue(request);
        if (Answer?.Invoke(request) is { } answer)
        {
            return answer;
        }

        if (!request.Writes)
        {
            return _documents.TryGetValue(request.Path, out var found) ? Response(200, found.ToJsonString()) : throw NotFound(request);
        }

        WritesAtOnce = Math.Max(WritesAtOnce, Interlocked.Increment(ref _running));
        await Task.Delay(WriteTime, cancellationToken).ConfigureAwait(false);
        Interlocked.Decrement(ref _running);
        return Write(request);
    }

    public Task<ArmResponse> LookAsync(string operationToken, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ArmResponse> SettleAsync(
        string path, string apiVersion, IProgress<ArmOperationProgress>? progress, CancellationToken cancellationToken) =>
        SendAsync(new ArmRequest("GET", path, apiVersion), cancellationToken);

    public Task<ArmResponse> WaitAsync(
        string operationToken, IProgress<ArmOperationProgress>? progress, CancellationToken cancellationToken) =>
        Ending is null ? throw new NotSupportedException() : Task.FromResult(Ending(operationToken));

    public async IAsyncEnumerable<string> ListAsync(
        string path, string apiVersion, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _requests.Enqueue(new ArmRequest("GET", path, apiVersion));
        _ = Answer?.Invoke(new ArmRequest("GET", path, apiVersion));
        await Task.Yield();
        var provider = path.Contains("/providers/", StringComparison.Ordinal)
            ? path[path.IndexOf("/providers/", StringComparison.Ordinal)..]
            : string.Empty;
        var scope = provider.Length > 0 ? path[..^provider.Length] : path;
        foreach (var (key, document) in _documents.OrderBy(item => item.Key, StringComparer.Ordinal))
        {
            var rest = provider.Length > 0 ? key.IndexOf(provider + "/", StringComparison.OrdinalIgnoreCase) : -1;
            if (key.StartsWith(scope, StringComparison.OrdinalIgnoreCase)
                && rest > 0
                && !key[(rest + provider.Length + 1)..].Contains('/', StringComparison.Ordinal))
            {
                yield return document.ToJsonString();
            }
            else if (path.EndsWith("/resources", StringComparison.Ordinal)
                && key.StartsWith(path[..^"/resources".Length] + "/providers", StringComparison.OrdinalIgnoreCase))
            {
                yield return document.ToJsonString();
            }
        }
    }

    public void Dispose()
    {
    }

    /// <summary>An error of ARM.</summary>
    public static ArmException Refusal(ArmRequest request, int status, string code) => new(request, status, code, code + " said ARM.");

    private ArmResponse Write(ArmRequest request)
    {
        _documents.TryGetValue(request.Path, out var current);
        if (request.IfMatch is { } etag && current is not null && current["etag"]?.GetValue<string>() != etag)
        {
            throw Refusal(request, 412, "PreconditionFailed");
        }

        if (request.Method == "DELETE")
        {
            return Response(_documents.TryRemove(request.Path, out _) ? 200 : 204, string.Empty);
        }

        var document = JsonNode.Parse(request.Body!)!.AsObject();
        OnWrite?.Invoke(document);
        Stamp(Uri.UnescapeDataString(request.Path), Uri.UnescapeDataString(request.Path[(request.Path.LastIndexOf('/') + 1)..]), document);
        _documents[request.Path] = document;
        return Response(current is null ? 201 : 200, document.ToJsonString());
    }

    private void Stamp(string id, string name, JsonObject document)
    {
        document["id"] = id;
        document["name"] = name;
        document["etag"] = $"W/\"{Interlocked.Increment(ref _version)}\"";
        (document["properties"] ??= new JsonObject())["provisioningState"] = "Succeeded";
    }

    private static ArmResponse Response(int status, string body) => new(status, body, null, null, null);

    private static ArmException NotFound(ArmRequest request) => new(request, 404, "ResourceNotFound", "The Resource was not found.");
}
