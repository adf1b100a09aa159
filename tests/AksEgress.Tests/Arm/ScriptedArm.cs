using System.Net;
using System.Text;

namespace AksEgress.Tests.Arm;

/// <summary>
/// An ARM that answers from a script: a queue of answers for each "METHOD /path", of which the last one repeats. A request without
/// a script is an error of the test and gets status 599.
/// </summary>
internal sealed class ScriptedArm : HttpMessageHandler
{
    // The last answer of a script repeats: without this limit, a client would poll an operation that never ends forever in virtual
    // time.
    private const int MostRequests = 1000;

    private readonly object _lock = new();
    private readonly Dictionary<string, Queue<Func<HttpRequestMessage, HttpResponseMessage>>> _script = new(
        StringComparer.OrdinalIgnoreCase);
    private readonly List<SeenRequest> _seen = [];

    public VirtualClock Clock { get; } = new();

    public IReadOnlyList<SeenRequest> Seen
    {
        get
        {
            lock (_lock)
            {
                return [.. _seen];
            }
        }
    }

    public IEnumerable<string> Lines => Seen.Select(one => $"{one.Method} {one.Address.AbsolutePath}");

    public int Count(string line) => Lines.Count(one => one.Equals(line, StringComparison.OrdinalIgnoreCase));

    public ScriptedArm On(string line, int status, string body = "", params (string Name, string Value)[] headers) =>
        On(line, request =>
        {
            var response = new HttpResponseMessage((HttpStatusCode)status)
            {
                Content = new StringContent(body, Encoding.UTF8, body.StartsWith('<') ? "text/html" : "application/json"),
            };
            foreach (var (name, value) in headers)
            {
                _ = response.Headers.TryAddWithoutValidation(name, value);
            }

            return response;
        });

    public ScriptedArm On(string line, Func<HttpRequestMessage, HttpResponseMessage> answer)
    {
        if (!_script.TryGetValue(line, out var queue))
        {
            _script[line] = queue = new Queue<Func<HttpRequestMessage, HttpResponseMessage>>();
        }

        queue.Enqueue(answer);
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken);
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
            .ToDictionary(pair => pair.Key, pair => string.Join(", ", pair.Value), StringComparer.OrdinalIgnoreCase);
        Func<HttpRequestMessage, HttpResponseMessage> answer;
        lock (_lock)
        {
            if (_seen.Count == MostRequests)
            {
                throw new InvalidOperationException(
                    $"More than {MostRequests} requests; the last is {request.Method} {request.RequestUri}.");
            }

            _seen.Add(new SeenRequest(request.Method.Method, request.RequestUri!, body, headers, Clock.Now));
            if (!_script.TryGetValue($"{request.Method.Method} {request.RequestUri!.AbsolutePath}", out var queue))
            {
                return new HttpResponseMessage((HttpStatusCode)418)
                {
                    Content = new StringContent($"not in the script: {request.Method} {request.RequestUri}")
                };
            }

            answer = queue.Count > 1 ? queue.Dequeue() : queue.Peek();
        }

        var response = answer(request);
        response.RequestMessage = request;
        return response;
    }

    protected override void Dispose(bool disposing)
    {
        Clock.Dispose();
        base.Dispose(disposing);
    }
}
