using System.Net;
using System.Text;

namespace AksEgress.Tests.OutboundTypes;

/// <summary>One request as it went over the wire.</summary>
internal sealed record Exchange(string Method, string Path, string? Body, string? IfMatch)
{
    /// <summary>A look at a long-running operation.</summary>
    public bool IsPoll => Path.Contains("/operations/", StringComparison.OrdinalIgnoreCase) || Path.Contains("/operationresults/", StringComparison.OrdinalIgnoreCase);

    /// <summary>The change itself.</summary>
    public bool WritesCluster => Method == "PUT" && Path.Contains("/managedClusters/", StringComparison.OrdinalIgnoreCase);

    public override string ToString() => $"{Method} {Path}";
}

/// <summary>The wire between the module and ARM: it keeps what passes, and can delay, rewrite or answer it.</summary>
internal sealed class Wire(HttpMessageHandler arm) : DelegatingHandler(arm)
{
    private const int MostRequests = 2000;

    private readonly List<Exchange> _seen = [];
    private int _reading;

    /// <summary>Done before a request goes on.</summary>
    public Action<Exchange>? Before { get; set; }

    /// <summary>A body to send in place of the module's; null lets it pass.</summary>
    public Func<Exchange, string?>? Rewrite { get; set; }

    /// <summary>An answer in ARM's place; null lets the request pass.</summary>
    public Func<Exchange, (HttpStatusCode Status, string Body)?>? Answer { get; set; }

    /// <summary>How long each read takes.</summary>
    public TimeSpan ReadDelay { get; set; }

    /// <summary>The most reads that were under way at one time.</summary>
    public int MostReadsAtOnce { get; private set; }

    public IReadOnlyList<Exchange> Seen
    {
        get
        {
            lock (_seen)
            {
                return [.. _seen];
            }
        }
    }

    /// <summary>All but the looks at operations.</summary>
    public IReadOnlyList<Exchange> Requests => [.. Seen.Where(exchange => !exchange.IsPoll)];

    public IReadOnlyList<Exchange> Writes => [.. Seen.Where(exchange => exchange.Method != "GET")];

    public void Forget()
    {
        lock (_seen)
        {
            _seen.Clear();
            MostReadsAtOnce = 0;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var ifMatch = request.Headers.NonValidated.TryGetValues("If-Match", out var values) ? values.ToString() : null;
        var exchange = new Exchange(request.Method.Method, Uri.UnescapeDataString(request.RequestUri!.AbsolutePath), body, ifMatch);
        lock (_seen)
        {
            _seen.Add(exchange);
            if (_seen.Count > MostRequests)
            {
                throw new InvalidOperationException($"{MostRequests} requests went over the wire; the last is {exchange}. Does an operation never end?");
            }
        }

        Before?.Invoke(exchange);
        if (Answer?.Invoke(exchange) is { } answer)
        {
            return new HttpResponseMessage(answer.Status) { RequestMessage = request, Content = new StringContent(answer.Body, Encoding.UTF8, "application/json") };
        }

        if (Rewrite?.Invoke(exchange) is { } rewritten)
        {
            request.Content = new StringContent(rewritten, Encoding.UTF8, "application/json");
        }

        if (exchange.Method != "GET" || ReadDelay == TimeSpan.Zero)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        lock (_seen)
        {
            MostReadsAtOnce = Math.Max(MostReadsAtOnce, ++_reading);
        }

        try
        {
            await Task.Delay(ReadDelay, cancellationToken);
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            lock (_seen)
            {
                _reading--;
            }
        }
    }
}
